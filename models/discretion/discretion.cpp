#include "models/discretion/discretion.hpp"

#include <algorithm>
#include <string>

#include "models/discretion/administrators/incidents.hpp"
#include "models/discretion/checks/selftest.hpp"
#include "models/discretion/course/generation.hpp"
#include "models/discretion/course/month.hpp"
#include "models/discretion/dynamics.hpp"
#include "models/discretion/idle.hpp"
#include "models/discretion/record/metrics.hpp"
#include "models/discretion/record/recorder.hpp"
#include "models/discretion/texts.hpp"
#include "models/discretion/workers/replay.hpp"
#include "sim/core/error.hpp"

namespace discretion {

namespace {

const sim::ParameterTable<Parameters>& parameter_table() {
  static const sim::ParameterTable<Parameters> table;
  return table;
}

const std::vector<std::string> voice_names{"citizen",    "rule of law", "organisation",
                                           "profession", "society",     "self-protection"};

std::size_t row(std::string_view name) {
  const auto& rows = parameter_table().rows();
  const auto found =
      std::ranges::find_if(rows, [&](const auto& info) { return info.name == name; });
  return static_cast<std::size_t>(found - rows.begin());
}

/// A corner of the maatwerk plane (model, section 1).
sim::VariantInfo corner(std::string name, std::string label_en, std::string label_nl, double group,
                        double individual) {
  return {
      std::move(name),
      std::move(label_en),
      std::move(label_nl),
      {{row("policy.group_tailoring"), group}, {row("policy.individual_tailoring"), individual}}};
}

sim::VariantInfo cut(const std::string& name, std::string label_en, std::string label_nl,
                     const std::vector<std::string>& loops) {
  sim::VariantInfo info{"cut:" + name, std::move(label_en), std::move(label_nl), {}};
  for (const std::string& loop : loops) info.set.emplace_back(row("loops." + loop), false);
  return info;
}

/// Why an office could not work with these parameters.
std::optional<sim::Conflict> conflict_in(const Parameters& p) {
  if (p.population.size < p.population.offices * p.population.life_situations) {
    return sim::Conflict{
        row("population.size"),
        "fewer citizens than offices times life situations, so that some would have none"};
  }
  const auto& w = p.workers;
  if (w.loyalty_citizen + w.loyalty_law + w.loyalty_organisation + w.loyalty_profession +
          w.loyalty_society <=
      0) {
    return sim::Conflict{row("workers.loyalty_citizen"),
                         "all loyalties are 0, so that workers could not choose"};
  }
  if (p.policy.unit == Unit::special && p.policy.decider != Decider::worker) {
    return sim::Conflict{row("policy.decider"),
                         "a special unit decides on tailoring already (policy.unit)"};
  }
  const int workers = p.population.size / p.population.offices / p.population.citizens_per_worker;
  if (p.policy.unit == Unit::special && 2 * workers < 3 * p.population.workers_per_team) {
    return sim::Conflict{row("policy.unit"),
                         "offices have a single team, so that a special unit would be all of it"};
  }
  return std::nullopt;
}

class Discretion final : public sim::Model {
 public:
  std::string_view name() const override { return "discretion"; }
  std::string_view summary() const override {
    return "Citizens, frontline workers, managers and administrators under a policy on the plane "
           "of group and "
           "individual tailoring, and the four dynamics that tailoring sets going.";
  }
  const std::vector<sim::ParameterInfo>& parameters() const override {
    return parameter_table().rows();
  }
  const std::vector<sim::MetricInfo>& metrics() const override {
    static const std::vector<sim::MetricInfo> infos = [] {
      std::vector<sim::MetricInfo> rows;
      for (const Metric& metric : metric_table()) rows.push_back(metric.info);
      return rows;
    }();
    return infos;
  }
  const std::vector<sim::PhaseInfo>& phases() const override {
    static const std::vector<sim::PhaseInfo> infos = [] {
      std::vector<sim::PhaseInfo> rows;
      for (const auto& phase : Month::phases())
        rows.push_back({std::string(phase.name), std::string(phase.help)});
      return rows;
    }();
    return infos;
  }
  const std::vector<sim::BreakdownInfo>& breakdowns() const override {
    static const std::vector<sim::BreakdownInfo> infos{
        {"offices", "office", "Offices, numbered from 0."},
        {"life_situations", "life_situation",
         "Life situations, numbered from 0, over all offices."}};
    return infos;
  }
  const std::vector<sim::ArrayInfo>& arrays() const override {
    static const std::vector<sim::ArrayInfo> infos{
        {"dilemmas",
         "share",
         "1",
         "Share of decisions in which two loyalties, or a loyalty and self-protection, wanted "
         "different options.",
         {{"office", {}}, {"loyalty", voice_names}, {"loyalty_other", voice_names}}}};
    return infos;
  }
  const std::vector<sim::TableInfo>& tables() const override {
    static const std::vector<sim::TableInfo> infos{measure_table(), replay_table()};
    return infos;
  }
  const std::vector<sim::VariantInfo>& variants() const override {
    static const std::vector<sim::VariantInfo> infos{
        corner("standardisation", "standardisation", "standaardisatie", 0, 0),
        corner("policy-categories", "policy categories", "beleidscategorieën", 100, 0),
        corner("hardship-clauses", "hardship clauses", "hardheidsclausules", 0, 100),
        corner("standard-maatwerk", "standard maatwerk", "standaardmaatwerk", 100, 100)};
    return infos;
  }
  const std::vector<sim::VariantInfo>& cuts() const override {
    static const std::vector<sim::VariantInfo> infos{
        cut("all", "all loops cut", "alle lussen geknipt",
            {"see_difference", "seek_shelter", "pile_preconditions", "risk_rule_reflex"}),
        cut("see_difference", "citizens' loop cut", "lus van burgers geknipt", {"see_difference"}),
        cut("seek_shelter", "workers' loop cut", "lus van uitvoerders geknipt", {"seek_shelter"}),
        cut("pile_preconditions", "managers' loop cut", "lus van managers geknipt",
            {"pile_preconditions"}),
        cut("risk_rule_reflex", "administrators' loop cut", "lus van bestuurders geknipt",
            {"risk_rule_reflex"})};
    return infos;
  }
  const std::vector<sim::DynamicInfo>& dynamics() const override {
    static const std::vector<sim::DynamicInfo> infos = dynamic_table(*this);
    return infos;
  }

