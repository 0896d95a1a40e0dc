#include "sim/cli/reports/difference_report.hpp"

#include <algorithm>
#include <cstdio>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "sim/cli/terminal/json.hpp"
#include "sim/cli/terminal/terminal.hpp"
#include "sim/cli/terminal/text_table.hpp"

namespace sim::cli {

namespace {
using Align = TextTable::Align;
using Json = nlohmann::ordered_json;

constexpr std::size_t metrics_shown = 12;
constexpr std::size_t unlike_shown = 10;

/// Enough digits to see any difference: the shortest text that reads back as the same number.
std::string exact(double value) { return fmt::format("{}", value); }

/// A value on one line of a table; events take several.
std::string on_one_line(std::string text) {
  std::ranges::replace(text, '\n', ' ');
  return text.empty() ? "-" : text;
}

std::string shown_table(const TextTable& table) {
  Terminal whole_lines = terminal_of(stdout);
  whole_lines.columns = 10000;  // a value and its place belong on one line
  return table.text(whole_lines);
}

std::string values_text(const std::vector<experiment::ValueDifference>& values) {
  const bool several = std::ranges::any_of(values, [](const auto& v) { return v.scenario != ""; });
  std::vector<TextTable::Column> columns{{"key", Align::left},
                                         {"A", Align::left},
                                         {"B", Align::left},
                                         {"set in A by", Align::left},
                                         {"set in B by", Align::left}};
  if (several) columns.insert(columns.begin(), {"scenario", Align::left});
  TextTable table(columns);
  for (const auto& value : values) {
    std::vector<std::string> cells{value.key, on_one_line(value.a), on_one_line(value.b),
                                   value.place_a, value.place_b};
    if (several) cells.insert(cells.begin(), value.scenario);
    table.add_row(std::move(cells));
  }
  return shown_table(table);
}

std::string declarations_text(const std::vector<experiment::ValueDifference>& declarations) {
  TextTable table({{"file", Align::left}, {"A", Align::left}, {"B", Align::left}});
  for (const auto& one : declarations) table.add_row({one.key, one.a, one.b});
  return shown_table(table);
}

std::string unlike_text(const std::vector<std::string>& unlike) {
  std::string text;
  for (std::size_t i = 0; i < std::min(unlike.size(), unlike_shown); ++i) text += unlike[i] + "\n";
  if (unlike.size() > unlike_shown)
    text += fmt::format("... and {} more\n", unlike.size() - unlike_shown);
  return text;
}

std::string numbers_text(const FileDifference& found) {
  const auto& numbers = *found.numbers;
  std::string text = unlike_text(numbers.unlike);
  if (numbers.differing == 0)
    return text + fmt::format("numbers: all {} of {} runs are the same, bit for bit\n",
                              numbers.numbers, numbers.runs);
  text += partings_text(numbers, found.scenario_of_run);
  std::vector<std::string> names = numbers.differing_metrics;
  const std::string more = names.size() > metrics_shown ? ", ..." : "";
  names.resize(std::min(names.size(), metrics_shown));
  return text + fmt::format("numbers: {} of {} differ, in {} of {} metrics ({}{}), over {} runs\n",
                            numbers.differing, numbers.numbers, numbers.differing_metrics.size(),
                            numbers.metrics, fmt::join(names, ", "), more, numbers.runs);
}

Json json_of(const std::vector<experiment::ValueDifference>& values) {
  Json list = Json::array();
  for (const auto& value : values)
    list.push_back({{"scenario", value.scenario},
                    {"key", value.key},
                    {"a", value.a},
                    {"b", value.b},
                    {"place_a", value.place_a},
                    {"place_b", value.place_b}});
  return list;
}

Json json_of(const experiment::NumberDifference& numbers) {
  Json first = Json::array();
  for (const auto& one : numbers.first)
    first.push_back({{"group", one.group},
                     {"metric", one.metric},
                     {"month", one.month ? Json(*one.month) : Json(nullptr)},
                     {"run_a", one.run_a},
                     {"run_b", one.run_b},
                     {"place", one.place},
                     {"a", one.a},
                     {"b", one.b}});
  return {{"runs", numbers.runs},
          {"numbers", numbers.numbers},
          {"differing", numbers.differing},
          {"metrics", numbers.metrics},
          {"differing_metrics", numbers.differing_metrics},
          {"first", first},
          {"unlike", numbers.unlike}};
}
}  // namespace

std::vector<std::string> run_names(const io::ResultReader& file) {
  std::vector<std::string> names;
  for (const auto& run : file.runs())
    names.push_back(fmt::format("{}, replicate {}",
                                file.scenario_names()[static_cast<std::size_t>(run.plan.scenario)],
                                run.plan.replicate));
  return names;
}

std::string partings_text(const experiment::NumberDifference& numbers,
                          const std::vector<std::string>& scenario_of_run) {
  TextTable table({{"first difference", Align::left},
                   {"month"},
                   {"run"},
                   {"of", Align::left},
                   {"where", Align::left},
                   {"metric", Align::left},
                   {"A"},
                   {"B"}});
  for (const auto& one : numbers.first)
    table.add_row({one.group.empty() ? "whole runs" : "/" + one.group,
                   one.month ? std::to_string(*one.month) : "-", std::to_string(one.run_a),
                   scenario_of_run[one.run_a], one.place.empty() ? "-" : one.place, one.metric,
                   exact(one.a), exact(one.b)});
  return shown_table(table);
}

std::string difference_text(const FileDifference& found) {
  std::string text;
  const auto add = [&](const std::string& part) { text += (text.empty() ? "" : "\n") + part; };
  if (!found.declarations.empty()) add(declarations_text(found.declarations));
  if (!found.values.empty()) add(values_text(found.values));
  if (found.numbers) add(numbers_text(found));
  if (!found.equal()) return text;
  return text + (found.numbers ? "equal: configuration and numbers\n" : "equal: every value\n");
}

std::string difference_json(const FileDifference& found) {
  Json document{{"schema_version", 1},
                {"equal", found.equal()},
                {"declarations", json_of(found.declarations)},
                {"values", json_of(found.values)}};
  if (found.numbers) document["numbers"] = json_of(*found.numbers);
  return document_text(document);
}

}  // namespace sim::cli
