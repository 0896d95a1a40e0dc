#include <algorithm>
#include <functional>

#include "sim/cli/reports/describe.hpp"
#include "sim/cli/reports/document.hpp"
#include "sim/cli/reports/report_hypotheses.hpp"
#include "sim/experiment/statistics.hpp"

namespace sim::cli {

namespace {
Json claim_json(const Setup& setup, const experiment::Declaration& declaration,
                const experiment::Claim& claim) {
  const auto& names = declaration.scenarios;
  Json part{{"metric", setup.study.model->metrics()[claim.metric].name},
            {"left", names[claim.left]},
            {"direction", claim.sign > 0 ? "more" : "less"},
            {"right", names[claim.right]}};
  if (claim.smallest_share > 0) {
    part["smallest_effect_relative"] = claim.smallest_share;
    part["smallest_effect_floor"] = claim.smallest_effect;
  }
  return part;
}

Json finding_json(const Scoreboard& board, const experiment::Finding& finding) {
  Json part = claim_json(board.setup, board.declaration, finding.claim);
  part["smallest_effect"] = finding.smallest_effect;
  part["verdict"] = name_of(finding.answer.verdict);
  part["difference"] = finding.difference.mean;
  part["ci_low"] = finding.difference.ci_low;
  part["ci_high"] = finding.difference.ci_high;
  part["sd"] = finding.difference.sd;
  part["n"] = finding.difference.n;
  part["p"] = finding.p;
  part["p_holm"] = finding.answer.p_holm;
  part["p_equivalence_holm"] = finding.answer.p_equivalence_holm;
  part["ci_low_holm"] = finding.answer.interval.low;
  part["ci_high_holm"] = finding.answer.interval.high;
  if (!finding.why.empty()) part["why"] = finding.why;
  return part;
}

std::vector<std::string> window_names_of(const experiment::Declaration& declaration) {
  std::vector<std::string> names;
  for (const Window window : declaration.windows)
    names.push_back(window_name(window, declaration.interest));
  return names;
}

Json head_of(const Setup& setup, const experiment::Declaration& declaration) {
  Json head = head_of(setup, "hypotheses");
  head.update({{"title", declaration.title},
               {"file", declaration.path},
               {"sha256", declaration.sha256},
               {"purpose", purpose},
               {"calibration_status", setup.study.calibration_status()},
               {"master_seed", seed_json(setup)},
               {"months", settings_of(setup.study).months},
               {"windows", window_names_of(declaration)},
               {"scenarios", declaration.scenarios}});
  if (declaration.seed) {
    head["declared_seed"] = std::to_string(*declaration.seed);
    head["seed_as_declared"] = settings_of(setup.study).seed == *declaration.seed;
  }
  return head;
}

/// Draws in which a part, or every part, has the declared direction, and their share.
Json way_json(int declared_way, int draws) {
  const auto share = experiment::wilson_interval(declared_way, std::max(1, draws));
  return {{"declared_way", declared_way},
          {"declared_way_share", static_cast<double>(declared_way) / draws},
          {"declared_way_ci_low", share.low},
          {"declared_way_ci_high", share.high},
          {"declared_way_words", fmt::format("in {} of {} draws the declared way (95 % interval of "
                                             "the share {:.2f} to {:.2f})",
                                             declared_way, draws, share.low, share.high)}};
}

/// What the file reports: by metric and scenario, what is said of the values of each window.
Json reported_json(const Setup& setup, const experiment::Declaration& declaration,
                   const std::vector<experiment::Reported>& reported,
                   const std::function<Json(const std::vector<double>&)>& said) {
  Json list = Json::array();
  const std::size_t windows = declaration.windows.size();
  for (std::size_t row = 0; row < reported.size(); row += windows) {
    Json entry{{"metric", setup.study.model->metrics()[reported[row].metric].name},
               {"scenario", declaration.scenarios[reported[row].scenario]}};
    for (std::size_t window = 0; window < windows; ++window)
      entry["windows"][window_name(declaration.windows[window], declaration.interest)] =
          said(reported[row + window].values);
    list.push_back(std::move(entry));
  }
  return list;
}

Json mean_json(const std::vector<double>& by_replicate) {
  return experiment::estimate(by_replicate);
}

Json quartiles_json(const std::vector<double>& by_draw) {
  return {{"median", experiment::median(by_draw)},
          {"lower_quartile", experiment::quantile(by_draw, 0.25)},
          {"upper_quartile", experiment::quantile(by_draw, 0.75)},
          {"values", by_draw}};
}

Json names_of(const experiment::Hypothesis& hypothesis) {
  return {{"name", hypothesis.name},       {"group", hypothesis.group},
          {"text_en", hypothesis.text_en}, {"text_nl", hypothesis.text_nl},
          {"reason", hypothesis.reason},   {"windows", Json::object()}};
}
}  // namespace

std::string scoreboard_json(const Scoreboard& board) {
  const auto& outcome = board.outcome;
  Json document = head_of(board.setup, board.declaration);
  document["difference"] = "left minus right in the declared direction, paired";
  document["adjustment"] = "Holm over every part and window of the file";
  document["runs"] = {{"planned", outcome.planned}, {"ok", outcome.ok}, {"failed", outcome.failed}};
  document["stopped"] = outcome.stopped;
  document["hypotheses"] = Json::array();
  for (std::size_t row = 0; row < board.judgements.size(); ++row) {
    Json entry = names_of(board.declaration.hypotheses[row]);
    for (const auto& judgement : board.judgements[row]) {
      Json parts = Json::array();
      for (const auto& finding : judgement.findings) parts.push_back(finding_json(board, finding));
      entry["windows"][window_name(judgement.window, board.declaration.interest)] = {
          {"verdict", name_of(judgement.verdict)},
          {"weakest", judgement.weakest},
          {"parts", std::move(parts)}};
    }
    document["hypotheses"].push_back(std::move(entry));
  }
  if (!board.reported.empty()) {
    document["report"] = reported_json(board.setup, board.declaration, board.reported, mean_json);
  }
  return document_text(document);
}

std::string draws_json(const DrawBoard& board) {
  const auto& outcome = board.outcome;
  Json document = head_of(board.setup, board.declaration);
  const bool anew = board.plan.scheme == DrawingScheme::scale;
  document["draws"] = {{"planned", board.plan.draws},
                       {"done", outcome.draws},
                       {"impossible", outcome.impossible},
                       {"drawing", name_of(board.plan.scheme)},
                       {"supercritical", outcome.supercritical},
                       {"redrawn", anew ? outcome.supercritical : 0},
                       {"interval", "Wilson over draws; the luck of few replicates is counted"},
                       {"replicates", board.plan.replicates}};
  document["calibration_status"] = calibration_names[0];  // free parameters are drawn
  document["runs"] = {{"ok", outcome.ok}, {"failed", outcome.failed}};
  document["stopped"] = outcome.stopped;
  document["hypotheses"] = Json::array();
  for (std::size_t row = 0; row < outcome.tallies.size(); ++row) {
    Json entry = names_of(board.declaration.hypotheses[row]);
    for (std::size_t window = 0; window < outcome.tallies[row].size(); ++window) {
      const auto& tally = outcome.tallies[row][window];
      const auto share = experiment::wilson_interval(tally.holds, std::max(1, outcome.draws));
      Json parts = Json::array();
      for (std::size_t k = 0; k < tally.claims.size(); ++k) {
        Json part =
            claim_json(board.setup, board.declaration, board.declaration.hypotheses[row].claims[k]);
        part["smallest_effect"] = experiment::median(tally.claims[k].smallest_effects);
        part["holds"] = tally.claims[k].holds;
        part.update(way_json(tally.claims[k].declared_way, outcome.draws));
        parts.push_back(std::move(part));
      }
      Json& of_window = entry["windows"][window_name(board.declaration.windows[window],
                                                     board.declaration.interest)];
      of_window = {
          {"n", outcome.draws},         {"holds", tally.holds},
          {"no_value", tally.no_value}, {"share", static_cast<double>(tally.holds) / outcome.draws},
          {"ci_low", share.low},        {"ci_high", share.high}};
      of_window.update(way_json(tally.declared_way, outcome.draws));
      of_window["parts"] = std::move(parts);
    }
    document["hypotheses"].push_back(std::move(entry));
  }
  document["groups"] = Json::array();
  for (const auto& group : outcome.groups) {
    Json entry{{"name", group.name}, {"size", group.size}};
    for (std::size_t window = 0; window < group.held.size(); ++window)
      entry["held"][window_name(board.declaration.windows[window], board.declaration.interest)] =
          group.held[window];
    entry["held_in_any"] = group.held_in_any;
    document["groups"].push_back(std::move(entry));
  }
  if (!outcome.reported.empty()) {
    document["report"] =
        reported_json(board.setup, board.declaration, outcome.reported, quartiles_json);
  }
  return document_text(document);
}

}  // namespace sim::cli
