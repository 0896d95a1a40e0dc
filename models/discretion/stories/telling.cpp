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

sim::Word month_name(int month) {
  return word("month", month_names[static_cast<std::size_t>(month - 1) % month_names.size()]);
}

sim::Sentence at(std::string_view key, int month) {
  return {"story." + std::string(key), {{"month", month_name(month)}, {"year", year_of(month)}}};
}

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

void add_passages(const Lives& lives,
                  const std::function<sim::Data(const Remembered&, sim::Passage&)>& tell,
                  sim::Tale& tale) {
  sim::Data::List all;
  for (const Remembered& life : lives) {
    sim::Passage passage;
    passage.heading = {"story.under", {{"scenario", scenario_name(life.scenario)}}};
    all.push_back(tell(life, passage));
    tale.passages.push_back(std::move(passage));
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
