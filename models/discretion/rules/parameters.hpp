#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <tuple>

#include "models/discretion/sources.hpp"
#include "sim/core/parameter.hpp"

/// The policy: the plane of group and individual tailoring, and the design choices beside it.
namespace discretion {

/// Which of the two must be accounted for is the other one (essay, table 2.3).
enum class Default : std::uint8_t { rule, tailoring };
/// Whether everybody tailors, or a special unit to which cases are referred.
enum class Unit : std::uint8_t { whole, special };
/// Who decides on tailoring.
enum class Decider : std::uint8_t { worker, manager, administrator };
/// What an audit holds decisions against.
enum class Yardstick : std::uint8_t { rule, need };

struct PolicyParameters {
  double group_tailoring = 50.0;
  double individual_tailoring = 50.0;
  double hardship_gate = 1.0;
  double conditions_cap = 100.0;
  double output_steering = 0.0;
  Default default_treatment = Default::rule;
  double default_illegality = 0.5;
  Unit unit = Unit::whole;
  double unit_share = 0.2;
  double unit_information = 0.5;
  double unit_grading = 0.2;
  Decider decider = Decider::worker;
  double waiting_list = 2.0;
  double decider_time = 0.25;
  double decider_exposure = 0.5;
  double citizen_cost = 0.0;
  double citizen_cost_able = 0.5;
  double framework = 0.0;
  double framework_clarity = 0.5;
  double framework_narrowing = 0.2;
  double framework_time = 0.2;
  Yardstick audit_yardstick = Yardstick::rule;
  double audit_tolerance = 0.5;
  double wrong_route = 0.0;
  double payback = 0.0;
  double payback_months = 12.0;
  double own_norms = 0.0;
  double surge_coarsening = 0.2;

  template <class P = PolicyParameters>
  static constexpr auto table() {
    using sim::Parameter;
    using namespace sources;
    // clang-format off
    return std::tuple{
        Parameter{&P::group_tailoring, "group_tailoring", "percent", {0, 100}, essay, live},
        Parameter{&P::individual_tailoring, "individual_tailoring", "percent", {0, 100},
                  essay, live},
        Parameter{&P::hardship_gate, "hardship_gate", need_unit, {0, 10}, essay, live},
        Parameter{&P::conditions_cap, "conditions_cap", need_unit, {0, 100}, essay, live},
        Parameter{&P::output_steering, "output_steering", "1", {0, 10}, loyalties, live},
        Parameter{&P::default_treatment, "default", "1", {}, design, live},
        Parameter{&P::default_illegality, "default_illegality", "1", {0, 1}, assumed, live},
        Parameter{&P::unit, "unit", "1", {}, design, live},
        Parameter{&P::unit_share, "unit_share", "1", {0, 1}, practices, live},
        Parameter{&P::unit_information, "unit_information", "1", {0, 1}, practices, live},
        Parameter{&P::unit_grading, "unit_grading", "1", {0, 1}, practices, live},
        Parameter{&P::decider, "decider", "1", {}, design, live},
        Parameter{&P::waiting_list, "waiting_list", "month", {0, 120}, assumed, live},
        Parameter{&P::decider_time, "decider_time", "1", {0, 10}, design, live},
        Parameter{&P::decider_exposure, "decider_exposure", "1", {0, 10}, assumed, live},
        Parameter{&P::citizen_cost, "citizen_cost", "1", {0, 10}, design, live},
        Parameter{&P::citizen_cost_able, "citizen_cost_able", "1", {0, 10}, assumed, live},
        Parameter{&P::framework, "framework", "1", {0, 1}, design, live},
        Parameter{&P::framework_clarity, "framework_clarity", "1", {0, 1}, assumed, live},
        Parameter{&P::framework_narrowing, "framework_narrowing", "1", {0, 1}, assumed, live},
        Parameter{&P::framework_time, "framework_time", "1", {0, 5}, assumed, live},
        Parameter{&P::audit_yardstick, "audit_yardstick", "1", {}, practices, live},
        Parameter{&P::audit_tolerance, "audit_tolerance", need_unit, {0, 100}, assumed, live},
        Parameter{&P::wrong_route, "wrong_route", "1", {0, 1}, practices, live},
        Parameter{&P::payback, "payback", "1", {0, 1}, practices, live},
        Parameter{&P::payback_months, "payback_months", "month", {1, 240}, assumed, live},
        Parameter{&P::own_norms, "own_norms", need_unit, {0, 5}, practices, live},
        Parameter{&P::surge_coarsening, "surge_coarsening", "1", {0, 1}, practices, live, by_odds},
    };
    // clang-format on
  }
};

}  // namespace discretion

template <>
struct sim::ChoiceNames<discretion::Default> {
  static constexpr std::array<std::string_view, 2> names{"rule", "tailoring"};
};

template <>
struct sim::ChoiceNames<discretion::Unit> {
  static constexpr std::array<std::string_view, 2> names{"whole", "special"};
};

template <>
struct sim::ChoiceNames<discretion::Decider> {
  static constexpr std::array<std::string_view, 3> names{"worker", "manager", "administrator"};
};

template <>
struct sim::ChoiceNames<discretion::Yardstick> {
  static constexpr std::array<std::string_view, 2> names{"rule", "need"};
};
