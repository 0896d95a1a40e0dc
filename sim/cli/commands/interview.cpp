#include "sim/cli/commands/interview.hpp"

#include <algorithm>
#include <cctype>
#include <istream>
#include <optional>
#include <regex>
#include <vector>

#include <fmt/format.h>

#include "sim/cli/terminal/print.hpp"
#include "sim/core/error.hpp"
#include "sim/io/files/toml_text.hpp"
#include "sim/io/scenario/observed.hpp"
#include "sim/io/scenario/organisation.hpp"
#include "sim/io/scenario/organisation_scenario.hpp"

namespace sim::cli {

namespace {

/// A number as people write it, 80.000 or 2,5 too, or a text, as TOML.
std::string as_toml(const std::string& answer) {
  static const std::regex thousands(R"(-?\d{1,3}([.,]\d{3})+)");
  static const std::regex number(R"(-?\d+([.,]\d+)?)");
  std::string text = answer;
  if (std::regex_match(text, thousands))
    std::erase_if(text, [](char c) { return c == '.' || c == ','; });
  else if (std::regex_match(text, number))
    std::ranges::replace(text, ',', '.');
  else
    return io::toml_string(answer);
  // A number with zeros in front is none to TOML.
  const bool negative = text.front() == '-';
  text.erase(0, negative ? 1 : 0);
  while (text.size() > 1 && text[0] == '0' && text[1] != '.') text.erase(0, 1);
  return (negative ? "-" : "") + text;
}

class Interview {
 public:
  Interview(const Model& model, const Speech& say, const toml::table& offered, std::istream& in)
      : model_(model), say_(say), offered_(offered), in_(in) {}

  std::string answers() {
    note("{}\n", say_("interview.start"));
    const auto table = io::organisation_table(model_);
    ask_organisation(table);
    ask_life_situations(table);
    ask_choices(table);
    ask_observed();
    return text_;
  }

 private:
  /// One line, without blanks around it. \throws UsageError where there is none
  std::string line() {
    std::string text;
    if (!std::getline(in_, text) || text == say_("interview.stop"))
      throw UsageError(say_("interview.ended"));
    const auto first = text.find_first_not_of(" \t\r");
    if (first == std::string::npos) return "";
    return text.substr(first, text.find_last_not_of(" \t\r") + 1 - first);
  }
  /// \param offer TOML that an empty line takes; empty: don't know
  /// \return TOML, or nothing if not known
  std::optional<std::string> ask(const std::string& question, const std::string& offer = "") {
    note("\n{}\n{} ", question, offer.empty() ? ">" : fmt::format("[{}] >", offer));
    std::string answer = line();
    if (answer == io::not_known || (answer.empty() && offer.empty())) return std::nullopt;
    return answer.empty() ? offer : as_toml(answer);
  }
  /// Asks until the answer is one that a scenario may have.
  /// \param head of the TOML in which it is tried
  std::optional<std::string> ask_for(const std::string& question, const std::string& head,
                                     const std::string& key, const std::string& offer) {
    while (true) {
      auto answer = ask(question, offer);
      if (!answer || fine(fmt::format("{}{} = {}\n", head, key, *answer))) return answer;
    }
  }
  bool fine(const std::string& text) {
    try {
      const io::TomlDocument document{say_("interview.answer_place"), text, toml::parse(text)};
      io::Organisation organisation;
      for (const auto& entry : io::in_file_order(document.root))
        io::apply_organisation(model_, document, entry, organisation);
    } catch (const InputError& mistake) {
      note("{}\n", mistake.what());
      return false;
    }
    return true;
  }
  std::string offered(const std::string& section, const std::string& key) const {
    const auto node = offered_[section][key];
    if (const auto text = node.value_exact<std::string>()) return io::toml_string(*text);
    if (const auto number = node.value<double>()) return io::plain_number(*number);
    return "";
  }
  void write(const std::string& key, const std::optional<std::string>& toml) {
    text_ += fmt::format("{} = {}\n", key, toml.value_or(io::toml_string(io::not_known)));
  }

  void ask_organisation(const io::OrganisationTable& table) {
    text_ += "[organisation]\n";
    // A name may be a number.
    note("\n{}\n> ", say_("interview.name"));
    const std::string name = line();
    if (!name.empty() && name != io::not_known) write("name", io::toml_string(name));
    for (const auto& row : table.given)
      write(row.name, ask_for(fmt::format("{} [{}]", say_("organisation." + row.name + ".question"),
                                          say_("unit." + row.unit)),
                              "[organisation]\n", row.name, offered("organisation", row.name)));
  }

