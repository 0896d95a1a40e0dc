#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/core/parameter.hpp"
#include "sim/core/run.hpp"
#include "sim/core/tale.hpp"

/// What a model can show from close by: one case before everybody who might decide it, the life of
/// one of those in it. No part of a run, and no run changes by it.
namespace sim {

/// A key of a file that describes a case.
struct CaseKey {
  ParameterInfo info;  ///< name, unit, range and default
  /// What the grades of grade_names stand for; none: the key takes no words.
  std::vector<double> grades = {};
  bool needed = false;  ///< a case without it says nothing
};
inline constexpr std::array<std::string_view, 5> grade_names{"very_little", "little", "some",
                                                             "much", "very_much"};

/// Somebody with a case: a value for each key.
using CasePerson = std::vector<Value>;

/// A run that is watched.
struct WatchedRun {
  std::size_t scenario = 0;  ///< place among the scenarios
  int replicate = 0;
};

/// Looks at runs as they go, and tells what it saw.
class Onlooker {
 public:
  Onlooker() = default;
  virtual ~Onlooker() = default;
  Onlooker(const Onlooker&) = delete;
  Onlooker& operator=(const Onlooker&) = delete;

  /// Whether there is something to see as a step has ended.
  virtual bool looks_at(int time) const = 0;
  /// Looks at a run of the model. From any thread, one at a time for each place.
  /// \param place of the run among those watched
  virtual void look(const Run&, std::size_t place) = 0;
  /// Once all is seen.
  virtual Tale tell() const = 0;
};

/// Of whom a story is told.
struct StoryKind {
  std::string name;  ///< "citizen"
  /// Rows of Model::parameters() that runs must have for it, and their values.
  std::vector<std::pair<std::size_t, Value>> set = {};
  double bytes_a_month = 0;  ///< that a run is remembered by
};

class CloseUp {
 public:
  CloseUp() = default;
  virtual ~CloseUp() = default;
  CloseUp(const CloseUp&) = delete;
  CloseUp& operator=(const CloseUp&) = delete;

  virtual const std::vector<CaseKey>& case_keys() const = 0;
  /// \param people who ask in turn, the first of whom the case is
  /// \param scenarios their names, in order; \param months of each run
  virtual std::unique_ptr<Onlooker> lay_case(std::vector<CasePerson> people,
                                             std::vector<std::string> scenarios,
                                             std::vector<WatchedRun>, int months) const = 0;
  virtual const std::vector<StoryKind>& story_kinds() const = 0;
  /// \param who number of the one that it is of; none: whom the scenarios treat most differently
  virtual std::unique_ptr<Onlooker> tell_story(std::size_t kind, std::optional<int> who,
                                               std::vector<std::string> scenarios,
                                               std::vector<WatchedRun>, int months) const = 0;
};

}  // namespace sim
