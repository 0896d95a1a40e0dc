#include "models/discretion/idle.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "models/discretion/parameters.hpp"
#include "sim/core/row.hpp"

namespace discretion {

namespace {

using Where = std::vector<std::pair<std::string_view, sim::Value>>;

/// Parameters that share what makes them idle.
struct Rows {
  std::vector<std::string_view> names;
  Where where;
};

template <class Enum>
sim::Value choice(Enum value) {
  return static_cast<std::int64_t>(value);
}

std::vector<Rows> rows() {
  const std::pair<std::string_view, sim::Value> no_unit{"policy.unit", choice(Unit::whole)};
  const std::pair<std::string_view, sim::Value> no_decider{"policy.decider",
                                                           choice(Decider::worker)};
  return {
      {{"policy.hardship_gate"}, {{"policy.group_tailoring", 100.0}}},
      {{"workers.skill_rate", "workers.skill_cases"}, {{"workers.skill_loss", 0.0}}},
      {{"workers.habit_rate"}, {{"workers.habit_needed", 0.0}}},
      {{"policy.default_illegality"}, {{"policy.default", choice(Default::rule)}}},
      {{"policy.citizen_cost_able"}, {{"policy.citizen_cost", 0.0}}},
      {{"policy.unit_share", "policy.unit_information", "policy.unit_grading"}, {no_unit}},
      {{"policy.decider_time", "policy.decider_exposure"}, {no_decider}},
      // Cases are passed on only to a special unit, a manager or an administrator.
      {{"policy.waiting_list", "workers.hours_escalation", "workers.exposure_escalation",
        "workers.escalation_faith"},
       {no_unit, no_decider}},
      {{"policy.payback_months"}, {{"policy.payback", 0.0}}},
      {{"policy.framework_clarity", "policy.framework_narrowing", "policy.framework_time"},
       {{"policy.framework", 0.0}}},
      {{"need.problem_exponent", "need.problem_weight", "citizens.capacity_problems"},
       {{"need.problem_share", 0.0}}},
      {{"citizens.overstatement", "administration.verification_bite", "administration.misuse_found",
        "administration.misuse_verified", "administration.weight_misuse"},
       {{"citizens.overstating", 0.0}}},
      {{"administration.failure_found"}, {{"administration.weight_failure", 0.0}}},
      {{"citizens.revocation_months", "citizens.revocation_loss", "citizens.dependence"},
       {{"citizens.revocation", 0.0}}},
      {{"citizens.claim_rate"}, {{"citizens.claim_payoff", 0.0}}},
      {{"loops.own_relation", "loops.others"}, {{"loops.see_difference", false}}},
      {{"loops.self_protection", "loops.survival"}, {{"loops.seek_shelter", false}}},
  };
}

/// A lever without strength leaves everything as it is: its other rows begin with its name.
/// Strengths are the rows whose default is 0.
void add_levers(const sim::Model& model, std::vector<sim::IdleInfo>& table) {
  const auto& all = model.parameters();
  for (std::size_t lever = 0; lever < all.size(); ++lever) {
    if (!all[lever].lever || sim::as_number(all[lever].default_value) != 0) continue;
    const std::string prefix = all[lever].name + "_";
    for (std::size_t row = 0; row < all.size(); ++row)
      if (all[row].name.starts_with(prefix)) table.push_back({row, {{lever, 0.0}}});
  }
}

}  // namespace

std::vector<sim::IdleInfo> idle_table(const sim::Model& model) {
  const auto row = [&](std::string_view name) { return sim::row_of(model.parameters(), name); };
  std::vector<sim::IdleInfo> table;
  for (const auto& [names, where] : rows()) {
    for (const auto name : names) {
      table.push_back({row(name), {}});
      for (const auto& [other, value] : where) table.back().where.emplace_back(row(other), value);
    }
  }
  add_levers(model, table);
  return table;
}

}  // namespace discretion
