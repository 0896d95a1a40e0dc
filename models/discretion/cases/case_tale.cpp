#include "models/discretion/cases/case_tale.hpp"

#include <array>
#include <cmath>
#include <string>
#include <string_view>
#include <utility>

#include "models/discretion/record/said.hpp"
#include "models/discretion/workers/replay.hpp"

namespace discretion {

namespace {

using sim::Data;
using sim::Field;
using sim::Passage;
using sim::Word;

Word word(std::string_view table, std::string_view name) {
  return {std::string("case.") + std::string(table) + "." + std::string(name), {}};
}
/// The same with its sign, for what is added.
Field points(double share) {
  const auto n = std::llround(100.0 * share);
  return (n > 0 ? "+" : n < 0 ? "−" : "") + std::to_string(std::abs(n));
}

// --- all scenarios in one table -----------------------------------------------------------------

Passage overview(const std::vector<CaseTold>& scenarios) {
  Passage passage;
  passage.heading = {"case.overview.heading"};
  passage.sentences = {{"case.overview.note"}};
  for (const auto name : {"scenario", "year", "asks", "tailor", "apply", "shortcut", "escalate",
                          "given", "low", "high"})
    passage.columns.push_back(word("columns", name));
  for (const CaseTold& told : scenarios) {
    for (const CaseSummary& m : told.moments) {
      passage.rows.push_back({scenario_name(told.scenario), year_of(m.month), of_100(m.asks),
                              of_100(m.chosen[tailor]), of_100(m.chosen[apply]),
                              of_100(m.chosen[shortcut]), of_100(m.chosen[escalate]),
                              of_100(m.given), of_100(m.given_low), of_100(m.given_high)});
    }
  }
  return passage;
}

// --- one scenario -------------------------------------------------------------------------------

/// A table with a column for each moment.
Passage by_year(const CaseTold& told, std::string_view first_column) {
  Passage passage;
  passage.columns.push_back(word("columns", first_column));
  for (std::size_t m = 0; m < told.moments.size(); ++m)
    passage.columns.push_back(word("columns", m == 0 ? "first_year" : "last_year"));
  return passage;
}

/// The option that a voice asks for most, where it minds.
std::size_t wish_of(const CaseSummary& m, std::size_t voice) {
  std::size_t most = apply;
  for (std::size_t x = 1; x < options; ++x)
    if (m.wishes[voice][x] > m.wishes[voice][most]) most = x;
  return most;
}

/// The two voices that want different options at most desks.
std::pair<std::size_t, std::size_t> hardest_conflict(const CaseSummary& m) {
  std::pair<std::size_t, std::size_t> hardest{0, 1};
  for (std::size_t a = 0; a < voices; ++a)
    for (std::size_t b = a + 1; b < voices; ++b)
      if (m.conflicts[a][b] > m.conflicts[hardest.first][hardest.second]) hardest = {a, b};
  return hardest;
}

void tell_conflicts(const CaseTold& told, std::vector<sim::Sentence>& sentences) {
  const CaseSummary& m = told.moments.front();
  const CaseSummary& then = told.moments.back();
  const auto first = hardest_conflict(m);
  const auto last = hardest_conflict(then);
  const auto tell = [&](std::string_view key, const CaseSummary& moment, auto hardest) {
    const auto [a, b] = hardest;
    sentences.push_back({std::string(key),
                         {{"one", word("voice", voice_names[a])},
                          {"other", word("voice", voice_names[b])},
                          {"desks", of_100(moment.conflicts[a][b])}}});
  };
  if (m.conflicts[first.first][first.second] > 0)
    tell("case.voices.conflict", m, first);
  else
    sentences.push_back({"case.voices.none"});
  if (told.moments.size() > 1 && then.conflicts[last.first][last.second] > 0)
    tell(last == first ? "case.voices.conflict_still" : "case.voices.conflict_then", then, last);
}

Passage voices_of(const CaseTold& told) {
  Passage passage;
  passage.heading = {"case.voices.heading"};
  for (const auto name : {"voice", "asks_for", "at_desks", "then_asks_for", "then_at_desks"})
    passage.columns.push_back(word("columns", name));
  if (told.moments.size() == 1) passage.columns.resize(3);
  for (std::size_t v = 0; v < voices; ++v) {
    std::vector<Field> row{word("voice", voice_names[v])};
    for (const CaseSummary& m : told.moments) {
      const std::size_t wish = wish_of(m, v);
      const double share = m.wishes[v][wish];
      row.emplace_back(share > 0 ? word("option", option_names[wish]) : word("option", "nothing"));
      row.push_back(of_100(share));
    }
    passage.rows.push_back(std::move(row));
  }
  tell_conflicts(told, passage.sentences);
  return passage;
}

Passage unlike_of(const CaseTold& told) {
  Passage passage = by_year(told, "decided_by");
  passage.heading = {"case.unlike.heading"};
  const CaseSummary& m = told.moments.front();
  if (std::isfinite(m.colleague))
    passage.sentences.push_back({"case.unlike.colleague", {{"cases", of_100(m.colleague)}}});
  passage.sentences.push_back({"case.unlike.note"});
  constexpr std::array<std::pair<std::string_view, double Unlike::*>, 4> rows{
      {{"another_day", &Unlike::another_day},
       {"another_worker", &Unlike::another_worker},
       {"another_team", &Unlike::another_team},
       {"another_office", &Unlike::another_office}}};
  for (const auto& [name, member] : rows) {
    std::vector<Field> row{word("unlike", name)};
    for (const CaseSummary& moment : told.moments) row.push_back(of_100(moment.unlike.*member));
    passage.rows.push_back(std::move(row));
  }
  return passage;
}

Passage reasons_of(const CaseTold& told) {
  const bool years = told.moments.size() > 1;
  Passage passage = by_year(told, "part");
  passage.heading = {"case.why.heading"};
  passage.sentences = {{"case.why.note", {{"neutral", of_100(told.moments.front().neutral)}}}};
  if (years) passage.columns.push_back(word("columns", "between"));
  for (std::size_t k = 0; k < all_parts; ++k) {
    std::vector<Field> row{word("part", bench_parts()[k].name)};
    for (const CaseSummary& m : told.moments)
      row.push_back(k < neutral_parts ? points(m.parts[k]) : Field(std::string()));
    if (years) row.push_back(points(told.between[k]));
    if (years || k < neutral_parts) passage.rows.push_back(std::move(row));
  }
  std::vector<Field> total{word("part", "total")};
  for (const CaseSummary& m : told.moments) total.push_back(points(m.tailors() - m.neutral));
  if (years)
    total.push_back(points(told.moments.back().tailors() - told.moments.front().tailors()));
  passage.rows.push_back(std::move(total));
  return passage;
}

Passage aftermath_of(const CaseTold& told, const std::vector<Person>& people) {
  Passage passage = by_year(told, "afterwards");
  passage.heading = {"case.after.heading"};
  const Aftermath& first = told.moments.front().after;
  const bool too_late = people.front().too_late_later;
  passage.sentences.push_back(
      {too_late ? "case.after.too_late" : "case.after.first",
       {{"complains", of_100(first.first.complains)}, {"mended", of_100(first.first.mended)}}});
  const bool no_precedent = of_100(first.second[1]) == of_100(first.second[0]);
  passage.sentences.push_back(
      {no_precedent ? "case.after.second_same" : "case.after.second",
       {{"granted", of_100(first.second[1])}, {"refused", of_100(first.second[0])}}});
  passage.sentences.push_back(
      {told.moments.front().equality > 0.5 ? "case.after.envy" : "case.after.shortfall",
       {{"granted", of_100(first.second_refused[1].complains)},
        {"refused", of_100(first.second_refused[0].complains)}}});
  const bool same = of_100(first.third_after_complaint[1]) == of_100(first.third_without[1]);
  passage.sentences.push_back({same ? "case.after.third_same" : "case.after.third",
                               {{"complained", of_100(first.third_after_complaint[1])},
                                {"silent", of_100(first.third_without[1])}}});
  const auto row = [&](std::string_view name, auto value) {
    std::vector<Field> cells{word("after_rows", name)};
    for (const CaseSummary& m : told.moments)
      cells.push_back(m.may_grant > 0 ? of_100(value(m.after)) : Field(std::string("–")));
    passage.rows.push_back(std::move(cells));
  };
  row("second_granted", [](const Aftermath& a) { return a.second[1]; });
  row("second_refused", [](const Aftermath& a) { return a.second[0]; });
  row("complains_granted", [](const Aftermath& a) { return a.second_refused[1].complains; });
  row("complains_refused", [](const Aftermath& a) { return a.second_refused[0].complains; });
  row("third_complained", [](const Aftermath& a) { return a.third_after_complaint[1]; });
  row("third_silent", [](const Aftermath& a) { return a.third_without[1]; });
  return passage;
}

void tell_scenario(const CaseTold& told, const std::vector<Person>& people,
                   std::vector<Passage>& passages) {
  const CaseSummary& first = told.moments.front();
  const CaseSummary& last = told.moments.back();
  Passage opening;
  opening.heading = {"case.scenario.heading", {{"scenario", scenario_name(told.scenario)}}};
  const auto desks = [](const CaseSummary& m) {
    return Field(static_cast<std::int64_t>(std::llround(m.tailors() * m.workers)));
  };
  const bool below_the_gate = first.may_grant == 0 && last.may_grant == 0;
  const bool nobody =
      below_the_gate && desks(first) == Field(std::int64_t{0}) && desks(last) == desks(first);
  if (nobody) {
    opening.sentences.push_back({"case.scenario.nobody", {{"given", of_100(first.given)}}});
  } else {
    opening.sentences.push_back(
        {told.moments.size() == 1                 ? "case.scenario.grants_once"
         : desks(first) == Field(std::int64_t{0}) ? "case.scenario.grants_later"
                                                  : "case.scenario.grants",
         {{"desks", desks(first)},
          {"workers", static_cast<std::int64_t>(std::llround(first.workers))},
          {"then", desks(last)},
          {"year", year_of(last.month)}}});
  }
  if (below_the_gate && !nobody) opening.sentences.push_back({"case.scenario.by_error"});
  if (people.front().repair > 0)
    opening.sentences.push_back(
        {"case.scenario.repaired",
         {{"given", of_100(first.repaired)}, {"tailors", of_100(first.tailors_beside_repair)}}});
  passages.push_back(std::move(opening));
  if (nobody) return;
  passages.push_back(voices_of(told));
  passages.push_back(unlike_of(told));
  passages.push_back(reasons_of(told));
  if (first.may_grant > 0) passages.push_back(aftermath_of(told, people));
}

// --- numbers ------------------------------------------------------------------------------------

Data number(double value) { return {value}; }

template <class Values, class Names>
Data named(const Values& values, const Names& name_of, std::size_t count) {
  Data::Named object;
  for (std::size_t k = 0; k < count; ++k)
    object.emplace_back(std::string(name_of(k)), number(values[k]));
  return {std::move(object)};
}

Data data_of(const Refusal& refusal) {
  return {
      Data::Named{{"complains", number(refusal.complains)}, {"mended", number(refusal.mended)}}};
}

Data data_of(const Aftermath& after, std::size_t copy) {
  return {Data::Named{{"second_tailored", number(after.second[copy])},
                      {"second_refused", data_of(after.second_refused[copy])},
                      {"third_tailored", number(after.third[copy])},
                      {"third_after_complaint", number(after.third_after_complaint[copy])},
                      {"third_without_complaint", number(after.third_without[copy])}}};
}

Data voices_data(const CaseSummary& m) {
  Data::Named all;
  for (std::size_t v = 0; v < voices; ++v) {
    Data wishes = named(
        m.wishes[v], [](std::size_t x) { return option_names[x]; }, options);
    Data::Named conflicts;
    for (std::size_t other = v + 1; other < voices; ++other)
      conflicts.emplace_back(std::string(voice_names[other]), number(m.conflicts[v][other]));
    all.emplace_back(std::string(voice_names[v]),
                     Data{Data::Named{{"asks_for", std::move(wishes)},
                                      {"stake", number(m.stakes[v])},
                                      {"conflicts_with", {std::move(conflicts)}}}});
  }
  return {std::move(all)};
}

std::string_view part_name(std::size_t k) { return bench_parts()[k].name; }

Data data_of(const CaseSummary& m, const Person& person) {
  Data::Named all{{"month", {std::int64_t{m.month}}},
                  {"workers", number(m.workers)},
                  {"asks", number(m.asks)},
                  {"chosen", named(
                                 m.chosen, [](std::size_t x) { return option_names[x]; }, options)},
                  {"given",
                   {Data::Named{{"mean", number(m.given)},
                                {"low", number(m.given_low)},
                                {"high", number(m.given_high)}}}},
                  {"neutral", number(m.neutral)},
                  {"parts", named(m.parts, part_name, neutral_parts)},
                  {"colleague_would_not", number(m.colleague)},
                  {"unlike",
                   {Data::Named{{"another_day", number(m.unlike.another_day)},
                                {"another_worker", number(m.unlike.another_worker)},
                                {"another_team", number(m.unlike.another_team)},
                                {"another_office", number(m.unlike.another_office)}}}},
                  {"voices", voices_data(m)},
                  {"may_grant", number(m.may_grant)}};
  if (m.may_grant > 0) {
    all.emplace_back("first_refused", data_of(m.after.first));
    all.emplace_back("after_refusal", data_of(m.after, 0));
    all.emplace_back("after_grant", data_of(m.after, 1));
    all.emplace_back("complains_of_equality", number(m.equality));
  }
  if (person.repair > 0)
    all.emplace_back("repaired_rule",
                     Data{Data::Named{{"given", number(m.repaired)},
                                      {"tailors", number(m.tailors_beside_repair)}}});
  return {std::move(all)};
}

}  // namespace

sim::Tale tale_of(const std::vector<CaseTold>& scenarios, const std::vector<Person>& people) {
  sim::Tale tale;
  tale.passages.push_back(overview(scenarios));
  Data::List list;
  for (const CaseTold& told : scenarios) {
    tell_scenario(told, people, tale.passages);
    Data::List moments;
    for (const CaseSummary& m : told.moments) moments.push_back(data_of(m, people.front()));
    Data::Named one{{"scenario", {told.scenario}}, {"moments", {std::move(moments)}}};
    if (told.moments.size() > 1)
      one.emplace_back("between", named(told.between, part_name, all_parts));
    list.push_back({std::move(one)});
  }
  tale.data = {{"scenarios", {std::move(list)}}};
  return tale;
}

}  // namespace discretion
