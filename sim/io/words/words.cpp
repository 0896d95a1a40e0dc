#include "sim/io/words/words.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cctype>
#include <mutex>
#include <tuple>

#include <fmt/format.h>

#include "sim/io/files/toml_document.hpp"
#include "sim/io/words/model_texts.hpp"
#include "sim/io/words/run_settings.hpp"

namespace sim::io {

std::vector<TextFile> text_files();  // what the program says itself: sim/words

namespace {

/// Tables beside the texts, in no language.
constexpr std::array<std::string_view, 4> tables{"rules", "observed", "organisation",
                                                 "organisations"};

/// Every string below a table, under its dotted key; concepts are no texts.
void collect(const toml::table& table, const std::string& path, Words& words) {
  for (const auto& [key, node] : table) {
    const std::string name = path + std::string(key.str());
    if (name == "concepts" || name == "symbols") continue;
    if (const auto* below = node.as_table()) collect(*below, name + ".", words);
    if (const auto* text = node.as_string()) words.texts[name] = text->get();
  }
}

void add_concepts(const std::string& group, const toml::table& table, Words& words) {
  for (const auto& [key, node] : in_file_order(table)) {
    const auto* entry = node->as_table();
    assert(entry != nullptr && "a concept is a table");
    const std::string name(key->str());
    words.concepts.push_back({name, group, (*entry)["term"].value_or(name),
                              (*entry)["meaning"].value_or(std::string()),
                              strings_of(*entry, "not")});
  }
}

/// Words that were read once, by the place of their files: they are compiled in, so that it tells
/// models apart.
class ReadWords {
 public:
  template <class Read>
  const Words& of(const std::vector<TextFile>& files, std::string_view language, Read read) {
    const void* place = files.empty() ? nullptr : files.front().text.data();
    const std::scoped_lock lock(mutex_);
    const auto [found, fresh] = known_.try_emplace({place, files.size(), std::string(language)});
    if (fresh) found->second = read();
    return found->second;
  }

