#include "sim/cli/replicates.hpp"

#include <fmt/format.h>

namespace sim::cli {

Replicates::Replicates(const experiment::StudyOutcome& outcome, std::size_t scenarios)
    : all_(static_cast<int>((outcome.ok + outcome.failed) / scenarios)) {}

std::string Replicates::mark(const Estimate& estimate) {
  if (estimate.n == 0 || estimate.n == all_) return "";
  differs_ = true;
  return fmt::format(" n={}", estimate.n);
}

std::string Replicates::note() const {
  return fmt::format("n = {} replicates behind each mean{}", all_,
                     differs_ ? ", unless its n stands beside it (the others failed or "
                                "have no value)"
                              : "");
}

}  // namespace sim::cli
