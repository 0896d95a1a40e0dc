#include <algorithm>
#include <string_view>
#include <system_error>

#include <fmt/format.h>
#include <toml++/toml.h>

#include "sim/core/error.hpp"
#include "sim/io/design/experiment_file.hpp"
#include "sim/io/files/mistakes.hpp"
#include "sim/io/files/toml_document.hpp"
#include "sim/io/scenario/scenario_value.hpp"

namespace sim::io {

namespace {
struct Cell {
  std::string text;
  std::size_t column = 1;  ///< of its first letter, from 1
};

/// Cells of a line; blanks around them do not count, nor do commas in quotes.
std::vector<Cell> cells_of(std::string_view line) {
  std::vector<Cell> cells;
  for (std::size_t at = 0; at <= line.size();) {
    bool quoted = false;
    std::size_t comma = at;
    for (; comma < line.size() && (quoted || line[comma] != ','); ++comma)
      if (line[comma] == '"') quoted = !quoted;
    const std::size_t first = std::min(line.find_first_not_of(" \t\"", at), comma);
    std::size_t last = comma;
    while (last > first && std::string_view(" \t\"").find(line[last - 1]) != std::string::npos)
      --last;
    cells.push_back({std::string(line.substr(first, last - first)), first + 1});
    at = comma + 1;
  }
  return cells;
}

/// Lines without their ends; a byte-order mark is no text.
std::vector<std::string_view> lines_of(std::string_view text) {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  if (text.starts_with(mark)) text.remove_prefix(mark.size());
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t") == std::string_view::npos;
}

/// A cell as TOML; what is no TOML value is the name of a choice.
toml::table value_of(const std::string& text) {
  try {
    toml::table table = parse_toml("value = " + text, "");
    if (table.size() == 1) return table;
  } catch (const InputError&) {
    return toml::table{{"value", text}};
  }
  return toml::table{{"value", text}};
}

/// Reads one file into an experiment, and finds every mistake in it.
class CsvReader {
 public:
  CsvReader(const Model& model, const std::filesystem::path& path, ExperimentFile& experiment)
      : model_(model), path_(path.string()), experiment_(experiment) {
    for (const auto& row : model.parameters()) names_.push_back(row.name);
  }

  void read(std::string_view text) {
    const auto lines = lines_of(text);
    if (lines.empty() || is_blank(lines[0]))
      throw InputError(place(1, 1) + ": no header (it names the parameters). Add one.");
    refuse_semicolons(lines[0], 1);
    for (const Cell& cell : cells_of(lines[0])) mistakes_.attempt([&] { read_name(cell); });
    mistakes_.throw_if_any();
    for (std::size_t i = 1; i < lines.size(); ++i)
      if (!is_blank(lines[i])) mistakes_.attempt([&] { read_row(lines[i], i + 1); });
    mistakes_.throw_if_any();
    if (experiment_.rows.empty())
      throw InputError(place(2, 1) + ": no row (a design has one or more). Add some.");
  }

 private:
  std::string place(std::size_t line, std::size_t column) const {
    return fmt::format("{}:{}:{}", path_, line, column);
  }

  /// Spreadsheets write semicolons where numbers have a decimal comma.
  void refuse_semicolons(std::string_view line, std::size_t number) const {
    if (const std::size_t at = line.find(';'); at != std::string_view::npos)
      refuse_separator("a semicolon", place(number, at + 1));
  }
  [[noreturn]] static void refuse_separator(std::string_view which, const std::string& here) {
    throw InputError(
        fmt::format("{}: {} (cells are separated by commas). Save the file as CSV with "
                    "commas between cells and points in numbers: 0.5.",
                    here, which));
  }

  void read_name(const Cell& cell) {
    const std::string here = place(1, cell.column);
    if (cell.text.find('\t') != std::string::npos) refuse_separator("a tab", here);
    const auto row = find_parameter(model_, cell.text);
    if (!row)
      throw InputError(fmt::format("{}: {} (no parameter of this name).{}", here, cell.text,
                                   suggest_key(cell.text, names_)));
    const auto twin = std::ranges::find(experiment_.factors, *row, &Factor::parameter);
    if (twin != experiment_.factors.end())
      throw InputError(
          fmt::format("{}: {} (a second column of this name, first at {}). Leave one "
                      "out.",
                      here, cell.text, twin->place));
    experiment_.factors.push_back({*row, Factor::Form::values, 0, 1, {}, here});
  }

  void read_row(std::string_view line, std::size_t number) {
    refuse_semicolons(line, number);
    const auto cells = cells_of(line);
    const std::size_t columns = experiment_.factors.size();
    if (cells.size() != columns)
      throw InputError(fmt::format(
          "{}: {} cells (the header has {}). Give each row a value of each parameter{}.",
          place(number, 1), cells.size(), columns,
          cells.size() > columns ? ", and numbers a point: 0.5, not 0,5" : ""));
    std::vector<double> row;
    MistakeList mistakes;
    for (std::size_t i = 0; i < cells.size(); ++i)
      mistakes.attempt([&] {
        row.push_back(value(model_.parameters()[experiment_.factors[i].parameter], cells[i],
                            place(number, cells[i].column)));
      });
    mistakes.throw_if_any();
    for (std::size_t i = 0; i < columns; ++i) experiment_.factors[i].values.push_back(row[i]);
    experiment_.rows.push_back(std::move(row));
  }

  static double value(const ParameterInfo& row, const Cell& cell, const std::string& here) {
    const bool decimal_comma = cell.text.find(',') != std::string::npos &&
                               cell.text.find_first_not_of("+-0123456789,") == std::string::npos;
    if (decimal_comma && row.kind != Kind::choice)
      throw InputError(fmt::format("{}: {} = {} (a decimal comma). Write a point: 0.5.", here,
                                   row.name, cell.text));
    const toml::table table = value_of(cell.text);
    return as_number(checked_value(row, *table.get("value"), here));
  }

  const Model& model_;
  std::string path_;
  ExperimentFile& experiment_;
  std::vector<std::string> names_;
  MistakeList mistakes_;
};
}  // namespace

void read_design_csv(const Model& model, const std::filesystem::path& path,
                     ExperimentFile& experiment) {
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(path, ignored))
    throw FileError(fmt::format("{}: {} (no such file). Paths are relative to the experiment file.",
                                experiment.design_place, path.string()));
  const std::string text = read_utf8(path);
  CsvReader(model, path, experiment).read(text);
}

Design read_points(const Model& model, const std::filesystem::path& path) {
  ExperimentFile table;
  CsvReader(model, path, table).read(read_utf8(path));
  Design points;
  points.points = table.rows.size();
  for (const Factor& factor : table.factors) points.parameters.push_back(factor.parameter);
  for (const auto& row : table.rows)
    points.values.insert(points.values.end(), row.begin(), row.end());
  return points;
}

}  // namespace sim::io
