#include "models/discretion/stories/tell_citizen.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <tuple>
#include <utility>

#include "models/discretion/stories/tell_decision.hpp"

namespace discretion {

namespace {

using sim::Passage;
using sim::Sentence;

constexpr std::array<std::string_view, 3> deterrent_names{"distrust", "complexity", "fear"};
constexpr std::size_t most_told = 12;  ///< requests of one scenario, the first; the rest is data

/// Something to tell, and when.
struct Event {
  int month = 0;
  int order = 0;  ///< within the month: 0 opens a paragraph, 1 is a decision
  std::vector<Sentence> sentences;
  sim::Data data;
};

Event of_decision(const Handlings& handled, std::size_t row, double threshold) {
  return {static_cast<int>(handled("month_handled", row)), 1,
          tell_decision(handled, row, threshold), data_of_decision(handled, row)};
}

/// Hardship as a month ended.
double hardship_at(const Memory& memory, std::size_t place, int month) {
  const std::size_t n = memory.followed.size();
  return static_cast<double>(
      memory.citizens[static_cast<std::size_t>(month - 1) * n + place].hardship);
}

/// \param before month of the request before; 0: none
Sentence asking(const Memory& memory, std::size_t place, int before, int month) {
  constexpr double moved = 0.05;
  if (before == 0) return say("asks");
  const double change = hardship_at(memory, place, month) - hardship_at(memory, place, before);
  return say(change > moved ? "asks_grown" : change < -moved ? "asks_less" : "asks_again");
}

/// \param envied whether somebody had got more before; that nobody did is told where it is news
std::vector<Sentence> comparing(const Happening& h, bool envied) {
  if (h.other == nobody)
    return envied ? std::vector{say("nobody_got_more")} : std::vector<Sentence>{};
  const std::string_view much = h.more < 0.5F ? "little" : h.more < 1.2F ? "clearly" : "much";
  return {
      say("got_more", {{"other", std::int64_t{h.other}},
                       {"much", word("much", much)},
                       {"how", word("how", option_names[static_cast<std::size_t>(h.option)])}})};
}

/// \param mended whether the complaint brought something
std::vector<Sentence> complaining(const Happening& h, bool mended) {
  const bool equality = h.detail != 0;
  std::vector<Sentence> told{say(equality ? "complains_equality" : "complains_shortfall")};
  told.push_back(say(!mended ? "no_result" : equality ? "mended_equality" : "mended"));
  return told;
}

sim::Data data_of(const Happening& h) {
  constexpr std::array<std::string_view, whats> names{"not_asked", "asked", "compared",
                                                      "complained", "mended"};
  sim::Data::Named data{{"month", {std::int64_t{h.month}}},
                        {"what", {std::string(names[static_cast<std::size_t>(h.what)])}}};
  if (h.what == What::not_asked)
    data.emplace_back("because", sim::Data{std::string(deterrent_names[h.detail])});
  if (h.what == What::complained)
    data.emplace_back("about", sim::Data{std::string(h.detail != 0 ? "equality" : "shortfall")});
  if (h.what == What::compared) {
    data.emplace_back("alike", sim::Data{std::int64_t{h.detail}});
    if (h.other != nobody) {
      data.emplace_back("other", sim::Data{std::int64_t{h.other}});
      data.emplace_back("more", sim::Data{static_cast<double>(h.more)});
    }
  }
  return {std::move(data)};
}

void add_happenings(const Memory& memory, std::size_t place, std::vector<Event>& events) {
  int before = 0;
  bool envied = true;  // so that the first comparison is told
  for (std::size_t k = 0; k < memory.happened.size(); ++k) {
    const Happening& h = memory.happened[k];
    if (h.citizen != memory.followed[place]) continue;
    const bool mended =
        k + 1 < memory.happened.size() && memory.happened[k + 1].what == What::mended &&
        memory.happened[k + 1].citizen == h.citizen && memory.happened[k + 1].month == h.month;
    Event event{h.month, 2 + static_cast<int>(h.what), {}, data_of(h)};
    switch (h.what) {
      case What::not_asked:
        event.order = 0;
        event.sentences = {
            say("not_asked", {{"reason", word("deterrent", deterrent_names[h.detail])}})};
        break;
      case What::asked:
        event.order = 0;
        event.sentences = {asking(memory, place, before, h.month)};
        before = h.month;
        break;
      case What::compared:
        event.sentences = comparing(h, envied);
        envied = h.other != nobody;
        break;
      case What::complained: event.sentences = complaining(h, mended); break;
      case What::mended: break;  // told with the complaint
    }
    events.push_back(std::move(event));
  }
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
         {say("revoked")},
         {sim::Data::Named{{"month", {std::int64_t{month}}},
                           {"what", {std::string("revoked")}},
                           {"value", {static_cast<double>(now.treatment - before.treatment)}}}}});
  }
}

