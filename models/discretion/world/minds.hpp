#pragma once

#include "models/discretion/world/world.hpp"

namespace discretion {

/// What moves in a mind this month.
struct Moves {
  bool survival = true;
  bool self_protection = true;
};

/// The minds of an office's workers, each with what moves in it: those that act and, where shelter
/// is counted only, those that would seek it.
template <class Visit>
void for_each_mind(World& world, const Office& office, Visit visit) {
  const OfficeMonth& month = office.now;
  const LoopEffects& effects = month.effects;
  WorkerMinds& acting = world.workers;
  visit(acting, Moves{month.survival && effects.survival,
                      month.self_protection && effects.self_protection});
  if (effects.judges_twice()) visit(world.sheltered, Moves{month.survival, month.self_protection});
}

}  // namespace discretion
