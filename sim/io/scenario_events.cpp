// The part of ScenarioDraft that reads [[event]].
#include <algorithm>

#include <fmt/format.h>

#include "sim/core/error.hpp"
#include "sim/io/nearest.hpp"
#include "sim/io/scenario_draft.hpp"
#include "sim/io/scenario_value.hpp"

namespace sim::io {

namespace {

const std::vector<std::string> event_keys{"month", "offices", "set"};

/// What does not fit an int is no month and no office either; check_events says so.
int to_int(std::int64_t number) {
  constexpr std::int64_t limit = 1000000000;
  return static_cast<int>(std::clamp(number, -limit, limit));
}

}  // namespace

void ScenarioDraft::apply_events(const TomlDocument& document, const Entry& entry) {
  const auto* list = entry.value->as_array();
  if (list == nullptr)
    throw InputError(fmt::format(
        "{}: event = {} ({}, but this is a list of tables). Write [[event]], in double brackets.",
        place(document, entry.key->source()), shown(*entry.value), type_words(*entry.value)));
  events_.clear();  // arrays replace those of the file that this one extends
  for (std::size_t i = 0; i < list->size(); ++i) {
    const toml::node& node = *list->get(i);
    if (!node.is_table())
      throw InputError(fmt::format("{}: event {} = {} ({}, but this is a table). Write [[event]].",
                                   place(document, node.source()), i + 1, shown(node),
                                   type_words(node)));
    events_.push_back(read_event(document, *node.as_table(), i + 1));
  }
}

ScenarioDraft::DraftEvent ScenarioDraft::read_event(const TomlDocument& document,
                                                    const toml::table& table,
                                                    std::size_t number) const {
  DraftEvent draft;
  draft.subject = fmt::format("event {}: ", number);
  const std::string here = place(document, table.source());
  for (const auto& entry : in_file_order(table)) {
    const std::string key(entry.key->str());
    if (std::ranges::find(event_keys, key) == event_keys.end()) {
      std::string hint = did_you_mean(key, event_keys);
      if (hint.empty()) hint = " Put parameters into set = { ... }.";
      throw InputError(fmt::format("{}: {}{} = {} (unknown key, allowed: month, offices, set).{}",
                                   place(document, entry.key->source()), draft.subject, key,
                                   shown(*entry.value), hint));
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
        throw InputError(
            fmt::format("{}: {}month = {} ({}, but this is a whole number). Months count from 1.",
                        value_place, draft.subject, shown(*entry.value), type_words(*entry.value)));
      draft.event.month = to_int(*month);
      draft.month_place = value_place;
    }
  }
  if (draft.month_place.empty())
    throw InputError(
        fmt::format("{}: {}month is missing (an event needs one). Add month = 1 or later.", here,
                    draft.subject));
  if (draft.event.set.empty())
    throw InputError(fmt::format(
        "{}: {}nothing is set (an event needs it). Add set = {{ \"section.key\" = value }}.", here,
        draft.subject));
  return draft;
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
    draft.event.offices.push_back(to_int(*office));
    draft.office_places.push_back(place(document, node.source()));
  }
}

void ScenarioDraft::read_changes(const TomlDocument& document, const toml::table& table,
                                 const std::string& prefix, DraftEvent& draft) const {
  for (const auto& entry : in_file_order(table)) {
    const std::string key = prefix + std::string(entry.key->str());
    const std::string key_place = place(document, entry.key->source());
    const auto slot = find_slot(key);
    if (!slot && is_section(key) && entry.value->is_table()) {
      read_changes(document, *entry.value->as_table(), key + ".", draft);
      continue;
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
  }
}

void ScenarioDraft::check_events(const Scenario& scenario) const {
  const int offices = model_.breakdowns().empty() ? 0 : model_.breakdown_size(scenario, 0);
  for (const auto& draft : events_) {
    const int month = draft.event.month;
    if (month < 1 || month > scenario.run.months)
      throw InputError(fmt::format("{}: {}month = {} ({}, allowed: 1 to {}). Months count from 1.",
                                   draft.month_place, draft.subject, month,
                                   month < 1 ? "before the first month" : "after the last month",
                                   scenario.run.months));
    for (std::size_t i = 0; i < draft.event.offices.size(); ++i) {
      const int office = draft.event.offices[i];
      if (office >= 0 && office < offices) continue;
      throw InputError(fmt::format(
          "{}: {}offices has {} (no such office, allowed: 0 to {}). Offices count from 0.",
          draft.office_places[i], draft.subject, office, offices - 1));
    }
  }
}

}  // namespace sim::io
