#include "models/discretion/stories/telling.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace discretion {

namespace {
constexpr std::array<std::string_view, 12> month_names{
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"};
}

sim::Sentence at(int month) {
  constexpr std::int64_t years_with_a_word = 20;
  const sim::Word name =
      word("month", month_names[static_cast<std::size_t>(month - 1) % month_names.size()]);
  const std::int64_t year = year_of(month);
  if (year > years_with_a_word) return {"story.moment_late", {{"month", name}, {"year", year}}};
  return {"story.moment", {{"month", name}, {"year", word("year", std::to_string(year))}}};
}

sim::Word part(double share) {
  return word("part", share < 0.05   ? "nothing"
                      : share < 0.35 ? "little"
                      : share < 0.65 ? "half"
                      : share < 0.95 ? "most"
                                     : "all");
}

sim::Word times(std::int64_t number) {
  const std::string text = std::to_string(number);
  return {"story.times." + text, text + " ×"};
}

sim::Word option_word(std::size_t option) { return word("option", option_names[option]); }

sim::Tale opened(std::string_view kind, std::int64_t number, const Chosen& chosen, bool asked,
                 std::size_t all) {
  sim::Tale tale;
  sim::Passage opening;
  opening.heading = {"story." + std::string(kind) + ".title", {{"who", number}}};
  if (!asked)
    opening.sentences.push_back(
        {"story.chosen",
         {{"like", of_100(chosen.like)}, {"followed", static_cast<std::int64_t>(all)}}});
  tale.passages.push_back(std::move(opening));
  tale.data = {{"who", {number}}, {"chosen", {!asked}}, {"like", {chosen.like}}};
  return tale;
}

sim::Passage& new_paragraph(Passages& passages) {
  if (!passages.back().sentences.empty()) passages.emplace_back();
  return passages.back();
}

void add_passages(const Lives& lives,
                  const std::function<sim::Data(const Remembered&, Passages&)>& tell,
                  sim::Tale& tale) {
  sim::Data::List all;
  for (const Remembered& life : lives) {
    Passages passages(1);
    passages.front().heading = {"story.under", {{"scenario", scenario_name(life.scenario)}}};
    all.push_back(tell(life, passages));
    tale.passages.insert(tale.passages.end(), passages.begin(), passages.end());
  }
  tale.data.emplace_back("scenarios", sim::Data{std::move(all)});
}

Chosen most_different(const std::vector<std::vector<double>>& values) {
  struct Spread {
    std::size_t best = 0;
    double size = 0;
  };
  std::vector<Spread> spreads;
  for (std::size_t who = 0; who < values.front().size(); ++who) {
    Spread spread;
    double least = values.front()[who];
    double most = least;
    for (std::size_t s = 1; s < values.size(); ++s) {
      if (values[s][who] > most) most = values[s][who], spread.best = s;
      least = std::min(least, values[s][who]);
    }
    spread.size = most - least;
    spreads.push_back(spread);
  }
  const auto chosen = std::ranges::max_element(spreads, {}, &Spread::size);
  const auto like = std::ranges::count_if(spreads, [&](const Spread& one) {
    return one.best == chosen->best && one.size >= 0.5 * chosen->size;
  });
  return {static_cast<std::size_t>(chosen - spreads.begin()),
          static_cast<double>(like) / static_cast<double>(spreads.size())};
}

void nobody_of_number(std::string_view kind, int who) {
  throw std::invalid_argument(std::string(kind) + " " + std::to_string(who) +
                              " (nobody of that number here). Leave --who out, and one is chosen.");
}

}  // namespace discretion
