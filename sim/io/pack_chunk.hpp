#pragma once

#include <cstddef>
#include <vector>

#include "sim/io/hdf5.hpp"

namespace sim::io::hdf5 {

/// A chunk of numbers as the filters `shuffle` and `deflate` leave it on the disk, made faster than
/// HDF5's own filters do, and on as many threads as call it (docs/decisions/0017). The bytes depend
/// on the numbers alone.
/// \param values of the element's type in memory; not texts
std::vector<std::byte> pack_chunk(Element, const void* values, std::size_t count);

}  // namespace sim::io::hdf5
