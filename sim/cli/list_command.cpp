#include <algorithm>
#include <array>
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "sim/cli/arguments.hpp"
#include "sim/cli/describe.hpp"
#include "sim/cli/program.hpp"
#include "sim/cli/report.hpp"
#include "sim/cli/scenarios.hpp"
#include "sim/cli/text_table.hpp"
#include "sim/core/error.hpp"
#include "sim/io/nearest.hpp"
#include "sim/io/scenario_file.hpp"

namespace sim::cli {

namespace {
using Json = nlohmann::ordered_json;
using Row = std::vector<std::string>;

/// One thing that can be listed: names of its columns, and its rows.
struct Topic {
  std::string_view name;
  std::vector<std::string> columns;
  std::vector<Row> (*rows)(const Program&);
};

std::string title_of(const Model& model, const std::filesystem::path& path) {
  try {
    return io::read_scenario(model, path, {}).scenario.title;
  } catch (const Error&) {
    return "(cannot be read; see maatwerk check)";  // a list goes on past one broken file
  }
}

std::vector<Row> scenario_rows(const Program& program) {
  std::vector<Row> rows;
  for (const auto& [name, path] : named_scenarios()) {
    rows.push_back({name, title_of(*program.model, path), path.lexically_normal().string()});
  }
  return rows;
}

std::vector<Row> variant_rows(const Program& program) {
  std::vector<Row> rows;
  for (const auto& variant : program.model->variants()) {
    rows.push_back({variant.name, variant.label_nl, values_text(*program.model, variant.set)});
  }
  return rows;
}

Row parameter_row(const ParameterInfo& parameter) {
  return {parameter.name, io::to_toml(parameter, parameter.default_value),
          parameter.unit == "1" ? "" : parameter.unit, range_text(parameter)};
}
std::vector<Row> parameter_rows(const Program& program) {
  std::vector<Row> rows;
  for (const auto& parameter : program.model->parameters())
    rows.push_back(parameter_row(parameter));
  return rows;
}
std::vector<Row> lever_rows(const Program& program) {
  std::vector<Row> rows;
  for (const auto& parameter : program.model->parameters()) {
    if (!is_lever(parameter)) continue;
    rows.push_back(parameter_row(parameter));
    rows.back().emplace_back(parameter.source.citation);
  }
  return rows;
}

std::vector<Row> metric_rows(const Program& program) {
  std::vector<Row> rows;
  for (const auto& metric : reported_metrics(*program.model)) {
    rows.push_back({metric.name, metric.perspective, unit_text(metric), metric.label_en});
  }
  return rows;
}

std::vector<Row> phase_rows(const Program& program) {
  std::vector<Row> rows;
  for (const auto& phase : program.model->phases()) rows.push_back({phase.name, phase.help});
  return rows;
}

const std::array<Topic, 6>& topics() {
  static const std::array<Topic, 6> table{{
      {"scenarios", {"name", "title", "path"}, scenario_rows},
      {"variants", {"name", "label_nl", "values"}, variant_rows},
      {"parameters", {"name", "default", "unit", "range"}, parameter_rows},
      {"levers", {"name", "default", "unit", "range", "source"}, lever_rows},
      {"metrics", {"name", "perspective", "unit", "label_en"}, metric_rows},
      {"phases", {"name", "help"}, phase_rows},
  }};
  return table;
}

constexpr std::string_view names_topic = "names";  // for completion: bare, one a line

/// Levers are parameters too: they are a topic of their own only when asked for.
bool is_part_of_all(const Topic& topic) { return topic.name != "levers"; }

std::vector<const Topic*> chosen_topics(const Arguments& arguments) {
  std::vector<const Topic*> chosen;
  const bool all = arguments.operands().empty() || arguments.operands().front() == names_topic;
  std::vector<std::string> names{std::string(names_topic)};
  for (const auto& topic : topics()) {
    names.emplace_back(topic.name);
    if (all ? is_part_of_all(topic) : topic.name == arguments.operands().front()) {
      chosen.push_back(&topic);
    }
  }
  if (!chosen.empty()) return chosen;
  const std::string& word = arguments.operands().front();
  const std::string near = io::did_you_mean(word, names);
  throw UsageError(fmt::format("{} (nothing to list).{}", word,
                               near.empty() ? " `maatwerk list` shows everything." : near));
}

void print_names(const Program& program, const std::vector<const Topic*>& chosen) {
  for (const Topic* topic : chosen) {
    for (const Row& row : topic->rows(program)) fmt::print("{}\n", row.front());
  }
}

void print_tables(const Program& program, const std::vector<const Topic*>& chosen) {
  Terminal terminal = terminal_of(stdout);
  terminal.columns = 10000;  // a row of a list stays one line, for grep
  for (const Topic* topic : chosen) {
    if (topic != chosen.front()) fmt::print("\n");
    std::vector<TextTable::Column> columns;
    for (const auto& column : topic->columns) columns.push_back({column, TextTable::Align::left});
    columns.front().title = topic->name;
    TextTable table(std::move(columns));
    for (Row row : topic->rows(program)) {
      row.front().insert(0, "  ");
      table.add_row(std::move(row));
    }
    fmt::print("{}", table.text(terminal));
  }
}

void print_json(const Program& program, const std::vector<const Topic*>& chosen) {
  Json document{{"schema_version", 1}};
  for (const Topic* topic : chosen) {
    Json list = Json::array();
    for (const Row& row : topic->rows(program)) {
      Json entry;
      for (std::size_t column = 0; column < row.size(); ++column) {
        entry[topic->columns[column]] = row[column];
      }
      list.push_back(std::move(entry));
    }
    document[std::string(topic->name)] = std::move(list);
  }
  fmt::print("{}\n", document.dump(2));
}
}  // namespace

Exit list_command(const Program& program, const Arguments& arguments) {
  const auto chosen = chosen_topics(arguments);
  const auto& operands = arguments.operands();
  if (arguments.has("json"))
    print_json(program, chosen);
  else if (!operands.empty() && operands.front() == names_topic)
    print_names(program, chosen);
  else
    print_tables(program, chosen);
  return Exit::done;
}

}  // namespace sim::cli