std::vector<Event> events_of(const Memory& memory, std::size_t place) {
  const std::uint32_t citizen = memory.followed[place];
  std::vector<Event> events;
  const Handlings& handled = memory.handled;
  for (std::size_t row = 0; row < handled.rows(); ++row)
    if (handled("citizen_id", row) == citizen)
      events.push_back(of_decision(handled, row, memory.threshold));
  add_happenings(memory, place, events);
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

/// A request a paragraph, with all that comes of it.
/// \return how many events are not told
std::size_t tell_events(const std::vector<Event>& events, Passages& passages) {
  std::size_t paragraphs = 0;
  int month = 0;
  for (std::size_t k = 0; k < events.size(); ++k) {
    const Event& event = events[k];
    const bool opens = paragraphs == 0 || event.order == 0;
    if (opens && paragraphs == most_told) return events.size() - k;
    if (opens) ++paragraphs;
    auto& sentences = (opens ? new_paragraph(passages) : passages.back()).sentences;
    if (opens || (event.month != month && event.order != 1))
      sentences.push_back(at(event.month));
    else if (event.month == month + 1)
      sentences.push_back(say("a_month_later"));
    else if (event.month != month)
      sentences.push_back(say("later", {{"months", std::int64_t{event.month - month}}}));
    sentences.insert(sentences.end(), event.sentences.begin(), event.sentences.end());
    month = event.month;
  }
  return 0;
}

/// How trust or hardship went.
Sentence going(const Memory& memory, std::size_t place, std::string_view what,
               float CitizenMoment::*value) {
  const auto of = [&](std::size_t month) {
    return of_100(
        static_cast<double>(memory.citizens[month * memory.followed.size() + place].*value));
  };
  const auto first = of(0);
  const auto last = of(static_cast<std::size_t>(memory.months - 1));
  const std::string key(what);
  if (first == last) return say(key + "_same", {{"last", last}});
  return say(key + "_went", {{"first", first}, {"last", last}});
}

sim::Data citizen_passages(const Remembered& life, std::size_t place, Passages& passages) {
  const Memory& memory = *life.memory;
  const auto events = events_of(memory, place);
  sim::Data::List data, years;
  for (const Event& event : events) data.push_back(event.data);
  const std::size_t left = tell_events(events, passages);
  Passage& ending = new_paragraph(passages);
  if (left > 0)
    ending.sentences.push_back({"story.more", {{"events", static_cast<std::int64_t>(left)}}});
  if (events.empty()) ending.sentences.push_back(say("nothing"));
  if (memory.standing[place].pending) ending.sentences.push_back(say("still_waits"));
  ending.sentences.push_back(going(memory, place, "trust", &CitizenMoment::trust));
  ending.sentences.push_back(going(memory, place, "hardship", &CitizenMoment::hardship));
  add_years(memory, place, ending, years);
  return {sim::Data::Named{
      {"scenario", {life.scenario}}, {"events", {std::move(data)}}, {"years", {std::move(years)}}}};
}

/// Who the citizen is, whatever the scenario.
void add_portrait(const Memory& memory, std::size_t place, sim::Tale& tale) {
  const Citizen& citizen = memory.portraits[place];
  const auto problems = std::int64_t{citizen.problems};
  auto& sentences = tale.passages.front().sentences;
  sentences.insert(sentences.begin(),
                   {say("office", {{"office", std::int64_t{citizen.office}},
                                   {"situation", situation(citizen.life_situation)}}),
                    say(problems == 0   ? "problems_none"
                        : problems == 1 ? "problems_one"
                                        : "problems",
                        {{"problems", problems}}),
                    say("capacity", {{"part", part(static_cast<double>(citizen.capacity))}})});
}

}  // namespace

sim::Tale tell_citizen(const Lives& lives, std::optional<int> who) {
  std::vector<std::vector<double>> values;
  for (const Remembered& life : lives) values.push_back(fortunes(*life.memory));
  const Memory& first = *lives.front().memory;
  const Chosen chosen = who ? Chosen{place_of(first, *who), 0} : most_different(values);
  sim::Tale tale = opened("citizen", std::int64_t{first.followed[chosen.who]}, chosen,
                          who.has_value(), first.followed.size());
  add_portrait(first, chosen.who, tale);
  add_passages(
      lives,
      [&](const Remembered& life, Passages& passages) {
        return citizen_passages(life, chosen.who, passages);
      },
      tale);
  return tale;
}

}  // namespace discretion
