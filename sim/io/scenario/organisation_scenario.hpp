#pragma once

#include <string>
#include <vector>

#include "sim/core/model.hpp"
#include "sim/io/files/toml_document.hpp"
#include "sim/io/words/words.hpp"

/// A scenario from what somebody answered about an organisation. Answers are TOML: title, template,
/// [organisation] and [observed] as in a scenario, and [choices] with a word for each question of
/// design. The answer "?" is "don't know", everywhere.
namespace sim::io {

inline constexpr std::string_view not_known = "?";

/// Names of the answers that come with a model, about organisations that are made up.
std::vector<std::string> organisation_templates(const Model&);
/// \throws std::logic_error for a name that there is not
toml::table template_answers(const Model&, const std::string& name);

/// A scenario with comments that say which answer became what, and what the model assumes where
/// nobody knows. Answers lie over those of their template.
/// \throws InputError with FILE:LINE:COL for each answer that cannot be
std::string scenario_from_answers(const Model&, const TomlDocument& answers, const Words&);

}  // namespace sim::io
