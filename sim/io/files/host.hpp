#pragma once

#include <string>

namespace sim::io {

/// Name of this machine.
std::string host_name();
/// "2026-11-26T20:30:00Z"
std::string utc_now();

}  // namespace sim::io
