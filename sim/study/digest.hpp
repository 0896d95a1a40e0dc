#pragma once

#include <string>
#include <string_view>

#include "sim/io/results/result_file.hpp"

namespace sim::study {

/// Digest of all that makes the numbers of a study. Runs of equal digests can be put together:
/// docs/decisions/0013-what-makes-an-experiment.md
/// \param program a text that is another if it computes other numbers: a fingerprint, or a commit
/// \param until what ends it early, as written
std::string digest_of(const io::Study&, std::string_view program, std::string_view until);

}  // namespace sim::study
