#include "tests/support/toy_model.hpp"

#include <array>
#include <chrono>
#include <cmath>
#include <limits>
#include <string>
#include <thread>
#include <tuple>

#include "sim/core/error.hpp"

namespace test {

/// Who decides; the toy's choice.
enum class Decider : std::uint8_t { worker, manager, computer };

}  // namespace test

template <>
struct sim::ChoiceNames<test::Decider> {
  static constexpr std::array<std::string_view, 3> names{"worker", "manager", "computer"};
};

namespace test {

namespace {

using sim::Change;
using sim::Drawing;
using sim::Grade;
using sim::Parameter;
using sim::Range;
using sim::Source;

constexpr Source assumed{Grade::assumed, ""};

struct Population {
  int size = 100;
  int offices = 3;
  int life_situations = 2;

  static constexpr auto table() {
    using P = Population;
    return std::tuple{
        Parameter{&P::size, "size", "1", Range{1, 1000000}, "Number of citizens.", assumed,
                  Change::setup},
        Parameter{&P::offices, "offices", "1", Range{1, 50}, "Number of offices.", assumed,
                  Change::setup},
        Parameter{&P::life_situations, "life_situations", "1", Range{1, 20},
                  "Number of life situations.", assumed, Change::setup},
    };
  }
};

struct Citizens {
  double lens = 0.35;
  double noise = 0.1;
  bool complain = true;

  static constexpr auto table() {
    using P = Citizens;
    return std::tuple{
        Parameter{&P::lens, "lens", "1", Range{0, 1}, "Weight of what a citizen hears from others.",
                  Source{Grade::literature, "Nobody (1900), p. 1"}, Change::live, Drawing::odds},
        Parameter{&P::noise, "noise", "standard deviation of need", Range{0, 5},
                  "Spread of monthly luck.", assumed, Change::live, Drawing::factor},
        Parameter{&P::complain, "complain", "1", Range{}, "Whether citizens complain.", assumed,
                  Change::live},
    };
  }
};

struct Policy {
  double group_tailoring = 50;
  double individual_tailoring = 50;
  Decider decider = Decider::worker;
  double budget = 1e6;
  int patience = 12;

  static constexpr auto table() {
    using P = Policy;
    return std::tuple{
        Parameter{&P::group_tailoring, "group_tailoring", "1", Range{0, 100},
                  "Tailoring by groups, in percent.", assumed, Change::live},
        Parameter{&P::individual_tailoring, "individual_tailoring", "1", Range{0, 100},
                  "Tailoring by person, in percent.", assumed, Change::live},
        Parameter{&P::decider, "decider", "1", Range{}, "Who decides.",
                  Source{Grade::document, "The rulebook"}, Change::live},
        Parameter{&P::budget, "budget", "euro", Range{0, 1e9}, "Budget of an office.", assumed,
                  Change::live},
        Parameter{&P::patience, "patience", "month", Range{1, 120}, "Months until a measure ends.",
                  Source{Grade::assumed, "", Grade::literature, "page 2: a year"}, Change::live},
    };
  }
};

struct Testing {
  int failing_replicate = -1;
  int milliseconds = 0;

  static constexpr auto table() {
    using P = Testing;
    return std::tuple{
        Parameter{&P::failing_replicate, "failing_replicate", "1", Range{-1, 1000000},
                  "Replicate that fails; -1 for none.", assumed, Change::setup},
        Parameter{&P::milliseconds, "milliseconds", "1", Range{0, 60000},
                  "Milliseconds that a run takes at least.", assumed, Change::setup},
    };
  }
};

struct Parameters {
  Population population;
  Citizens citizens;
  Policy policy;
  Testing testing;

