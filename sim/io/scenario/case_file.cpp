#include "sim/io/scenario/case_file.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "sim/core/error.hpp"
#include "sim/io/files/mistakes.hpp"
#include "sim/io/files/nearest.hpp"
#include "sim/io/files/toml_document.hpp"
#include "sim/io/scenario/scenario_value.hpp"
#include "sim/io/words/words.hpp"

namespace sim::io {

namespace {

struct TextRow {
  std::string_view key;
  std::string CaseTexts::*member;
};
constexpr std::array<TextRow, 4> text_rows{{{"title", &CaseTexts::title},
                                            {"story", &CaseTexts::story},
                                            {"question", &CaseTexts::question},
                                            {"limits", &CaseTexts::limits}}};
constexpr std::string_view about = "text";        ///< tables of texts by language
constexpr std::string_view sources = "source";    ///< list of tables
constexpr std::string_view others = "lookalike";  ///< list of tables
constexpr std::string_view called = "name";       ///< table by language

std::string last_part(const std::string& name) { return name.substr(name.rfind('.') + 1); }

/// Reads one file, and gathers what is wrong with it.
class Reader {
 public:
  Reader(const Model& model, const TomlDocument& document)
      : model_(model),
        keys_(model.close_up()->case_keys()),
        languages_(languages(model)),
        words_(words_of(model, languages_)),
        document_(document) {}

  CaseDescription read() {
    const toml::table* table = document_.root["case"].as_table();
    if (table == nullptr)
      throw InputError(fmt::format(
          "{}:1:1: case is missing (a case describes somebody in it). Add [case] with need = "
          "\"much\".",
          document_.path));
    CaseDescription description;
    description.path = document_.path;
    allow(document_.root, {"schema_version", "case", "model"}, "a case");
    CasePerson person;
    for (const CaseKey& key : keys_) person.push_back(key.info.default_value);
    description.people.push_back(read_person(*table, person, true));
    read_texts(*table, description);
    read_sources(*table, description);
    read_others(*table, description);
    mistakes_.throw_if_any();
    return description;
  }

 private:
  /// Grades in each language: what people write, and the place of the grade.
  using Grades = std::map<std::string, std::size_t, std::less<>>;

  static Grades words_of(const Model& model, const std::vector<std::string>& languages) {
    Grades grades;
    for (std::size_t k = 0; k < grade_names.size(); ++k) {
      for (const auto& language : languages)
        grades[words(model, language).text(fmt::format("case.grades.{}", grade_names[k]))] = k;
    }
    return grades;
  }

  std::string place_of(const toml::node& node) const { return place(document_, node.source()); }

  void allow(const toml::table& table, const std::vector<std::string>& known,
             std::string_view what) {
    for (const Entry& entry : in_file_order(table)) {
      const std::string key(entry.key->str());
      if (std::ranges::find(known, key) != known.end()) continue;
      const std::string near = did_you_mean(key, known);
      refuse(place(document_, entry.key->source()),
             fmt::format("{} = {} (unknown key of {}).{}", key, shown(*entry.value), what,
                         near.empty() ? fmt::format(" It has {}.", fmt::join(known, ", ")) : near));
    }
  }
  void refuse(const std::string& where, const std::string& what) {
    mistakes_.attempt([&] { throw InputError(where + ": " + what); });
  }

  /// \param person whose values hold where the table is silent
  CaseAsker read_person(const toml::table& table, const CasePerson& person, bool first) {
    std::vector<std::string> known{std::string(called)};
    for (const CaseKey& key : keys_) known.push_back(last_part(key.info.name));
    if (first)
      for (const auto key : {about, sources, others}) known.emplace_back(key);
    allow(table, known, first ? "a case" : "a lookalike");
    CaseAsker asker{person, {}};
    for (std::size_t row = 0; row < keys_.size(); ++row) {
      const toml::node* node = table.get(last_part(keys_[row].info.name));
      if (node != nullptr)
        mistakes_.attempt([&] { asker.person[row] = value_of(keys_[row], *node); });
      else if (first && keys_[row].needed)
        refuse(place_of(table),
               fmt::format("{} is missing (without it there is no case). Write {} "
                           "= \"much\", or a number.",
                           last_part(keys_[row].info.name), last_part(keys_[row].info.name)));
    }
    if (const auto* names = table[called].as_table()) {
      for (const auto& language : languages_)
        if (const auto name = (*names)[language].value<std::string>()) asker.name[language] = *name;
    }
    return asker;
  }

