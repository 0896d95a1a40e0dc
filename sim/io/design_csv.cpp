#include <fstream>
#include <sstream>

#include <fmt/format.h>
#include <toml++/toml.h>

#include "sim/core/error.hpp"
#include "sim/io/experiment_file.hpp"
#include "sim/io/scenario_value.hpp"

namespace sim::io {

namespace {
struct Cell {
  std::string text;
  std::size_t column = 1;  ///< of its first letter, from 1
};

/// Cells of a line; blanks around them do not count.
std::vector<Cell> cells_of(std::string line) {
  if (!line.empty() && line.back() == '\r') line.pop_back();
  std::vector<Cell> cells;
  for (std::size_t at = 0; at <= line.size();) {
    const std::size_t comma = std::min(line.find(',', at), line.size());
    const std::size_t first = std::min(line.find_first_not_of(" \t\"", at), comma);
    std::size_t last = comma;
    while (last > first && std::string_view(" \t\"").find(line[last - 1]) != std::string::npos)
      --last;
    cells.push_back({line.substr(first, last - first), first + 1});
    at = comma + 1;
  }
  return cells;
}

/// A cell as TOML; what is no TOML value is the name of a choice.
toml::table value_of(const std::string& text) {
  try {
    toml::table table = toml::parse("value = " + text);
    if (table.size() == 1) return table;
  } catch (const toml::parse_error&) {
    return toml::table{{"value", text}};
  }
  return toml::table{{"value", text}};
}
}  // namespace

void read_design_csv(const Model& model, const std::filesystem::path& path,
                     ExperimentFile& experiment) {
  std::ifstream file(path);
  std::string line;
  if (!file || !std::getline(file, line))
    throw FileError(fmt::format("{} (cannot be read, or is empty). {} names it.", path.string(),
                                experiment.design_place));
  std::vector<std::string> names;
  for (const auto& row : model.parameters()) names.push_back(row.name);
  for (const auto& [name, column] : cells_of(line)) {
    const std::string place = fmt::format("{}:1:{}", path.string(), column);
    const auto row = find_parameter(model, name);
    if (!row)
      throw InputError(fmt::format("{}: {} (no parameter of this name).{}", place, name,
                                   suggest_key(name, names)));
    experiment.factors.push_back({*row, Factor::Form::values, 0, 1, {}, place});
  }
  for (std::size_t number = 2; std::getline(file, line); ++number) {
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    const auto cells = cells_of(line);
    if (cells.size() != experiment.factors.size())
      throw InputError(
          fmt::format("{}:{}:1: {} cells (the header has {}). Give each row a value "
                      "of each parameter.",
                      path.string(), number, cells.size(), experiment.factors.size()));
    std::vector<double> row;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const toml::table value = value_of(cells[i].text);
      row.push_back(as_number(
          checked_value(model.parameters()[experiment.factors[i].parameter], *value.get("value"),
                        fmt::format("{}:{}:{}", path.string(), number, cells[i].column))));
    }
    experiment.rows.push_back(std::move(row));
  }
  if (experiment.rows.empty())
    throw InputError(
        fmt::format("{}:2:1: no row (a design has one or more). Add some.", path.string()));
}

}  // namespace sim::io
