#pragma once

#include <string>

#include <nlohmann/json_fwd.hpp>

#include "sim/cli/report_loops.hpp"

namespace sim::cli {

/// Whether each response of one base feeds itself, and what follows on responses put in; empty for
/// a model that declares none.
std::string gains_text(const LoopReport&, std::size_t base, const Terminal&);
/// What the words of these tables mean.
std::string gain_notes(const LoopReport&);

nlohmann::ordered_json gains_json(const LoopReport&);
nlohmann::ordered_json pulses_json(const LoopReport&);

}  // namespace sim::cli
