#include "models/discretion/discretion.hpp"

#include <string>

#include "models/discretion/administrators/incidents.hpp"
#include "models/discretion/checks/selftest.hpp"
#include "models/discretion/citizens/life_situations.hpp"
#include "models/discretion/close_up.hpp"
#include "models/discretion/course/generation.hpp"
#include "models/discretion/course/month.hpp"
#include "models/discretion/dynamics.hpp"
#include "models/discretion/idle.hpp"
#include "models/discretion/record/metrics.hpp"
#include "models/discretion/record/recorder.hpp"
#include "models/discretion/workers/replay.hpp"
#include "sim/core/described_model.hpp"

namespace discretion {

namespace {

using Described = sim::Description<Parameters, World, Observation>;

/// A corner of the maatwerk plane (model, section 1).
sim::Point corner(std::string name, double group, double individual) {
  return {std::move(name),
          {{"policy.group_tailoring", group}, {"policy.individual_tailoring", individual}}};
}

sim::Point cut(const std::string& name, std::vector<sim::Setting> loops) {
  return {"cut:" + name, std::move(loops)};
}

/// Why an office could not work with these parameters.
std::optional<Described::Clash> conflict(const Parameters& p) {
  if (p.population.size < p.population.offices * p.population.life_situations) {
    return Described::Clash{
        "population.size",
        "fewer citizens than offices times life situations, so that some would have none"};
  }
  if (const auto clash = clash_of_life_situations(p))
    return Described::Clash{clash->parameter, clash->why};
  const auto& w = p.workers;
  if (w.loyalty_citizen + w.loyalty_law + w.loyalty_organisation + w.loyalty_profession +
          w.loyalty_society <=
      0) {
    return Described::Clash{"workers.loyalty_citizen",
                            "all loyalties are 0, so that workers could not choose"};
  }
  if (p.policy.unit == Unit::special && p.policy.decider != Decider::worker) {
    return Described::Clash{"policy.decider",
                            "a special unit decides on tailoring already (policy.unit)"};
  }
  const int workers = p.population.size / p.population.offices / p.population.citizens_per_worker;
  if (p.policy.unit == Unit::special && 2 * workers < 3 * p.population.workers_per_team) {
    return Described::Clash{
        "policy.unit", "offices have a single team, so that a special unit would be all of it"};
  }
  return std::nullopt;
}

std::optional<Described::Clash> supercritical(const Parameters& p) {
  if (incident_branching(p) < 1) return std::nullopt;
  return Described::Clash{"administration.incident_excitement",
                          "each incident makes one more or several, without end"};
}

World make(const Parameters& p, const sim::Start& start) {
  World world = generate(p, start);
  world.followed = choose_followed(world, p.record.sampled_citizens);
  return world;
}

std::vector<double> dilemma_shares(const World& world) {
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

sim::TableInfo measure_table() {
  const std::vector<std::string> kinds(measure_kind_names.begin(), measure_kind_names.end());
  const std::vector<std::string> cause_list(cause_names.begin(), cause_names.end());
  return {"genealogy",
          "measure",
          {{"office_id", "1", true, {}},
           {"measure_id", "1", true, {}},
           {"month_announced", "month", true, {}},
           {"month_effective", "month", true, {}},
           {"month_ended", "month", true, {}},
           {"kind", "1", true, kinds},
           {"cause", "1", true, cause_list},
           {"parent", "1", true, {}},
           {"revisions", "1", true, {}},
           {"life_situation_id", "1", true, {}},
           {"side_effect_id", "1", true, {}},
           {"effectiveness", "1", false, {}}}};
}

std::vector<std::vector<double>> measure_rows(const World& world) {
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
std::vector<sim::Phase<World>> phases() {
  std::vector<sim::Phase<World>> rows(month_phases().begin(), month_phases().end());
  rows.insert(rows.end(), recording_phases().begin(), recording_phases().end());
  return rows;
}

std::vector<Described::Metric> metrics() {
  std::vector<Described::Metric> rows;
  for (const Metric& metric : metric_table()) rows.push_back({metric.info, metric.measure});
  return rows;
}

Described describe() {
  const std::vector<std::string> voice_names{"citizen",    "rule of law", "organisation",
                                             "profession", "society",     "self-protection"};
  return {
      .name = "discretion",
      .step = "month",
      .make = make,
      .phases = phases(),
      .metrics = metrics(),
      .view = view,
      .breakdowns = {{{"offices", "office"},
                      [](const Parameters& p) { return p.population.offices; }},
                     {{"life_situations", "life_situation"},
                      [](const Parameters& p) { return p.population.life_situations; }}},
      .arrays = {{{"dilemmas",
                   "share",
                   "1",
                   {{"office", {}}, {"loyalty", voice_names}, {"loyalty_other", voice_names}}},
                  dilemma_shares}},
      .tables = {{measure_table(), measure_rows}, {replay_table(), replay_rows}},
      .variants = {corner("standardisation", 0, 0), corner("policy-categories", 100, 0),
                   corner("hardship-clauses", 0, 100), corner("standard-maatwerk", 100, 100)},
      .cuts = {cut("all", {{"loops.see_difference", false},
                           {"loops.seek_shelter", false},
                           {"loops.pile_preconditions", false},
                           {"loops.risk_rule_reflex", false}}),
               cut("see_difference", {{"loops.see_difference", false}}),
               cut("seek_shelter", {{"loops.seek_shelter", false}}),
               cut("pile_preconditions", {{"loops.pile_preconditions", false}}),
               cut("risk_rule_reflex", {{"loops.risk_rule_reflex", false}})},
      .dynamics = dynamic_table,
      .idle = idle_table,
      .first_parameters = {"population.size", "population.offices", "policy.group_tailoring",
                           "policy.individual_tailoring", "policy.hardship_gate", "policy.default",
                           "policy.decider", "workers.hours_margin", "administration.delivery_lag",
                           "levers.sunset", "levers.deliberation"},
      // What a reader asks for first, some of each perspective.
      .key_metrics = {"underserved",
                      "misfit",
                      "trust",
                      "complaints",
                      "take_up",
                      "waiting",
                      "equality",
                      "predictability",
                      "hardship",
                      "tailored",
                      "conflict",
                      "adaptation",
                      "worker_dispersion",
                      "work_pressure",
                      "room",
                      "preconditions",
                      "hours_cv",
                      "backlog",
                      "measures",
                      "complexity",
                      "salience",
                      "fidelity",
                      "office_dispersion",
                      "realised_individual",
                      "cost_service"},
      .draw_settings = {{"population.size", std::int64_t{8000}}},
      .known_ahead = {"need.inflow"},
      .conflict = conflict,
      .supercritical = supercritical,
      .agents = [](const Parameters& p) { return static_cast<double>(p.population.size); },
      .bytes = world_bytes,
      .texts = text_files,
      .close_up = close_up,
      .self_checks = self_checks};
}

}  // namespace

const sim::Model& model() {
  static const sim::DescribedModel instance(describe());
  return instance;
}

}  // namespace discretion
