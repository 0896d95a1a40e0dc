#include "sim/cli/report_hypotheses.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "sim/cli/describe.hpp"
#include "sim/cli/replicates.hpp"
#include "sim/cli/report.hpp"
#include "sim/cli/text_table.hpp"
#include "sim/experiment/statistics.hpp"

namespace sim::cli {

using experiment::Claim;
using experiment::Finding;
using experiment::Judgement;
using experiment::Verdict;

namespace {
using Align = TextTable::Align;

std::vector<std::string> groups_of(const experiment::Declaration& declaration) {
  std::vector<std::string> groups;
  for (const auto& hypothesis : declaration.hypotheses) {
    if (std::ranges::find(groups, hypothesis.group) == groups.end())
      groups.push_back(hypothesis.group);
  }
  return groups;
}

/// An adjusted p, or why there is none.
std::string p_text(double p) { return std::isnan(p) ? "not asked" : fmt::format("{:.2g}", p); }

/// In words a reader can check: difference, interval, what was asked.
std::string text_of(const Finding& finding) {
  if (!finding.why.empty()) return finding.why;
  const ShownEstimate shown = show(finding.difference);
  const auto& [low, high] = finding.answer.interval;
  Estimate adjusted = finding.difference;
  adjusted.ci_low = low, adjusted.ci_high = high;
  return fmt::format(
      "{} {}, after Holm {}; smallest effect {}; adjusted p {}, of equivalence {}; n {}",
      shown.mean, shown.interval, show(adjusted).interval,
      effect_text(finding.claim, finding.smallest_effect), p_text(finding.answer.p_holm),
      p_text(finding.answer.p_equivalence_holm), finding.difference.n);
}

/// The window whose verdict is the lowest; the last of equals, since it is where loops show.
const Judgement& lowest(const std::vector<Judgement>& judgements) {
  const Judgement* found = &judgements.front();
  for (const auto& judgement : judgements) {
    if (judgement.verdict <= found->verdict) found = &judgement;
  }
  return *found;
}

std::string verdict_table(const Scoreboard& board, const Terminal& terminal) {
  std::vector<TextTable::Column> columns{{"hypothesis", Align::left}};
  for (const Window window : board.declaration.windows)
    columns.push_back({title_of(window), Align::left});
  columns.push_back({"weakest part", Align::left});
  columns.push_back({"by"});
  TextTable table(columns);
  Replicates replicates(board.outcome, board.declaration.scenarios.size());
  for (const auto& group : groups_of(board.declaration)) {
    table.add_heading(group);
    for (std::size_t row = 0; row < board.judgements.size(); ++row) {
      const auto& hypothesis = board.declaration.hypotheses[row];
      if (hypothesis.group != group) continue;
      std::vector<TextTable::Cell> cells{{"  " + hypothesis.name, ""}};
      for (const auto& judgement : board.judgements[row])
        cells.push_back({std::string(name_of(judgement.verdict)), ""});
      const Judgement& weakest = lowest(board.judgements[row]);
      const Finding& finding = weakest.findings[weakest.weakest];
      cells.push_back({board.setup.study.model->metrics()[finding.claim.metric].name, ""});
      if (finding.why.empty())
        cells.push_back({show(finding.difference).plus_minus, replicates.mark(finding.difference)});
      else
        cells.push_back({"no value", ""});
      table.add_marked_row(std::move(cells));
    }
  }
  return table.text(terminal) +
         dim(terminal,
             "  by: the weakest part's paired difference ± half-width of its 95 % interval, in the "
             "declared direction\n  " +
                 replicates.note()) +
         "\n";
}

std::string counts(const Scoreboard& board) {
  std::string text;
  for (const auto& group : groups_of(board.declaration)) {
    for (std::size_t window = 0; window < board.declaration.windows.size(); ++window) {
      std::array<int, 4> tally{};
      int all = 0;
      for (std::size_t row = 0; row < board.judgements.size(); ++row) {
        if (board.declaration.hypotheses[row].group != group) continue;
        ++tally[static_cast<std::size_t>(board.judgements[row][window].verdict)];
        ++all;
      }
      text += fmt::format(
          "{}, {}: {} of {} supported, {} contradicted, {} equivalent, {} "
          "undecided\n",
          group, title_of(board.declaration.windows[window]), tally[3], all, tally[0], tally[1],
          tally[2]);
    }
  }
  return text;
}

/// What is not supported, or everything: each claim with its numbers.
std::string details(const Scoreboard& board) {
  std::string text;
  for (std::size_t row = 0; row < board.judgements.size(); ++row) {
    for (const auto& judgement : board.judgements[row]) {
      if (judgement.verdict == Verdict::supported && !board.verbose) continue;
      text += fmt::format("{}, {}: {}\n", board.declaration.hypotheses[row].name,
                          title_of(judgement.window), name_of(judgement.verdict));
      for (const auto& finding : judgement.findings) {
        const Verdict verdict = finding.answer.verdict;
        if (verdict == Verdict::supported && !board.verbose) continue;
        text += fmt::format("  {} ({})\n    {}\n",
                            text_of(board.setup, board.declaration, finding.claim),
                            name_of(verdict), text_of(finding));
      }
    }
  }
  return text;
}
}  // namespace

std::string title_of(Window window) {
  std::string title(window_names[static_cast<std::size_t>(window)]);
  std::ranges::replace(title, '_', ' ');
  return window == Window::all ? "all months" : title;
}

std::string text_of(const Setup& setup, const experiment::Declaration& declaration,
                    const Claim& claim) {
  const auto& names = declaration.scenarios;
  return fmt::format("{}: {} {} {}", setup.study.model->metrics()[claim.metric].name,
                     names[claim.left], claim.sign > 0 ? ">" : "<", names[claim.right]);
}

std::string reported_table(const Setup& setup, const experiment::Declaration& declaration,
                           const std::vector<experiment::Reported>& reported,
                           const std::string& heading,
                           const std::function<std::string(const std::vector<double>&)>& shown,
                           const Terminal& terminal) {
  if (reported.empty()) return {};
  const std::size_t windows = declaration.windows.size();
  std::vector<TextTable::Column> columns{{heading, Align::left}};
  for (const Window window : declaration.windows) columns.push_back({title_of(window)});
  TextTable table(columns);
  for (std::size_t row = 0; row < reported.size(); row += windows) {
    std::vector<std::string> cells{
        fmt::format("  {}: {}", setup.study.model->metrics()[reported[row].metric].name,
                    declaration.scenarios[reported[row].scenario])};
    for (std::size_t window = 0; window < windows; ++window)
      cells.push_back(shown(reported[row + window].values));
    table.add_row(std::move(cells));
  }
  return table.text(terminal) + "\n";
}

std::string seed_text(const Setup& setup, const experiment::Declaration& declaration) {
  const std::uint64_t seed = settings_of(setup.study).seed;
  if (!declaration.seed) return fmt::format("Seed {}", seed);
  if (seed == *declaration.seed) return fmt::format("Seed {}, as declared", seed);
  return fmt::format("Seed {}, not the declared seed {}", seed, *declaration.seed);
}

std::string effect_text(const Claim& claim, double used) {
  if (claim.smallest_share == 0) return fmt::format("{:g}", claim.smallest_effect);
  return fmt::format("{:.3g} ({:g} %, at least {:g})", used, 100 * claim.smallest_share,
                     claim.smallest_effect);
}

std::string scoreboard_text(const Scoreboard& board, const Terminal& terminal) {
  const auto& declaration = board.declaration;
  const auto& settings = settings_of(board.setup.study);
  std::string text = bold(terminal, declaration.title) + "\n";
  text += fmt::format("{} hypotheses on {} scenarios, {} replicates of {} months\n",
                      declaration.hypotheses.size(), declaration.scenarios.size(),
                      (board.outcome.ok + board.outcome.failed) / declaration.scenarios.size(),
                      settings.months);
  text += fmt::format("{} sha256 {}\n\n", declaration.path, declaration.sha256);
  text += verdict_table(board, terminal) + "\n";
  text += reported_table(
      board.setup, declaration, board.reported, "mean ± half-width",
      [](const auto& values) { return show(experiment::estimate(values)).plus_minus; }, terminal);
  text += counts(board);
  if (const std::string rest = details(board); !rest.empty()) {
    text += "\n" + bold(terminal, board.verbose ? "Every part" : "Not supported") + "\n" + rest;
  }
  text +=
      "\n" +
      dim(terminal,
          "Each part, after Holm over all parts and windows of the file at 5 %: supported if its "
          "difference is clear\n  of 0 as declared and its mean at least the smallest effect; "
          "contradicted if so the other way; equivalent if\n  it is known to be less than the "
          "smallest effect either way (two one-sided tests); else undecided. A\n  hypothesis "
          "has the lowest verdict of its parts: contradicted, equivalent, undecided, "
          "supported.") +
      "\n";
  return text +
         dim(terminal, fmt::format("Purpose: {}. Calibration: {}. {}. {} runs.", purpose,
                                   board.setup.study.calibration_status(),
                                   seed_text(board.setup, declaration), board.outcome.ok)) +
         "\n";
}

}  // namespace sim::cli
