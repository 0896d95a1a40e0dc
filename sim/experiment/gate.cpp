#include "sim/experiment/gate.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "sim/core/error.hpp"
#include "sim/experiment/numbers.hpp"
#include "sim/io/files/nearest.hpp"
#include "sim/study/windows.hpp"

namespace sim::experiment {

namespace {
/// The condition as the user wrote it, to begin a message with.
struct Written {
  std::string_view place;
  std::string_view text;
};

[[noreturn]] void refuse(const Written& written, std::string_view why, std::string_view advice) {
  throw UsageError(fmt::format("{} '{}' ({}). {}", written.place, written.text, why, advice));
}

std::string advice_for(std::string_view word, const std::vector<std::string>& names,
                       std::string_view otherwise) {
  const std::string near = io::nearest(word, names);
  return near.empty() ? std::string(otherwise) : fmt::format("Did you mean {}?", near);
}

std::size_t metric_named(const Model& model, const Written& written, std::string_view name) {
  if (const auto row = find_metric(model, name)) return *row;
  std::vector<std::string> names;
  for (const auto& metric : reported_metrics(model)) names.push_back(metric.name);
  refuse(written, fmt::format("no metric {}", name),
         advice_for(name, names, "`maatwerk list metrics` names them."));
}

Window window_named(int months, const Written& written, std::string_view name) {
  const auto found = std::ranges::find(window_names, name);
  if (found == window_names.end()) {
    const std::vector<std::string> names(window_names.begin(), window_names.end());
    refuse(written, fmt::format("no window {}", name),
           advice_for(name, names, "Windows are first_year, last_year and all."));
  }
  const auto window = static_cast<Window>(found - window_names.begin());
  const auto windows = study::windows_of(months);
  if (std::ranges::find(windows, window) == windows.end()) {
    refuse(written, fmt::format("runs of {} months have only the window all", months),
           "Use @all, or 24 months or more.");
  }
  return window;
}

MetricAt parse_metric_at(const Model& model, int months, const Written& written,
                         std::string_view text) {
  const auto at = text.find('@');
  if (at == std::string_view::npos) {
    refuse(written, fmt::format("{} has no window", text), "Write METRIC@last_year, for example.");
  }
  return {metric_named(model, written, trimmed(text.substr(0, at))),
          window_named(months, written, trimmed(text.substr(at + 1)))};
}

double number_of(const Written& written, std::string_view text) {
  const auto number = parse_number(trimmed(text));
  if (!number)
    refuse(written, fmt::format("'{}' is not a number", trimmed(text)), "Write 0.01, for example.");
  return *number;
}

struct Operator {
  std::string_view sign;
  Comparison comparison;
};
// Longer signs first: `<` would be found within `<=`.
constexpr std::array<Operator, 4> operators{{{"<=", Comparison::at_most},
                                             {">=", Comparison::at_least},
                                             {"<", Comparison::less},
                                             {">", Comparison::greater}}};
}  // namespace

Precision parse_precision(const Model& model, int months, std::string_view place,
                          std::string_view text) {
  const Written written{place, text};
  const auto close = text.find(')');
  const auto equals = text.find('=');
  if (!text.starts_with("ci(") || close == std::string_view::npos ||
      equals == std::string_view::npos || !trimmed(text.substr(close + 1)).starts_with('=')) {
    refuse(written, "not of the form ci(METRIC@WINDOW)=X",
           "Write 'ci(trust@last_year)=0.01', for example.");
  }
  const MetricAt at = parse_metric_at(model, months, written, text.substr(3, close - 3));
  const double half_width = number_of(written, text.substr(equals + 1));
  if (half_width <= 0) refuse(written, "a half-width is above 0", "Write 0.01, for example.");
  return {at, half_width, std::string(text)};
}

Gate parse_gate(const Model& model, int months, std::string_view place, std::string_view text) {
  const Written written{place, text};
  for (const auto& [sign, comparison] : operators) {
    const auto position = text.find(sign);
    if (position == std::string_view::npos) continue;
    return {parse_metric_at(model, months, written, trimmed(text.substr(0, position))), comparison,
            number_of(written, text.substr(position + sign.size())), std::string(text)};
  }
  refuse(written, "not of the form METRIC@WINDOW OP NUMBER",
         "OP is <, <=, > or >=: 'underserved@last_year > 0.2', for example.");
}

bool concerns(const MetricAt& at, const SummaryRow& row) {
  return row.metric == at.metric && row.window == at.window;
}

bool tripped(const Gate& gate, const SummaryRow& row) {
  const double mean = row.estimate.mean;
  if (std::isnan(mean)) return true;
  switch (gate.comparison) {
    case Comparison::less: return mean < gate.number;
    case Comparison::at_most: return mean <= gate.number;
    case Comparison::greater: return mean > gate.number;
    case Comparison::at_least: return mean >= gate.number;
  }
  return true;
}

}  // namespace sim::experiment
