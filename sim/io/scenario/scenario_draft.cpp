#include "sim/io/scenario/scenario_draft.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>

#include <fmt/format.h>

#include "sim/core/error.hpp"
#include "sim/io/files/colours.hpp"
#include "sim/io/files/mistakes.hpp"
#include "sim/io/files/toml_text.hpp"
#include "sim/io/files/utf8.hpp"
#include "sim/io/scenario/observed.hpp"
#include "sim/io/scenario/scenario_value.hpp"
#include "sim/io/scenario/scenario_warnings.hpp"
#include "sim/io/words/run_settings.hpp"

namespace sim::io {

namespace {

/// The value of an override as a TOML table with the one key `value`.
toml::table override_value(const Override& given) {
  const auto first = static_cast<unsigned char>(given.value.empty() ? ' ' : given.value.front());
  try {
    toml::table table = parse_toml("value = " + given.value, given.place);
    // A line break in the value could bring in more keys; the shell passes those on.
    if (table.size() == 1) return table;
  } catch (const InputError&) {
    if (!given.value.empty() && std::isalpha(first) == 0)
      throw InputError(fmt::format("{}: {} = {} (not a TOML value). Quote it if it is a text.",
                                   given.place, given.key, given.value));
  }
  return toml::table{{"value", given.value}};
}

}  // namespace

ScenarioDraft::ScenarioDraft(const Model& model) : model_(model), run_rows_(run_rows(model)) {
  for (const auto& row : run_rows_) slots_.push_back(Slot{&row, row.default_value});
  for (const auto& row : model.parameters()) slots_.push_back(Slot{&row, row.default_value});
}

void ScenarioDraft::apply(const TomlDocument& document, bool own) {
  std::map<std::string, std::string> given;
  own_ = own;
  said_.reset();
  // A label or a colour is of one scenario, and not of those that extend it.
  for (Name& name : names_)
    if (name.key != "title") name = {name.key, ""};
  apply_table(document, document.root, "", given);
  // A resolved scenario has parameters that may have moved away from the figures since.
  const auto figures = document.root["organisation"];
  if (figures && !figures["converted"].value_or(false)) apply_conversion(given);
  // What a file says of itself, it says of all its values, wherever they stand in it.
  if (said_) calibration_ = *said_;
}

void ScenarioDraft::apply_table(const TomlDocument& document, const toml::table& table,
                                const std::string& prefix,
                                std::map<std::string, std::string>& given) {
  MistakeList mistakes;
  for (const auto& entry : in_file_order(table))
    mistakes.attempt(
        [&] { apply_value(document, entry, prefix + std::string(entry.key->str()), given); });
  mistakes.throw_if_any();
}

void ScenarioDraft::apply_value(const TomlDocument& document, const Entry& entry,
                                const std::string& key, std::map<std::string, std::string>& given) {
  const std::string key_place = place(document, entry.key->source());
  const std::string value_place = place(document, entry.value->source());
  if (key == "schema_version" || key == "extends") return;  // dealt with by the caller
  if (key == "model") return check_model(*entry.value, value_place);
  if (Name* name = find_name(key)) return apply_name(*name, *entry.value, key_place, value_place);
  if (key == "calibration_status") return apply_calibration(*entry.value, value_place);
  if (key == "event") return apply_events(document, entry);
  if (key == "organisation") return apply_organisation(model_, document, entry, organisation_);
  if (key == "observed") return apply_observed(model_, document, entry, observed_);

  if (const auto slot = find_slot(key)) {
    // `"citizens.lens" = 1` and `[citizens] lens = 2` are two keys to TOML and one to us.
    if (const auto [first, fresh] = given.emplace(key, key_place); !fresh)
      throw InputError(fmt::format("{}: {} = {} (given twice, first at {}). Leave one out.",
                                   key_place, key, shown(*entry.value), first->second));
    return assign(*slot, *entry.value, key_place, value_place);
  }
  if (is_section(key)) {
    if (const auto* section = entry.value->as_table())
      return apply_table(document, *section, key + ".", given);
    throw InputError(
        fmt::format("{}: {} = {} ({}, but this is a section). Write [{}] and its keys below it.",
                    value_place, key, shown(*entry.value), type_words(*entry.value), key));
  }
  throw InputError(fmt::format("{}: {} = {} (unknown key).{}", key_place, cut(key),
                               shown(*entry.value), suggest_key(key, known_keys())));
}

/// Which model to read by was settled before; a chain of files is of one.
void ScenarioDraft::check_model(const toml::node& node, const std::string& value_place) const {
  if (node.value_exact<std::string>() == model_.name()) return;
  throw InputError(fmt::format("{}: model = {} (read as a scenario of {}). Leave one of them out.",
                               value_place, shown(node), model_.name()));
}

ScenarioDraft::Name* ScenarioDraft::find_name(const std::string& key) {
  const auto found = std::ranges::find(names_, key, &Name::key);
  return found == names_.end() ? nullptr : &*found;
}

void ScenarioDraft::apply_name(Name& name, const toml::node& node, const std::string& key_place,
                               const std::string& value_place) {
  const auto text = node.value_exact<std::string>();
  if (!text)
    throw InputError(fmt::format("{}: {} = {} ({}, but this is a text). Put it in quotes.",
                                 value_place, name.key, shown(node), type_words(node)));
  if (name.key == "colour" && !is_colour(*text))
    throw InputError(fmt::format("{}: colour = {} (no such colour). Write #d55e00, or one of: {}.",
                                 value_place, shown(node), fmt::join(colour_names, ", ")));
  name.text = *text;
  name.place = key_place;
}

void ScenarioDraft::apply_calibration(const toml::node& node, const std::string& value_place) {
  const auto text = node.value_exact<std::string>();
  const auto found = std::ranges::find(calibration_names, text.value_or(""));
  if (found == calibration_names.end())
    throw InputError(fmt::format("{}: calibration_status = {} (unknown). Use one of: {}.",
                                 value_place, shown(node), fmt::join(calibration_names, ", ")));
  said_ = static_cast<Calibration>(found - calibration_names.begin());
}

void ScenarioDraft::assign(std::size_t slot, const toml::node& node, const std::string& key_place,
                           const std::string& value_place) {
  Slot& target = slots_[slot];
  const Slot before = target;
  const bool drawn = slot == seed_row && node.value_exact<std::string>() == "random";
  target.value = drawn ? Value{static_cast<std::int64_t>(draw_seed())}
                       : checked_value(*target.row, node, value_place);
  target.place = drawn ? key_place + " (drawn)" : key_place;
  // Another value of what was fitted is no longer the fit.
  if (target.row->free()) calibration_ = Calibration::illustrative;
  target.value_place = value_place;
  target.chosen = own_;
  warn_if_unchanged(before, target);
  warn_if_overruled(target);
}

/// A value of a later file, or --set, holds: a study may vary what an organisation gave.
void ScenarioDraft::warn_if_overruled(const Slot& slot) {
  const auto found = std::ranges::find_if(from_organisation_, [&](const auto& set) {
    return model_.parameters()[set.first].name == slot.row->name;
  });
  if (found == from_organisation_.end()) return;
  const Conversion& was = found->second;
  warnings_.push_back(
      {slot.value_place, fmt::format("{} = {} (organisation.{} made it {}). The value given here "
                                     "holds; the figures of [organisation] no longer describe it.",
                                     slot.row->name, to_toml(*slot.row, slot.value),
                                     fmt::join(was.figures, ", "), plain_number(was.value))});
  from_organisation_.erase(found);
}

void ScenarioDraft::apply_conversion(const std::map<std::string, std::string>& given) {
  const std::size_t first = run_rows_.size();
  const auto conversions = converted(model_, organisation_, [&](std::size_t parameter) {
    return as_number(slots_[first + parameter].value);
  });
  MistakeList mistakes;
  for (const auto& conversion : conversions)
    mistakes.attempt([&] { set_from_organisation(conversion, given); });
  mistakes.throw_if_any();
}

void ScenarioDraft::set_from_organisation(const Conversion& conversion,
                                          const std::map<std::string, std::string>& given) {
  constexpr double rounding = 1e-9;  // who gives both may have rounded
  Slot& slot = slots_[run_rows_.size() + conversion.parameter];
  from_organisation_[conversion.parameter] = conversion;
  if (given.contains(slot.row->name)) {
    const double own = as_number(slot.value);
    if (std::abs(own - conversion.value) <= rounding * std::abs(own)) return;
    throw InputError(
        fmt::format("{}: {} = {} (organisation.{} makes it {}, at {}). Leave one of them out.",
                    slot.value_place, slot.row->name, to_toml(*slot.row, slot.value),
                    fmt::join(conversion.figures, ", "), plain_number(conversion.value),
                    conversion.value_place));
  }
  slot.value = slot.row->kind == Kind::integer ? Value{static_cast<std::int64_t>(conversion.value)}
                                               : Value{conversion.value};
  slot.place =
      fmt::format("{}, organisation.{}", conversion.place, fmt::join(conversion.figures, ", "));
  slot.value_place = conversion.value_place;
  slot.chosen = own_;
  if (slot.row->free()) calibration_ = Calibration::illustrative;
}

/// A file that extends another may say again what is a default: it makes the point plain.
void ScenarioDraft::warn_if_unchanged(const Slot& before, const Slot& after) {
  const bool by_set = after.value_place.starts_with("--set");
  const bool over_another = own_ && before.place != "built-in" && !after.place.starts_with("--");
  if ((by_set || over_another) && before.value == after.value)
    warn_of_no_change(*after.row, after.value, after.place, "", warnings_);
}

void ScenarioDraft::apply(const Override& given) {
  own_ = given.place.starts_with("--set");
  const toml::table table = override_value(given);
  const toml::node& node = *table.get("value");
  if (Name* name = find_name(given.key)) return apply_name(*name, node, given.place, given.place);
  // The flag is called --months, whatever the model calls its steps.
  const std::string key = given.place == "--months" ? run_rows_[length_row].name : given.key;
  if (const auto slot = find_slot(key)) return assign(*slot, node, given.place, given.place);
  const bool in_files_only = given.key == "event" || given.key == "extends" ||
                             given.key == "schema_version" || given.key == "model" ||
                             given.key == "calibration_status" || given.key == "observed" ||
                             given.key.starts_with("observed.") || given.key == "organisation" ||
                             given.key.starts_with("organisation.");
  throw InputError(fmt::format(
      "{}: {} = {} ({}).{}", given.place, given.key, shown(node),
      in_files_only ? "only a file can say this" : "unknown key",
      in_files_only ? " Write a scenario file." : suggest_key(given.key, known_keys())));
}

ScenarioFile ScenarioDraft::finish(const std::filesystem::path& path) const {
  ScenarioFile file;
  file.path = path.string();
  Scenario& scenario = file.scenario;
  const std::size_t run_count = run_rows_.size();
  for (std::size_t i = 0; i < slots_.size(); ++i) {
    const Slot& slot = slots_[i];
    if (i < run_count)
      set_run_value(scenario.run, i, slot.value);
    else
      scenario.values.push_back(slot.value);
    file.origins.push_back(Origin{slot.row->name, to_toml(*slot.row, slot.value), slot.place});
  }
  scenario.title = names_[0].text;
  scenario.label = names_[1].text;
  scenario.label_nl = names_[2].text;
  scenario.colour = names_[3].text;
  scenario.calibration = calibration_;
  for (const Name& name : names_)
    if (name.key == "title" || !name.text.empty())
      file.origins.push_back(Origin{name.key, toml_string(name.text), name.place});
  const auto figures = origins_of(organisation_);
  file.origins.insert(file.origins.end(), figures.begin(), figures.end());
  file.origins.insert(file.origins.end(), observed_.begin(), observed_.end());
  for (const auto& draft : events_) scenario.events.push_back(draft.event);
  std::ranges::stable_sort(scenario.events, {}, &Event::month);

  MistakeList mistakes;
  mistakes.attempt([&] { check_conflict(scenario, file.path); });
  mistakes.attempt([&] { check_events(scenario); });
  mistakes.attempt([&] { check_observed(observed_); });
  mistakes.throw_if_any();
  file.warnings = warnings_;
  look_at_values(file);
  look_at_events(file);
  return file;
}

void ScenarioDraft::check_conflict(const Scenario& scenario, const std::string& path) const {
  if (const auto conflict = model_.conflict(scenario)) {
    const Slot& slot = slots_[run_rows_.size() + conflict->parameter];
    const bool built_in = slot.value_place == "built-in";
    throw InputError(fmt::format("{}: {} = {}{} ({}). Change one of them.",
                                 built_in ? path : slot.value_place, slot.row->name,
                                 to_toml(*slot.row, slot.value), built_in ? ", the default" : "",
                                 conflict->why));
  }
}

/// Notes what the user chose, and warns of percents that look like shares.
void ScenarioDraft::look_at_values(ScenarioFile& file) const {
  const std::size_t run_count = run_rows_.size();
  for (std::size_t i = run_count; i < slots_.size(); ++i) {
    const Slot& slot = slots_[i];
    if (!slot.chosen) continue;
    file.chosen.push_back({i - run_count, slot.place});
    warn_of_fraction(*slot.row, as_number(slot.value), slot.value_place, "", file.warnings);
  }
}

std::optional<std::size_t> ScenarioDraft::find_slot(const std::string& key) const {
  const auto found =
      std::ranges::find_if(slots_, [&](const Slot& slot) { return slot.row->name == key; });
  if (found == slots_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - slots_.begin());
}

bool ScenarioDraft::is_section(const std::string& key) const {
  return std::ranges::any_of(
      slots_, [&](const Slot& slot) { return slot.row->name.starts_with(key + "."); });
}

std::vector<std::string> ScenarioDraft::known_keys() const {
  std::vector<std::string> keys{
      "extends",  "model",       "event", "schema_version", "calibration_status",
      "observed", "organisation"};
  for (const Name& name : names_) keys.push_back(name.key);
  for (const auto& slot : slots_) {
    keys.push_back(slot.row->name);
    for (auto dot = slot.row->name.find('.'); dot != std::string::npos;
         dot = slot.row->name.find('.', dot + 1)) {
      const std::string section = slot.row->name.substr(0, dot);
      if (std::ranges::find(keys, section) == keys.end()) keys.push_back(section);
    }
  }
  return keys;
}

}  // namespace sim::io
