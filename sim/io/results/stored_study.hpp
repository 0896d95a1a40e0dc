#pragma once

#include <filesystem>

#include "sim/io/results/result_file.hpp"

namespace sim::io {

/// The study that made a file, or began a journal, of its runs alone.
/// \param model the one whose metrics the file has
/// \throws FileError if it cannot be read; InputError if it has what this version does not know
Study read_study(const Model& model, const std::filesystem::path&);

/// The worlds of a result, or of a table (.csv) with a column for each parameter and a row for each
/// world, to ask something else of them.
/// \throws FileError if it cannot be read or has none; InputError if they are of another model, or
///   have what this version does not know
Worlds read_worlds_of(const Model&, const std::filesystem::path&);

/// What the first scenario of such a file gives of each that the model has an observable for, in
/// the metric's unit: [observable][world]. NaN of what the worlds were fitted to; nothing of a
/// table.
std::vector<std::vector<double>> observables_in_worlds(const Model&, const std::filesystem::path&);

}  // namespace sim::io
