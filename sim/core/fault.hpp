#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sim/core/model.hpp"

namespace sim {

/// What is wrong with a number as the value of a parameter.
enum class Fault : std::uint8_t { none, not_finite, not_whole, too_small, too_large };

/// \param value false and true are 0 and 1, a choice is its index
Fault fault_of(const ParameterInfo&, double value);
/// "too small"; empty for none.
std::string_view text_of(Fault);

/// Why a scenario that was made by hand cannot run: a value or an event that no file could say, or
/// values that clash. Files are checked as they are read, with the place of what is wrong.
/// \returns "policy.room = 7 (too large)"
std::optional<std::string> impossible(const Model&, const Scenario&);

}  // namespace sim
