#include "models/discretion/workers/replay.hpp"

#include <algorithm>
#include <span>
#include <string>
#include <utility>

#include "models/discretion/workers/wishes.hpp"
#include "models/discretion/world/sampling.hpp"

namespace discretion {

namespace {

/// What a row is made from.
struct Handled {
  const World& world;
  const Desk& desk;
  std::uint32_t citizen;
  const CaseFile& file;
  const Judgement& judgement;
  const Wishes& wishes;
  std::size_t choice;
};

/// What a voice adds to the utility of the chosen option.
template <Loyalty voice>
double vote(const Handled& h) {
  constexpr auto v = static_cast<std::size_t>(voice);
  const double weight = v < loyalties ? loyalties_at(h.world, h.desk)[v] : 1.0;
  return weight * h.judgement.votes[v][h.choice];
}

template <Option option>
double probability(const Handled& h) {
  return h.judgement.probability[static_cast<std::size_t>(option)];
}

/// One row a column: what it is, and what it is read from.
struct Column {
  sim::TableInfo::Column info;
  double (*value)(const Handled&);
};

// clang-format off
std::vector<Column> columns_of_who() {
  return {
      {{"citizen_id", "1", true, {}},
       [](const Handled& h) { return static_cast<double>(h.citizen); }},
      {{"month_handled", "month", true, {}},
       [](const Handled& h) { return static_cast<double>(h.world.month - h.world.warm_up); }},
      {{"office_id", "1", true, {}},
       [](const Handled& h) {
         return static_cast<double>(h.world.worker_traits.office[number(h.desk.worker)]);
       }},
      {{"worker_id", "1", true, {}},
       [](const Handled& h) { return static_cast<double>(number(h.desk.worker)); }},
      {{"life_situation_id", "1", true, {}},
       [](const Handled& h) { return static_cast<double>(h.file.life_situation); }}};
}
// clang-format on

/// Facts of the case that are traced.
std::vector<Column> columns_of_facts() {
  std::vector<Column> columns;
  for_each_fact([&]<std::size_t row>() {
    constexpr const auto& fact = std::get<row>(case_facts);
    if constexpr (fact.use.traced) {
      const std::string_view unit =
          fact.unit.scale == units::need.scale ? need_unit : fact.unit.unit;
      columns.push_back({{std::string(fact.name), std::string(unit), is_answer<row>, {}},
                         [](const Handled& h) { return static_cast<double>(fact.of(h.file)); }});
    }
  });
  return columns;
}

// clang-format off
std::vector<Column> columns_of_what_came() {
  const std::string sd{need_unit};
  return {
      {{"perceived_gap", sd, false, {}},
       [](const Handled& h) { return h.judgement.gap; }},
      {{"room", "1", false, {}},
       [](const Handled& h) { return h.desk.room; }},
      {{"may_tailor", "1", true, {}},
       [](const Handled& h) { return h.judgement.may_tailor ? 1.0 : 0.0; }},
      {{"pressure", "1", false, {}},
       [](const Handled& h) { return h.desk.pressure; }},
      {{"option", "1", true, {option_names.begin(), option_names.end()}},
       [](const Handled& h) { return static_cast<double>(h.choice); }},
      {{"treatment", sd, false, {}},
       [](const Handled& h) { return h.judgement.treatment[h.choice]; }},
      {{"hours", "hour", false, {}},
       [](const Handled& h) { return h.judgement.hours[h.choice]; }},
      {{"probability_apply", "1", false, {}},
       probability<Option::apply>},
      {{"probability_tailor", "1", false, {}},
       probability<Option::tailor>},
      {{"probability_shortcut", "1", false, {}},
       probability<Option::shortcut>},
      {{"probability_escalate", "1", false, {}},
       probability<Option::escalate>},
      {{"vote_citizen", "1", false, {}},
       vote<Loyalty::citizen>},
      {{"vote_law", "1", false, {}},
       vote<Loyalty::law>},
      {{"vote_organisation", "1", false, {}},
       vote<Loyalty::organisation>},
      {{"vote_profession", "1", false, {}},
       vote<Loyalty::profession>},
      {{"vote_society", "1", false, {}},
       vote<Loyalty::society>},
      {{"vote_self", "1", false, {}},
       vote<Loyalty::self>},
      {{"utility", "1", false, {}},
       [](const Handled& h) {
         return vote<Loyalty::citizen>(h) + vote<Loyalty::law>(h) + vote<Loyalty::organisation>(h) +
                vote<Loyalty::profession>(h) + vote<Loyalty::society>(h) + vote<Loyalty::self>(h);
       }}};
}
// clang-format on

/// What only stories tell: no column of a result.
template <std::size_t... voice>
std::vector<Column> columns_to_tell(std::index_sequence<voice...>) {
  std::vector<Column> columns{
      {{"waited", "month", true, {}}, [](const Handled& h) { return h.file.waited; }},
      {{"disclosed", "1", false, {}}, [](const Handled& h) { return h.file.disclosed; }}};
  (columns.push_back({{"wish_" + std::string(voice_names[voice]), "1", true, {}},
                      [](const Handled& h) { return static_cast<double>(h.wishes.wish[voice]); }}),
   ...);
  (columns.push_back({{"stake_" + std::string(voice_names[voice]), "1", false, {}},
                      [](const Handled& h) { return h.wishes.stake[voice]; }}),
   ...);
  return columns;
}

std::vector<Column> joined(std::vector<Column> all, const std::vector<Column>& more) {
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

const std::vector<Column>& columns_of_results() {
  static const std::vector<Column> table =
      joined(joined(columns_of_who(), columns_of_facts()), columns_of_what_came());
  return table;
}

/// Those of results first.
const std::vector<Column>& columns() {
  static const std::vector<Column> table =
      joined(columns_of_results(), columns_to_tell(std::make_index_sequence<voices>{}));
  return table;
}

/// The first so many columns, by citizen and month.
std::vector<std::vector<double>> first_columns(const World& world, std::size_t count) {
  const std::size_t width = columns().size();
  std::vector<std::span<const double>> rows;
  for (const Notebook& notebook : world.notebooks) {
    for (std::size_t k = 0; k < notebook.handled.size(); k += width)
      rows.emplace_back(notebook.handled.data() + k, width);
  }
  // Citizen and month come first; nobody's case is handled twice in a month.
  std::ranges::sort(rows, std::ranges::lexicographical_compare);
  std::vector<std::vector<double>> table(count);
  for (const auto& row : rows) {
    for (std::size_t c = 0; c < count; ++c) table[c].push_back(row[c]);
  }
  return table;
}

}  // namespace

sim::TableInfo replay_table() {
  sim::TableInfo info{"agents", "handling", {}, "record.sampled_citizens"};
  for (const Column& column : columns_of_results()) info.columns.push_back(column.info);
  return info;
}

std::vector<std::uint32_t> choose_followed(const World& world, int citizens) {
  if (citizens == 0) return {};
  Places places;
  for (std::uint32_t i = 0; i < world.population(); ++i)
    places.emplace_back(sim::Random(world.stream, Draw::follow, i, 0).word(), i);
  return first_by_word(std::move(places), static_cast<std::size_t>(citizens));
}

bool is_written_down(const World& world, CitizenId citizen) {
  return world.month > world.warm_up &&
         std::binary_search(world.followed.begin(), world.followed.end(), number(citizen));
}

void write_down(const World& world, const Desk& desk, CitizenId citizen, const CaseFile& file,
                const Judgement& judgement, Option choice, Notebook& notebook) {
  const Office& office = world.offices[world.citizens[number(citizen)].office];
  const Wishes wishes = wishes_of(world, office, desk, judgement);
  const Handled handled{
      world, desk, number(citizen), file, judgement, wishes, static_cast<std::size_t>(choice)};
  for (const Column& column : columns()) notebook.handled.push_back(column.value(handled));
}

std::vector<std::vector<double>> replay_rows(const World& world) {
  return first_columns(world, columns_of_results().size());
}

double Handlings::operator()(std::string_view name, std::size_t row) const {
  return columns[static_cast<std::size_t>(std::ranges::find(names, name) - names.begin())][row];
}

Handlings handlings_of(const World& world) {
  Handlings all{{}, first_columns(world, columns().size())};
  for (const Column& column : columns()) all.names.push_back(column.info.name);
  return all;
}

}  // namespace discretion
