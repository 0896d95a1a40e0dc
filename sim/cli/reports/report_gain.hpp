#pragma once

#include <string>

#include "sim/cli/reports/report_loops.hpp"

namespace sim::cli {

/// Whether each response of one base feeds itself, and what follows on responses put in; empty for
/// a model that declares none.
std::string gains_text(const LoopReport&, std::size_t base, const Page&);
/// What the words of these tables mean.
std::string gain_notes(const LoopReport&, const Page&);

}  // namespace sim::cli
