#include "sim/io/scenario/observed.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string_view>

#include <fmt/format.h>

#include "sim/core/error.hpp"
#include "sim/io/files/mistakes.hpp"
#include "sim/io/files/nearest.hpp"
#include "sim/io/files/toml_text.hpp"
#include "sim/io/scenario/scenario_value.hpp"
#include "sim/io/words/model_texts.hpp"

namespace sim::io {

namespace {
constexpr double largest_figure = 1e12;
constexpr std::string_view prefix = "observed.";
const std::vector<std::string> parts{"value", "margin", "year", "source"};

Observable observable_in(std::size_t metric, const toml::table& row) {
  const auto text = [&](const char* key) { return row[key].value_or(std::string()); };
  const auto window = std::ranges::find(window_names, row["window"].value_or("first_year"));
  if (window == window_names.end())
    throw std::logic_error("an observable of no window: " + text("name"));
  return {text("name"),
          metric,
          static_cast<Window>(window - window_names.begin()),
          text("unit"),
          row["factor"].value_or(1.0),
          row["highest"].value_or(largest_figure)};
}

/// A part of a figure as a row like those of a model, so that numbers are checked as all others.
ParameterInfo number_row(const std::string& name, const std::string& part, double highest) {
  ParameterInfo row;
  row.name = name;
  row.kind = part == "year" ? Kind::integer : Kind::real;
  row.range = part == "year" ? Range{1900, 2100} : Range{0, highest};
  return row;
}

/// Numbers of a figure have no default that a suggestion could name.
std::string remedy(const std::string& part) {
  if (part == "year") return "Write the year in which it was counted, such as 2023.";
  if (part == "margin") return "Write how far the figure may be off, in its own unit, above 0.";
  if (part == "source") return "Write where the figure stands, in quotes: \"annual report 2023\".";
  return "Write the figure in its own unit; maatwerk check names it.";
}

[[noreturn]] void refuse(const std::string& place, const std::string& key, const toml::node& node,
                         const std::string& why, const std::string& part) {
  throw InputError(fmt::format("{}: {} = {} ({}). {}", place, key, shown(node), why, remedy(part)));
}

std::string checked_source(const toml::node& node, const std::string& place,
                           const std::string& key) {
  const auto text = node.value_exact<std::string>();
  if (!text) refuse(place, key, node, type_words(node) + ", but this is a text", "source");
  if (text->find_first_not_of(" \t\r\n") == std::string::npos)
    refuse(place, key, node, "an empty text", "source");
  return toml_string(*text);
}

std::string checked_part(const Observable& figure, const std::string& part, const toml::node& node,
                         const std::string& place, const std::string& key) {
  if (part == "source") return checked_source(node, place, key);
  const ParameterInfo row = number_row(key, part, figure.highest);
  const auto number = node.value<double>();
  if (!node.is_number())
    refuse(place, key, node, type_words(node) + ", but this is a number", part);
  if (!std::isfinite(*number)) refuse(place, key, node, "not a finite number", part);
  if (part == "year" && !node.is_integer())
    refuse(place, key, node, "a real number, but this is a whole number", part);
  if (*number < row.range.min || *number > row.range.max)
    refuse(place, key, node, "out of range, allowed: " + allowed_values(row), part);
  if (part == "margin" && !(*number > 0))
    refuse(place, key, node, "no figure is known without any margin", part);
  return to_toml(
      row, row.kind == Kind::integer ? Value{*node.value<std::int64_t>()} : Value{*number + 0.0});
}

void lay_over(std::vector<Origin>& origins, Origin origin) {
  const auto found = std::ranges::find(origins, origin.key, &Origin::key);
  if (found == origins.end())
    origins.push_back(std::move(origin));
  else
    *found = std::move(origin);
}

void apply_figure(const Observable& figure, const TomlDocument& document, const toml::table& table,
                  std::vector<Origin>& origins) {
  MistakeList mistakes;
  for (const auto& entry : in_file_order(table))
    mistakes.attempt([&] {
      const std::string part(entry.key->str());
      const std::string key = fmt::format("{}{}.{}", prefix, figure.name, part);
      const std::string key_place = place(document, entry.key->source());
      if (std::ranges::find(parts, part) == parts.end())
        throw InputError(fmt::format("{}: {} = {} (unknown key).{} A figure has {}.", key_place,
                                     key, shown(*entry.value), did_you_mean(part, parts),
                                     fmt::join(parts, ", ")));
      lay_over(origins, {key,
                         checked_part(figure, part, *entry.value,
                                      place(document, entry.value->source()), key),
                         key_place});
    });
  mistakes.throw_if_any();
}

const Origin* find_part(std::span<const Origin> origins, const std::string& figure,
                        const std::string& part) {
  const auto found =
      std::ranges::find(origins, fmt::format("{}{}.{}", prefix, figure, part), &Origin::key);
  return found == origins.end() ? nullptr : &*found;
}

std::string figure_of(const std::string& key) {
  return key.substr(prefix.size(), key.rfind('.') - prefix.size());
}
}  // namespace

std::vector<Observable> observables(const Model& model) {
  std::vector<Observable> rows;
  const toml::table file = text_table(model.texts(), "observed");
  if (const auto* figures = file["figure"].as_array()) {
    for (const auto& figure : *figures) {
      const auto& row = *figure.as_table();
      const auto metric = find_metric(model, row["metric"].value_or(std::string()));
      if (metric) rows.push_back(observable_in(*metric, row));
    }
  }
  return rows;
}

void apply_observed(const Model& model, const TomlDocument& document, const Entry& section,
                    std::vector<Origin>& origins) {
  const auto* table = section.value->as_table();
  const std::string here = place(document, section.key->source());
  const auto rows = observables(model);
  if (rows.empty())
    throw InputError(
        fmt::format("{}: observed = {} (the model {} has no figures to compare with). "
                    "Leave it out.",
                    here, shown(*section.value), model.name()));
  std::vector<std::string> names;
  for (const auto& row : rows) names.push_back(row.name);
  if (table == nullptr)
    throw InputError(
        fmt::format("{}: observed = {} ({}, but this is a section). Write "
                    "[observed.{}] and its keys below it.",
                    here, shown(*section.value), type_words(*section.value), names.front()));
  MistakeList mistakes;
  for (const auto& entry : in_file_order(*table))
    mistakes.attempt([&] {
      const std::string name(entry.key->str());
      const std::string at = place(document, entry.key->source());
      const auto row = std::ranges::find(rows, name, &Observable::name);
      if (row == rows.end())
        throw InputError(fmt::format(
            "{}: {}{} = {} (the model has no observable for it).{} There are: {}.", at, prefix,
            name, shown(*entry.value), did_you_mean(name, names), fmt::join(names, ", ")));
      const auto* figure = entry.value->as_table();
      if (figure == nullptr)
        throw InputError(
            fmt::format("{}: {}{} = {} ({}, but this is a section). Write [{}{}] with "
                        "{} below it.",
                        at, prefix, name, shown(*entry.value), type_words(*entry.value), prefix,
                        name, fmt::join(parts, ", ")));
      apply_figure(*row, document, *figure, origins);
    });
  mistakes.throw_if_any();
}

void check_observed(std::span<const Origin> origins) {
  MistakeList mistakes;
  std::vector<std::string> seen;
  for (const auto& origin : origins) {
    if (!origin.key.starts_with(prefix)) continue;
    const std::string figure = figure_of(origin.key);
    if (std::ranges::find(seen, figure) != seen.end()) continue;
    seen.push_back(figure);
    for (const auto& part : parts)
      mistakes.attempt([&] {
        if (find_part(origins, figure, part) == nullptr)
          throw InputError(fmt::format("{}: {}{}.{} is missing (a figure has {}). {}", origin.place,
                                       prefix, figure, part, fmt::join(parts, ", "), remedy(part)));
      });
  }
  mistakes.throw_if_any();
}

std::vector<Observed> observed_in(const Model& model, std::span<const Origin> origins) {
  std::vector<Observed> figures;
  if (std::ranges::none_of(origins, [](const auto& o) { return o.key.starts_with(prefix); }))
    return figures;
  for (const auto& row : observables(model)) {
    if (find_part(origins, row.name, parts.front()) == nullptr) continue;
    std::string text;
    for (const auto& part : parts)
      text += part + " = " + find_part(origins, row.name, part)->value + "\n";
    const toml::table table = parse_toml(text, "observed");
    figures.push_back({row, table["value"].value_or(0.0), table["margin"].value_or(0.0),
                       table["year"].value_or(0), table["source"].value_or(std::string())});
  }
  return figures;
}

std::string observed_toml(const Model& model, std::span<const Origin> origins) {
  std::string text;
  for (const auto& figure : observed_in(model, origins)) {
    text += fmt::format("\n[{}{}]\n", prefix, figure.of.name);
    for (const auto& part : parts)
      text += part + " = " + find_part(origins, figure.of.name, part)->value + "\n";
  }
  return text;
}

Estimate in_unit(const Observable& figure, Estimate estimate) {
  for (double* number : {&estimate.mean, &estimate.sd, &estimate.ci_low, &estimate.ci_high})
    *number *= figure.factor;
  return estimate;
}

Fit fit_of(const Observed& figure, const Estimate& of_the_metric) {
  const Estimate model = in_unit(figure.of, of_the_metric);
  const double low = figure.value - figure.margin, high = figure.value + figure.margin;
  if (of_the_metric.n < 2) return Fit::undecided;
  if (model.ci_low > high) return Fit::too_high;
  if (model.ci_high < low) return Fit::too_low;
  return model.ci_low >= low && model.ci_high <= high ? Fit::fits : Fit::undecided;
}

}  // namespace sim::io
