#include "sim/io/scenario/organisation.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "sim/core/error.hpp"
#include "sim/io/files/arithmetic.hpp"
#include "sim/io/files/mistakes.hpp"
#include "sim/io/files/nearest.hpp"
#include "sim/io/files/toml_text.hpp"
#include "sim/io/scenario/scenario_value.hpp"
#include "sim/io/words/words.hpp"

namespace sim::io {

namespace {
using Parameter = std::function<double(std::size_t)>;
using NamedNumbers = std::vector<std::pair<std::string, double>>;

constexpr std::string_view prefix = "organisation.";
constexpr std::string_view of_life_situation = "life_situation";
/// Says of a resolved scenario that its parameters hold, whatever the figures beside them make.
constexpr std::string_view already = "converted";
const std::vector<std::string> keys_of_life_situation{"name", "share", "need"};

const GivenRow* find(const OrganisationTable& table, std::string_view name) {
  const auto found = std::ranges::find(table.given, name, &GivenRow::name);
  return found == table.given.end() ? nullptr : &*found;
}

std::vector<std::string> names_of(const NamedNumbers& words) {
  std::vector<std::string> names;
  for (const auto& [name, number] : words) names.push_back(name);
  return names;
}

[[noreturn]] void refuse(const std::string& place, const std::string& key, const std::string& shown,
                         const std::string& why, const std::string& remedy) {
  throw InputError(fmt::format("{}: {}{} = {} ({}). {}", place, prefix, key, shown, why, remedy));
}

std::string allowed(const GivenRow& row) {
  std::string range = fmt::format("{} to {}", plain_number(row.lowest), plain_number(row.highest));
  if (row.words.empty()) return range;
  return fmt::format("{}, or {}", range, fmt::join(names_of(row.words), ", "));
}

std::string leave_out() { return "Leave it out if nobody knows."; }

std::optional<double> number_of(const NamedNumbers& words, const std::string& word) {
  const auto found =
      std::ranges::find_if(words, [&](const auto& known) { return known.first == word; });
  return found == words.end() ? std::nullopt : std::optional(found->second);
}

std::string text_of(const toml::node& node, const std::string& place, const std::string& key) {
  const auto text = node.value_exact<std::string>();
  if (!text)
    refuse(place, key, shown(node), type_words(node) + ", but this is a text", "Put it in quotes.");
  if (text->find_first_not_of(" \t\r\n") == std::string::npos)
    refuse(place, key, shown(node), "an empty text", "Write a name.");
  return *text;
}

Fact fact_of(const GivenRow& row, const toml::node& node, std::string key_place,
             const std::string& place) {
  if (const auto word = node.value_exact<std::string>()) {
    const auto number = number_of(row.words, *word);
    if (!number)
      refuse(place, row.name, shown(node),
             row.words.empty() ? "a string, but this is a number" : "no such word",
             fmt::format("Allowed: {}.{}", allowed(row), did_you_mean(*word, names_of(row.words))));
    return {*number, toml_string(*word), std::move(key_place), place};
  }
  if (!node.is_number())
    refuse(place, row.name, shown(node), type_words(node) + ", but this is a number", leave_out());
  const double number = *node.value<double>();
  if (!(number >= row.lowest && number <= row.highest))
    refuse(place, row.name, shown(node), "out of range, allowed: " + allowed(row), leave_out());
  return {number, toml_real(number), std::move(key_place), place};
}

double number_in(const toml::node& node, const std::string& place, const std::string& key,
                 double lowest, double highest) {
  const auto number = node.is_number() ? node.value<double>() : std::nullopt;
  if (!number || !(*number >= lowest && *number <= highest))
    refuse(place, key, shown(node),
           number ? fmt::format("out of range, allowed: {} to {}", lowest, highest)
                  : type_words(node) + ", but this is a number",
           "Write a number.");
  return *number;
}

void read_need(const LifeSituationRows& rows, const toml::node& node, const std::string& place,
               const std::string& key, LifeSituation& one) {
  constexpr double most_money = 1e6;
  if (const auto word = node.value_exact<std::string>()) {
    one.need = number_of(rows.words, *word);
    if (!one.need)
      refuse(place, key, shown(node), "no such word",
             fmt::format("Write one of {}, or how much more than the average it takes, in euros.{}",
                         fmt::join(names_of(rows.words), ", "),
                         did_you_mean(*word, names_of(rows.words))));
    one.need_as_toml = toml_string(*word);
  } else {
    one.money = number_in(node, place, key, -most_money, most_money);
    one.need_as_toml = toml_real(*one.money);
  }
}

LifeSituation life_situation_in(const LifeSituationRows& rows, const TomlDocument& document,
                                const toml::node& node, std::size_t number) {
  const std::string subject = fmt::format("{} {}", of_life_situation, number + 1);
  const std::string here = place(document, node.source());
  const auto* table = node.as_table();
  if (table == nullptr)
    refuse(here, subject, shown(node), "no table", "Write [[organisation.life_situation]].");
  LifeSituation one;
  one.place = here;
  MistakeList mistakes;
  for (const auto& [key, value] : in_file_order(*table))
    mistakes.attempt([&, key = std::string(key->str()), at = place(document, value->source()),
                      value = value] {
      const std::string name = fmt::format("{}: {}", subject, key);
      if (key == "name")
        one.name = text_of(*value, at, name);
      else if (key == "share")
        one.share = number_in(*value, at, name, 0.1, 100);
      else if (key == "need")
        read_need(rows, *value, at, name, one);
      else
        refuse(at, name, shown(*value), "unknown key",
               fmt::format("A life situation has {}.", fmt::join(keys_of_life_situation, ", ")));
    });
  if (one.name.empty())
    mistakes.attempt([&] { refuse(here, subject, "{...}", "without a name", "Add name."); });
  mistakes.throw_if_any();
  return one;
}

void check_life_situations(const LifeSituationRows& rows, const std::vector<LifeSituation>& all) {
  constexpr double whole = 100, rounding = 1;
  const std::string key(of_life_situation);
  const std::string count = fmt::format("{} of them", all.size());
  if (all.size() > rows.most || all.size() < 2)
    refuse(all.front().place, key, count, fmt::format("2 to {} can be told apart", rows.most),
           all.size() < 2 ? "Name the others too, if only as \"other\"." : "Put some together.");
  double sum = 0;
  std::size_t with_share = 0, with_need = 0;
  for (const auto& one : all) {
    sum += one.share;
    with_share += one.share > 0 ? 1 : 0;
    with_need += one.need_as_toml.empty() ? 0 : 1;
    if (std::ranges::count(all, one.name, &LifeSituation::name) > 1)
      refuse(one.place, key, toml_string(one.name), "named twice", "Give each a name of its own.");
  }
  if (with_share != 0 && with_share != all.size())
    refuse(all.front().place, key, count, "a share is given of some and not of others",
           "Give all, or none: then they are equally large.");
  if (with_share != 0 && std::abs(sum - whole) > rounding)
    refuse(all.front().place, key, fmt::format("{}, together {} %", count, plain_number(sum)),
           "shares add up to 100 %", "Add \"other\" for who is not among them.");
  if (with_need != 0 && with_need != all.size())
    refuse(all.front().place, key, count, "a need is given of some and not of others",
           "Give all, or none: write \"average\" where you do not know.");
}

void apply_life_situations(const OrganisationTable& table, const TomlDocument& document,
                           const Entry& entry, Organisation& organisation) {
  const auto* array = entry.value->as_array();
  if (array == nullptr || array->empty())
    refuse(place(document, entry.value->source()), std::string(of_life_situation),
           shown(*entry.value), "no list", "Write [[organisation.life_situation]] for each.");
  std::vector<LifeSituation> all;
  MistakeList mistakes;
  for (std::size_t i = 0; i < array->size(); ++i)
    mistakes.attempt([&] {
      all.push_back(life_situation_in(table.life_situation, document, *array->get(i), i));
    });
  mistakes.throw_if_any();
  check_life_situations(table.life_situation, all);
  organisation.life_situations = std::move(all);
}

void apply_figure(const OrganisationTable& table, const TomlDocument& document, const Entry& entry,
                  Organisation& organisation) {
  const std::string key(entry.key->str());
  const std::string key_place = place(document, entry.key->source());
  const std::string value_place = place(document, entry.value->source());
  if (key == "name") {
    organisation.name = text_of(*entry.value, value_place, key);
    return;
  }
  if (key == already) {
    if (entry.value->is_boolean()) return;  // who reads the whole scenario asks for it
    refuse(value_place, key, shown(*entry.value), type_words(*entry.value) + ", but true or false",
           "Leave it out.");
  }
  if (key == of_life_situation) return apply_life_situations(table, document, entry, organisation);
  const GivenRow* row = find(table, key);
  if (row == nullptr) {
    std::vector<std::string> known{"name", std::string(of_life_situation)};
    for (const auto& given : table.given) known.push_back(given.name);
    refuse(key_place, key, shown(*entry.value), "unknown key",
           fmt::format("There are: {}.{}", fmt::join(known, ", "), did_you_mean(key, known)));
  }
  organisation.facts[key] = fact_of(*row, *entry.value, key_place, value_place);
}

/// What names in a formula stand for.
class Meaning {
 public:
  Meaning(const Model& model, const OrganisationTable& table, const Organisation& organisation,
          Parameter parameter)
      : model_(model),
        table_(table),
        organisation_(organisation),
        parameter_(std::move(parameter)) {}