 private:
  std::map<std::tuple<const void*, std::size_t, std::string>, Words> known_;
  std::mutex mutex_;
};

Words read_words(const std::vector<TextFile>& files, std::string_view language) {
  const toml::table file = text_table(files, language);
  Words words;
  words.language = language;
  collect(file, "", words);
  if (const auto* groups = file["concepts"].as_table()) {
    for (const auto& [group, node] : in_file_order(*groups))
      add_concepts(std::string(group->str()), *node->as_table(), words);
  }
  if (const auto* symbols = file["symbols"].as_table()) {
    for (const auto& [symbol, node] : in_file_order(*symbols))
      words.symbols.emplace_back(symbol->str(), node->value_or(std::string()));
  }
  return words;
}

const Words& words_in(const std::vector<TextFile>& files, std::string_view language) {
  static ReadWords known;
  return known.of(files, language, [&] { return read_words(files, language); });
}

/// What both say, where the first speaks.
void add_where_silent(Words& words, const Words& other) {
  words.texts.insert(other.texts.begin(), other.texts.end());
  if (words.symbols.empty()) words.symbols = other.symbols;
  for (const auto& entry : other.concepts) {
    if (std::ranges::find(words.concepts, entry.name, &Concept::name) == words.concepts.end())
      words.concepts.push_back(entry);
  }
}

/// \param in_english none for English itself
Words all_words(const Model& model, std::string_view language, const Words* in_english) {
  Words words = own_words(model, language);
  add_where_silent(words, own_words(language));
  if (in_english != nullptr) add_where_silent(words, *in_english);
  return words;
}

std::string readable(std::string name) {
  std::ranges::replace(name, '_', ' ');
  return name;
}

/// Where texts of a cut, a counted effect or a variant stand: the last has no colon in its name.
std::string key_of(const VariantInfo& row) {
  const auto colon = row.name.find(':');
  if (colon == std::string::npos) return "variants." + row.name;
  return row.name.substr(0, colon) + "s." + row.name.substr(colon + 1);
}

/// The metrics of which a row is a numerator or denominator, by name.
std::string ratios_of(const Model& model, const MetricInfo& row, std::size_t Ratio::*place) {
  std::string names;
  for (const auto& metric : model.metrics()) {
    if (metric.ratio && model.metrics()[(*metric.ratio).*place].name == row.name)
      names += (names.empty() ? "" : ", ") + metric.name;
  }
  return names;
}
}  // namespace

toml::table text_table(const std::vector<TextFile>& files, std::string_view name) {
  const auto found = std::ranges::find(files, name, &TextFile::name);
  return found == files.end() ? toml::table() : toml::parse(found->text);
}

std::vector<std::string> strings_of(const toml::table& table, std::string_view key) {
  std::vector<std::string> strings;
  if (const auto* array = table[key].as_array()) {
    for (const auto& entry : *array) strings.push_back(entry.value_or(std::string()));
  }
  return strings;
}

const std::string& Words::text(std::string_view key) const {
  static const std::string none;
  const auto found = texts.find(key);
  return found == texts.end() ? none : found->second;
}

const std::string& Words::help(const ParameterInfo& row) const {
  return text("parameters." + row.name + ".help");
}
const std::string& Words::help(const PhaseInfo& row) const {
  return text("phases." + row.name + ".help");
}
const std::string& Words::help(const BreakdownInfo& row) const {
  return text("breakdowns." + row.group + ".help");
}
const std::string& Words::help(const ArrayInfo& row) const {
  return text("arrays." + row.group + "." + row.name + ".help");
}
const std::string& Words::help(const TableInfo& row) const {
  return text("tables." + row.group + ".help");
}
const std::string& Words::help(const TableInfo& table, const TableInfo::Column& row) const {
  return text("tables." + table.group + "." + row.name + ".help");
}
const std::string& Words::help(const VariantInfo& row) const { return text(key_of(row) + ".help"); }
const std::string& Words::help(const DynamicInfo& row) const {
  return text("dynamics." + row.name + ".help");
}
const std::string& Words::push(const DynamicInfo& row) const {
  return text("dynamics." + row.name + ".push");
}
const std::string& Words::pulse(const DynamicInfo& row) const {
  return text("dynamics." + row.name + ".pulse");
}

std::string Words::label(const MetricInfo& row) const {
  const std::string& own = text("metrics." + row.name + ".label");
  return own.empty() ? readable(row.name) : own;
}
std::string Words::label(const VariantInfo& row) const {
  const std::string& own = text(key_of(row) + ".label");
  return own.empty() ? row.name : own;
}
std::string Words::label(const DynamicInfo& row) const {
  const std::string& own = text("dynamics." + row.name + ".label");
  return own.empty() ? readable(row.name) : own;
}

std::string Words::definition(const Model& model, const MetricInfo& row) const {
  if (!row.term) return text("metrics." + row.name + ".definition");
  const std::string above = ratios_of(model, row, &Ratio::numerator);
  const std::string below = ratios_of(model, row, &Ratio::denominator);
  std::string definition = label(row);
  definition.front() = static_cast<char>(std::toupper(definition.front()));
  definition += ": ";
  if (!above.empty()) definition += fmt::format(fmt::runtime(text("term.numerator")), above);
  if (!above.empty() && !below.empty()) definition += "; ";
  if (!below.empty()) definition += fmt::format(fmt::runtime(text("term.denominator")), below);
  return definition + ".";
}

std::vector<std::string> languages(const Model& model) {
  std::vector<std::string> codes{std::string(english)};
  for (const auto& files : {model.texts(), text_files()}) {
    for (const auto& file : files) {
      if (std::ranges::find(tables, file.name) == tables.end() &&
          std::ranges::find(codes, file.name) == codes.end())
        codes.emplace_back(file.name);
    }
  }
  return codes;
}

const Words& words(const Model& model, std::string_view language) {
  static ReadWords known;
  const Words* in_english = language == english ? nullptr : &words(model);
  return known.of(model.texts(), language, [&] { return all_words(model, language, in_english); });
}

const Words& own_words(const Model& model, std::string_view language) {
  return words_in(model.texts(), language);
}
std::string name_of_language(const std::string& code) {
  const std::string name = own_words(code).text("language");
  return name.empty() ? code : name;
}

const Words& own_words(std::string_view language) { return words_in(text_files(), language); }

}  // namespace sim::io
