#pragma once

#include "models/discretion/cases/person.hpp"
#include "models/discretion/workers/workers.hpp"
#include "models/discretion/world/world.hpp"

namespace discretion {

/// One worker's part of the world, as far as a judgement reads it: a small world of that worker
/// alone, in which one thing at a time can be changed. The world that it was taken from stays as it
/// is.
struct Bench {
  World world;
  Office office;
  Desk found;  ///< of which what the queue and other desks bring is kept

  /// The desk as all that stands here has it.
  Desk desk() const;
  /// What the worker expects to be blamed for.
  WorkerMinds& minds() { return world.workers; }
  const WorkerMinds& minds() const { return world.workers; }
};

/// \param world as a month ends
Bench bench_of(const World& world, WorkerId id);

/// The life situation of a rank by mean need, 0 the least.
LifeSituationId situation_of(const World& world, double rank);

/// The case of somebody as it lies on the desk, before anybody errs about it.
CaseFile file_of(const Bench& bench, const Desk& desk, const Person& person);

}  // namespace discretion
