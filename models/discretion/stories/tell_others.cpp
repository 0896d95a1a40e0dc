#include "models/discretion/stories/tell_others.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace discretion {

namespace {

using sim::Data;
using sim::Field;
using sim::Passage;

Chosen choose(const std::vector<std::vector<double>>& values, std::optional<int> who,
              std::string_view kind) {
  if (!who) return most_different(values);
  if (*who < 0 || static_cast<std::size_t>(*who) >= values.front().size())
    nobody_of_number(kind, *who);
  return {static_cast<std::size_t>(*who), 0};
}

double share(double part, double whole) { return whole > 0 ? part / whole : 0.0; }

/// Share tailored over the last two years, one by one.
template <class Moment>
std::vector<double> tailored_at_the_end(const std::vector<Moment>& moments, std::size_t n,
                                        int months) {
  std::vector<double> tailored(n, 0.0), decisions(n, 0.0);
  const auto from = static_cast<std::size_t>(std::max(0, months - 24)) * n;
  for (std::size_t k = from; k < moments.size(); ++k) {
    tailored[k % n] += moments[k].tailored;
    decisions[k % n] += moments[k].decisions;
  }
  for (std::size_t k = 0; k < n; ++k) tailored[k] = share(tailored[k], decisions[k]);
  return tailored;
}

/// What of one, in a year: sums of its months.
template <class Moment>
Moment sum_of_year(const std::vector<Moment>& moments, std::size_t n, std::size_t who, int last) {
  Moment sum = moments[static_cast<std::size_t>(last - 1) * n + who];
  for (int month = last - 11; month < last; ++month) {
    const Moment& m = moments[static_cast<std::size_t>(month - 1) * n + who];
    sum.decisions += m.decisions;
    sum.tailored += m.tailored;
    if constexpr (requires { sum.objections; }) {
      sum.objections += m.objections;
    } else {
      sum.complaints += m.complaints;
      sum.equality += m.equality;
    }
  }
  return sum;
}

// --- a worker -----------------------------------------------------------------------------------

/// The month in which the blame that the worker expects rose most.
int month_of_most_blame(const Memory& memory, std::size_t who, std::size_t n) {
  int found = 0;
  float most = 0.02F;  // what moves a decision
  for (int month = 2; month <= memory.months; ++month) {
    const float rise = memory.workers[static_cast<std::size_t>(month - 1) * n + who].blame -
                       memory.workers[static_cast<std::size_t>(month - 2) * n + who].blame;
    if (rise > most) most = rise, found = month;
  }
  return found;
}

Data worker_passage(const Remembered& life, std::size_t who, std::size_t n, Passage& passage) {
  const Memory& memory = *life.memory;
  const WorkerMoment& start = memory.workers[who];
  const WorkerMoment& end = memory.workers[memory.workers.size() - n + who];
  passage.sentences.push_back({"story.worker.start",
                               {{"office", std::int64_t{memory.office_of_worker[who]}},
                                {"norm", of_100(static_cast<double>(start.norm))},
                                {"sensitivity", of_100(static_cast<double>(start.sensitivity))}}});
  if (const int month = month_of_most_blame(memory, who, n); month > 0) {
    const auto& then = memory.workers[static_cast<std::size_t>(month - 1) * n + who];
    auto told = at(then.objections > 0 ? "worker.blamed" : "worker.heard", month);
    told.fields.emplace_back("complaints", std::int64_t{then.objections});
    passage.sentences.push_back(std::move(told));
  }
  if (end.preconditions > start.preconditions)
    passage.sentences.push_back(
        {"story.worker.preconditions", {{"preconditions", std::int64_t{end.preconditions}}}});
  passage.sentences.push_back({end.norm > start.norm + 0.02F   ? "story.worker.end_stricter"
                               : end.norm < start.norm - 0.02F ? "story.worker.end_milder"
                                                               : "story.worker.end_same",
                               {{"norm", of_100(static_cast<double>(end.norm))},
                                {"sensitivity", of_100(static_cast<double>(end.sensitivity))}}});
  passage.columns = {word("column", "year"),         word("column", "norm"),
                     word("column", "blame"),        word("column", "sensitivity"),
                     word("column", "tailored"),     word("column", "complaints"),
                     word("column", "preconditions")};
  Data::List years;
  for (int month = 12; month <= memory.months; month += 12) {
    const WorkerMoment m = sum_of_year(memory.workers, n, who, month);
    const double tailored = share(m.tailored, m.decisions);
    passage.rows.push_back({year_of(month), of_100(static_cast<double>(m.norm)),
                            of_100(static_cast<double>(m.blame)),
                            of_100(static_cast<double>(m.sensitivity)), of_100(tailored),
                            std::int64_t{m.objections}, std::int64_t{m.preconditions}});
    years.push_back({Data::Named{{"year", {year_of(month)}},
                                 {"norm", {static_cast<double>(m.norm)}},
                                 {"blame", {static_cast<double>(m.blame)}},
                                 {"sensitivity", {static_cast<double>(m.sensitivity)}},
                                 {"tailored", {tailored}},
                                 {"complaints", {std::int64_t{m.objections}}},
                                 {"preconditions", {std::int64_t{m.preconditions}}}}});
  }
  return {Data::Named{{"scenario", {life.scenario}}, {"years", {std::move(years)}}}};
}

// --- an office ----------------------------------------------------------------------------------

Data office_passage(const Remembered& life, std::size_t who, std::size_t n, Passage& passage) {
  const Memory& memory = *life.memory;
  passage.columns = {word("column", "year"),       word("column", "tailored"),
                     word("column", "complaints"), word("column", "equality"),
                     word("column", "room"),       word("column", "preconditions"),
                     word("column", "measures")};
  Data::List years;
  double first = 0, last = 0;
  for (int month = 12; month <= memory.months; month += 12) {
    const OfficeMoment m = sum_of_year(memory.offices, n, who, month);
    last = share(m.tailored, m.decisions);
    if (month == 12) first = last;
    passage.rows.push_back({year_of(month), of_100(last), std::int64_t{m.complaints},
                            std::int64_t{m.equality}, of_100(static_cast<double>(m.room)),
                            count(static_cast<double>(m.preconditions)), std::int64_t{m.measures}});
    years.push_back({Data::Named{{"year", {year_of(month)}},
                                 {"tailored", {last}},
                                 {"complaints", {std::int64_t{m.complaints}}},
                                 {"room", {static_cast<double>(m.room)}},
                                 {"complexity", {static_cast<double>(m.complexity)}},
                                 {"preconditions", {static_cast<double>(m.preconditions)}},
                                 {"measures", {std::int64_t{m.measures}}}}});
  }
  const OfficeMoment& end = memory.offices[memory.offices.size() - n + who];
  passage.sentences.push_back(
      {"story.office.tailored", {{"first", of_100(first)}, {"last", of_100(last)}}});
  passage.sentences.push_back({"story.office.end",
                               {{"room", of_100(static_cast<double>(end.room))},
                                {"preconditions", count(static_cast<double>(end.preconditions))},
                                {"measures", std::int64_t{end.measures}}}});
  return {Data::Named{{"scenario", {life.scenario}}, {"years", {std::move(years)}}}};
}

// --- a rule -------------------------------------------------------------------------------------

/// Rules that it led to, theirs included.
std::size_t descendants(const std::vector<Measure>& rules, std::size_t rule) {
  std::size_t found = 0;
  for (std::size_t k = rule + 1; k < rules.size(); ++k)
    if (rules[k].parent == static_cast<int>(rule)) found += 1 + descendants(rules, k);
  return found;
}

std::size_t most_fertile(const std::vector<Measure>& rules) {
  std::size_t most = 0;
  for (std::size_t k = 1; k < rules.size(); ++k)
    if (descendants(rules, k) > descendants(rules, most)) most = k;
  return most;
}

std::vector<Field> signal_of(const Measure& rule) {
  return {word("cause", cause_names[static_cast<std::size_t>(rule.cause)]),
          word("kind", measure_kind_names[static_cast<std::size_t>(rule.kind)])};
}

Data rule_passage(const Remembered& life, std::size_t k, Passage& passage) {
  const Memory& memory = *life.memory;
  const int warm_up = memory.warm_up;
  const auto& rules = memory.administrations.front().measures;
  const Measure& rule = rules[k];
  const int born = rule.announced - warm_up;
  const auto fields = signal_of(rule);
  auto birth = at("rule.born", born);
  birth.fields.emplace_back("cause", fields[0]);
  birth.fields.emplace_back("kind", fields[1]);
  passage.sentences.push_back(std::move(birth));
  if (rule.parent >= 0)
    passage.sentences.push_back({"story.rule.parent", {{"parent", std::int64_t{rule.parent}}}});
  if (rule.life_situation >= 0)
    passage.sentences.push_back(
        {"story.rule.aim", {{"situation", std::int64_t{rule.life_situation}}}});
  if (rule.acted) {
    passage.sentences.push_back(at("rule.effective", rule.effective - warm_up));
    passage.sentences.push_back(
        {rule.side_sign < 0 ? "story.rule.slipped_down" : "story.rule.slipped_up",
         {{"situation", std::int64_t{rule.side_situation}}}});
  }
  if (rule.revisions > 0)
    passage.sentences.push_back({"story.rule.revised", {{"times", std::int64_t{rule.revisions}}}});
  const std::size_t led_to = descendants(rules, k);
  if (led_to > 0)
    passage.sentences.push_back(
        {"story.rule.children", {{"rules", static_cast<std::int64_t>(led_to)}}});
  if (rule.ended > 0)
    passage.sentences.push_back(at("rule.ended", rule.ended - warm_up));
  else
    passage.sentences.push_back({"story.rule.stands", {{"effect", of_100(rule.effectiveness)}}});
  Data::List moments;
  for (const RuleMoment& m : memory.rules) {
    if (m.administration != 0 || m.rule != k) continue;
    Data::Named salience;
    for (std::size_t c = 0; c < causes; ++c)
      salience.emplace_back(cause_names[c], Data{m.salience[c]});
    moments.push_back({Data::Named{{"month", {std::int64_t{m.month}}},
                                   {"revisions", {std::int64_t{m.revisions}}},
                                   {"in_force", {m.in_force}},
                                   {"salience", {std::move(salience)}}}});
  }
  return {Data::Named{{"scenario", {life.scenario}},
                      {"rule", {static_cast<std::int64_t>(k)}},
                      {"descendants", {static_cast<std::int64_t>(led_to)}},
                      {"moments", {std::move(moments)}}}};
}

/// A worker or an office, of whom a moment is remembered each month.
template <class Moment>
sim::Tale tell_one(const Lives& lives, std::optional<int> who, std::string_view kind,
                   std::vector<Moment> Memory::*moments,
                   Data (*tell)(const Remembered&, std::size_t, std::size_t, Passage&)) {
  const Memory& first = *lives.front().memory;
  const std::size_t n = (first.*moments).size() / static_cast<std::size_t>(first.months);
  std::vector<std::vector<double>> values;
  for (const Remembered& life : lives)
    values.push_back(tailored_at_the_end(life.memory->*moments, n, life.memory->months));
  const Chosen chosen = choose(values, who, kind);
  sim::Tale tale = opened(kind, static_cast<std::int64_t>(chosen.who), chosen, who.has_value(), n);
  add_passages(
      lives,
      [&](const Remembered& life, Passage& passage) { return tell(life, chosen.who, n, passage); },
      tale);
  return tale;
}

}  // namespace