  static constexpr auto sections() {
    using P = Parameters;
    return std::tuple{
        sim::Section{"population", &P::population},
        sim::Section{"citizens", &P::citizens},
        sim::Section{"policy", &P::policy},
        sim::Section{"testing", &P::testing},
    };
  }
};

const sim::ParameterTable<Parameters>& parameter_table() {
  static const sim::ParameterTable<Parameters> table;
  return table;
}

Parameters parameters_of(const sim::Scenario& scenario) {
  Parameters parameters;
  for (std::size_t row = 0; row < scenario.values.size(); ++row)
    parameter_table().set(parameters, row, scenario.values[row]);
  return parameters;
}

/// Parameters of one office after the events of a month.
void apply_events(const sim::Scenario& scenario, int month, int office, Parameters& parameters) {
  for (const auto& event : scenario.events) {
    if (event.month != month) continue;
    bool here = event.offices.empty();
    for (const int of : event.offices) here = here || of == office;
    if (!here) continue;
    for (const auto& [row, value] : event.set) parameter_table().set(parameters, row, value);
  }
}

/// All metrics of one office or life situation in one month, in the order of ToyModel::metrics().
std::array<double, 7> month_of(const Parameters& p, double luck, int month, double citizens) {
  const double tailoring = (p.policy.group_tailoring + 2 * p.policy.individual_tailoring) / 300;
  const double underserved =
      0.5 * (1 - tailoring) + 0.05 * p.citizens.lens + 0.02 * p.citizens.noise * luck;
  const double cases = std::floor(citizens * (0.3 + 0.1 * (1 - tailoring)));
  const bool quiet = month % 12 == 1;  // nothing is decided in January, so nobody has waited
  return {underserved,
          p.policy.budget * (0.5 + 0.25 * tailoring),
          quiet ? std::numeric_limits<double>::quiet_NaN() : 1 + 2 * tailoring + 0.01 * luck,
          0.3 + 0.1 * p.citizens.noise * luck,
          cases,
          p.citizens.complain ? 0.5 + 0.1 * tailoring : 0.5,
          cases * (0.5 + tailoring)};
}

}  // namespace

const std::vector<sim::ParameterInfo>& ToyModel::parameters() const {
  return parameter_table().rows();
}

const std::vector<sim::MetricInfo>& ToyModel::metrics() const {
  using enum sim::Better;
  static const std::vector<sim::MetricInfo> rows{
      {"underserved",
       "1",
       "",
       "",
       "underserved citizens",
       "te weinig geholpen burgers",
       "Share of citizens who get less than they need.",
       "citizen",
       lower,
       false,
       {0, 1}},
      {"spending",
       "1",
       "",
       "EUR",
       "spending",
       "uitgaven",
       "Money spent in the month.",
       "society",
       neutral,
       false,
       {0}},
      {"waiting",
       "month",
       "",
       "",
       "waiting time",
       "wachttijd",
       "Mean waiting time of the cases decided in the month; not a number if none was.",
       "citizen",
       lower,
       false,
       {0}},
      {"gap",
       "1",
       "standard deviation of need",
       "",
       "gap",
       "kloof",
       "Mean distance between help and need.",
       "citizen",
       lower,
       false,
       {}},
      {"cases",
       "1",
       "",
       "",
       "cases",
       "zaken",
       "Number of cases filed in the month.",
       "worker",
       neutral,
       true,
       {0, 1}},
      {"trust",
       "1",
       "",
       "",
       "trust",
       "vertrouwen",
       "Share of citizens who trust their office.",
       "citizen",
       higher,
       false,
       {1}},
      {"workload",
       "hour",
       "",
       "",
       "workload",
       "werklast",
       "Hours of work in the month.",
       "worker",
       lower,
       false,
       {0}},
  };
  return rows;
}

const std::vector<sim::PhaseInfo>& ToyModel::phases() const {
  static const std::vector<sim::PhaseInfo> rows{
      {"file", "Citizens file a case."},
      {"decide", "Someone decides."},
  };
  return rows;
}

const std::vector<sim::BreakdownInfo>& ToyModel::breakdowns() const {
  static const std::vector<sim::BreakdownInfo> rows{
      {"offices", "office", "By the office that handles the case."},
      {"life_situations", "life_situation", "By the citizen's life situation."},
  };
  return rows;
}

const std::vector<sim::ArrayInfo>& ToyModel::arrays() const {
  static const std::vector<sim::ArrayInfo> rows{
      {"dilemmas",
       "share",
       "1",
       "Share of cases in which two loyalties conflict.",
       {{"office", {}},
        {"loyalty", {"law", "profession", "citizen"}},
        {"loyalty_other", {"law", "profession", "citizen"}}}},
  };
  return rows;
}

const std::vector<sim::TableInfo>& ToyModel::tables() const {
  static const std::vector<sim::TableInfo> rows{
      {"measures",
       "measure",
       "Measures that offices took.",
       {{"office_id", "1", "Office that took it.", true, {}},
        {"month_announced", "month", "Month in which it was announced.", true, {}},
        {"kind", "1", "What it changes.", true, {"rule", "budget", "training"}},
        {"strength", "1", "How strongly it works.", false, {}}}},
  };
  return rows;
}

const std::vector<sim::VariantInfo>& ToyModel::variants() const {
  static const std::vector<sim::VariantInfo> rows = [this] {
    const auto group = *sim::find_parameter(*this, "policy.group_tailoring");
    const auto individual = *sim::find_parameter(*this, "policy.individual_tailoring");
    return std::vector<sim::VariantInfo>{
        {"one-size", "One size", "Eén maat", {{group, 0.0}, {individual, 0.0}}},
        {"groups", "Groups", "Groepen", {{group, 100.0}, {individual, 0.0}}},
        {"persons", "Persons", "Personen", {{group, 0.0}, {individual, 100.0}}},
        {"both", "Both", "Allebei", {{group, 100.0}, {individual, 100.0}}},
    };
  }();
  return rows;
}

int ToyModel::breakdown_size(const sim::Scenario& scenario, int breakdown) const {
  const Population population = parameters_of(scenario).population;
  return breakdown == 0 ? population.offices : population.life_situations;
}

std::optional<sim::Conflict> ToyModel::conflict(const sim::Scenario& scenario) const {
  const Population population = parameters_of(scenario).population;
  if (population.offices <= population.size) return std::nullopt;
  return sim::Conflict{*sim::find_parameter(*this, "population.offices"),
                       "more offices than the " + std::to_string(population.size) + " citizens"};
}

sim::RunSize ToyModel::size(const sim::Scenario& scenario) const {
  const double citizens = parameters_of(scenario).population.size;
  return {citizens * (scenario.run.months + scenario.run.warm_up), 100 * citizens};
}

sim::RunResult ToyModel::simulate(const sim::Scenario& scenario, std::uint32_t replicate,
                                  sim::Parallel&) const {
  const Parameters start = parameters_of(scenario);
  std::this_thread::sleep_for(std::chrono::milliseconds(start.testing.milliseconds));
  if (start.testing.failing_replicate == static_cast<int>(replicate))
    throw sim::RunError("a case got lost in month 1 (testing.failing_replicate)");

  const sim::Stream stream{scenario.run.seed, replicate};
  const auto months = static_cast<std::size_t>(scenario.run.months);
  const auto metric_count = metrics().size();
  const std::array<int, 2> sizes{start.population.offices, start.population.life_situations};

  sim::RunResult result;
  result.overall.resize(metric_count * months);
  std::vector<Parameters> offices(static_cast<std::size_t>(sizes[0]), start);
  for (int breakdown = 0; breakdown < 2; ++breakdown) {
    const auto rows = sim::metrics_of_breakdown(*this, breakdown);
    const auto size = static_cast<std::size_t>(sizes[static_cast<std::size_t>(breakdown)]);
    result.breakdowns.emplace_back(rows.size() * months * size);
  }

  for (std::size_t m = 0; m < months; ++m) {
    const int month = static_cast<int>(m) + 1;
    const auto occasion = static_cast<std::uint32_t>(month);
    for (int office = 0; office < sizes[0]; ++office)
      apply_events(scenario, month, office, offices[static_cast<std::size_t>(office)]);
    const double luck = sim::Random(stream, Draw::luck, 0, occasion).normal();
    const auto overall = month_of(offices[0], luck, month, start.population.size);
    for (std::size_t k = 0; k < metric_count; ++k) result.overall[k * months + m] = overall[k];
    for (std::size_t b = 0; b < 2; ++b) {
      const auto rows = sim::metrics_of_breakdown(*this, static_cast<int>(b));
      const auto size = static_cast<std::size_t>(sizes[b]);
      for (std::size_t e = 0; e < size; ++e) {
        const double own = sim::Random(stream, Draw::office_luck,
                                       static_cast<std::uint32_t>(100 * b + e), occasion)
                               .normal();
        const auto values = month_of(b == 0 ? offices[e] : offices[0], own, month,
                                     static_cast<double>(start.population.size) / sizes[b]);
        for (std::size_t k = 0; k < rows.size(); ++k)
          result.breakdowns[b][(k * months + m) * size + e] = values[rows[k]];
      }
    }
  }

  std::vector<double> share;
  for (int office = 0; office < sizes[0]; ++office)
    for (int own = 0; own < 3; ++own)
      for (int other = 0; other < 3; ++other)
        share.push_back(own == other ? 0 : 0.01 * (1 + office + 3 * own + other));
  result.arrays.push_back(std::move(share));

  auto& columns = result.tables.emplace_back(4);
  for (int office = 0; office < sizes[0]; ++office) {
    sim::Random random(stream, Draw::measure, static_cast<std::uint32_t>(office), 0);
    if (!random.bernoulli(0.7)) continue;
    columns[0].push_back(office);
    columns[1].push_back(1 + random.below(static_cast<std::uint32_t>(months)));
    columns[2].push_back(random.below(3));
    columns[3].push_back(random.uniform());
  }
  return result;
}

}  // namespace test
