#pragma once

#include <tuple>
#include <vector>

#include "models/discretion/sources.hpp"
#include "sim/core/close_up.hpp"

namespace discretion {

/// Somebody whose case is laid before workers, and what else is at stake in it.
struct Person {
  double need = 1.0;
  double want = 0.2;
  double situation = 0.5;
  int problems = 0;
  double can_tell = 0.9;
  double will_tell = 1.0;
  bool honest = true;
  double trust = 0.0;
  double assertive = 0.0;
  bool second_party = false;
  double third_pays = 0.0;
  bool too_late_later = false;
  double repair = 0.0;

  template <class P = Person>
  static constexpr auto table() {
    using sim::Parameter;
    using namespace sources;
    // clang-format off
    return std::tuple{
        Parameter{&P::need, "need", need_unit, {0.05, 5}, assumed},
        Parameter{&P::want, "want", need_unit, {-2, 5}, assumed},
        Parameter{&P::situation, "situation", "1", {0, 1}, assumed},
        Parameter{&P::problems, "problems", "1", {0, 40}, assumed},
        Parameter{&P::can_tell, "can_tell", "1", {0, 1}, assumed},
        Parameter{&P::will_tell, "will_tell", "1", {0, 1}, assumed},
        Parameter{&P::honest, "honest", "1", {}, assumed},
        Parameter{&P::trust, "trust", "1", {-1, 1}, assumed},
        Parameter{&P::assertive, "assertive", "1", {-3, 3}, assumed},
        Parameter{&P::second_party, "second_party", "1", {}, assumed},
        Parameter{&P::third_pays, "third_pays", "1", {0, 1}, assumed},
        Parameter{&P::too_late_later, "too_late_later", "1", {}, assumed},
        Parameter{&P::repair, "repair", need_unit, {0, 5}, assumed},
    };
    // clang-format on
  }
};

/// The rows of the table, what grades stand for, and which nobody can leave out.
const std::vector<sim::CaseKey>& person_keys();

Person person_of(const sim::CasePerson& values);

}  // namespace discretion
