#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "sim/core/model.hpp"
#include "sim/experiment/hypothesis.hpp"
#include "sim/io/toml_document.hpp"

namespace sim::experiment {

/// The head of a file of hypotheses: what it is about, before the scenario is read.
struct DeclarationHead {
  std::filesystem::path scenario;          ///< as the program opens it
  bool variants = false;                   ///< the scenario at each variant of the model
  bool cuts = false;                       ///< and each of them at each cut
  std::optional<std::uint64_t> seed = {};  ///< of the tests, if it was declared with them
};

/// \throws InputError with FILE:LINE:COL
DeclarationHead read_head(const io::TomlDocument&);

/// Names that a claim may use, in the order of a study.
/// \param base name of the scenario, which is also its name if variants are not asked for
std::vector<std::string> scenario_names(const Model&, const DeclarationHead&,
                                        const std::string& base);

/// The whole declaration.
/// \param names that a claim may use
/// \param months of the runs, which decide the windows there are
/// \throws InputError with FILE:LINE:COL and the nearest name
Declaration read_declaration(const Model&, const io::TomlDocument&,
                             const std::vector<std::string>& names, int months);

}  // namespace sim::experiment
