#include "models/case_round/case_round.hpp"

#include <array>
#include <string>
#include <tuple>

#include "models/case_round/round.hpp"

namespace case_round {

namespace {

struct Population {
  int size = 10000;

  static constexpr auto table() {
    return std::tuple{sim::Parameter{&Population::size, "size", "1", sim::Range{1, 2e9},
                                     "Number of citizens.", sim::Source{}, sim::Change::setup}};
  }
};

struct Parameters {
  Population population;

  static constexpr auto sections() {
    return std::tuple{sim::Section{"population", &Parameters::population}};
  }
};

const sim::ParameterTable<Parameters>& parameter_table() {
  static const sim::ParameterTable<Parameters> table;
  return table;
}

struct Metric {
  sim::MetricInfo info;
  double (*measure)(const World&);
};

sim::MetricInfo share(std::string name, std::string label_en, std::string label_nl,
                      std::string definition, std::string perspective, sim::Better better) {
  return {std::move(name),
          "1",
          "",
          "",
          std::move(label_en),
          std::move(label_nl),
          std::move(definition),
          std::move(perspective),
          better,
          false,
          {}};
}

const std::vector<Metric>& metric_table() {
  using enum sim::Better;
  static const std::vector<Metric> table{
      {share("filed", "filed", "ingediend", "Cases filed, as a share of citizens.", "citizen",
             neutral),
       [](const World& w) { return static_cast<double>(w.filed) / w.citizens; }},
      {share("granted", "granted", "toegekend", "Cases granted, as a share of those filed.",
             "citizen", higher),
       [](const World& w) {
         return sim::value_of(sim::Formula::quotient, static_cast<double>(w.granted),
                              static_cast<double>(w.filed));
       }},
      {share("fairness", "fairness", "rechtvaardigheid", "Mean perceived fairness.", "citizen",
             higher),
       [](const World& w) { return mean(w, w.fairness); }},
      {share("trust", "trust", "vertrouwen", "Mean trust.", "citizen", higher),
       [](const World& w) { return mean(w, w.trust); }},
      {share("complaints", "complaints", "klachten", "Complaints, as a share of citizens.",
             "administrator", lower),
       [](const World& w) { return static_cast<double>(w.complaints) / w.citizens; }},
      {share("rules", "rules", "regels", "Number of rules.", "administrator", neutral),
       [](const World& w) { return static_cast<double>(w.rules); }},
      {share("n_granted", "cases granted", "toegekende zaken", "Numerator of granted.", "citizen",
             neutral),
       [](const World& w) { return static_cast<double>(w.granted); }},
      {share("n_filed", "cases filed", "ingediende zaken", "Denominator of granted.", "citizen",
             neutral),
       [](const World& w) { return static_cast<double>(w.filed); }},
  };
  return table;
}

class CaseRound final : public sim::Model {
 public:
  std::string_view name() const override { return "case-round"; }
  std::string_view summary() const override {
    return "A small fixed workload of citizens, workers and an administrator, to time engines "
           "with.";
  }
  const std::vector<sim::ParameterInfo>& parameters() const override {
    return parameter_table().rows();
  }
  const std::vector<sim::MetricInfo>& metrics() const override {
    static const std::vector<sim::MetricInfo> infos = [] {
      std::vector<sim::MetricInfo> rows;
      for (const Metric& metric : metric_table()) rows.push_back(metric.info);
      const std::size_t terms = rows.size() - 2;
      rows[1].ratio = sim::Ratio{terms, terms + 1};  // granted
      rows[terms].term = rows[terms + 1].term = true;
      return rows;
    }();
    return infos;
  }
  const std::vector<sim::PhaseInfo>& phases() const override {
    static const std::vector<sim::PhaseInfo> infos = [] {
      std::vector<sim::PhaseInfo> rows;
      for (const auto& phase : Round::phases())
        rows.push_back(sim::PhaseInfo{std::string(phase.name), std::string(phase.help)});
      return rows;
    }();
    return infos;
  }
  const std::vector<sim::BreakdownInfo>& breakdowns() const override {
    return nothing<sim::BreakdownInfo>();
  }
  const std::vector<sim::ArrayInfo>& arrays() const override { return nothing<sim::ArrayInfo>(); }
  const std::vector<sim::TableInfo>& tables() const override { return nothing<sim::TableInfo>(); }
  const std::vector<sim::VariantInfo>& variants() const override {
    return nothing<sim::VariantInfo>();
  }

  int breakdown_size(const sim::Scenario&, int) const override { return 0; }
  std::optional<sim::Conflict> conflict(const sim::Scenario&) const override {
    return std::nullopt;
  }
  sim::RunSize size(const sim::Scenario& scenario) const override {
    const double citizens = bind(scenario).population.size;
    constexpr double columns = 4 * 2 + 5 * 4 + 1;
    return {citizens * (scenario.run.months + scenario.run.warm_up),
            citizens * (columns + neighbours * rewired * sizeof(Rewired) +
                        static_cast<double>(sizeof(Worker)) / citizens_per_worker)};
  }

  sim::RunResult simulate(const sim::Scenario& scenario, std::uint32_t replicate,
                          sim::Parallel& parallel) const override {
    World world = make_world(static_cast<std::uint32_t>(bind(scenario).population.size),
                             {scenario.run.seed, replicate}, parallel);
    Round round(world, parallel);
    for (int r = 0; r < scenario.run.warm_up; ++r) round.run();
    const auto rounds = static_cast<std::size_t>(scenario.run.months);
    sim::RunResult result;
    result.overall.resize(metric_table().size() * rounds);
    for (std::size_t r = 0; r < rounds; ++r) {
      round.run();
      for (std::size_t m = 0; m < metric_table().size(); ++m)
        result.overall[m * rounds + r] = metric_table()[m].measure(world);
    }
    return result;
  }

 private:
  template <class Row>
  static const std::vector<Row>& nothing() {
    static const std::vector<Row> none;
    return none;
  }
  static Parameters bind(const sim::Scenario& scenario) {
    Parameters p;
    for (std::size_t k = 0; k < scenario.values.size(); ++k)
      parameter_table().set(p, k, scenario.values[k]);
    return p;
  }
};

}  // namespace

const sim::Model& model() {
  static const CaseRound instance;
  return instance;
}

}  // namespace case_round
