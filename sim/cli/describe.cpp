#include "sim/cli/describe.hpp"

#include <fmt/format.h>

#include "sim/io/scenario_file.hpp"

namespace sim::cli {

std::string kind_text(const ParameterInfo& parameter) {
  switch (parameter.kind) {
    case Kind::boolean: return "true or false";
    case Kind::integer: return "whole number";
    case Kind::real: return "number";
    case Kind::choice: return "choice";
  }
  return "";
}

std::string range_text(const ParameterInfo& parameter) {
  if (parameter.kind == Kind::boolean) return "true or false";
  if (parameter.kind != Kind::choice) {
    return fmt::format("{} to {}", parameter.range.min, parameter.range.max);
  }
  std::string text;
  for (std::size_t index = 0; index < parameter.choices.size(); ++index) {
    const bool last = index + 1 == parameter.choices.size();
    text += (index == 0 ? "" : last ? " or " : ", ") + parameter.choices[index];
  }
  return text;
}

std::string_view grade_text(Grade grade) {
  switch (grade) {
    case Grade::document: return "document";
    case Grade::literature: return "literature";
    case Grade::assumed: return "assumed";
    case Grade::calibrated: return "calibrated";
  }
  return "";
}

std::string over_months(const Model& model, const MetricInfo& metric) {
  const auto name = [&](std::size_t row) { return model.metrics()[row].name; };
  if (metric.difference)
    return name(metric.difference->minuend) + " - " + name(metric.difference->subtrahend);
  if (!metric.ratio) return "mean of the months";
  std::string text(formula_texts[static_cast<std::size_t>(metric.ratio->formula)]);
  const auto put = [&](std::string_view word, std::size_t row) {
    text.replace(text.find(word), word.size(), name(row));
  };
  put("numerator", metric.ratio->numerator);
  put("denominator", metric.ratio->denominator);
  return text + ", each added up";
}

std::string evidence_text(Grade grade, std::string_view citation) {
  std::string text(grade_text(grade));
  if (!citation.empty()) text.append(" (").append(citation).append(")");
  return text;
}

std::string_view better_text(Better better) {
  switch (better) {
    case Better::higher: return "higher is better";
    case Better::lower: return "lower is better";
    case Better::neutral: return "neither is better";
  }
  return "";
}

std::string_view scale_text(Drawing drawing) {
  switch (drawing) {
    case Drawing::none: return "";
    case Drawing::factor: return "value";
    case Drawing::odds:
    case Drawing::logit: return "odds";
    case Drawing::half_life: return "half-life";
    case Drawing::distance: return "distance from 1";
  }
  return "";
}

std::string drawing_text(const ParameterInfo& parameter) {
  if (!parameter.free()) return "no";
  return fmt::format("half to twice its {}: {:.3g} to {:.3g}", scale_text(parameter.drawing),
                     drawn_value(parameter, 0), drawn_value(parameter, 1));
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

bool is_lever(const ParameterInfo& parameter) { return parameter.name.starts_with("levers."); }

}  // namespace sim::cli
