#include "sim/cli/terminal/text_table.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "sim/experiment/statistics.hpp"

namespace sim::cli {

namespace {
constexpr std::size_t gap = 2;

void trim_end(std::string& line) { line.erase(line.find_last_not_of(' ') + 1); }
}  // namespace

void TextTable::add_row(std::vector<std::string> cells) {
  std::vector<Cell> unmarked;
  for (auto& cell : cells) unmarked.push_back({std::move(cell), ""});
  add_marked_row(std::move(unmarked));
}

void TextTable::add_marked_row(std::vector<Cell> cells) { rows_.push_back(std::move(cells)); }

void TextTable::add_heading(std::string text) { rows_.push_back({Cell{std::move(text), ""}}); }

TextTable::Width TextTable::width_of_column(std::size_t column) const {
  Width width;
  for (const auto& row : rows_) {
    if (row.size() != columns_.size()) continue;
    width.text = std::max(width.text, width_of(row[column].text));
    width.mark = std::max(width.mark, width_of(row[column].mark));
  }
  const std::size_t title = width_of(columns_[column].title);
  width.text = std::max(width.text, title - std::min(title, width.mark));
  return width;
}

std::string TextTable::padded(const Cell& cell, Width width, Align align) {
  // A text longer than its column is a title, which reaches over the marks.
  const std::size_t wide = width_of(cell.text);
  const std::string blanks(width.text - std::min(width.text, wide), ' ');
  const std::size_t used = std::max(wide, width.text) + width_of(cell.mark);
  const std::string behind(width.all() - std::min(width.all(), used), ' ');
  return (align == Align::left ? cell.text + blanks : blanks + cell.text) + cell.mark + behind;
}

std::string TextTable::part(const Terminal& terminal, const std::vector<std::size_t>& shown) const {
  const auto line_of = [&](auto cell_of) {
    std::string line;
    for (const std::size_t column : shown) {
      if (column != shown.front()) line += std::string(gap, ' ');
      line += padded(cell_of(column), width_of_column(column), columns_[column].align);
    }
    trim_end(line);
    return line;
  };
  const std::string head = line_of([&](std::size_t column) {
    return Cell{columns_[column].title, ""};
  });
  std::string text = head.empty() ? "" : bold(terminal, head) + "\n";
  for (const auto& row : rows_) {
    if (row.size() != columns_.size())
      text += bold(terminal, row.front().text) + "\n";
    else
      text += line_of([&](std::size_t column) { return row[column]; }) + "\n";
  }
  return text;
}

std::string TextTable::text(const Terminal& terminal) const {
  const auto columns = static_cast<std::size_t>(terminal.columns);
  std::string text;
  std::vector<std::size_t> shown{0};
  std::size_t width = width_of_column(0).all();
  for (std::size_t column = 1; column < columns_.size(); ++column) {
    const std::size_t more = gap + width_of_column(column).all();
    if (width + more > columns && shown.size() > 1) {
      text += part(terminal, shown) + "\n";
      shown = {0};
      width = width_of_column(0).all();
    }
    shown.push_back(column);
    width += more;
  }
  return text + part(terminal, shown);
}

ShownEstimate show(const Estimate& estimate) {
  if (std::isnan(estimate.mean)) return {"-", "-", "-"};
  const double reach = experiment::half_width(estimate);
  if (std::isnan(reach)) {
    const std::string mean = fmt::format("{:.4g}", estimate.mean);
    return {mean, "-", mean + " ± -"};
  }
  constexpr double most_digits = 6, rounding_errors = 1e-12;
  // Without any spread there is nothing to round by; four digits are enough to tell rows apart.
  const bool spread = reach > rounding_errors * std::max(1.0, std::abs(estimate.mean));
  const double digits = spread ? 1 - std::floor(std::log10(reach)) : 4;
  const int decimals = static_cast<int>(std::clamp(digits, 0.0, most_digits));
  const auto number = [&](double value) {
    const std::string text = fmt::format("{:.{}f}", value, decimals);
    // "-0.00" is a zero with a sign that means nothing.
    return text.find_first_not_of("-0.") == std::string::npos && text.starts_with('-')
               ? text.substr(1)
               : text;
  };
  return {number(estimate.mean),
          fmt::format("[{}, {}]", number(estimate.ci_low), number(estimate.ci_high)),
          fmt::format("{} ± {}", number(estimate.mean), spread ? number(reach) : "0")};
}

std::string wrapped(std::string_view text, std::size_t indent, std::size_t columns) {
  std::string result, line(indent, ' ');
  std::size_t start = 0;
  while (start < text.size()) {
    const auto end = std::min(text.find(' ', start), text.size());
    const auto word = text.substr(start, end - start);
    if (width_of(line) + 1 + width_of(word) > columns && line.size() > indent) {
      result += line + "\n";
      line = std::string(indent, ' ');
    }
    if (line.size() > indent) line += ' ';
    line += word;
    start = end + 1;
  }
  return result + line + "\n";
}

}  // namespace sim::cli
