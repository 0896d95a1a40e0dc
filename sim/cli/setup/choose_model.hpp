#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "sim/cli/options/arguments.hpp"
#include "sim/cli/options/program.hpp"

namespace sim::cli {

/// The program with the model that a command is about: that of --model, or of the files that it
/// names, or else the first.
/// \throws UsageError for an unknown name, and for files of two models
Program choose_model(const Program&, const Arguments&);

/// The program with the model of one file.
Program choose_model_of(const Program&, const std::filesystem::path&);

/// \param asked_by start of the message for a name that no model has: "--model x"
Program with_model(const Program&, std::string_view name, const std::string& asked_by);

}  // namespace sim::cli
