// The part of ScenarioDraft that reads [[event]].
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "sim/core/error.hpp"
#include "sim/io/files/mistakes.hpp"
#include "sim/io/files/nearest.hpp"
#include "sim/io/scenario/scenario_draft.hpp"
#include "sim/io/scenario/scenario_value.hpp"
#include "sim/io/scenario/scenario_warnings.hpp"
#include "sim/io/words/run_settings.hpp"

namespace sim::io {

namespace {

/// "Months count from 1."
std::string count_from_1(const Model& model) { return capital(steps_of(model)) + " count from 1."; }

/// What does not fit an int is no month and no office either; check_events says so.
int to_int(std::int64_t number) {
  constexpr std::int64_t limit = 1000000000;
  return static_cast<int>(std::clamp(number, -limit, limit));
}

/// \param some of the offices; none: all
/// \return whether any office had another value
bool set_in_offices(const std::vector<int>& some, const Value& value, std::vector<Value>& values) {
  bool changes = false;
  for (std::size_t office = 0; office < values.size(); ++office) {
    if (!some.empty() && std::ranges::find(some, static_cast<int>(office)) == some.end()) continue;
    changes = changes || values[office] != value;
    values[office] = value;
  }
  return changes;
}

}  // namespace

void ScenarioDraft::apply_events(const TomlDocument& document, const Entry& entry) {
  const auto* list = entry.value->as_array();
  if (list == nullptr)
    throw InputError(fmt::format(
        "{}: event = {} ({}, but this is a list of tables). Write [[event]], in double brackets.",
        place(document, entry.key->source()), shown(*entry.value), type_words(*entry.value)));
  events_.clear();  // arrays replace those of the file that this one extends
  MistakeList mistakes;
  for (std::size_t i = 0; i < list->size(); ++i) {
    const toml::node& node = *list->get(i);
    mistakes.attempt([&] {
      if (!node.is_table())
        throw InputError(
            fmt::format("{}: event {} = {} ({}, but this is a table). Write [[event]].",
                        place(document, node.source()), i + 1, shown(node), type_words(node)));
      events_.push_back(read_event(document, *node.as_table(), i + 1));
      events_.back().chosen = own_;
    });
  }
  mistakes.throw_if_any();
}

ScenarioDraft::DraftEvent ScenarioDraft::read_event(const TomlDocument& document,
                                                    const toml::table& table,
                                                    std::size_t number) const {
  DraftEvent draft;
  draft.subject = fmt::format("event {}: ", number);
  MistakeList mistakes;
  for (const auto& entry : in_file_order(table))
    mistakes.attempt([&] { read_event_key(document, entry, draft); });
  mistakes.throw_if_any();
  const std::string here = place(document, table.source());
  if (draft.month_place.empty())
    throw InputError(fmt::format("{}: {}{} is missing (an event needs one). Add {} = 1 or later.",
                                 here, draft.subject, model_.step(), model_.step()));
  if (draft.event.set.empty())
    throw InputError(fmt::format(
        "{}: {}nothing is set (an event needs it). Add set = {{ \"section.key\" = value }}.", here,
        draft.subject));
  return draft;
}

void ScenarioDraft::read_event_key(const TomlDocument& document, const Entry& entry,
                                   DraftEvent& draft) const {
  const std::string key(entry.key->str());
  const std::string step(model_.step());
  const std::vector<std::string> event_keys{step, "offices", "set"};
  if (std::ranges::find(event_keys, key) == event_keys.end()) {
    std::string hint = did_you_mean(key, event_keys);
    if (hint.empty()) hint = " Put parameters into set = { ... }.";
    throw InputError(fmt::format("{}: {}{} = {} (unknown key, allowed: {}).{}",
                                 place(document, entry.key->source()), draft.subject, key,
                                 shown(*entry.value), fmt::join(event_keys, ", "), hint));
  }
  const std::string value_place = place(document, entry.value->source());
  if (key == "offices") {
    read_offices(document, entry, draft);
  } else if (key == "set") {
    if (!entry.value->is_table())
      throw InputError(fmt::format(
          "{}: {}set = {} ({}, but this is a table). Write set = {{ \"section.key\" = value }}.",
          value_place, draft.subject, shown(*entry.value), type_words(*entry.value)));
    read_changes(document, *entry.value->as_table(), "", draft);
  } else {
    const auto month = entry.value->value_exact<std::int64_t>();
    if (!month)
      throw InputError(fmt::format("{}: {}{} = {} ({}, but this is a whole number). {}",
                                   value_place, draft.subject, step, shown(*entry.value),
                                   type_words(*entry.value), count_from_1(model_)));
    draft.event.month = to_int(*month);
    draft.month_place = value_place;
  }
}

void ScenarioDraft::read_offices(const TomlDocument& document, const Entry& entry,
                                 DraftEvent& draft) {
  const auto* list = entry.value->as_array();
  if (list == nullptr || list->empty())
    throw InputError(fmt::format(
        "{}: {}offices = {} ({}). Write offices = [0, 1], or leave it out to mean all.",
        place(document, entry.value->source()), draft.subject, shown(*entry.value),
        list == nullptr ? type_words(*entry.value) + ", but this is a list" : "an empty list"));
  for (const toml::node& node : *list) {
    const auto office = node.value_exact<std::int64_t>();
    if (!office)
      throw InputError(fmt::format(
          "{}: {}offices has {} ({}, but offices are whole numbers). They count from 0.",
          place(document, node.source()), draft.subject, shown(node), type_words(node)));
    if (std::ranges::find(draft.event.offices, to_int(*office)) != draft.event.offices.end())
      throw InputError(fmt::format("{}: {}offices has {} twice (once is enough). Leave one out.",
                                   place(document, node.source()), draft.subject, *office));
    draft.event.offices.push_back(to_int(*office));
    draft.office_places.push_back(place(document, node.source()));
  }
}

void ScenarioDraft::read_changes(const TomlDocument& document, const toml::table& table,
                                 const std::string& prefix, DraftEvent& draft) const {
  MistakeList mistakes;
  for (const auto& entry : in_file_order(table))
    mistakes.attempt([&] { read_change(document, entry, prefix, draft); });
  mistakes.throw_if_any();
}

void ScenarioDraft::read_change(const TomlDocument& document, const Entry& entry,
                                const std::string& prefix, DraftEvent& draft) const {
  const std::string key = prefix + std::string(entry.key->str());
  const std::string key_place = place(document, entry.key->source());
  const auto slot = find_slot(key);
  if (!slot && is_section(key) && entry.value->is_table()) {
    return read_changes(document, *entry.value->as_table(), key + ".", draft);
  }
  if (!slot)
    throw InputError(fmt::format("{}: {}{} = {} (unknown key).{}", key_place, draft.subject, key,
                                 shown(*entry.value), suggest_key(key, known_keys())));
  const ParameterInfo& row = *slots_[*slot].row;
  if (row.change == Change::setup)
    throw InputError(fmt::format(
        "{}: {}{} = {} (used only while the world is made, so an event cannot change "
        "it). Set it in [{}].",
        key_place, draft.subject, key, shown(*entry.value), key.substr(0, key.rfind('.'))));
  const auto parameter = static_cast<std::size_t>(&row - model_.parameters().data());
  const bool twice = std::ranges::any_of(
      draft.event.set, [&](const auto& change) { return change.first == parameter; });
  if (twice)
    throw InputError(fmt::format("{}: {}{} = {} (given twice). Leave one out.", key_place,
                                 draft.subject, key, shown(*entry.value)));
  draft.event.set.emplace_back(
      parameter,
      checked_value(row, *entry.value, place(document, entry.value->source()), draft.subject));
  draft.set_places.push_back(key_place);
}

void ScenarioDraft::check_events(const Scenario& scenario) const {
  const int offices = model_.breakdowns().empty() ? 0 : model_.breakdown_size(scenario, 0);
  MistakeList mistakes;
  for (std::size_t i = 0; i < events_.size(); ++i) {
    mistakes.attempt([&] { check_month(scenario, events_[i]); });
    mistakes.attempt([&] { check_offices(events_[i], offices); });
    for (std::size_t earlier = 0; earlier < i; ++earlier)
      mistakes.attempt([&] { check_doubles(events_[i], events_[earlier]); });
  }
  mistakes.throw_if_any();
}

void ScenarioDraft::check_month(const Scenario& scenario, const DraftEvent& draft) const {
  const int month = draft.event.month;
  if (month >= 1 && month <= scenario.run.months) return;
  throw InputError(fmt::format("{}: {}{} = {} ({} {}, allowed: 1 to {}). {}", draft.month_place,
                               draft.subject, model_.step(), month,
                               month < 1 ? "before the first" : "after the last", model_.step(),
                               scenario.run.months, count_from_1(model_)));
}

void ScenarioDraft::check_offices(const DraftEvent& draft, int offices) {
  for (std::size_t i = 0; i < draft.event.offices.size(); ++i) {
    const int office = draft.event.offices[i];
    if (office >= 0 && office < offices) continue;
    throw InputError(fmt::format(
        "{}: {}offices has {} (no such office, allowed: 0 to {}). Offices count from 0.",
        draft.office_places[i], draft.subject, office, offices - 1));
  }
}

/// Of two values in one month and office, one would be lost.
void ScenarioDraft::check_doubles(const DraftEvent& draft, const DraftEvent& earlier) const {
  const Event &event = draft.event, &first = earlier.event;
  const auto here_too = [&](int office) {
    return std::ranges::find(first.offices, office) != first.offices.end();
  };
  const bool everywhere = event.offices.empty() || first.offices.empty();
  if (event.month != first.month || !(everywhere || std::ranges::any_of(event.offices, here_too)))
    return;
  for (std::size_t i = 0; i < event.set.size(); ++i) {
    const auto& [row, value] = event.set[i];
    const auto twin = std::ranges::find(first.set, row, &std::pair<std::size_t, Value>::first);
    if (twin == first.set.end()) continue;
    const ParameterInfo& info = model_.parameters()[row];
    throw InputError(fmt::format(
        "{}: {}{} = {} (set twice in {} {} of the same offices, first at {}). Leave one out.",
        draft.set_places[i], draft.subject, info.name, to_toml(info, value), model_.step(),
        event.month, earlier.set_places[static_cast<std::size_t>(twin - first.set.begin())]));
  }
}

/// Notes what events set, and warns of what changes nothing or looks like a share.
void ScenarioDraft::look_at_events(ScenarioFile& file) const {
  const Scenario& scenario = file.scenario;
  const int offices = model_.breakdowns().empty() ? 1 : model_.breakdown_size(scenario, 0);
  std::map<std::size_t, std::vector<Value>> now;  // [parameter][office]
  std::vector<const DraftEvent*> in_time;
  for (const auto& draft : events_) in_time.push_back(&draft);
  std::ranges::stable_sort(in_time, {}, [](const DraftEvent* draft) { return draft->event.month; });
  for (const DraftEvent* draft : in_time) {
    for (std::size_t i = 0; i < draft->event.set.size(); ++i) {
      const auto& [row, value] = draft->event.set[i];
      const ParameterInfo& info = model_.parameters()[row];
      auto& values = now.try_emplace(row, offices, scenario.values[row]).first->second;
      const bool changes = set_in_offices(draft->event.offices, value, values);
      if (!draft->chosen) continue;
      const std::string& place = draft->set_places[i];
      file.chosen.push_back({row, place});
      warn_of_fraction(info, as_number(value), place, draft->subject, file.warnings);
      if (!changes) warn_of_no_change(info, value, place, draft->subject, file.warnings);
    }
  }
}

}  // namespace sim::io
