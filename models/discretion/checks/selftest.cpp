#include "models/discretion/checks/selftest.hpp"

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

#include "models/discretion/checks/closed_form_checks.hpp"
#include "models/discretion/checks/selftest_town.hpp"
#include "models/discretion/discretion.hpp"

namespace discretion {

namespace {

using Complaint = std::optional<std::string>;
using selftest::run;
using selftest::series;
using selftest::town;

/// FNV-1a (Fowler, Noll & Vo) over the bits of numbers: any changed bit changes it.
class BitHash {
 public:
  void add(std::span<const double> values) {
    for (const double value : values) {
      // One not-a-number is as good as another.
      const auto bits = std::isnan(value) ? ~0ULL : std::bit_cast<std::uint64_t>(value);
      for (unsigned shift = 0; shift < 64; shift += 8)
        hash_ = (hash_ ^ ((bits >> shift) & 0xFFU)) * 1099511628211ULL;
    }
  }
  std::uint64_t value() const { return hash_; }

 private:
  std::uint64_t hash_ = 14695981039346656037ULL;
};

std::string hexadecimal(std::uint64_t number) {
  std::string text;
  for (unsigned shift = 64; shift > 0; shift -= 4)
    text += "0123456789abcdef"[(number >> (shift - 4)) & 0xFU];
  return text;
}

sim::Scenario town_at(const sim::VariantInfo& variant) {
  sim::Scenario scenario = town({});
  for (const auto& [row, value] : variant.set) scenario.values[row] = value;
  return scenario;
}

std::uint64_t hash_of(const sim::RunResult& result) {
  BitHash hash;
  hash.add(result.overall);
  for (const auto& values : result.breakdowns) hash.add(values);
  for (const auto& values : result.arrays) hash.add(values);
  for (const auto& table : result.tables)
    for (const auto& column : table) hash.add(column);
  return hash.value();
}

/// Bits of the town's run at standard maatwerk. They move with every change of the model's rules,
/// defaults or addresses; `maatwerk selftest` then prints the new ones. Such a commit says why.
struct Pinned {
  std::string_view metric;
  std::uint64_t bits;
};
constexpr std::array<Pinned, 8> pinned{{
    {"decisions", 0xe8e9aae0c1ab5073},
    {"underserved", 0x561f24d3d885aa94},
    {"misfit", 0x26b715393b24afe8},
    {"tailored", 0xc4182f892fed6ba8},
    {"trust", 0x88b5db7756c05106},
    {"moral_sensitivity", 0xe55f2a255ad18964},
    {"preconditions", 0x6edb2578c1d229c0},
    {"complexity", 0xd9393c5926578a67},
}};

Complaint reference_run() {
  const sim::RunResult result = run(town_at(model().variants().back()));
  std::string complaint;
  for (const auto& [metric, bits] : pinned) {
    BitHash hash;
    hash.add(series(result, metric));
    if (hash.value() == bits) continue;
    complaint += (complaint.empty() ? "" : ", ") + std::string(metric) + " " +
                 hexadecimal(hash.value()) + " for " + hexadecimal(bits);
  }
  if (complaint.empty()) return std::nullopt;
  return complaint;
}

Complaint threads_change_nothing() {
  for (const auto& variant : model().variants()) {
    const sim::Scenario scenario = town_at(variant);
    const std::uint64_t one = hash_of(run(scenario, 1));
    for (const int threads : {2, 3}) {
      if (hash_of(run(scenario, threads)) != one)
        return variant.name + ": " + std::to_string(threads) + " threads gave other bits than one";
    }
  }
  return std::nullopt;
}

Complaint no_case_is_lost() {
  for (const auto& variant : model().variants()) {
    const sim::RunResult result = run(town_at(variant));
    const auto filed = series(result, "filed"), decided = series(result, "decisions"),
               pending = series(result, "pending");
    for (std::size_t month = 1; month < filed.size(); ++month) {
      if (pending[month] == pending[month - 1] + filed[month] - decided[month]) continue;
      return variant.name + ": cases do not add up in month " + std::to_string(month + 1);
    }
  }
  return std::nullopt;
}

}  // namespace

std::vector<sim::SelfCheck> self_checks() {
  std::vector<sim::SelfCheck> checks{
      {"a reference run has the bits of this version", reference_run},
      {"the number of threads changes no bit, at each variant", threads_change_nothing},
      {"filed cases are decided or pending, every month", no_case_is_lost},
  };
  for (sim::SelfCheck& check : closed_form_checks()) checks.push_back(std::move(check));
  return checks;
}

}  // namespace discretion