  std::vector<sim::TextFile> texts() const override { return text_files(); }
  const std::vector<sim::IdleInfo>& idle() const override {
    static const std::vector<sim::IdleInfo> infos = idle_table(*this);
    return infos;
  }
  const std::vector<std::size_t>& first_parameters() const override {
    static const std::vector<std::size_t> rows{row("population.size"),
                                               row("population.offices"),
                                               row("policy.group_tailoring"),
                                               row("policy.individual_tailoring"),
                                               row("policy.hardship_gate"),
                                               row("policy.default"),
                                               row("policy.decider"),
                                               row("workers.hours_margin"),
                                               row("administration.delivery_lag"),
                                               row("levers.sunset"),
                                               row("levers.deliberation")};
    return rows;
  }

  std::vector<sim::SelfCheck> self_checks() const override { return discretion::self_checks(); }

  int breakdown_size(const sim::Scenario& scenario, int breakdown) const override {
    const Parameters p = bind(scenario);
    return breakdown == by_office ? p.population.offices : p.population.life_situations;
  }

  std::optional<sim::Conflict> conflict(const sim::Scenario& scenario) const override {
    const Parameters p = bind(scenario);
    if (const auto found = conflict_in(p)) return found;
    std::vector<sim::Event> events = scenario.events;
    std::ranges::stable_sort(events, {}, &sim::Event::month);
    const auto offices = static_cast<std::size_t>(p.population.offices);
    for (std::size_t office = 0; office < offices && !events.empty(); ++office) {
      Parameters of_office = p;
      for (const sim::Event& event : events) {
        if (!acts_in(event, office)) continue;
        for (const auto& [row, value] : event.set) parameter_table().set(of_office, row, value);
        if (const auto found = conflict_in(of_office)) return found;
      }
    }
    return std::nullopt;
  }

  std::optional<sim::Conflict> supercritical(const sim::Scenario& scenario) const override {
    if (incident_branching(bind(scenario)) < 1) return std::nullopt;
    return sim::Conflict{row("administration.incident_excitement"),
                         "each incident makes one more or several, without end"};
  }

