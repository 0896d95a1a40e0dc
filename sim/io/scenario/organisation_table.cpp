#include "sim/io/scenario/organisation_table.hpp"

#include <algorithm>
#include <stdexcept>

#include "sim/io/files/toml_document.hpp"
#include "sim/io/scenario/scenario_value.hpp"
#include "sim/io/words/model_texts.hpp"

namespace sim::io {

namespace {
using Words = std::vector<std::pair<std::string, double>>;

std::string text_in(const toml::table& row, std::string_view key) {
  return row[key].value_or(std::string());
}

Words words_of(const toml::table& row) {
  Words words;
  if (const auto* table = row["words"].as_table())
    for (const auto& [key, node] : in_file_order(*table))
      words.emplace_back(key->str(), node->value_or(0.0));
  return words;
}

template <class Read>
auto rows_of(const toml::table& file, std::string_view name, Read read) {
  std::vector<decltype(read(file))> rows;
  if (const auto* array = file[name].as_array())
    for (const auto& row : *array) rows.push_back(read(*row.as_table()));
  return rows;
}

GivenRow given_in(const toml::table& row) {
  return {text_in(row, "name"),
          text_in(row, "unit"),
          row["lowest"].value_or(0.0),
          row["highest"].value_or(0.0),
          row["otherwise"].value<double>(),
          text_in(row, "from"),
          words_of(row)};
}

ChoiceRow choice_in(const Model& model, const toml::table& row) {
  ChoiceRow choice{text_in(row, "name"), {}};
  for (const auto& [key, node] : in_file_order(*row["answers"].as_table())) {
    ChoiceRow::Answer answer{std::string(key->str()), {}};
    for (const auto& [parameter, value] : in_file_order(*node->as_table())) {
      const std::size_t place = parameter_named(model, std::string(parameter->str()));
      answer.set.emplace_back(place, checked_value(model.parameters()[place], *value, "built-in"));
    }
    choice.answers.push_back(std::move(answer));
  }
  return choice;
}

/// A row before its metric is looked for.
struct SpokenText {
  std::string name, metric, unit, is;
  std::vector<std::string> needs;
};
SpokenText spoken_in(const toml::table& row) {
  return {text_in(row, "name"), text_in(row, "metric"), text_in(row, "unit"), text_in(row, "is"),
          strings_of(row, "needs")};
}

LifeSituationRows life_situation_in(const Model& model, const toml::table& row) {
  return {static_cast<std::size_t>(row["most"].value_or(0)),
          text_in(row, "dimension"),
          text_in(row, "share"),
          text_in(row, "need"),
          parameter_named(model, text_in(row, "number")),
          parameter_named(model, text_in(row, "differ")),
          row["largest"].value_or(1.0),
          text_in(row, "by"),
          words_of(row)};
}
}  // namespace

std::size_t parameter_named(const Model& model, const std::string& name) {
  const auto& rows = model.parameters();
  const auto found = std::ranges::find(rows, name, &ParameterInfo::name);
  if (found == rows.end()) throw std::logic_error(name + " is no parameter of the model");
  return static_cast<std::size_t>(found - rows.begin());
}

OrganisationTable organisation_table(const Model& model) {
  const toml::table file = text_table(model.texts(), "organisation");
  OrganisationTable table;
  table.given = rows_of(file, "given", given_in);
  table.sets = rows_of(file, "sets", [&](const toml::table& row) {
    return SetsRow{parameter_named(model, text_in(row, "parameter")), text_in(row, "is")};
  });
  table.plausible = rows_of(file, "plausible", [](const toml::table& row) {
    return PlausibleRow{text_in(row, "name"), text_in(row, "of"), text_in(row, "is"),
                        row["lowest"].value_or(0.0), row["highest"].value_or(0.0)};
  });
  for (const SpokenText& row : rows_of(file, "spoken", spoken_in)) {
    const auto& metrics = model.metrics();
    const auto metric = std::ranges::find(metrics, row.metric, &MetricInfo::name);
    if (metric == metrics.end()) continue;  // a sweep may record a few of them
    table.spoken.push_back({row.name, static_cast<std::size_t>(metric - metrics.begin()), row.unit,
                            row.is, row.needs});
  }
  table.choices =
      rows_of(file, "choice", [&](const toml::table& row) { return choice_in(model, row); });
  if (const auto* row = file["life_situation"].as_table())
    table.life_situation = life_situation_in(model, *row);
  return table;
}

}  // namespace sim::io
