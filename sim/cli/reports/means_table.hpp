#pragma once

#include <string>
#include <vector>

#include "sim/cli/reports/page.hpp"
#include "sim/cli/terminal/text_table.hpp"
#include "sim/experiment/study.hpp"

namespace sim::cli {

/// A table of means over replicates. How many stand behind each is said once below it, and beside
/// each mean that rests on another number of them.
class MeansTable {
 public:
  using Align = TextTable::Align;
  using Cell = TextTable::Cell;

  /// \param scenarios of the study
  MeansTable(const Page& page, std::vector<TextTable::Column> columns,
             const experiment::StudyOutcome& outcome, std::size_t scenarios)
      : page_(page),
        table_(std::move(columns)),
        all_(static_cast<int>((outcome.ok + outcome.failed) / scenarios)) {}

  /// A line of its own, unless it stands above the rows already.
  void head(const std::string& text);
  void add(std::vector<Cell> cells) { table_.add_marked_row(std::move(cells)); }

  /// "0.1234", or what is said where no replicate has a value.
  Cell mean(const Estimate&, const std::string& none = "-");
  /// "0.1234 ± 0.0021"
  Cell plus_minus(const Estimate&, const std::string& none = "-");
  /// "[0.1213, 0.1255]"
  Cell interval(const Estimate&);
  /// With a star if the interval excludes 0.
  Cell starred(const Estimate&, const std::string& none = "-");

  /// The table, a note on it if there is one, and how many replicates stand behind its means.
  std::string text(const std::string& note = "") const;

 private:
  std::string mark(const Estimate&);

  const Page& page_;
  TextTable table_;
  std::string head_;
  int all_;
  bool differs_ = false;
};

}  // namespace sim::cli