  sim::RunSize size(const sim::Scenario& scenario) const override {
    const Parameters p = bind(scenario);
    const int months = scenario.run.months + scenario.run.warm_up;
    return {static_cast<double>(p.population.size) * months, world_bytes(p, months)};
  }

  sim::RunResult simulate(const sim::Scenario& scenario, std::uint32_t replicate,
                          sim::Parallel& parallel) const override {
    World world = generate(bind(scenario), scenario, parameter_table(), replicate, parallel);
    world.followed = choose_followed(world, world.offices[0].parameters.record.sampled_citizens);
    Recorder recorder(world, scenario.run.months, parallel);
    Month month(world, scenario, parameter_table(), parallel);
    for (world.month = 1; world.month <= world.months; ++world.month) {
      month.run();
      recorder.check(world);
      if (world.month > world.warm_up) recorder.record(world, world.month - world.warm_up);
    }
    sim::RunResult result = recorder.take();
    result.arrays.push_back(dilemma_shares(world));
    result.tables.push_back(measure_rows(world));
    result.tables.push_back(replay_rows(world));
    return result;
  }

 private:
  static Parameters bind(const sim::Scenario& scenario) {
    Parameters p;
    for (std::size_t k = 0; k < scenario.values.size(); ++k)
      parameter_table().set(p, k, scenario.values[k]);
    return p;
  }

  static std::vector<double> dilemma_shares(const World& world) {
    std::vector<double> shares;
    for (std::size_t o = 0; o < world.dilemmas.size(); ++o) {
      for (const auto& voice : world.dilemmas[o]) {
        for (const auto count : voice) {
          shares.push_back(static_cast<double>(count) /
                           static_cast<double>(world.decided_since_start[o]));
        }
      }
    }
    return shares;
  }

  static sim::TableInfo measure_table() {
    const std::vector<std::string> kinds(measure_kind_names.begin(), measure_kind_names.end());
    const std::vector<std::string> cause_list(cause_names.begin(), cause_names.end());
    return {
        "genealogy",
        "measure",
        "Every measure announced, with its cause and the measure that led to it.",
        {{"office_id", "1", "Office; -1 if one administration governs all.", true, {}},
         {"measure_id", "1", "Number of the measure in its administration, from 0.", true, {}},
         {"month_announced", "month", "Month in which it was announced.", true, {}},
         {"month_effective", "month", "Month from which it acts.", true, {}},
         {"month_ended", "month", "Month from which it no longer acts; 0: never.", true, {}},
         {"kind", "1", "What the measure does.", true, kinds},
         {"cause", "1", "What it answers.", true, cause_list},
         {"parent",
          "1",
          "measure_id of the measure that supplied most of its cause's signal; -1: none.",
          true,
          {}},
         {"revisions", "1", "How often it was revised.", true, {}},
         {"life_situation_id", "1", "Life situation that it aims at; -1: none.", true, {}},
         {"side_effect_id", "1", "Life situation whose treatment slips as it erodes.", true, {}},
         {"effectiveness", "1", "Effectiveness at the end of the run.", false, {}}}};
  }

  static std::vector<std::vector<double>> measure_rows(const World& world) {
    std::vector<std::vector<double>> columns(measure_table().columns.size());
    const bool shared = world.administrations.size() < world.offices.size();
    for (std::size_t a = 0; a < world.administrations.size(); ++a) {
      const auto& measures = world.administrations[a].measures;
      for (std::size_t k = 0; k < measures.size(); ++k) {
        const Measure& m = measures[k];
        const std::vector<double> values{
            shared ? -1.0 : static_cast<double>(a),
            static_cast<double>(k),
            static_cast<double>(m.announced - world.warm_up),
            static_cast<double>(m.effective - world.warm_up),
            m.ended == 0 ? 0.0 : static_cast<double>(m.ended - world.warm_up),
            static_cast<double>(m.kind),
            static_cast<double>(m.cause),
            static_cast<double>(m.parent),
            static_cast<double>(m.revisions),
            static_cast<double>(m.life_situation),
            static_cast<double>(m.side_situation),
            m.effectiveness};
        for (std::size_t c = 0; c < values.size(); ++c) columns[c].push_back(values[c]);
      }
    }
    return columns;
  }
};

}  // namespace

const sim::Model& model() {
  static const Discretion instance;
  return instance;
}

}  // namespace discretion
