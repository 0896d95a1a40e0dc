#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string_view>

namespace sim {

class Parallel;
struct Event;
struct RunResult;

/// What a phase may use besides the world that it acts on.
struct Step {
  int number = 0;                 ///< from 1; the warm-up's come first
  int time = 0;                   ///< from 1 where it is recorded; 0 and less in the warm-up
  std::span<const Event> events;  ///< of this step
  Parallel& parallel;             ///< for the blocks of its work
  bool recorded() const { return time >= 1; }
};

/// A row of a model's step of time: what happens then.
template <class World>
struct Phase {
  std::string_view name = {};
  void (*act)(World&, const Step&) = nullptr;
};

/// One run of a model, a unit of time at a time. It uses the threads with which it was started.
class Run {
 public:
  Run() = default;
  virtual ~Run() = default;
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

  /// The last step done: 0 and less in the warm-up, then 1 to the number of steps recorded.
  virtual int time() const = 0;
  virtual bool done() const = 0;
  /// Does the next step. Not when done.
  /// \throws RunError if a number is not finite or something got lost
  virtual void step() = 0;
  /// Has live parameters change at the start of the next step, as an event of the scenario would;
  /// its time is of no account.
  /// \throws std::invalid_argument for a parameter that must be known before the start
  virtual void change(Event) = 0;
  /// What is recorded so far, in the places that it has in the whole; the others are not numbers.
  virtual RunResult so_far() const = 0;
  /// Does the steps that are left and gives the whole record, arrays and tables too. Once.
  virtual RunResult finish() = 0;
};

/// A run of which another record is kept: what `keep` makes of the whole one.
std::unique_ptr<Run> with_record(std::unique_ptr<Run> run,
                                 std::function<RunResult(RunResult)> keep);

}  // namespace sim
