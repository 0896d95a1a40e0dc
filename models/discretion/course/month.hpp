#pragma once

#include <array>
#include <string_view>

#include "models/discretion/world/world.hpp"
#include "sim/core/model.hpp"

namespace discretion {

/// A month, phase by phase. Each phase ends before the next begins, and no result depends on the
/// order within one: rules read the state as the phase found it, or only what is their own.
class Month {
 public:
  Month(World& world, const sim::Scenario& scenario, const sim::ParameterTable<Parameters>& table,
        sim::Parallel& parallel)
      : world_(world), scenario_(scenario), table_(table), parallel_(parallel) {}

  /// Runs one month of the world.
  void run();

  struct Phase {
    std::string_view name;
    void (Month::*act)();
    std::string_view help;
  };
  /// The order of rows is the order of a month.
  static constexpr auto phases() {
    return std::array{
        Phase{"events", &Month::events, "Live parameters change as the scenario says."},
        Phase{"rules", &Month::rules,
              "Measures whose time has come take effect; rules, room and complexity follow."},
        Phase{"file", &Month::file, "Citizens with a wish file a case, if they take up."},
        Phase{"decide", &Month::decide,
              "Workers handle their queues, oldest case first, as far as their hours reach."},
        Phase{
            "look", &Month::look,
            "Citizens with a decision look at themselves and their contacts, and may complain; the "
            "decision acts on their hardship."},
        Phase{"correct", &Month::correct, "Upheld complaints close part of the gap."},
        Phase{"learn", &Month::learn,
              "Precedents, routines, norms, moral sensitivity and blame expectation move."},
        Phase{"manage", &Month::manage,
              "Managers trust less or more, and add or drop preconditions."},
        Phase{"govern", &Month::govern,
              "Administrators take in signals, announce, revise or repeal measures."},
    };
  }

 private:
  void events();
  void rules();
  void file();
  void decide();
  void look();
  void correct();
  void learn();
  void manage();
  void govern();

  World& world_;
  const sim::Scenario& scenario_;
  const sim::ParameterTable<Parameters>& table_;
  sim::Parallel& parallel_;
};

}  // namespace discretion
