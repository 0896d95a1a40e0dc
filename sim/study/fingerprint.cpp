#include "sim/study/fingerprint.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

#include <fmt/format.h>

#include "sim/core/error.hpp"
#include "sim/core/sha256.hpp"

namespace sim::study {

namespace {
// Long enough that every phase has had something to do.
constexpr int months = 18;
constexpr int warm_up = 6;

void append(std::string& bytes, std::span<const double> numbers) {
  for (const double number : numbers) {
    // One not-a-number is as good as another.
    const auto bits = std::isnan(number) ? ~std::uint64_t{0} : std::bit_cast<std::uint64_t>(number);
    bytes += fmt::format("{:016x}", bits);
  }
}

std::string bits_of(const Model& model, const Scenario& scenario) {
  std::string bytes;
  Parallel alone(1);
  try {
    const RunResult result = model.simulate(scenario, 0, alone);
    append(bytes, result.overall);
    for (const auto& numbers : result.breakdowns) append(bytes, numbers);
    for (const auto& numbers : result.arrays) append(bytes, numbers);
    for (const auto& table : result.tables)
      for (const auto& column : table) append(bytes, column);
  } catch (const RunError& error) {
    bytes += error.what();
  }
  return bytes;
}
}  // namespace

std::string fingerprint(const Model& model) {
  Scenario scenario = default_scenario(model);
  scenario.run.months = months;
  scenario.run.warm_up = warm_up;
  if (model.variants().empty()) return sha256(bits_of(model, scenario));
  std::string digests;
  for (const auto& variant : model.variants()) {
    Scenario there = scenario;
    for (const auto& [row, value] : variant.set) there.values[row] = value;
    digests += sha256(bits_of(model, there));
  }
  return sha256(digests);
}

}  // namespace sim::study
