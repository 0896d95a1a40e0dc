#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/cli/terminal/terminal.hpp"
#include "sim/core/summary.hpp"

namespace sim::cli {

/// Lines of aligned cells under a heading. The first column is to the left, others as they say.
class TextTable {
 public:
  enum class Align : unsigned char { left, right };
  struct Column {
    std::string title;
    Align align = Align::right;
  };

  /// A text, and a mark behind it for which a column makes room if any of its cells has one.
  struct Cell {
    std::string text;
    std::string mark;
  };

  explicit TextTable(std::vector<Column> columns) : columns_(std::move(columns)) {}

  void add_row(std::vector<std::string> cells);
  void add_marked_row(std::vector<Cell> cells);
  /// A line of its own that names the rows below it.
  void add_heading(std::string text);

  /// With a line feed at the end of each line. Columns beyond the width go into further tables
  /// below, which repeat the first column.
  std::string text(const Terminal&) const;

 private:
  std::string part(const Terminal&, const std::vector<std::size_t>& shown) const;
  struct Width {
    std::size_t text = 0;
    std::size_t mark = 0;
    std::size_t all() const { return text + mark; }
  };
  Width width_of_column(std::size_t column) const;
  static std::string padded(const Cell&, Width, Align);

  std::vector<Column> columns_;
  std::vector<std::vector<Cell>> rows_;  ///< a heading has a single cell
};

/// A mean and an interval with two significant digits of half-width: 0.1234, [0.1213, 0.1255].
struct ShownEstimate {
  std::string mean;
  std::string interval;
  std::string plus_minus;  ///< "0.1234 ± 0.0021"
};
ShownEstimate show(const Estimate&);

/// The text broken at blanks into lines of at most so many columns, each indented.
std::string wrapped(std::string_view text, std::size_t indent, std::size_t columns);

}  // namespace sim::cli
