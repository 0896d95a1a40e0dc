#pragma once

#include <filesystem>

#include "sim/io/result_file.hpp"

namespace sim::io {

/// The study that made a file, or began a journal, of its runs alone.
/// \param model the one whose metrics the file has
/// \throws FileError if it cannot be read; InputError if it has what this version does not know
Study read_study(const Model& model, const std::filesystem::path&);

}  // namespace sim::io