  void ask_life_situations(const io::OrganisationTable& table) {
    const std::string question = say_("organisation.life_situation.question");
    const bool any = offered_["organisation"]["life_situation"].is_array();
    note("\n{} {}\n", question, say_(any ? "interview.or_keep" : "interview.or_none"));
    std::string own;
    for (std::size_t count = 0; count < table.life_situation.most; ++count) {
      note("{} > ", count + 1);
      const std::string name = line();
      if (name.empty() || name == io::not_known) break;
      own += "\n[[organisation.life_situation]]\nname = " + io::toml_string(name) + "\n";
      const auto share = number(say_("organisation.life_situation.share"), 0.1, 100);
      if (share) own += fmt::format("share = {}\n", *share);
      const auto need = need_of_one();
      if (need) own += fmt::format("need = {}\n", *need);
    }
    if (own.empty() || fine("[organisation]\n" + own)) {
      text_ += own;
      return;
    }
    ask_life_situations(table);
  }
  std::optional<std::string> need_of_one() {
    while (true) {
      auto answer = ask(say_("organisation.life_situation.need"));
      // Tried beside another one: a life situation alone is none.
      if (!answer ||
          fine(fmt::format("[organisation]\nlife_situation = [{{ name = \"1\", need = {} }},"
                           " {{ name = \"2\", need = \"average\" }}]\n",
                           *answer)))
        return answer;
    }
  }

  void ask_choices(const io::OrganisationTable& table) {
    text_ += "\n[choices]\n";
    for (const auto& row : table.choices) {
      const std::string key = "organisation.choice." + row.name;
      std::string question = say_(key + ".question");
      for (std::size_t k = 0; k < row.answers.size(); ++k)
        question += fmt::format("\n  {}) {}", k + 1, say_(key + "." + row.answers[k].name));
      write(row.name, choice(row, question));
    }
  }
  std::optional<std::string> choice(const io::ChoiceRow& row, const std::string& question) {
    while (true) {
      auto answer = ask(question, offered("choices", row.name));
      if (!answer) return answer;
      for (std::size_t k = 0; k < row.answers.size(); ++k) {
        const std::string word = io::toml_string(row.answers[k].name);
        if (*answer == word || *answer == std::to_string(k + 1)) return word;
      }
      note("{}\n", say_("interview.a_choice", row.answers.size()));
    }
  }

  void ask_observed() {
    note("\n{}\n", say_("interview.today"));
    for (const auto& row : io::observables(model_)) {
      const std::string key = "observed." + row.name;
      const auto value = number(fmt::format("{} [{}]: {}", say_(key + ".label"),
                                            say_("unit." + row.unit), say_(key + ".definition")),
                                0, row.highest);
      if (!value) continue;
      const auto margin = number(say_("interview.margin"), 1e-9, row.highest);
      const auto year = margin ? number(say_("interview.year"), 1900, 2100) : std::nullopt;
      const auto source = year ? ask(say_("interview.source")) : std::nullopt;
      if (!source) {
        note("{}\n", say_("interview.left_out"));
        continue;
      }
      const std::string text = source->front() == '"' ? *source : io::toml_string(*source);
      text_ += fmt::format("\n[{}]\nvalue = {}\nmargin = {}\nyear = {}\nsource = {}\n", key, *value,
                           *margin, *year, text);
    }
  }
  std::optional<std::string> number(const std::string& question, double lowest, double highest) {
    while (true) {
      auto answer = ask(question);
      if (!answer) return answer;
      const bool is_number = answer->front() != '"';
      const double value = is_number ? std::stod(*answer) : 0;
      if (is_number && value >= lowest && value <= highest) return answer;
      note("{}\n", say_("interview.a_number"));
    }
  }

  const Model& model_;
  const Speech& say_;
  const toml::table& offered_;
  std::istream& in_;
  std::string text_;
};
}  // namespace

std::string interview(const Model& model, const Speech& say, const std::string& start,
                      std::istream& in) {
  const toml::table offered = start.empty() ? toml::table() : io::template_answers(model, start);
  return Interview(model, say, offered, in).answers();
}

}  // namespace sim::cli
