#include "sim/io/words/run_settings.hpp"

#include <cctype>
#include <random>
#include <string>
#include <utility>

namespace sim::io {

namespace {

ParameterInfo row(std::string name, std::string unit, Range range) {
  ParameterInfo info;
  info.name = std::move(name);
  info.unit = std::move(unit);
  info.kind = Kind::integer;
  info.range = range;
  info.change = Change::setup;
  return info;
}

constexpr double largest_seed = 9223372036854775807.0;  // 2^63-1; as a double it is 2^63

}  // namespace

std::vector<ParameterInfo> run_rows(const Model& model) {
  const std::string step(model.step());
  std::vector<ParameterInfo> rows{
      row("run." + steps_of(model), step, {1, 12000}), row("run.warm_up", step, {0, 12000}),
      row("run.seed", "1", {0, largest_seed}), row("run.replicates", "1", {1, 1000000})};
  for (std::size_t k = 0; k < rows.size(); ++k)
    rows[k].default_value = run_value(model.run_settings(), k);
  return rows;
}

Value run_value(const RunSettings& run, std::size_t row) {
  switch (row) {
    case 0: return static_cast<std::int64_t>(run.months);
    case 1: return static_cast<std::int64_t>(run.warm_up);
    case seed_row: return static_cast<std::int64_t>(run.seed);
    default: return static_cast<std::int64_t>(run.replicates);
  }
}

void set_run_value(RunSettings& run, std::size_t row, const Value& value) {
  const auto number = std::get<std::int64_t>(value);
  switch (row) {
    case 0: run.months = static_cast<int>(number); break;
    case 1: run.warm_up = static_cast<int>(number); break;
    case seed_row: run.seed = static_cast<std::uint64_t>(number); break;
    default: run.replicates = static_cast<int>(number); break;
  }
}

std::string capital(std::string word) {
  word.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(word.front())));
  return word;
}

std::uint64_t draw_seed() {
  std::random_device device;
  const auto high = static_cast<std::uint64_t>(device() & 0x7FFFFFFFU);
  return (high << 32U) | (device() & 0xFFFFFFFFU);
}

}  // namespace sim::io
