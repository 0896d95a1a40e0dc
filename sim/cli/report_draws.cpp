#include <algorithm>
#include <functional>

#include <fmt/format.h>

#include "sim/cli/describe.hpp"
#include "sim/cli/report.hpp"
#include "sim/cli/report_hypotheses.hpp"
#include "sim/cli/text_table.hpp"
#include "sim/experiment/statistics.hpp"

namespace sim::cli {

namespace {
using Align = TextTable::Align;

/// "cells: in 90 % of draws at least 20 of 32 hold in the first year, 12 in the last, 22 in either"
std::string groups_text(const DrawBoard& board) {
  constexpr double share = 0.9;
  std::string text;
  for (const auto& group : board.outcome.groups) {
    text += fmt::format("{}: in 90 % of draws at least ", group.name);
    for (std::size_t window = 0; window < group.held.size(); ++window) {
      text += fmt::format("{}{} hold in the {}, ",
                          experiment::DrawGroup::reached(group.held[window], share),
                          window == 0 ? fmt::format(" of {}", group.size) : std::string(),
                          title_of(board.declaration.windows[window]));
    }
    text += fmt::format("{} in one of them\n",
                        experiment::DrawGroup::reached(group.held_in_any, share));
  }
  return text;
}

/// The weakest part of each hypothesis that holds in fewer than nine in ten draws of every window.
std::string weakest_parts(const DrawBoard& board, const Terminal& terminal) {
  const auto& outcome = board.outcome;
  TextTable table({{"weakest part of what holds in fewer than 90 % of draws", Align::left},
                   {"smallest effect", Align::left},
                   {"holds"},
                   {"declared direction"}});
  bool any = false;
  for (std::size_t row = 0; row < outcome.tallies.size(); ++row) {
    const auto& windows = outcome.tallies[row];
    const auto best = std::ranges::max_element(windows, {}, &experiment::DrawTally::holds);
    if (outcome.draws == 0 || 10 * best->holds >= 9 * outcome.draws) continue;
    const auto& hypothesis = board.declaration.hypotheses[row];
    const std::size_t weakest = best->weakest();
    const auto window = static_cast<std::size_t>(best - windows.begin());
    table.add_row(
        {fmt::format("  {} ({}): {}", hypothesis.name, title_of(board.declaration.windows[window]),
                     text_of(board.setup, board.declaration, hypothesis.claims[weakest])),
         effect_text(hypothesis.claims[weakest],
                     experiment::median(best->claims[weakest].smallest_effects)),
         fmt::format("{:.2f}", static_cast<double>(best->claims[weakest].holds) / outcome.draws),
         fmt::format("{:.2f}",
                     static_cast<double>(best->claims[weakest].declared_way) / outcome.draws)});
    any = true;
  }
  return any ? table.text(terminal) : std::string();
}

using Count = int experiment::DrawTally::*;

/// By hypothesis and window: so many of the draws, with the interval of their share.
/// \param shown text of a count, before its interval
std::string counts_table(const DrawBoard& board, const Terminal& terminal, const char* heading,
                         Count count,
                         const std::function<std::string(const experiment::DrawTally&)>& shown) {
  std::vector<TextTable::Column> columns{{heading, Align::left}};
  for (const Window window : board.declaration.windows) {
    columns.push_back({title_of(window)});
    columns.push_back({"95 % interval"});
  }
  TextTable table(columns);
  for (std::size_t row = 0; row < board.outcome.tallies.size(); ++row) {
    std::vector<std::string> cells{"  " + board.declaration.hypotheses[row].name};
    for (const auto& tally : board.outcome.tallies[row]) {
      const auto interval =
          experiment::wilson_interval(tally.*count, std::max(1, board.outcome.draws));
      cells.push_back(shown(tally));
      cells.push_back(fmt::format("[{:.2f}, {:.2f}]", interval.low, interval.high));
    }
    table.add_row(std::move(cells));
  }
  return table.text(terminal);
}

std::string holds_table(const DrawBoard& board, const Terminal& terminal) {
  const int draws = std::max(1, board.outcome.draws);
  return counts_table(board, terminal, "share of draws in which it holds",
                      &experiment::DrawTally::holds, [draws](const auto& tally) {
                        return fmt::format("{:.2f}{}", static_cast<double>(tally.holds) / draws,
                                           tally.no_value > 0 ? " †" : "");
                      });
}

std::string ways_table(const DrawBoard& board, const Terminal& terminal) {
  const int draws = board.outcome.draws;
  return counts_table(board, terminal, "draws in which it goes the declared way",
                      &experiment::DrawTally::declared_way, [draws](const auto& tally) {
                        return fmt::format("in {} of {}", tally.declared_way, draws);
                      });
}

/// "0.031 [0.012, 0.094]"
std::string median_text(const std::vector<double>& values) {
  return fmt::format("{:.3g} [{:.3g}, {:.3g}]", experiment::median(values),
                     experiment::quantile(values, 0.25), experiment::quantile(values, 0.75));
}
}  // namespace

std::string draws_text(const DrawBoard& board, const Terminal& terminal) {
  const auto& declaration = board.declaration;
  const auto& outcome = board.outcome;
  std::string text = bold(terminal, declaration.title) + "\n";
  text += fmt::format(
      "{} random draws of the free parameters by {}, {} scenarios, {} replicates of {} "
      "months each\n{} sha256 {}\n\n",
      outcome.draws, name_of(board.plan.scheme), declaration.scenarios.size(),
      board.plan.replicates, settings_of(board.setup.study).months, declaration.path,
      declaration.sha256);
  text += holds_table(board, terminal);
  text +=
      dim(terminal,
          fmt::format("  n = {} draws behind each share; † some give a part no value, and count as "
                      "not holding;\n  95 % interval: Wilson's, for few draws. Each draw has towns "
                      "of its own, so what luck its\n  replicates leave is among what is counted.",
                      outcome.draws)) +
      "\n\n";
  text += ways_table(board, terminal) + "\n";
  text += reported_table(board.setup, declaration, outcome.reported,
                         "median over draws [quartiles]", median_text, terminal);
  text += groups_text(board) + "\n" + weakest_parts(board, terminal);
  if (outcome.failed > 0) text += fmt::format("{} runs failed and were dropped\n", outcome.failed);
  if (outcome.impossible > 0)
    text +=
        fmt::format("{} draws were left out: the model refuses their values\n", outcome.impossible);
  if (outcome.supercritical > 0)
    text +=
        fmt::format("{} vectors were {}: {}\n", outcome.supercritical,
                    board.plan.scheme == DrawingScheme::scale ? "drawn anew" : "kept all the same",
                    outcome.why_supercritical);
  return text +
         dim(terminal, fmt::format("Purpose: {}. {}. {} runs.", purpose,
                                   seed_text(board.setup, declaration), outcome.ok)) +
         "\n";
}

}  // namespace sim::cli
