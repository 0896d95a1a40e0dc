#include "models/discretion/selftest.hpp"

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>
#include <utility>

#include "models/discretion/discretion.hpp"
#include "models/discretion/generation.hpp"

namespace discretion {

namespace {

using Complaint = std::optional<std::string>;
using Setting = std::pair<std::string_view, double>;

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

void set(sim::Scenario& scenario, std::string_view name, double number) {
  const std::size_t row = *sim::find_parameter(model(), name);
  sim::Value& value = scenario.values[row];
  if (std::holds_alternative<bool>(value))
    value = number != 0;
  else if (std::holds_alternative<double>(value))
    value = number;
  else
    value = static_cast<std::int64_t>(number);
}

/// A small town over two years, with these settings.
sim::Scenario town(std::initializer_list<Setting> settings) {
  sim::Scenario scenario = sim::default_scenario(model());
  scenario.run = {24, 12, 20221, 1};
  set(scenario, "population.size", 2000);
  set(scenario, "population.offices", 2);
  for (const auto& [name, number] : settings) set(scenario, name, number);
  return scenario;
}

sim::Scenario town_at(const sim::VariantInfo& variant) {
  sim::Scenario scenario = town({});
  for (const auto& [row, value] : variant.set) scenario.values[row] = value;
  return scenario;
}

sim::RunResult run(const sim::Scenario& scenario, int threads = 1) {
  sim::Parallel parallel(threads);
  return model().simulate(scenario, 0, parallel);
}

std::span<const double> series(const sim::RunResult& result, std::string_view metric) {
  const std::size_t months = result.overall.size() / model().metrics().size();
  return std::span(result.overall).subspan(*sim::find_metric(model(), metric) * months, months);
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
    {"decisions", 0x405b5c940d5fca7c},
    {"underserved", 0xb5121439362e68d5},
    {"misfit", 0xf4202f9ab5358e3e},
    {"tailored", 0x3bf0d26e78e8a906},
    {"trust", 0x50dce4a9ce8bca60},
    {"moral_sensitivity", 0xb2cb62ac10943b9e},
    {"preconditions", 0x55bd6782168ea500},
    {"complexity", 0x0948159b6873bcca},
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

World world_of(const sim::Scenario& scenario) {
  static const sim::ParameterTable<Parameters> table;
  Parameters parameters;
  for (std::size_t row = 0; row < scenario.values.size(); ++row)
    table.set(parameters, row, scenario.values[row]);
  sim::Parallel parallel(1);
  return generate(parameters, scenario, table, 0, parallel);
}

/// The threshold of being underserved is chosen so that standardisation leaves a tenth below it.
Complaint one_in_ten_underserved() {
  const World world =
      world_of(town({{"policy.group_tailoring", 0}, {"policy.individual_tailoring", 0}}));
  int underserved = 0;
  for (std::uint32_t i = 0; i < 2000; ++i) {
    const auto treatment = static_cast<double>(world.outcomes[i].treatment);
    if (world.need(i) - treatment > world.threshold) ++underserved;
  }
  // The threshold itself is one citizen's need, so one more or less is as exact as it gets.
  if (std::abs(underserved - 200) <= 1) return std::nullopt;
  return std::to_string(underserved) + " of 2000 citizens are underserved";
}

double slope_of_law(const World& world) {
  double n = 0, x = 0, y = 0, xx = 0, xy = 0;
  for (std::size_t g = 0; g < world.mean_need_of.size(); ++g) {
    const double need = world.mean_need_of[g], treatment = world.offices[0].law[g];
    n += 1, x += need, y += treatment, xx += need * need, xy += need * treatment;
  }
  return (xy - x * y / n) / (xx - x * x / n);
}

Complaint law_rises_by_group_tailoring() {
  for (const double tailoring : {0.0, 25.0, 50.0, 100.0}) {
    const double slope = slope_of_law(
        world_of(town({{"policy.group_tailoring", tailoring}, {"administration.law_error", 0}})));
    // Rounding of sums over 16 life situations.
    if (std::abs(slope - tailoring / 100) < 1e-12) continue;
    return "slope " + std::to_string(slope) + " at group tailoring " + std::to_string(tailoring);
  }
  return std::nullopt;
}

}  // namespace

std::vector<sim::SelfCheck> self_checks() {
  return {
      {"a reference run has the bits of this version", reference_run},
      {"the number of threads changes no bit, at each variant", threads_change_nothing},
      {"filed cases are decided or pending, every month", no_case_is_lost},
      {"exact standardisation leaves one citizen in ten underserved", one_in_ten_underserved},
      {"the law's slope on need is the policy's group tailoring", law_rises_by_group_tailoring},
  };
}

}  // namespace discretion
