#include <algorithm>
#include <functional>

#include "sim/cli/reports/describe.hpp"
#include "sim/cli/reports/report_hypotheses.hpp"
#include "sim/cli/terminal/text_table.hpp"
#include "sim/experiment/statistics.hpp"

namespace sim::cli {

namespace {
using Align = TextTable::Align;
using Count = int experiment::DrawTally::*;

/// A board on a page.
class DrawBoardText {
 public:
  DrawBoardText(const DrawBoard& board, const Page& page)
      : board_(board), page_(page), text_(board.setup, board.declaration, page) {}

  std::string all() const;

 private:
  std::string counts(const char* heading, Count count,
                     const std::function<std::string(const experiment::DrawTally&)>& shown) const;
  std::string holds() const;
  std::string ways() const;
  std::string groups() const;
  std::string weakest_parts() const;
  std::string left_out() const;

  const DrawBoard& board_;
  const Page& page_;
  DeclarationText text_;
};

/// "cells: in 90 % of draws at least 20 of 32 hold in the first year, 12 in the last, 22 in either"
std::string DrawBoardText::groups() const {
  using experiment::DrawGroup;
  constexpr double share = 0.9;
  std::string text;
  for (const auto& group : board_.outcome.groups) {
    text += page_.say("draws.group", group.name);
    for (std::size_t window = 0; window < group.held.size(); ++window) {
      text += page_.say("draws.hold", DrawGroup::reached(group.held[window], share),
                        window == 0 ? page_.say("draws.of", group.size) : "", text_.window(window));
    }
    text += page_.say("draws.either", DrawGroup::reached(group.held_in_any, share)) + "\n";
  }
  return text;
}

/// The weakest part of each hypothesis that holds in fewer than nine in ten draws of every window.
std::string DrawBoardText::weakest_parts() const {
  const auto& outcome = board_.outcome;
  const auto share = [&](int draws) {
    return fmt::format("{:.2f}", static_cast<double>(draws) / outcome.draws);
  };
  TextTable table({{page_.say("draws.weakest"), Align::left},
                   {page_.say("draws.smallest"), Align::left},
                   {page_.say("draws.holds")},
                   {page_.say("draws.declared")}});
  bool any = false;
  for (std::size_t row = 0; row < outcome.tallies.size(); ++row) {
    const auto& windows = outcome.tallies[row];
    const auto best = std::ranges::max_element(windows, {}, &experiment::DrawTally::holds);
    if (outcome.draws == 0 || 10 * best->holds >= 9 * outcome.draws) continue;
    any = true;
    const auto& hypothesis = board_.declaration.hypotheses[row];
    const std::size_t weakest = best->weakest();
    const auto& claim = hypothesis.claims[weakest];
    const auto& tally = best->claims[weakest];
    const auto window = static_cast<std::size_t>(best - windows.begin());
    table.add_row(
        {fmt::format("  {} ({}): {}", hypothesis.name, text_.window(window), text_.claim(claim)),
         text_.effect(claim, experiment::median(tally.smallest_effects)), share(tally.holds),
         share(tally.declared_way)});
  }
  return any ? table.text(page_.terminal) : std::string();
}

/// By hypothesis and window: so many of the draws, with the interval of their share.
/// \param shown text of a count, before its interval
std::string DrawBoardText::counts(
    const char* heading, Count count,
    const std::function<std::string(const experiment::DrawTally&)>& shown) const {
  std::vector<TextTable::Column> columns{{page_.say(heading), Align::left}};
  for (std::size_t place = 0; place < board_.declaration.windows.size(); ++place) {
    columns.push_back({text_.window(place)});
    columns.push_back({page_.say("report.interval")});
  }
  TextTable table(columns);
  for (std::size_t row = 0; row < board_.outcome.tallies.size(); ++row) {
    std::vector<std::string> cells{"  " + board_.declaration.hypotheses[row].name};
    for (const auto& tally : board_.outcome.tallies[row]) {
      const auto interval =
          experiment::wilson_interval(tally.*count, std::max(1, board_.outcome.draws));
      cells.push_back(shown(tally));
      cells.push_back(fmt::format("[{:.2f}, {:.2f}]", interval.low, interval.high));
    }
    table.add_row(std::move(cells));
  }
  return table.text(page_.terminal);
}

std::string DrawBoardText::holds() const {
  const int draws = std::max(1, board_.outcome.draws);
  return counts("draws.share", &experiment::DrawTally::holds, [draws](const auto& tally) {
    return fmt::format("{:.2f}{}", static_cast<double>(tally.holds) / draws,
                       tally.no_value > 0 ? " †" : "");
  });
}

std::string DrawBoardText::ways() const {
  return counts("draws.ways", &experiment::DrawTally::declared_way, [this](const auto& tally) {
    return page_.say("draws.in", tally.declared_way, board_.outcome.draws);
  });
}

/// What of the draws is not among what is counted.
std::string DrawBoardText::left_out() const {
  const auto& outcome = board_.outcome;
  std::string text;
  if (outcome.failed > 0) text += page_.say("draws.failed", outcome.failed) + "\n";
  if (outcome.impossible > 0) text += page_.say("draws.impossible", outcome.impossible) + "\n";
  if (outcome.supercritical > 0) {
    const bool anew = board_.plan.scheme == DrawingScheme::scale;
    text += page_.say(anew ? "draws.anew" : "draws.kept", outcome.supercritical,
                      outcome.why_supercritical) +
            "\n";
  }
  return text;
}

/// "0.031 [0.012, 0.094]"
std::string median_text(const std::vector<double>& values) {
  return fmt::format("{:.3g} [{:.3g}, {:.3g}]", experiment::median(values),
                     experiment::quantile(values, 0.25), experiment::quantile(values, 0.75));
}

std::string DrawBoardText::all() const {
  const auto& outcome = board_.outcome;
  const std::string size = page_.size(board_.declaration.scenarios.size(),
                                      static_cast<std::size_t>(board_.plan.replicates),
                                      settings_of(board_.setup.study).months);
  return page_.bold(board_.declaration.title) + "\n" +
         page_.say("draws.size", outcome.draws, page_.word("drawing", name_of(board_.plan.scheme)),
                   size) +
         "\n" + text_.file() + "\n\n" + holds() +
         page_.dim(page_.say("draws.notes", outcome.draws)) + "\n\n" + ways() + "\n" +
         text_.reported(outcome.reported, page_.say("draws.reported"), median_text) + groups() +
         "\n" + weakest_parts() + left_out() +
         page_.last_line({text_.seed(), page_.say("report.runs", outcome.ok)});
}
}  // namespace

std::string draws_text(const DrawBoard& board, const Page& page) {
  return DrawBoardText(board, page).all();
}

}  // namespace sim::cli
