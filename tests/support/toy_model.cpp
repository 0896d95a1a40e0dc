#include "tests/support/toy_model.hpp"

#include <array>
#include <chrono>
#include <cmath>
#include <limits>
#include <string>
#include <thread>
#include <tuple>
#include <utility>

#include "sim/core/described_model.hpp"
#include "sim/core/error.hpp"
#include "tests/support/toy_texts.hpp"

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
        Parameter{&P::size, "size", "1", Range{1, 1000000}, assumed, Change::setup},
        Parameter{&P::offices, "offices", "1", Range{1, 50}, assumed, Change::setup},
        Parameter{&P::life_situations, "life_situations", "1", Range{1, 20}, assumed,
                  Change::setup},
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
        Parameter{&P::lens, "lens", "1", Range{0, 1},
                  Source{Grade::literature, "Nobody (1900), p. 1"}, Change::live, Drawing::odds},
        Parameter{&P::noise, "noise", "standard deviation of need", Range{0, 5}, assumed,
                  Change::live, Drawing::factor},
        Parameter{&P::complain, "complain", "1", Range{}, assumed, Change::live},
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
        Parameter{&P::group_tailoring, "group_tailoring", "1", Range{0, 100}, assumed,
                  Change::live},
        Parameter{&P::individual_tailoring, "individual_tailoring", "1", Range{0, 100}, assumed,
                  Change::live},
        Parameter{&P::decider, "decider", "1", Range{}, Source{Grade::document, "The rulebook"},
                  Change::live},
        Parameter{&P::budget, "budget", "euro", Range{0, 1e9}, assumed, Change::live},
        Parameter{&P::patience, "patience", "month", Range{1, 120},
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
        Parameter{&P::failing_replicate, "failing_replicate", "1", Range{-1, 1000000}, assumed,
                  Change::setup},
        Parameter{&P::milliseconds, "milliseconds", "1", Range{0, 60000}, assumed, Change::setup},
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

/// What is observed of a month, of everybody or in one office or life situation.
using Month = std::array<double, 7>;

struct World {
  sim::Stream stream;
  std::vector<Parameters> offices;
  Month whole{};
  std::array<std::vector<Month>, 2> parts;  ///< of offices, of life situations
  int months = 0;
};

World make(const Parameters& p, const sim::Start& start) {
  std::this_thread::sleep_for(std::chrono::milliseconds(p.testing.milliseconds));
  if (p.testing.failing_replicate == static_cast<int>(start.stream.replicate))
    throw sim::RunError("a case got lost in month 1 (testing.failing_replicate)");
  World world{start.stream, {}, {}, {}, start.scenario.run.months};
  world.offices.resize(static_cast<std::size_t>(p.population.offices), p);
  world.parts[0].resize(world.offices.size());
  world.parts[1].resize(static_cast<std::size_t>(p.population.life_situations));
  return world;
}

/// All metrics of one office or life situation in one month, in the order of metric_rows().
Month month_of(const Parameters& p, double luck, int month, double citizens) {
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

void file(World& world, const sim::Step& step) {
  for (const sim::Event& event : step.events)
    for (std::size_t office = 0; office < world.offices.size(); ++office)
      if (event.acts_in(static_cast<int>(office))) sim::set(world.offices[office], event);
}

void decide(World& world, const sim::Step& step) {
  const auto occasion = static_cast<std::uint32_t>(step.time);
  const double citizens = world.offices[0].population.size;
  const double luck = sim::Random(world.stream, Draw::luck, 0, occasion).normal();
  world.whole = month_of(world.offices[0], luck, step.time, citizens);
  for (std::size_t b = 0; b < world.parts.size(); ++b) {
    auto& parts = world.parts[b];
    for (std::size_t e = 0; e < parts.size(); ++e) {
      const auto who = static_cast<std::uint32_t>(100 * b + e);
      const double own = sim::Random(world.stream, Draw::office_luck, who, occasion).normal();
      parts[e] = month_of(world.offices[b == 0 ? e : 0], own, step.time,
                          citizens / static_cast<double>(parts.size()));
    }
  }
}

Month view(const World& world, const sim::Part& part) {
  return part.whole() ? world.whole
                      : world.parts[static_cast<std::size_t>(part.breakdown)][part.element];
}

std::vector<sim::MetricInfo> metric_rows() {
  using enum sim::Better;
  return {
      {"underserved", "1", "", "", "citizen", lower, false, {0, 1}},
      {"spending", "1", "", "EUR", "society", neutral, false, {0}},
      {"waiting", "month", "", "", "citizen", lower, false, {0}},
      {"gap", "1", "standard deviation of need", "", "citizen", lower, false, {}},
      {.name = "cases",
       .unit = "1",
       .perspective = "worker",
       .better = neutral,
       .count = true,
       .breakdowns = {0, 1},
       .valid = {0, sim::ValidRange::infinity}},
      {.name = "trust",
       .unit = "1",
       .perspective = "citizen",
       .better = higher,
       .breakdowns = {1},
       .valid = {0, 1}},
      {"workload", "hour", "", "", "worker", lower, false, {0}},
  };
}

std::vector<double> dilemmas(const World& world) {
  std::vector<double> share;
  for (int office = 0; office < static_cast<int>(world.offices.size()); ++office)
    for (int own = 0; own < 3; ++own)
      for (int other = 0; other < 3; ++other)
        share.push_back(own == other ? 0 : 0.01 * (1 + office + 3 * own + other));
  return share;
}

std::vector<std::vector<double>> measures(const World& world) {
  std::vector<std::vector<double>> columns(4);
  for (std::size_t office = 0; office < world.offices.size(); ++office) {
    sim::Random random(world.stream, Draw::measure, static_cast<std::uint32_t>(office), 0);
    if (!random.bernoulli(0.7)) continue;
    columns[0].push_back(static_cast<double>(office));
    columns[1].push_back(1 + random.below(static_cast<std::uint32_t>(world.months)));
    columns[2].push_back(random.below(3));
    columns[3].push_back(random.uniform());
  }
  return columns;
}

sim::Point point(std::string name, double group, double individual) {
  return {std::move(name),
          {{"policy.group_tailoring", group}, {"policy.individual_tailoring", individual}}};
}

using Described = sim::Description<Parameters, World, Month>;

std::optional<Described::Clash> conflict(const Parameters& p) {
  if (p.population.offices <= p.population.size) return std::nullopt;
  return Described::Clash{
      "population.offices",
      "more offices than the " + std::to_string(p.population.size) + " citizens"};
}

template <std::size_t... Rows>
std::vector<Described::Metric> measured(const std::vector<sim::MetricInfo>& infos,
                                        std::index_sequence<Rows...>) {
  return {{infos[Rows], [](const Month& month) { return month[Rows]; }}...};
}

Described describe() {
  return {
      .name = "toy",
      .step = "month",
      .make = make,
      .phases = {{"file", file}, {"decide", decide}},
      .metrics = measured(metric_rows(), std::make_index_sequence<7>()),
      .view = view,
      .breakdowns = {{{"offices", "office"},
                      [](const Parameters& p) { return p.population.offices; }},
                     {{"life_situations", "life_situation"},
                      [](const Parameters& p) { return p.population.life_situations; }}},
      .arrays = {{{"dilemmas",
                   "share",
                   "1",
                   {{"office", {}},
                    {"loyalty", {"law", "profession", "citizen"}},
                    {"loyalty_other", {"law", "profession", "citizen"}}}},
                  dilemmas}},
      .tables = {{{"measures",
                   "measure",
                   {{"office_id", "1", true, {}},
                    {"month_announced", "month", true, {}},
                    {"kind", "1", true, {"rule", "budget", "training"}},
                    {"strength", "1", false, {}}}},
                  measures}},
      .variants = {point("one-size", 0, 0), point("groups", 100, 0), point("persons", 0, 100),
                   point("both", 100, 100)},
      .key_metrics = {"underserved", "waiting", "trust"},
      .conflict = conflict,
      .agents = [](const Parameters& p) { return static_cast<double>(p.population.size); },
      .bytes = [](const Parameters& p, int) { return 100.0 * p.population.size; },
      .texts = toy_texts,
  };
}

const sim::Model& described() {
  static const sim::DescribedModel instance(describe());
  return instance;
}

}  // namespace

ToyModel::ToyModel() : ModelLike(described()) {}

}  // namespace test