sim::Tale tell_worker(const Lives& lives, std::optional<int> who) {
  return tell_one(lives, who, "worker", &Memory::workers, worker_passage);
}

sim::Tale tell_office(const Lives& lives, std::optional<int> who) {
  return tell_one(lives, who, "office", &Memory::offices, office_passage);
}

sim::Tale tell_rule(const Lives& lives, std::optional<int> who) {
  sim::Tale tale;
  Passage opening;
  opening.heading = {"story.rule.title"};
  if (!who) opening.sentences.push_back({"story.rule.chosen"});
  tale.passages.push_back(std::move(opening));
  add_passages(
      lives,
      [&](const Remembered& life, Passage& passage) -> Data {
        const auto& rules = life.memory->administrations.front().measures;
        if (rules.empty() ||
            (who && (*who < 0 || static_cast<std::size_t>(*who) >= rules.size()))) {
          passage.sentences.push_back({"story.rule.none"});
          return {Data::Named{{"scenario", {life.scenario}}}};
        }
        const std::size_t k = who ? static_cast<std::size_t>(*who) : most_fertile(rules);
        passage.sentences.push_back({"story.rule.number",
                                     {{"rule", static_cast<std::int64_t>(k)},
                                      {"rules", static_cast<std::int64_t>(rules.size())}}});
        return rule_passage(life, k, passage);
      },
      tale);
  return tale;
}

}  // namespace discretion
