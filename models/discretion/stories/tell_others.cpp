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
      sum.blamed_for_deviating += m.blamed_for_deviating;
      sum.blamed_for_rule += m.blamed_for_rule;
    } else {
      sum.complaints += m.complaints;
      sum.equality += m.equality;
    }
  }
  return sum;
}

// --- a worker ---

/// One worker's months.
class WorkerLife {
 public:
  WorkerLife(const Memory& memory, std::size_t who, std::size_t n)
      : memory_(memory), who_(who), n_(n) {}
  int months() const { return memory_.months; }
  /// \param month 1 first
  const WorkerMoment& operator()(int month) const {
    return memory_.workers[static_cast<std::size_t>(month - 1) * n_ + who_];
  }
  /// Months in which a value rose by more than so much, of the largest rises, in order of time.
  std::vector<int> largest_rises(float WorkerMoment::*value, float sign, float least) const {
    constexpr std::size_t most = 3;
    const auto rise = [&](int month) {
      return sign * ((*this)(month).*value - (*this)(month - 1).*value);
    };
    std::vector<int> found;
    for (int month = 2; month <= months(); ++month)
      if (!(*this)(month).arrived && rise(month) > least) found.push_back(month);
    std::ranges::stable_sort(found, [&](int a, int b) { return rise(a) > rise(b); });
    found.resize(std::min(found.size(), most));
    std::ranges::sort(found);
    return found;
  }

 private:
  const Memory& memory_;
  std::size_t who_, n_;
};

sim::Sentence say_of_worker(std::string_view key,
                            std::vector<std::pair<std::string, Field>> fields = {}) {
  return {"story.worker." + std::string(key), std::move(fields)};
}

/// What moved the blame that is expected, in a month in which it rose.
sim::Sentence blame_told(const WorkerMoment& m) {
  const Field blame = of_100(static_cast<double>(m.blame));
  if (m.blamed_for_deviating > 0)
    return say_of_worker("blamed", {{"times", times(m.blamed_for_deviating)}, {"blame", blame}});
  return say_of_worker("heard", {{"blame", blame}});
}

/// What moved the worker, month by month.
std::vector<std::pair<int, sim::Sentence>> incidents_of(const WorkerLife& life) {
  constexpr float noticed = 0.03F;  // what moves a decision
  std::vector<std::pair<int, sim::Sentence>> told;
  for (const int month : life.largest_rises(&WorkerMoment::blame, 1.0F, noticed))
    told.emplace_back(month, blame_told(life(month)));
  for (const int month : life.largest_rises(&WorkerMoment::sensitivity, -1.0F, noticed))
    told.emplace_back(
        month,
        say_of_worker(life(month).overload > 0 ? "worn_by_work" : "worn",
                      {{"sensitivity", of_100(static_cast<double>(life(month).sensitivity))}}));
  for (int month = 2; month <= life.months(); ++month) {
    const WorkerMoment& m = life(month);
    const int before = life(month - 1).preconditions;
    if (m.arrived) told.emplace_back(month, say_of_worker("newcomer"));
    if (m.preconditions != before)
      told.emplace_back(month, say_of_worker(m.preconditions > before ? "added" : "dropped",
                                             {{"preconditions", std::int64_t{m.preconditions}}}));
  }
  std::ranges::stable_sort(told, {}, [](const auto& one) { return one.first; });
  return told;
}

void tell_incidents(const WorkerLife& life, Passages& passages) {
  auto& sentences = new_paragraph(passages).sentences;
  int month = 0;
  for (auto& [when, sentence] : incidents_of(life)) {
    if (when != month) sentences.push_back(at(when));
    sentences.push_back(std::move(sentence));
    month = when;
  }
}

Data worker_passages(const Remembered& remembered, std::size_t who, std::size_t n,
                     Passages& passages) {
  const Memory& memory = *remembered.memory;
  const WorkerLife life(memory, who, n);
  const WorkerMoment& start = life(1);
  const WorkerMoment& end = life(memory.months);
  passages.back().sentences.push_back(
      say_of_worker("start", {{"office", std::int64_t{memory.office_of_worker[who]}},
                              {"norm", of_100(static_cast<double>(start.norm))}}));
  passages.back().sentences.push_back(
      say_of_worker("sensitivity", {{"part", part(static_cast<double>(start.sensitivity))}}));
  tell_incidents(life, passages);
  Passage& passage = new_paragraph(passages);
  passage.sentences.push_back(say_of_worker(end.norm > start.norm + 0.02F   ? "end_stricter"
                                            : end.norm < start.norm - 0.02F ? "end_milder"
                                                                            : "end_same",
                                            {{"norm", of_100(static_cast<double>(end.norm))}}));
  passage.sentences.push_back(
      say_of_worker("end_sensitivity", {{"part", part(static_cast<double>(end.sensitivity))}}));
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
                                 {"blamed_for_deviating", {std::int64_t{m.blamed_for_deviating}}},
                                 {"blamed_for_rule", {std::int64_t{m.blamed_for_rule}}},
                                 {"trust_of_manager", {static_cast<double>(m.trust)}},
                                 {"preconditions", {std::int64_t{m.preconditions}}}}});
  }
  return {Data::Named{{"scenario", {remembered.scenario}}, {"years", {std::move(years)}}}};
}

