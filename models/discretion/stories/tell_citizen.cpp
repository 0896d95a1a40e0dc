#include "models/discretion/stories/tell_citizen.hpp"

#include <algorithm>
#include <array>
#include <tuple>

#include "models/discretion/workers/replay.hpp"

namespace discretion {

namespace {

using sim::Passage;
using sim::Sentence;

constexpr std::array<std::string_view, 3> deterrent_names{"distrust", "complexity", "fear"};
constexpr std::size_t most_told = 24;  ///< of one scenario, the first; the rest is in the data

/// Columns of the table of handlings, by name.
class Handled {
 public:
  explicit Handled(const Memory& memory)
      : columns_(memory.handled), info_(replay_table().columns) {}
  std::size_t rows() const { return columns_.front().size(); }
  double operator()(std::string_view name, std::size_t row) const {
    const auto found = std::ranges::find(info_, name, &sim::TableInfo::Column::name);
    return columns_[static_cast<std::size_t>(found - info_.begin())][row];
  }

 private:
  const std::vector<std::vector<double>>& columns_;
  std::vector<sim::TableInfo::Column> info_;
};

/// Something to tell, and when.
struct Event {
  int month = 0;
  int order = 0;  ///< within the month
  std::vector<Sentence> sentences;
  sim::Data data;
};

Event of_decision(const Handled& handled, std::size_t row) {
  const int month = static_cast<int>(handled("month_handled", row));
  const auto option = static_cast<std::size_t>(handled("option", row));
  const std::string name(option_names[option]);
  Event event{month,
              1,
              {{"story.citizen.decided",
                {{"worker", count(handled("worker_id", row))},
                 {"option", word("option", name)},
                 {"chance", of_100(handled("probability_" + name, row))}}}},
              {}};
  const double gap = handled("need", row) - handled("rule", row);
  const double given = handled("treatment", row) - handled("rule", row);
  if (option == tailor && gap > 0)
    event.sentences.push_back({"story.citizen.got", {{"share", of_100(given / gap)}}});
  else if (option == apply && gap > 0.5)
    event.sentences.push_back({"story.citizen.short"});
  event.data = {sim::Data::Named{{"month", {std::int64_t{month}}},
                                 {"what", {std::string("decided")}},
                                 {"worker", {handled("worker_id", row)}},
                                 {"option", {name}},
                                 {"need", {handled("need", row)}},
                                 {"rule", {handled("rule", row)}},
                                 {"treatment", {handled("treatment", row)}}}};
  return event;
}

Event of_happening(const Happening& h) {
  constexpr std::array<std::string_view, whats> keys{"not_asked", "asked", "saw", "mended"};
  const std::string what{keys[static_cast<std::size_t>(h.what)]};
  Sentence told{"story.citizen." + what, {}};
  if (h.what == What::not_asked)
    told.fields = {{"reason", word("deterrent", deterrent_names[h.detail])}};
  if (h.what == What::saw) told.fields = {{"other", std::int64_t{h.other}}};
  const bool before_decision = h.what == What::asked || h.what == What::not_asked;
  return {h.month,
          before_decision ? 0 : 2 + static_cast<int>(h.what),
          {told},
          {sim::Data::Named{{"month", {std::int64_t{h.month}}}, {"what", {what}}}}};
}

/// Favours that fell back to the rule between two months without a decision.
void add_revocations(const Memory& memory, std::size_t place, std::vector<Event>& events) {
  const std::size_t n = memory.followed.size();
  for (int month = 2; month <= memory.months; ++month) {
    const auto& before = memory.citizens[static_cast<std::size_t>(month - 2) * n + place];
    const auto& now = memory.citizens[static_cast<std::size_t>(month - 1) * n + place];
    const bool decided = std::ranges::any_of(
        events, [&](const Event& e) { return e.month == month && e.order > 0; });
    if (decided || now.treatment >= before.treatment - 0.25F) continue;
    events.push_back(
        {month,
         9,
         {Sentence{"story.citizen.revoked", {}}},
         {sim::Data::Named{{"month", {std::int64_t{month}}},
                           {"what", {std::string("revoked")}},
                           {"value", {static_cast<double>(now.treatment - before.treatment)}}}}});
  }
}

std::vector<Event> events_of(const Memory& memory, std::size_t place) {
  const std::uint32_t citizen = memory.followed[place];
  std::vector<Event> events;
  const Handled handled(memory);
  for (std::size_t row = 0; row < handled.rows(); ++row)
    if (handled("citizen_id", row) == citizen) events.push_back(of_decision(handled, row));
  for (const Happening& h : memory.happened)
    if (h.citizen == citizen) events.push_back(of_happening(h));
  add_revocations(memory, place, events);
  std::ranges::stable_sort(events, {}, [](const Event& e) { return std::tuple(e.month, e.order); });
  return events;
}

/// What is left of hardship and trust over the years: higher is better.
std::vector<double> fortunes(const Memory& memory) {
  const std::size_t n = memory.followed.size();
  std::vector<double> sums(n, 0.0);
  for (std::size_t k = 0; k < memory.citizens.size(); ++k) {
    const CitizenMoment& m = memory.citizens[k];
    sums[k % n] += static_cast<double>(m.trust - m.hardship) / memory.months;
  }
  return sums;
}

std::size_t place_of(const Memory& memory, int who) {
  const auto found = std::ranges::find(memory.followed, static_cast<std::uint32_t>(who));
  if (who < 0 || found == memory.followed.end()) nobody_of_number("citizen", who);
  return static_cast<std::size_t>(found - memory.followed.begin());
}

void add_years(const Memory& memory, std::size_t place, Passage& passage, sim::Data::List& years) {
  const std::size_t n = memory.followed.size();
  passage.columns = {word("column", "year"), word("column", "trust"), word("column", "hardship")};
  for (int month = 12; month <= memory.months; month += 12) {
    const auto& m = memory.citizens[static_cast<std::size_t>(month - 1) * n + place];
    passage.rows.push_back({year_of(month), of_100(static_cast<double>(m.trust)),
                            of_100(static_cast<double>(m.hardship))});
    years.push_back({sim::Data::Named{{"year", {year_of(month)}},
                                      {"trust", {static_cast<double>(m.trust)}},
                                      {"hardship", {static_cast<double>(m.hardship)}},
                                      {"need", {static_cast<double>(m.need)}},
                                      {"treatment", {static_cast<double>(m.treatment)}}}});
  }
}

sim::Data citizen_passage(const Remembered& life, std::size_t place, Passage& passage) {
  const auto events = events_of(*life.memory, place);
  sim::Data::List data, years;
  for (std::size_t k = 0; k < events.size(); ++k) {
    data.push_back(events[k].data);
    if (k >= most_told) continue;
    // A month is named once, for all that happens in it.
    if (k == 0 || events[k].month != events[k - 1].month)
      passage.sentences.push_back(at("citizen.moment", events[k].month));
    passage.sentences.insert(passage.sentences.end(), events[k].sentences.begin(),
                             events[k].sentences.end());
  }
  if (events.size() > most_told)
    passage.sentences.push_back(
        {"story.more", {{"events", static_cast<std::int64_t>(events.size() - most_told)}}});
  if (events.empty()) passage.sentences.push_back({"story.citizen.nothing"});
  add_years(*life.memory, place, passage, years);
  return {sim::Data::Named{
      {"scenario", {life.scenario}}, {"events", {std::move(data)}}, {"years", {std::move(years)}}}};
}

}  // namespace

sim::Tale tell_citizen(const Lives& lives, std::optional<int> who) {
  std::vector<std::vector<double>> values;
  for (const Remembered& life : lives) values.push_back(fortunes(*life.memory));
  const Memory& first = *lives.front().memory;
  const Chosen chosen = who ? Chosen{place_of(first, *who), 0} : most_different(values);
  sim::Tale tale = opened("citizen", std::int64_t{first.followed[chosen.who]}, chosen,
                          who.has_value(), first.followed.size());
  add_passages(
      lives,
      [&](const Remembered& life, Passage& passage) {
        return citizen_passage(life, chosen.who, passage);
      },
      tale);
  return tale;
}

}  // namespace discretion
