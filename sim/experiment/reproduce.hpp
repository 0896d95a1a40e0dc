#pragma once

#include <cstddef>
#include <optional>

#include "sim/experiment/difference.hpp"
#include "sim/study/study.hpp"

namespace sim::experiment {

struct Reproduction {
  NumberDifference numbers;  ///< A is the file, B the runs made again
  std::size_t scenarios = 0;
  bool stopped = false;  ///< ended by the stop request; nothing was compared
};

/// Runs again what a result file holds, from the file alone, and compares every number of the
/// runs bit for bit. Statistics are not compared: they follow from these, and their intervals come
/// from the system's library of mathematics.
/// \param most at most so many, the first ones; none: all
/// \throws InputError if the file is of another model or of values that this version does not
/// know; FileError if there is no room for the runs in the temporary directory
Reproduction reproduce(const io::ResultReader&, const Model&, std::optional<std::size_t> most,
                       study::Options);

}  // namespace sim::experiment