  Value value_of(const CaseKey& key, const toml::node& node) const {
    const auto word = node.value_exact<std::string>();
    if (!word || key.grades.empty()) return checked_value(key.info, node, place_of(node));
    if (const auto found = words_.find(*word); found != words_.end())
      return key.grades[found->second];
    std::vector<std::string> known;
    for (const auto& [name, grade] : words_) known.push_back(name);
    throw InputError(fmt::format("{}: {} = {} (no grade, allowed: {} or a number, {}).{}",
                                 place_of(node), key.info.name, shown(node), fmt::join(known, ", "),
                                 allowed_values(key.info), did_you_mean(*word, known)));
  }

  /// Whether a case has to be told in a language: not in one that was only begun.
  bool is_told_in(std::string_view language) const {
    return own_words(model_, language).texts.contains("case.grades.much");
  }

  void read_texts(const toml::table& table, CaseDescription& description) {
    std::vector<std::string> keys;
    for (const TextRow& row : text_rows) keys.emplace_back(row.key);
    const auto* all = table[about].as_table();
    for (const auto& language : languages_) {
      const auto* texts = all == nullptr ? nullptr : (*all)[language].as_table();
      if (texts == nullptr && !is_told_in(language)) continue;
      if (texts == nullptr) {
        refuse(place_of(all == nullptr ? table : *all),
               fmt::format("{}.{} is missing (a case is told in every language). Add "
                           "[case.{}.{}] with {}.",
                           about, language, about, language, fmt::join(keys, ", ")));
        continue;
      }
      allow(*texts, keys, "a case's texts");
      CaseTexts& into = description.texts[language];
      for (const TextRow& row : text_rows) {
        into.*row.member = (*texts)[row.key].value_or(std::string());
        if ((into.*row.member).find_first_not_of(" \n") == std::string::npos)
          refuse(place_of(*texts), fmt::format("{} is missing (a case has one). Add {} = \"...\".",
                                               row.key, row.key));
      }
    }
  }

  void read_sources(const toml::table& table, CaseDescription& description) {
    const auto* list = table[sources].as_array();
    if (list == nullptr || list->empty() || !list->is_homogeneous(toml::node_type::table)) {
      refuse(place_of(table),
             "source is missing (who tells of the case?). Add [[case.source]] "
             "with document and page; of your own practice, say so there.");
      return;
    }
    for (const auto& node : *list) {
      const toml::table& source = *node.as_table();
      allow(source, {"document", "page"}, "a source");
      const auto document = source["document"].value<std::string>();
      if (!document)
        refuse(place_of(source), "document is missing (a source is one). Add document = \"...\".");
      const toml::node* page = source.get("page");
      const auto number = page == nullptr ? std::nullopt : page->value_exact<std::int64_t>();
      description.sources.push_back(
          {document.value_or(""),
           number ? "p. " + std::to_string(*number) : source["page"].value_or(std::string())});
    }
  }

  void read_others(const toml::table& table, CaseDescription& description) {
    const toml::node* node = table.get(others);
    if (node == nullptr) return;
    const auto* list = node->as_array();
    if (list == nullptr || !list->is_homogeneous(toml::node_type::table)) {
      refuse(place_of(*node), fmt::format("{} = {} (not a list of tables). Write [[case.{}]] with "
                                          "what differs from the first.",
                                          others, shown(*node), others));
      return;
    }
    for (const auto& other : *list)
      description.people.push_back(
          read_person(*other.as_table(), description.people.front().person, false));
  }

  const Model& model_;
  const std::vector<CaseKey>& keys_;
  const std::vector<std::string> languages_;
  const Grades words_;
  const TomlDocument& document_;
  MistakeList mistakes_;
};

}  // namespace

const CaseTexts& CaseDescription::in(std::string_view language) const {
  const auto found = texts.find(language);
  return found == texts.end() ? texts.at(std::string(english)) : found->second;
}

CaseDescription read_case(const Model& model, const std::filesystem::path& path) {
  const TomlDocument document = read_toml(path);
  if (model.close_up() == nullptr)
    throw InputError(
        fmt::format("{}:1:1: case (the model {} takes no cases). Choose a model that "
                    "does.",
                    path.string(), model.name()));
  if (document.root["schema_version"].value_or(std::int64_t{0}) != 1)
    throw InputError(fmt::format(
        "{}:1:1: schema_version is missing or not 1 (which keys there are goes by it). Add "
        "schema_version = 1.",
        path.string()));
  return Reader(model, document).read();
}

}  // namespace sim::io
