#pragma once

#include <array>
#include <string_view>

#include "models/case_round/world.hpp"

namespace case_round {

/// A round, phase by phase. Each phase ends before the next begins, and no result depends on the
/// order within one.
class Round {
 public:
  Round(World& world, sim::Parallel& parallel) : world_(world), parallel_(parallel) {}

  /// Runs one round of the world.
  void run();

  struct Phase {
    std::string_view name;
    void (Round::*act)();
    std::string_view help;
  };
  /// The order of rows is the order of a round.
  static constexpr auto phases() {
    return std::array{
        Phase{"decide", &Round::decide, "Citizens file, and workers grant or refuse."},
        Phase{"work", &Round::work, "Workers' load and leniency follow their cases."},
        Phase{"compare", &Round::compare, "Citizens compare with neighbours, and may complain."},
        Phase{"govern", &Round::govern, "Complaints, once they are many, become a rule."},
    };
  }

 private:
  void decide();
  void work();
  void compare();
  void govern();

  World& world_;
  sim::Parallel& parallel_;
};

}  // namespace case_round
