#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace sim::io {

/// Whether a file is HDF5, by its first bytes.
bool is_hdf5(const std::filesystem::path&);

/// The model that a file is of, as it says itself: a scenario or what it extends, the scenario of
/// an experiment or of hypotheses, a result. Nothing if it does not say so, or cannot be read: what
/// is wrong with it, its own reader tells.
std::optional<std::string> model_named_in(const std::filesystem::path&);

}  // namespace sim::io
