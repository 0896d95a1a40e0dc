#pragma once

#include <string>
#include <string_view>

namespace sim {

/// SHA-256 of some bytes as 64 hexadecimal digits (NIST, FIPS 180-4, 2015), to say which text a
/// result was made from.
std::string sha256(std::string_view bytes);

}  // namespace sim
