#pragma once

#include <cstddef>
#include <functional>

namespace sim {

/// Calls work(item) for each item in 0 .. items-1, in any order, on the caller's thread and on
/// those beside it that have nothing else to do. Starts no threads of its own, and the caller takes
/// up nothing else meanwhile: unlike Parallel it is for what happens amid the runs of a study.
void share_out(std::size_t items, const std::function<void(std::size_t item)>& work);

}  // namespace sim
