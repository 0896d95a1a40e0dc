#include <algorithm>
#include <array>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "models/discretion/discretion.hpp"
#include "sim/cli/options/speech.hpp"
#include "sim/cli/reports/describe.hpp"
#include "sim/cli/reports/glossary.hpp"
#include "sim/core/error.hpp"
#include "sim/io/scenario/scenario_file.hpp"
#include "sim/io/scenario/scenario_value.hpp"
#include "sim/io/words/run_settings.hpp"

/// Prints the tables of the model's documents in Markdown, each between markers with its name.
/// `docs/generate` puts them where a document has the same markers.

namespace {

const sim::cli::Speech& say() {
  static const sim::cli::Speech speech(discretion::model());
  return speech;
}

using Row = std::vector<std::string>;

/// Ends a cell where the text would end it.
std::string escaped(std::string_view text) {
  std::string cell;
  for (const char letter : text) {
    if (letter == '|') cell += '\\';
    cell += letter;
  }
  return cell;
}

void print_row(const Row& cells) {
  for (const auto& cell : cells) fmt::print("| {} ", escaped(cell));
  fmt::print("|\n");
}

void print_table(std::string_view name, const Row& titles, const std::vector<Row>& rows) {
  fmt::print("<!-- generated:{} -->\n", name);
  print_row(titles);
  print_row(Row(titles.size(), "---"));
  for (const auto& row : rows) print_row(row);
  fmt::print("<!-- /generated -->\n");
}

std::string code(std::string_view text) { return fmt::format("`{}`", text); }

std::string unit_of(const sim::ParameterInfo& row) { return row.unit; }

std::string unit_of(const sim::MetricInfo& row) {
  if (!row.currency.empty()) return row.currency;
  if (!row.scale.empty()) return row.scale;
  return row.count ? "count" : row.unit;
}

std::string default_of(const sim::ParameterInfo& row) {
  return code(sim::io::to_toml(row, row.default_value));
}

/// The rows of section [run] and of the model: all that a scenario may set.
std::vector<sim::ParameterInfo> all_parameters(const sim::Model& model) {
  std::vector<sim::ParameterInfo> rows = sim::io::run_rows(model);
  rows.insert(rows.end(), model.parameters().begin(), model.parameters().end());
  return rows;
}

void print_phases(const sim::Model& model) {
  std::vector<Row> rows;
  for (const auto& phase : model.phases()) {
    rows.push_back({std::to_string(rows.size() + 1), code(phase.name), say().words().help(phase)});
  }
  print_table("phases", {"", "phase", "what happens"}, rows);
}

void print_parameters(const sim::Model& model) {
  std::vector<Row> rows;
  for (const auto& row : all_parameters(model)) {
    rows.push_back({code(row.name), default_of(row), unit_of(row), say().words().help(row)});
  }
  print_table("parameters", {"parameter", "default", "unit", "meaning"}, rows);
}

/// What each default rests on.
void print_ledger(const sim::Model& model) {
  std::vector<Row> rows;
  for (const auto& row : model.parameters()) {
    rows.push_back({code(row.name), unit_of(row), sim::io::allowed_values(row), default_of(row),
                    sim::cli::evidence_text(say(), row.source.mechanism, row.source.citation),
                    sim::cli::evidence_text(say(), row.source.number, row.source.stated),
                    row.change == sim::Change::live ? "live" : "setup",
                    sim::cli::scale_text(say(), row.drawing)});
  }
  print_table(
      "ledger",
      {"parameter", "unit", "range", "default", "mechanism", "number", "may change", "drawn by"},
      rows);
}

/// How many parameters, and how many of those drawn, have a grade in one of the two fields.
Row count_grades(const sim::Model& model, sim::Grade grade) {
  int mechanisms = 0, drawn_mechanisms = 0, numbers = 0, drawn_numbers = 0;
  for (const auto& row : model.parameters()) {
    mechanisms += row.source.mechanism == grade;
    drawn_mechanisms += row.source.mechanism == grade && row.free();
    numbers += row.source.number == grade;
    drawn_numbers += row.source.number == grade && row.free();
  }
  return {sim::cli::grade_text(say(), grade), std::to_string(mechanisms),
          std::to_string(drawn_mechanisms), std::to_string(numbers), std::to_string(drawn_numbers)};
}

void print_grades(const sim::Model& model) {
  std::vector<Row> rows;
  for (const sim::Grade grade : {sim::Grade::document, sim::Grade::literature, sim::Grade::assumed,
                                 sim::Grade::calibrated}) {
    rows.push_back(count_grades(model, grade));
  }
  print_table("grades", {"evidence", "mechanisms", "of which drawn", "numbers", "of which drawn"},
              rows);
}

std::string breakdowns_of(const sim::Model& model, const sim::MetricInfo& metric) {
  std::string by;
  for (const int breakdown : metric.breakdowns) {
    by += (by.empty() ? "" : ", ") +
          model.breakdowns()[static_cast<std::size_t>(breakdown)].dimension;
  }
  return by;
}

void print_metrics(const sim::Model& model) {
  std::vector<Row> rows;
  for (const auto& metric : sim::reported_metrics(model)) {
    rows.push_back({metric.perspective, code(metric.name), unit_of(metric),
                    sim::cli::better_text(say(), metric.better), breakdowns_of(model, metric),
                    say().words().definition(model, metric),
                    sim::cli::over_months(say(), model, metric)});
  }
  print_table("metrics",
              {"perspective", "observable", "unit", "better", "also by", "definition",
               "over several months"},
              rows);
}

/// What is recorded for the ratios that follow from it.
void print_terms(const sim::Model& model) {
  std::vector<Row> rows;
  for (const auto& metric : model.metrics()) {
    if (metric.term)
      rows.push_back({code(metric.name), unit_of(metric), breakdowns_of(model, metric),
                      say().words().definition(model, metric)});
  }
  print_table("terms", {"term", "unit", "also by", "what it is"}, rows);
}

/// Named settings: variants, or ways to cut a loop.
void print_settings(const sim::Model& model, std::string_view name, std::string_view title,
                    const std::vector<sim::VariantInfo>& settings) {
  std::vector<Row> rows;
  for (const auto& setting : settings) {
    std::string values;
    for (const auto& [row, value] : setting.set) {
      const auto& parameter = model.parameters()[row];
      values += (values.empty() ? "" : ", ") +
                code(parameter.name + " = " + sim::io::to_toml(parameter, value));
    }
    rows.push_back({code(setting.name), sim::io::words(model, "nl").label(setting), values});
  }
  print_table(name, {std::string(title), "Dutch label", "sets"}, rows);
}

/// Words of the field in both languages, a table for each group; in Dutch, what no text uses too.
void print_words(const sim::Model& model) {
  const auto& english = say().words().concepts;
  std::vector<std::string> groups;
  for (const auto& word : english) {
    if (groups.empty() || groups.back() != word.group) groups.push_back(word.group);
  }
  for (const auto& group : groups) {
    std::vector<Row> rows;
    for (const auto& word : english) {
      if (word.group != group) continue;
      const auto& dutch = sim::cli::in(sim::io::words(model, "nl"), word);
      std::vector<std::string> avoided = word.avoided;
      avoided.insert(avoided.end(), dutch.avoided.begin(), dutch.avoided.end());
      std::ranges::transform(avoided, avoided.begin(), code);
      rows.push_back({word.name, dutch.term, word.meaning, dutch.meaning,
                      fmt::format("{}", fmt::join(avoided, ", "))});
    }
    print_table("words-" + group, {"name", "Dutch label", "meaning", "betekenis", "not"}, rows);
  }
}

}  // namespace

int main() {
  const sim::Model& model = discretion::model();
  print_phases(model);
  print_parameters(model);
  print_ledger(model);
  print_grades(model);
  print_metrics(model);
  print_terms(model);
  print_settings(model, "variants", "variant", model.variants());
  print_settings(model, "cuts", "cut", model.cuts());
  print_words(model);
}
