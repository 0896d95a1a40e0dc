#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "sim/io/files/hdf5.hpp"

namespace sim::io::hdf5 {

/// A chunk as HDF5's filters shuffle and deflate would make it, which any reader unpacks, on any
/// thread and with a faster library (docs/decisions/0017).
/// \param element real, single or integer, which is -1 for what is not a number
std::vector<std::byte> pack_chunk(Element element, std::span<const double> values);

}  // namespace sim::io::hdf5
