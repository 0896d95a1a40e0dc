#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sim/core/drawing.hpp"
#include "sim/core/model.hpp"
#include "sim/experiment/hypothesis.hpp"
#include "sim/experiment/purposes.hpp"
#include "sim/study/ensemble.hpp"

/// Whether hypotheses hold far from the defaults: in random draws of a model's free parameters.
namespace sim::experiment {

/// Replicates in a draw, of each scenario: what luck adds to a difference in one draw is halved,
/// and more draws tell more than more replicates.
inline constexpr int replicates_of_draw = 4;

struct DrawPlan {
  const Model* model = nullptr;
  std::vector<Scenario> scenarios;  ///< of the declaration, in its order
  std::vector<std::size_t> fixed;   ///< parameters that the user set, and that are not drawn
  int draws = 0;
  int replicates = replicates_of_draw;
  int threads = 1;
  DrawingScheme scheme = DrawingScheme::scale;
  std::optional<io::Interest> interest = {};
  std::shared_ptr<const io::Worlds> given = {};  ///< vectors to take instead of drawing any
};

/// Where a vector of drawn values comes from.
struct Vector {
  std::uint64_t seed = 0;  ///< of the study
  int draw = 0;
  int attempt = 0;  ///< above 0 if earlier ones were supercritical
  DrawingScheme scheme = DrawingScheme::scale;
};

/// In how many draws a hypothesis holds in a window: each claim's mean difference has the declared
/// direction and at least the smallest effect.
struct DrawTally {
  struct Claim {
    int holds = 0;
    int declared_way = 0;  ///< draws in which the difference has the declared direction
    std::vector<double> smallest_effects;  ///< of each draw: the same in all, unless a share
  };
  int holds = 0;
  int declared_way = 0;       ///< draws in which every claim has the declared direction
  int no_value = 0;           ///< draws that count as not holding since a claim had no value
  std::vector<Claim> claims;  ///< each by itself, in the hypothesis's order

  /// Place of the claim that holds in the fewest draws.
  std::size_t weakest() const;
};

/// How many hypotheses of a group hold together in a draw.
struct DrawGroup {
  std::string name;
  int size = 0;
  std::vector<std::vector<int>> held;  ///< by window, for each draw
  std::vector<int> held_in_any;        ///< in at least one window, for each draw

  /// As many as hold together in this share of draws, or more: 0.9 of draws.
  static int reached(std::vector<int> held, double share);
};

/// Vectors that were drawn in vain.
struct Drawn {
  int supercritical = 0;  ///< under which a process would feed on itself without end
  std::string why_supercritical;
};

struct DrawOutcome : Drawn {
  int draws = 0;       ///< that were finished
  int impossible = 0;  ///< draws that the model refuses, not among those
  std::size_t ok = 0;
  std::size_t failed = 0;  ///< runs, dropped with their pairs
  bool stopped = false;
  std::vector<std::vector<DrawTally>> tallies;  ///< by hypothesis and window
  std::vector<DrawGroup> groups;                ///< in the order of the file
  std::vector<Reported> reported;               ///< values by draw
};

/// A seed of what a study does so many times: each has luck of its own.
std::uint64_t seed_of(std::uint64_t study, int number, Draw purpose = Draw::luck_of_draw);

/// Rows of parameters that a plan draws, or that are given.
std::vector<std::size_t> drawn_parameters(const DrawPlan&);

/// Sets each free parameter that is not fixed. One vector gives every scenario the same. Keyed by
/// the parameter's name, so that a new parameter leaves the other values as they were.
void set_drawn_values(const Model&, const Vector&, const std::vector<std::size_t>& fixed,
                      Scenario&);

/// The plan's scenarios with a draw's values and luck; drawn anew by scale while a process would
/// feed on itself without end, and kept by factor, or if given. Nothing if the model refuses one of
/// them.
std::optional<std::vector<Scenario>> scenarios_of_draw(const DrawPlan&, int draw, Drawn&);

/// Runs draw after draw, each on luck of its own and in parallel; never more than one draw's window
/// means in memory. \param report told of draws done
DrawOutcome test_in_draws(const Declaration&, const DrawPlan&, const study::StopRequest&,
                          const std::function<void(int)>& report);

}  // namespace sim::experiment
