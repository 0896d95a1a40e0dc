#include "sim/cli/reports/report_hypotheses.hpp"
#include "sim/cli/terminal/text_table.hpp"

namespace sim::cli {

std::string DeclarationText::claim(const experiment::Claim& claim) const {
  const auto& names = declaration_.scenarios;
  return fmt::format("{}: {} {} {}", page_.name(setup_.study.model->metrics()[claim.metric]),
                     names[claim.left], claim.sign > 0 ? ">" : "<", names[claim.right]);
}

std::string DeclarationText::effect(const experiment::Claim& claim, double used) const {
  if (claim.smallest_share == 0) return fmt::format("{:g}", claim.smallest_effect);
  return page_.say("hypotheses.share", used, 100 * claim.smallest_share, claim.smallest_effect);
}

std::string DeclarationText::seed() const {
  const std::uint64_t seed = settings_of(setup_.study).seed;
  std::string text = page_.say("report.seed", seed);
  if (!declaration_.seed) return text;
  if (seed == *declaration_.seed) return page_.say("hypotheses.as_declared", text);
  return page_.say("hypotheses.not_as_declared", text, *declaration_.seed);
}

std::string DeclarationText::file() const {
  return fmt::format("{} sha256 {}", declaration_.path, declaration_.sha256);
}

std::string DeclarationText::reported(
    const std::vector<experiment::Reported>& reported, const std::string& heading,
    const std::function<std::string(const std::vector<double>&)>& shown) const {
  if (reported.empty()) return {};
  const std::size_t windows = declaration_.windows.size();
  std::vector<TextTable::Column> columns{{heading, TextTable::Align::left}};
  for (std::size_t place = 0; place < windows; ++place) columns.push_back({window(place)});
  TextTable table(columns);
  for (std::size_t row = 0; row < reported.size(); row += windows) {
    std::vector<std::string> cells{
        fmt::format("  {}: {}", page_.name(setup_.study.model->metrics()[reported[row].metric]),
                    declaration_.scenarios[reported[row].scenario])};
    for (std::size_t place = 0; place < windows; ++place)
      cells.push_back(shown(reported[row + place].values));
    table.add_row(std::move(cells));
  }
  return table.text(page_.terminal) + "\n";
}

}  // namespace sim::cli
