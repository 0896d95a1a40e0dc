#include "sim/cli/reports/describe.hpp"

#include <array>

#include <fmt/format.h>

#include "sim/io/scenario/scenario_file.hpp"

namespace sim::cli {

namespace {
/// The key of a row of [grade], [better] or [scale].
template <std::size_t size, class Enum>
std::string key(const char* table, const std::array<const char*, size>& names, Enum value) {
  return fmt::format("{}.{}", table, names.at(static_cast<std::size_t>(value)));
}
}  // namespace

std::string kind_text(const Speech& say, const ParameterInfo& parameter) {
  return say(key("type", std::array{"boolean", "integer", "real", "choice"}, parameter.kind));
}

std::string range_text(const Speech& say, const ParameterInfo& parameter) {
  if (parameter.kind == Kind::boolean) return kind_text(say, parameter);
  if (parameter.kind != Kind::choice)
    return say("type.range", parameter.range.min, parameter.range.max);
  std::string text;
  for (std::size_t index = 0; index < parameter.choices.size(); ++index) {
    const bool last = index + 1 == parameter.choices.size();
    text += (index == 0 ? "" : last ? say("type.or") : ", ") + parameter.choices[index];
  }
  return text;
}

std::string range_text(const Speech& say, const ValidRange& valid) {
  if (!valid.bounded()) return {};
  if (valid.max == ValidRange::infinity) return say("type.at_least", valid.min);
  if (valid.min == -ValidRange::infinity) return say("type.at_most", valid.max);
  return say("type.range", valid.min, valid.max);
}

std::string grade_text(const Speech& say, Grade grade) {
  return say(key("grade", std::array{"document", "literature", "assumed", "calibrated"}, grade));
}

std::string over_months(const Speech& say, const Model& model, const MetricInfo& metric) {
  const auto name = [&](std::size_t row) { return model.metrics()[row].name; };
  if (metric.difference)
    return name(metric.difference->minuend) + " - " + name(metric.difference->subtrahend);
  if (!metric.ratio) return say("over_months.mean");
  std::string text(formula_texts[static_cast<std::size_t>(metric.ratio->formula)]);
  const auto put = [&](std::string_view word, std::size_t row) {
    text.replace(text.find(word), word.size(), name(row));
  };
  put("numerator", metric.ratio->numerator);
  put("denominator", metric.ratio->denominator);
  return say("over_months.ratio", text);
}

std::string evidence_text(const Speech& say, Grade grade, std::string_view citation) {
  std::string text = grade_text(say, grade);
  if (!citation.empty()) text.append(" (").append(citation).append(")");
  return text;
}

std::string better_text(const Speech& say, Better better) {
  return say(key("better", std::array{"higher", "lower", "neutral"}, better));
}

std::string scale_text(const Speech& say, Drawing drawing) {
  if (drawing == Drawing::none) return "";
  return say(
      key("scale", std::array{"none", "factor", "odds", "odds", "half_life", "distance"}, drawing));
}

std::string drawing_text(const Speech& say, const ParameterInfo& parameter) {
  if (!parameter.free()) return say("scale.none");
  return say("scale.drawn", scale_text(say, parameter.drawing), drawn_value(parameter, 0),
             drawn_value(parameter, 1));
}

std::string_view name_of(DrawingScheme scheme) {
  return scheme == DrawingScheme::scale ? "scale" : "factor";
}

std::string values_text(const Model& model,
                        const std::vector<std::pair<std::size_t, Value>>& values) {
  std::string text;
  for (const auto& [row, value] : values) {
    const ParameterInfo& parameter = model.parameters()[row];
    text += (text.empty() ? "" : ", ") + parameter.name + " = " + io::to_toml(parameter, value);
  }
  return text;
}

bool is_lever(const ParameterInfo& parameter) { return parameter.lever; }

}  // namespace sim::cli
