#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "sim/core/model.hpp"
#include "sim/experiment/hypothesis.hpp"
#include "sim/io/files/toml_document.hpp"

namespace sim::experiment {

/// The head of a file of hypotheses: what it is about, before the scenario is read.
struct DeclarationHead {
  std::vector<std::filesystem::path> scenarios;  ///< as the program opens them
  bool variants = false;                         ///< the one scenario at each variant of the model
  bool cuts = false;                             ///< and each of them at each cut
  std::optional<std::uint64_t> seed = {};        ///< of the tests, if it was declared with them
};

/// \throws InputError with FILE:LINE:COL
DeclarationHead read_head(const io::TomlDocument&);

/// The whole declaration.
/// \param names that a claim may use
/// \param months of the runs, which decide the windows there are
/// \param offices that every scenario has
/// \throws InputError with FILE:LINE:COL and the nearest name
Declaration read_declaration(const Model&, const io::TomlDocument&,
                             const std::vector<std::string>& names, int months, int offices = 0);

}  // namespace sim::experiment
