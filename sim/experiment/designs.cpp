#include "sim/experiment/designs.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include <boost/random/sobol.hpp>
#include <fmt/format.h>

#include "sim/core/drawing.hpp"
#include "sim/core/error.hpp"
#include "sim/core/math.hpp"
#include "sim/core/random.hpp"
#include "sim/experiment/purposes.hpp"

namespace sim::experiment {

namespace {
Random draw(std::uint64_t seed, Draw purpose, std::size_t entity, std::size_t occasion) {
  return {Stream{seed, 0}, purpose, static_cast<std::uint32_t>(entity),
          static_cast<std::uint32_t>(occasion)};
}

/// 0 .. count-1 in random order (Fisher and Yates).
std::vector<std::size_t> shuffled(std::size_t count, Random random) {
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  for (std::size_t left = count; left > 1; --left)
    std::swap(order[left - 1], order[random.below(static_cast<std::uint32_t>(left))]);
  return order;
}

constexpr int unit_bits = 53;  // what a double holds

double unit_of(std::uint64_t bits, double offset) {
  return (static_cast<double>(bits >> (64 - unit_bits)) + offset) * 0x1p-53;
}

std::vector<std::uint64_t> sobol_bits(std::size_t points, std::size_t factors) {
  std::vector<std::uint64_t> bits(points * factors);
  boost::random::sobol sequence(factors);
  for (auto& word : bits) word = sequence();
  return bits;
}
}  // namespace

Points random_points(std::size_t points, std::size_t factors, std::uint64_t seed) {
  Points unit;
  for (std::size_t point = 0; point < points; ++point)
    for (std::size_t factor = 0; factor < factors; ++factor)
      unit.push_back(draw(seed, Draw::design_random, point, factor).uniform());
  return unit;
}

Points lhs_points(std::size_t points, std::size_t factors, std::uint64_t seed) {
  Points unit(points * factors);
  for (std::size_t factor = 0; factor < factors; ++factor) {
    const auto strata = shuffled(points, draw(seed, Draw::design_strata, factor, 0));
    for (std::size_t point = 0; point < points; ++point) {
      const double within = draw(seed, Draw::design_jitter, point, factor).uniform();
      unit[point * factors + factor] =
          (static_cast<double>(strata[point]) + within) / static_cast<double>(points);
    }
  }
  return unit;
}

Points sobol_net(std::size_t points, std::size_t factors) {
  Points unit;
  for (const auto bits : sobol_bits(points, factors)) unit.push_back(unit_of(bits, 0));
  return unit;
}

Points sobol_points(std::size_t points, std::size_t factors, std::uint64_t seed) {
  std::vector<std::uint64_t> shift;
  for (std::size_t factor = 0; factor < factors; ++factor) {
    Random random = draw(seed, Draw::design_shift, factor, 0);
    const std::uint64_t high = random.word();
    shift.push_back((high << 32U) | random.word());
  }
  Points unit;
  const auto net = sobol_bits(points, factors);
  for (std::size_t i = 0; i < net.size(); ++i)
    unit.push_back(unit_of(net[i] ^ shift[i % factors], 0.5));
  return unit;
}

Points saltelli_points(std::size_t base, std::size_t factors, std::uint64_t seed) {
  // A and B are halves of one sequence, so that together they fill the cube of twice the factors.
  const Points both = sobol_points(base, 2 * factors, seed);
  Points unit;
  for (std::size_t point = 0; point < base; ++point) {
    const double* a = both.data() + point * 2 * factors;
    const double* b = a + factors;
    unit.insert(unit.end(), a, a + factors);
    for (std::size_t changed = 0; changed < factors; ++changed)
      for (std::size_t factor = 0; factor < factors; ++factor)
        unit.push_back(factor == changed ? b[factor] : a[factor]);
    unit.insert(unit.end(), b, b + factors);
  }
  return unit;
}

Points morris_points(std::size_t trajectories, int levels, std::size_t factors,
                     std::uint64_t seed) {
  const int jump = levels / 2;
  const auto place = [&](int level) { return static_cast<double>(level) / (levels - 1); };
  Points unit;
  for (std::size_t trajectory = 0; trajectory < trajectories; ++trajectory) {
    std::vector<int> at, step;
    for (std::size_t factor = 0; factor < factors; ++factor) {
      const auto low = static_cast<int>(draw(seed, Draw::design_start, trajectory, factor)
                                            .below(static_cast<std::uint32_t>(levels - jump)));
      const bool up = draw(seed, Draw::design_direction, trajectory, factor).bernoulli(0.5);
      at.push_back(up ? low : low + jump);
      step.push_back(up ? jump : -jump);
    }
    const auto add = [&] {
      for (const int level : at) unit.push_back(place(level));
    };
    add();
    for (const std::size_t factor :
         shuffled(factors, draw(seed, Draw::design_order, trajectory, 0))) {
      at[factor] += step[factor];
      add();
    }
  }
  return unit;
}

namespace {
/// A multiple of a parameter's default, or the last one that its range allows.
double allowed_multiple(const ParameterInfo& info, double times) {
  const double default_value = as_number(info.default_value), value = default_value * times;
  const double allowed = std::clamp(value, info.range.min, info.range.max);
  return allowed == value ? times : allowed / default_value;
}

double place_between(double low, double high, double unit, bool whole, Places places) {
  if (!whole) return low + unit * (high - low);
  if (places == Places::levels) return std::round(low + unit * (high - low));
  return std::min(high, low + std::floor(unit * (high - low + 1)));
}
}  // namespace

double factor_value(const ParameterInfo& info, const io::Factor& factor, double unit,
                    Places places) {
  const bool whole = info.kind == Kind::integer;
  double value = 0;
  switch (factor.form) {
    case io::Factor::Form::values: {
      const auto count = static_cast<double>(factor.values.size());
      return factor.values[static_cast<std::size_t>(std::min(count - 1, std::floor(unit * count)))];
    }
    case io::Factor::Form::drawn: return drawn_value(info, unit);
    case io::Factor::Form::range:
      value = place_between(factor.low, factor.high, unit, whole, places);
      break;
    case io::Factor::Form::times: {
      // The program's own exp and log: those of the library differ between processors.
      const double low = log(allowed_multiple(info, factor.low));
      const double high = log(allowed_multiple(info, factor.high));
      value = as_number(info.default_value) * exp(low + unit * (high - low));
      if (whole) value = std::round(value);
      break;
    }
  }
  return std::clamp(value, info.range.min, info.range.max);
}

namespace {
constexpr std::size_t most_points = 10'000'000;

/// How many values a factor has in a grid.
std::size_t steps_of(const io::ExperimentFile& file, const io::Factor& factor) {
  return factor.form == io::Factor::Form::values ? factor.values.size()
                                                 : static_cast<std::size_t>(file.levels);
}

/// Every combination, the last factor fastest.
Points grid_points(const io::ExperimentFile& file) {
  std::size_t points = 1;
  for (const auto& factor : file.factors) {
    points *= steps_of(file, factor);
    if (points > most_points)
      throw InputError(
          fmt::format("{}: design.kind = \"grid\" (more than {} points). Vary fewer "
                      "factors, or use lhs or sobol.",
                      file.design_place, most_points));
  }
  Points unit(points * file.factors.size());
  for (std::size_t point = 0; point < points; ++point) {
    std::size_t rest = point;
    for (std::size_t factor = file.factors.size(); factor-- > 0;) {
      const std::size_t steps = steps_of(file, file.factors[factor]);
      const auto step = static_cast<double>(rest % steps), all = static_cast<double>(steps);
      const bool listed = file.factors[factor].form == io::Factor::Form::values;
      unit[point * file.factors.size() + factor] = listed ? (step + 0.5) / all : step / (all - 1);
      rest /= steps;
    }
  }
  return unit;
}

Points unit_points(const io::ExperimentFile& file) {
  using enum io::DesignKind;
  const std::size_t factors = file.factors.size(), n = static_cast<std::size_t>(file.n);
  switch (file.kind) {
    case grid: return grid_points(file);
    case random: return random_points(n, factors, file.seed);
    case lhs: return lhs_points(n, factors, file.seed);
    case sobol: return sobol_points(n, factors, file.seed);
    case saltelli: return saltelli_points(n, factors, file.seed);
    case morris:
      return morris_points(static_cast<std::size_t>(file.trajectories), file.levels, factors,
                           file.seed);
    case list:
    case csv: break;
  }
  const std::size_t rows = file.kind == csv ? file.rows.size() : file.factors.front().values.size();
  Points none(rows * factors, std::numeric_limits<double>::quiet_NaN());
  return none;
}
}  // namespace

namespace {
/// The least and greatest of a column of the design, and of what its factor can be given.
void set_ends(const Model& model, const io::ExperimentFile& file, io::Design& design) {
  const bool mapped = file.kind != io::DesignKind::csv && file.kind != io::DesignKind::list;
  for (std::size_t i = 0; i < design.factors(); ++i) {
    const io::Factor& factor = file.factors[i];
    std::vector<double> values = factor.values;
    if (mapped && values.empty()) {
      const ParameterInfo& info = model.parameters()[factor.parameter];
      for (const double end : {0.0, 1.0})
        values.push_back(factor_value(info, factor, end, Places::levels));
    }
    for (std::size_t point = 0; point < design.points; ++point)
      values.push_back(design.value(point, i));
    design.low.push_back(std::ranges::min(values));
    design.high.push_back(std::ranges::max(values));
  }
}

/// A screening tells nothing of a factor that has one value at all points.
void refuse_unmoved(const Model& model, const io::ExperimentFile& file, const io::Design& design) {
  for (std::size_t factor = 0; factor < design.factors(); ++factor) {
    bool moves = false;
    for (std::size_t point = 1; point < design.points && !moves; ++point)
      moves = design.value(point, factor) != design.value(0, factor);
    if (moves) continue;
    throw InputError(fmt::format(
        "{}: {} ({} at every level of it, so that no step moves it). Give values, or ends further "
        "apart.",
        file.factors[factor].place, model.parameters()[design.parameters[factor]].name,
        design.value(0, factor)));
  }
}
}  // namespace

io::Design make_design(const Model& model, const io::ExperimentFile& file) {
  io::Design design;
  design.kind = info_of(file.kind).name;
  design.seed = file.seed;
  if (file.n > 0) design.settings.emplace_back("n", file.n);
  if (file.levels > 0) design.settings.emplace_back("levels", file.levels);
  if (file.trajectories > 0) design.settings.emplace_back("trajectories", file.trajectories);
  for (const auto& factor : file.factors) design.parameters.push_back(factor.parameter);
  design.unit = unit_points(file);
  const std::size_t factors = file.factors.size();
  const bool at_levels = file.kind == io::DesignKind::grid || file.kind == io::DesignKind::morris;
  design.points = design.unit.size() / factors;
  for (std::size_t point = 0; point < design.points; ++point) {
    for (std::size_t i = 0; i < factors; ++i) {
      const io::Factor& factor = file.factors[i];
      double value = 0;
      if (file.kind == io::DesignKind::csv)
        value = file.rows[point][i];
      else if (file.kind == io::DesignKind::list)
        value = factor.values[point];
      else
        value = factor_value(model.parameters()[factor.parameter], factor,
                             design.unit[point * factors + i],
                             at_levels ? Places::levels : Places::drawn);
      design.values.push_back(value);
    }
  }
  set_ends(model, file, design);
  if (file.kind == io::DesignKind::morris) refuse_unmoved(model, file, design);
  return design;
}

}  // namespace sim::experiment
