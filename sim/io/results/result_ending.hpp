#pragma once

#include "sim/io/results/output.hpp"
#include "sim/io/results/skeleton.hpp"

/// What a result file says when all runs are in it: /summary and
/// /performance, and what to find out next. Private to sim/io.
namespace sim::io {

/// Writes them; of a part of a sweep no summary, since it may hold a part of a point.
void conclude(const hdf5::Handle& file, const Study&, const Conclusion&);

}  // namespace sim::io