  std::optional<double> operator()(std::string_view name) const {
    if (name.find('.') != std::string_view::npos)
      return parameter_(parameter_named(model_, std::string(name)));
    const auto fact = organisation_.facts.find(std::string(name));
    if (fact != organisation_.facts.end()) return fact->second.value;
    const GivenRow* row = find(table_, name);
    return row == nullptr ? std::nullopt : row->otherwise;
  }
  /// Figures of a formula that were given, in order.
  std::vector<std::string> given_in(const std::string& formula) const {
    std::vector<std::string> names;
    for (const auto& name : names_in(formula))
      if (organisation_.facts.contains(name)) names.push_back(name);
    return names;
  }

 private:
  const Model& model_;
  const OrganisationTable& table_;
  const Organisation& organisation_;
  Parameter parameter_;
};

std::string listed(const Organisation& organisation, const std::vector<std::string>& figures) {
  std::vector<std::string> parts;
  for (const auto& name : figures) {
    const auto fact = organisation.facts.find(name);
    parts.push_back(fact == organisation.facts.end()
                        ? name
                        : fmt::format("{} = {}", name, plain_number(fact->second.value)));
  }
  return fmt::format("{}", fmt::join(parts, ", "));
}

/// A parameter from figures, whole if it has to be. \throws InputError if it cannot be that
Conversion conversion(const Model& model, const Organisation& organisation, std::size_t parameter,
                      double value, std::vector<std::string> figures, const Fact& first) {
  const ParameterInfo& row = model.parameters()[parameter];
  if (row.kind == Kind::integer) value = std::floor(value + 0.5);
  if (!(value >= row.range.min && value <= row.range.max))
    throw InputError(fmt::format(
        "{}: {}{} ({} = {} would follow, allowed: {}). Look at these figures again, or leave one "
        "out.",
        first.value_place, prefix, listed(organisation, figures), row.name, plain_number(value),
        allowed_values(row)));
  return {parameter, value, std::move(figures), first.place, first.value_place};
}

void check_plausible(const Model& model, const OrganisationTable& table, const Meaning& meaning,
                     const Organisation& organisation) {
  MistakeList mistakes;
  for (const auto& row : table.plausible) {
    const auto figures = meaning.given_in(row.is);
    const auto value = value_of(row.is, std::cref(meaning));
    if (!value || figures.empty() || (*value >= row.lowest && *value <= row.highest)) continue;
    const auto fact = organisation.facts.find(row.of);
    const std::string text = words(model).text("organisation.plausible." + row.name);
    mistakes.attempt([&] {
      throw InputError(fmt::format(
          "{}: {}{} ({}). Between {} and {} can be; look at these figures again, or leave one out.",
          fact == organisation.facts.end() ? organisation.place : fact->second.value_place, prefix,
          listed(organisation, figures), fmt::format(fmt::runtime(text), plain_number(*value)),
          plain_number(row.lowest), plain_number(row.highest)));
    });
  }
  mistakes.throw_if_any();
}

/// The need of each [standard deviations of need]; none if it was not given.
std::vector<double> needs_of(const LifeSituationRows& rows, const Organisation& organisation) {
  std::vector<double> needs;
  const auto by = organisation.facts.find(rows.by);
  for (const auto& one : organisation.life_situations) {
    if (one.need_as_toml.empty()) return {};
    if (one.money && by == organisation.facts.end())
      refuse(one.place, std::string(of_life_situation), toml_string(one.name),
             fmt::format("its need is in euros, and organisation.{} is not given", rows.by),
             fmt::format("Give it, or use one of: {}.", fmt::join(names_of(rows.words), ", ")));
    needs.push_back(one.money ? *one.money / by->second.value : *one.need);
  }
  return needs;
}

/// Shares, needs, their number, and how much of the differences in need lies between them.
void convert_life_situations(const Model& model, const LifeSituationRows& rows,
                             const Organisation& organisation, std::vector<Conversion>& all) {
  const auto& given = organisation.life_situations;
  if (given.empty()) return;
  const Fact first{0, "", given.front().place, given.front().place};
  const auto add = [&](std::size_t parameter, double value) {
    all.push_back(
        conversion(model, organisation, parameter, value, {std::string(of_life_situation)}, first));
  };
  add(rows.number, static_cast<double>(given.size()));
  double sum = 0;
  for (const auto& one : given) sum += one.share;
  std::vector<double> shares;
  for (const auto& one : given)
    shares.push_back(sum > 0 ? one.share / sum : 1.0 / static_cast<double>(given.size()));
  const std::vector<double> needs = needs_of(rows, organisation);
  double mean = 0, variance = 0;
  for (std::size_t g = 0; g < needs.size(); ++g) mean += shares[g] * needs[g];
  for (std::size_t g = 0; g < needs.size(); ++g)
    variance += shares[g] * (needs[g] - mean) * (needs[g] - mean);
  const auto set = [&](const std::string& name, std::size_t g, double value) {
    add(parameter_named(model, fmt::format(fmt::runtime(name), g)), value);
  };
  for (std::size_t g = 0; g < given.size(); ++g) {
    if (sum > 0) set(rows.share, g, shares[g]);
    if (!needs.empty()) set(rows.need, g, needs[g] - mean);
  }
  if (variance > rows.largest)
    refuse(first.place, std::string(of_life_situation), fmt::format("{} of them", given.size()),
           "they differ more in need than people do",
           "Give smaller differences, or a larger organisation." + rows.by + ".");
  if (!needs.empty()) add(rows.differ, variance);
}
}  // namespace

void apply_organisation(const Model& model, const TomlDocument& document, const Entry& section,
                        Organisation& organisation) {
  const OrganisationTable table = organisation_table(model);
  const std::string here = place(document, section.key->source());
  if (table.given.empty())
    throw InputError(fmt::format(
        "{}: organisation = {} (the model {} does not know organisations). Leave it out.", here,
        shown(*section.value), model.name()));
  const auto* figures = section.value->as_table();
  if (figures == nullptr)
    throw InputError(
        fmt::format("{}: organisation = {} ({}, but this is a section). Write [organisation] and "
                    "its figures below it.",
                    here, shown(*section.value), type_words(*section.value)));
  organisation.place = here;
  MistakeList mistakes;
  for (const auto& entry : in_file_order(*figures))
    mistakes.attempt([&] { apply_figure(table, document, entry, organisation); });
  mistakes.throw_if_any();
}

std::vector<Conversion> converted(const Model& model, const Organisation& organisation,
                                  const Parameter& parameter) {
  std::vector<Conversion> all;
  if (!organisation.given()) return all;
  const OrganisationTable table = organisation_table(model);
  const auto now = [&](std::size_t row) {
    const auto set = std::ranges::find(all, row, &Conversion::parameter);
    return set == all.end() ? parameter(row) : set->value;
  };
  const Meaning meaning(model, table, organisation, now);
  check_plausible(model, table, meaning, organisation);
  MistakeList mistakes;
  for (const auto& row : table.sets)
    mistakes.attempt([&] {
      const auto figures = meaning.given_in(row.is);
      if (figures.empty() ||
          std::ranges::find(all, row.parameter, &Conversion::parameter) != all.end())
        return;
      if (const auto value = value_of(row.is, std::cref(meaning)))
        all.push_back(conversion(model, organisation, row.parameter, *value, figures,
                                 organisation.facts.at(figures.front())));
    });
  mistakes.attempt(
      [&] { convert_life_situations(model, table.life_situation, organisation, all); });
  mistakes.throw_if_any();
  return all;
}

std::optional<double> figure_from(const Model& model, const GivenRow& figure,
                                  const Organisation& organisation, const Parameter& parameter) {
  const OrganisationTable table = organisation_table(model);
  const Meaning meaning(model, table, organisation, parameter);
  // A figure that was not given is what parameters say of it in turn.
  const std::function<std::optional<double>(std::string_view)> known =
      [&](std::string_view name) -> std::optional<double> {
    if (const auto value = meaning(name)) return value;
    const GivenRow* row = find(table, name);
    return row == nullptr || row->from.empty() ? std::nullopt : value_of(row->from, known);
  };
  return value_of(figure.from, known);
}

std::vector<std::optional<double>> spoken_factors(const Model& model,
                                                  const Organisation& organisation,
                                                  const Parameter& parameter) {
  const OrganisationTable table = organisation_table(model);
  const Meaning meaning(model, table, organisation, parameter);
  std::vector<std::optional<double>> factors;
  for (const auto& row : table.spoken) {
    const bool known =
        organisation.given() && std::ranges::all_of(row.needs, [&](const auto& name) {
          return organisation.facts.contains(name);
        });
    factors.push_back(known ? value_of(row.is, std::cref(meaning)) : std::nullopt);
  }
  return factors;
}

namespace {
std::vector<std::string> names_of(const Organisation& organisation) {
  std::vector<std::string> names;
  for (const auto& one : organisation.life_situations) names.push_back(one.name);
  return names;
}
}  // namespace

std::vector<std::string> given_names(const Model& model, std::span<const ScenarioFile> files,
                                     const std::string& dimension) {
  if (files.empty() || organisation_table(model).life_situation.dimension != dimension) return {};
  const auto of = [&](const ScenarioFile& file) {
    return names_of(organisation_in(model, file.origins));
  };
  const auto names = of(files.front());
  const bool same = std::ranges::all_of(files, [&](const auto& file) { return of(file) == names; });
  return same ? names : std::vector<std::string>();
}

std::vector<Origin> origins_of(const Organisation& organisation) {
  std::vector<Origin> origins;
  if (!organisation.given()) return origins;
  const auto add = [&](const std::string& key, const std::string& value, const std::string& place) {
    origins.push_back({std::string(prefix) + key, value, place});
  };
  add("name", toml_string(organisation.name), organisation.place);
  for (const auto& [name, fact] : organisation.facts) add(name, fact.as_toml, fact.place);
  for (std::size_t g = 0; g < organisation.life_situations.size(); ++g) {
    const LifeSituation& one = organisation.life_situations[g];
    const std::string key = fmt::format("{}.{}.", of_life_situation, g);
    add(key + "name", toml_string(one.name), one.place);
    if (one.share > 0) add(key + "share", toml_real(one.share), one.place);
    if (!one.need_as_toml.empty()) add(key + "need", one.need_as_toml, one.place);
  }
  return origins;
}

std::string organisation_toml(const Organisation& organisation) {
  std::string text;
  if (!organisation.given()) return text;
  text += fmt::format("\n[organisation]\n{} = true\n", already);
  if (!organisation.name.empty()) text += "name = " + toml_string(organisation.name) + "\n";
  for (const auto& [name, fact] : organisation.facts)
    text += fmt::format("{} = {}\n", name, fact.as_toml);
  for (const auto& one : organisation.life_situations) {
    text +=
        fmt::format("\n[[organisation.{}]]\nname = {}\n", of_life_situation, toml_string(one.name));
    if (one.share > 0) text += fmt::format("share = {}\n", toml_real(one.share));
    if (!one.need_as_toml.empty()) text += fmt::format("need = {}\n", one.need_as_toml);
  }
  return text;
}

Organisation organisation_in(const Model& model, std::span<const Origin> origins) {
  Organisation organisation;
  std::string text;
  std::string life;
  for (const auto& origin : origins) {
    if (!origin.key.starts_with(prefix)) continue;
    const std::string key = origin.key.substr(prefix.size());
    organisation.place = origin.place;
    if (!key.starts_with(of_life_situation)) {
      if (origin.value != "\"\"") text += fmt::format("{} = {}\n", key, origin.value);
      continue;
    }
    const std::string part = key.substr(key.rfind('.') + 1);
    if (part == "name") life += fmt::format("[[{}]]\n", of_life_situation);
    life += fmt::format("{} = {}\n", part, origin.value);
  }
  if (!organisation.given()) return organisation;
  const TomlDocument document{"", "", toml::parse(text + life)};
  const OrganisationTable table = organisation_table(model);
  for (const auto& entry : in_file_order(document.root))
    apply_figure(table, document, entry, organisation);
  return organisation;
}

}  // namespace sim::io
