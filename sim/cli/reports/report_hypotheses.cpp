#include "sim/cli/reports/report_hypotheses.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "sim/cli/reports/means_table.hpp"
#include "sim/experiment/statistics.hpp"

namespace sim::cli {

using experiment::Finding;
using experiment::Judgement;
using experiment::Verdict;

namespace {
using Align = TextTable::Align;

/// A board on a page.
class ScoreboardText {
 public:
  ScoreboardText(const Scoreboard& board, const Page& page)
      : board_(board), page_(page), text_(board.setup, board.declaration, page) {
    for (const auto& hypothesis : board.declaration.hypotheses) {
      if (std::ranges::find(groups_, hypothesis.group) == groups_.end())
        groups_.push_back(hypothesis.group);
    }
  }

  std::string all() const;

 private:
  std::string verdicts() const;
  std::vector<TextTable::Cell> cells(std::size_t row, MeansTable&) const;
  std::string counts() const;
  std::string details() const;
  std::string text_of(const Finding&) const;
  std::string word(Verdict verdict) const { return page_.word("verdict", name_of(verdict)); }
  /// An adjusted p, or why there is none.
  std::string p_text(double p) const {
    return std::isnan(p) ? page_.say("hypotheses.not_asked") : fmt::format("{:.2g}", p);
  }

  const Scoreboard& board_;
  const Page& page_;
  DeclarationText text_;
  std::vector<std::string> groups_;
};

/// In words a reader can check: difference, interval, what was asked.
std::string ScoreboardText::text_of(const Finding& finding) const {
  if (!finding.why.empty()) return finding.why;
  const ShownEstimate shown = show(finding.difference);
  Estimate adjusted = finding.difference;
  adjusted.ci_low = finding.answer.interval.low;
  adjusted.ci_high = finding.answer.interval.high;
  return page_.say("hypotheses.finding", shown.mean, shown.interval, show(adjusted).interval,
                   text_.effect(finding.claim, finding.smallest_effect),
                   p_text(finding.answer.p_holm), p_text(finding.answer.p_equivalence_holm),
                   finding.difference.n);
}

/// The window whose verdict is the lowest; the last of equals, since it is where loops show.
const Judgement& lowest(const std::vector<Judgement>& judgements) {
  const Judgement* found = &judgements.front();
  for (const auto& judgement : judgements) {
    if (judgement.verdict <= found->verdict) found = &judgement;
  }
  return *found;
}

std::vector<TextTable::Cell> ScoreboardText::cells(std::size_t row, MeansTable& table) const {
  std::vector<TextTable::Cell> cells{{"  " + board_.declaration.hypotheses[row].name, ""}};
  for (const auto& judgement : board_.judgements[row])
    cells.push_back({word(judgement.verdict), ""});
  const Judgement& weakest = lowest(board_.judgements[row]);
  const Finding& finding = weakest.findings[weakest.weakest];
  cells.push_back({page_.name(board_.setup.study.model->metrics()[finding.claim.metric]), ""});
  cells.push_back(finding.why.empty() ? table.plus_minus(finding.difference)
                                      : TextTable::Cell{page_.say("report.no_value"), ""});
  return cells;
}

std::string ScoreboardText::verdicts() const {
  std::vector<TextTable::Column> columns{{page_.say("hypotheses.hypothesis"), Align::left}};
  for (std::size_t place = 0; place < board_.declaration.windows.size(); ++place)
    columns.push_back({text_.window(place), Align::left});
  columns.push_back({page_.say("hypotheses.weakest"), Align::left});
  columns.push_back({page_.say("hypotheses.by")});
  MeansTable table(page_, columns, board_.outcome, board_.declaration.scenarios.size());
  for (const auto& group : groups_) {
    table.head(group);
    for (std::size_t row = 0; row < board_.judgements.size(); ++row)
      if (board_.declaration.hypotheses[row].group == group) table.add(cells(row, table));
  }
  return table.text(page_.say("hypotheses.by_note"));
}

std::string ScoreboardText::counts() const {
  std::string text;
  for (const auto& group : groups_) {
    for (std::size_t window = 0; window < board_.declaration.windows.size(); ++window) {
      std::array<int, 4> tally{};
      for (std::size_t row = 0; row < board_.judgements.size(); ++row) {
        if (board_.declaration.hypotheses[row].group == group)
          ++tally[static_cast<std::size_t>(board_.judgements[row][window].verdict)];
      }
      const int all = tally[0] + tally[1] + tally[2] + tally[3];
      text += page_.say("hypotheses.counts", group, text_.window(window), tally[3], all, tally[0],
                        tally[1], tally[2]) +
              "\n";
    }
  }
  return text;
}

/// What is not supported, or everything: each claim with its numbers.
std::string ScoreboardText::details() const {
  std::string text;
  const auto left_out = [&](Verdict verdict) {
    return verdict == Verdict::supported && !board_.verbose;
  };
  for (std::size_t row = 0; row < board_.judgements.size(); ++row) {
    for (const auto& judgement : board_.judgements[row]) {
      if (left_out(judgement.verdict)) continue;
      text += fmt::format("{}, {}: {}\n", board_.declaration.hypotheses[row].name,
                          page_.title(judgement.window, board_.declaration.interest),
                          word(judgement.verdict));
      for (const auto& finding : judgement.findings) {
        if (left_out(finding.answer.verdict)) continue;
        text += fmt::format("  {} ({})\n    {}\n", text_.claim(finding.claim),
                            word(finding.answer.verdict), text_of(finding));
      }
    }
  }
  return text;
}

std::string ScoreboardText::all() const {
  const auto& declaration = board_.declaration;
  const std::size_t scenarios = declaration.scenarios.size();
  const std::size_t made = board_.outcome.ok + board_.outcome.failed;
  std::string text = page_.bold(declaration.title) + "\n";
  text += page_.say(
              "hypotheses.size", declaration.hypotheses.size(),
              page_.say("report.scenarios", scenarios,
                        page_.size(1, made / scenarios, settings_of(board_.setup.study).months))) +
          "\n" + text_.file() + "\n\n" + verdicts() + "\n";
  text += text_.reported(board_.reported, page_.say("hypotheses.reported"), [](const auto& values) {
    return show(experiment::estimate(values)).plus_minus;
  });
  text += counts();
  if (const std::string rest = details(); !rest.empty()) {
    text +=
        "\n" +
        page_.bold(page_.say(board_.verbose ? "hypotheses.every" : "hypotheses.not_supported")) +
        "\n" + rest;
  }
  return text + "\n" + page_.dim(page_.say("hypotheses.notes")) + "\n" +
         page_.last_line(
             {page_.say("report.calibration",
                        page_.word("calibration", board_.setup.study.calibration_status())),
              text_.seed(), page_.say("report.runs", board_.outcome.ok)});
}
}  // namespace

std::string scoreboard_text(const Scoreboard& board, const Page& page) {
  return ScoreboardText(board, page).all();
}

}  // namespace sim::cli