// --- an office ---

/// What the years did to tailoring and complaints.
void tell_years(const std::vector<OfficeMoment>& years, std::vector<sim::Sentence>& sentences) {
  const auto tailored = [&](std::size_t year) {
    return share(years[year].tailored, years[year].decisions);
  };
  const std::size_t last = years.size() - 1;
  sentences.push_back({"story.office.tailored",
                       {{"first", of_100(tailored(0))}, {"last", of_100(tailored(last))}}});
  std::size_t turn = 0;
  constexpr double noticed = 0.03;
  for (std::size_t year = 1; year <= last; ++year)
    if (std::abs(tailored(year) - tailored(year - 1)) >
        (turn == 0 ? noticed : std::abs(tailored(turn) - tailored(turn - 1))))
      turn = year;
  if (turn > 0)
    sentences.push_back(
        {tailored(turn) > tailored(turn - 1) ? "story.office.rose" : "story.office.fell",
         {{"year", word("year", std::to_string(turn + 1))},
          {"before", of_100(tailored(turn - 1))},
          {"after", of_100(tailored(turn))}}});
  for (const std::size_t year : {std::size_t{0}, last})
    sentences.push_back(
        {year == 0 ? "story.office.complaints_first" : "story.office.complaints_last",
         {{"complaints", std::int64_t{years[year].complaints}},
          {"equality", std::int64_t{years[year].equality}}}});
}

Data office_passages(const Remembered& life, std::size_t who, std::size_t n, Passages& passages) {
  const Memory& memory = *life.memory;
  std::vector<OfficeMoment> sums;
  for (int month = 12; month <= memory.months; month += 12)
    sums.push_back(sum_of_year(memory.offices, n, who, month));
  if (!sums.empty()) tell_years(sums, passages.back().sentences);
  const OfficeMoment& end = memory.offices[memory.offices.size() - n + who];
  const auto preconditions = static_cast<double>(end.preconditions);
  auto& sentences = new_paragraph(passages).sentences;
  sentences.push_back({"story.office.room", {{"part", part(static_cast<double>(end.room))}}});
  sentences.push_back({std::llround(preconditions) == 1 ? "story.office.precondition"
                                                        : "story.office.preconditions",
                       {{"preconditions", count(preconditions)}}});
  sentences.push_back({end.measures == 1 ? "story.office.measure" : "story.office.measures",
                       {{"measures", std::int64_t{end.measures}}}});
  Passage& passage = passages.back();
  passage.columns = {word("column", "year"),       word("column", "tailored"),
                     word("column", "complaints"), word("column", "equality"),
                     word("column", "room"),       word("column", "preconditions"),
                     word("column", "measures")};
  Data::List years;
  for (std::size_t k = 0; k < sums.size(); ++k) {
    const OfficeMoment& m = sums[k];
    const auto year = static_cast<std::int64_t>(k + 1);
    const double tailored = share(m.tailored, m.decisions);
    passage.rows.push_back({year, of_100(tailored), std::int64_t{m.complaints},
                            std::int64_t{m.equality}, of_100(static_cast<double>(m.room)),
                            count(static_cast<double>(m.preconditions)), std::int64_t{m.measures}});
    years.push_back({Data::Named{{"year", {year}},
                                 {"tailored", {tailored}},
                                 {"complaints", {std::int64_t{m.complaints}}},
                                 {"room", {static_cast<double>(m.room)}},
                                 {"complexity", {static_cast<double>(m.complexity)}},
                                 {"preconditions", {static_cast<double>(m.preconditions)}},
                                 {"measures", {std::int64_t{m.measures}}}}});
  }
  return {Data::Named{{"scenario", {life.scenario}}, {"years", {std::move(years)}}}};
}

/// A worker or an office, of whom a moment is remembered each month.
template <class Moment>
sim::Tale tell_one(const Lives& lives, std::optional<int> who, std::string_view kind,
                   std::vector<Moment> Memory::*moments,
                   Data (*tell)(const Remembered&, std::size_t, std::size_t, Passages&)) {
  const Memory& first = *lives.front().memory;
  const std::size_t n = (first.*moments).size() / static_cast<std::size_t>(first.months);
  std::vector<std::vector<double>> values;
  for (const Remembered& life : lives)
    values.push_back(tailored_at_the_end(life.memory->*moments, n, life.memory->months));
  const Chosen chosen = choose(values, who, kind);
  sim::Tale tale = opened(kind, static_cast<std::int64_t>(chosen.who), chosen, who.has_value(), n);
  add_passages(
      lives,
      [&](const Remembered& life, Passages& passages) {
        return tell(life, chosen.who, n, passages);
      },
      tale);
  return tale;
}

}  // namespace

sim::Tale tell_worker(const Lives& lives, std::optional<int> who) {
  sim::Tale tale = tell_one(lives, who, "worker", &Memory::workers, worker_passages);
  tale.passages.front().sentences.push_back(say_of_worker("norm_is"));
  return tale;
}

sim::Tale tell_office(const Lives& lives, std::optional<int> who) {
  return tell_one(lives, who, "office", &Memory::offices, office_passages);
}

}  // namespace discretion
