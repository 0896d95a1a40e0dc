#pragma once

#include <vector>

#include "sim/core/model.hpp"

namespace discretion {

/// The four dynamics of the essay (chapter 4): where each is cut and by what it shows.
/// \param model for the rows of its parameters, metrics and cuts
std::vector<sim::DynamicInfo> dynamic_table(const sim::Model& model);

}  // namespace discretion
