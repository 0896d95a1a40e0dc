#include "sim/io/run_settings.hpp"

#include <random>

namespace sim::io {

namespace {

ParameterInfo row(const char* name, const char* unit, Range range, std::int64_t default_value) {
  ParameterInfo info;
  info.name = name;
  info.unit = unit;
  info.kind = Kind::integer;
  info.range = range;
  info.default_value = default_value;
  info.change = Change::setup;
  return info;
}

constexpr double largest_seed = 9223372036854775807.0;  // 2^63-1; as a double it is 2^63

}  // namespace

const std::vector<ParameterInfo>& run_rows() {
  static const std::vector<ParameterInfo> rows = [] {
    const RunSettings defaults;
    return std::vector<ParameterInfo>{
        row("run.months", "month", {1, 12000}, defaults.months),
        row("run.warm_up", "month", {0, 12000}, defaults.warm_up),
        row("run.seed", "1", {0, largest_seed}, static_cast<std::int64_t>(defaults.seed)),
        row("run.replicates", "1", {1, 1000000}, defaults.replicates),
    };
  }();
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

std::uint64_t draw_seed() {
  std::random_device device;
  const auto high = static_cast<std::uint64_t>(device() & 0x7FFFFFFFU);
  return (high << 32U) | (device() & 0xFFFFFFFFU);
}

}  // namespace sim::io
