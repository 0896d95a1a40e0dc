#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/cli/options/speech.hpp"
#include "sim/cli/setup/study_setup.hpp"
#include "sim/cli/terminal/terminal.hpp"
#include "sim/core/summary.hpp"
#include "sim/io/results/result_file.hpp"

namespace sim::cli {

/// "supports no prediction" in the words that stand under every table.
inline constexpr std::string_view purpose = "explanation, not prediction";

/// What a report is written on: a terminal, and the language in which it is read.
struct Page {
  Speech say;
  Terminal terminal;

  std::string bold(std::string_view text) const { return cli::bold(terminal, text); }
  std::string dim(std::string_view text) const { return cli::dim(terminal, text); }

  /// One of the program's own words, such as a verdict, in the page's language: the row of a table
  /// of words that it has with _ for blanks, or the word itself where there is none.
  std::string word(std::string_view table, std::string_view english) const;

  /// "last year", "all months".
  std::string title(Window) const;
  /// "months 37 to 48, offices 0 and 1" of what was chosen.
  std::string title(Window, const std::optional<io::Interest>&) const;
  /// "misfit [sd of need]": in English by the name that commands know, else by its label.
  std::string name(const MetricInfo&) const;
  std::string name_with_unit(const MetricInfo&) const;
  /// "misfit (+) [sd of need] ‡": with the sign in which a loop shows.
  std::string name(const Model&, const SignatureInfo&) const;
  std::string name(const DynamicInfo&) const;  ///< "seek_shelter (workers seek shelter)"

  /// "4 scenarios, 20 replicates of 120 months"; of one scenario only the rest.
  std::string size(std::size_t scenarios, std::size_t replicates, int months) const;
  /// The last line of every report, from its sentences.
  std::string last_line(const std::vector<std::string>& sentences) const;
};

/// On stdout, in the language of --lang.
Page page_of(const Model&, const Arguments&);

/// What a number of the metric counts: "month", "EUR", "" for a plain share.
std::string unit_text(const MetricInfo&);

}  // namespace sim::cli
