#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/discretion/stories/memory.hpp"
#include "sim/core/close_up.hpp"

namespace discretion {

/// The life of one citizen, worker, rule or office under each scenario.
class Story {
 public:
  /// \param who its number; none: whom the scenarios treat most differently
  Story(Teller teller, std::optional<int> who, std::vector<std::string> scenarios,
        std::vector<sim::WatchedRun> runs, int months);

  static bool looks_at(int) { return true; }
  void look(const World& world, std::size_t place);
  /// Of the first replicate.
  /// \throws std::invalid_argument if there is nobody of that number
  sim::Tale tell() const;

 private:
  Teller teller_;
  std::optional<int> who_;
  std::vector<std::string> scenarios_;
  std::vector<sim::WatchedRun> runs_;
  int months_;
  std::vector<Memory> memories_;  ///< [place]
};

}  // namespace discretion
