#include "sim/io/words/words.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "models/discretion/discretion.hpp"

TEST_CASE("every language has a text for every row, and none for a row that is gone",
          "[unit][words]") {
  const sim::Model& model = discretion::model();
  CHECK(sim::io::languages(model).size() >= 2);
  for (const auto& language : sim::io::languages(model)) {
    INFO(language);
    CHECK(sim::io::missing_texts(model, language) == std::vector<std::string>{});
    CHECK(sim::io::needless_texts(model, language) == std::vector<std::string>{});
  }
}

namespace {

/// Whether a help begins as "Fall of those log-odds" does, or names "that hazard": of which row?
bool points_at_another(const std::string& help, const std::vector<std::string>& pointers,
                       const std::vector<std::string>& pointed_at) {
  const auto begins = [&](const std::string& pointer) {
    return help.substr(std::min(help.find(' '), help.size())).starts_with(pointer);
  };
  const auto contains = [&](const std::string& words) {
    return help.find(words) != std::string::npos;
  };
  return std::ranges::any_of(pointers, begins) || std::ranges::any_of(pointed_at, contains);
}

}  // namespace

// A report, a file and the explorer show one alone.
TEST_CASE("the help of a parameter does not point at another's", "[unit][words]") {
  struct Pointing {
    std::string language;
    std::vector<std::string> pointers, pointed_at;
  };
  const std::vector<Pointing> all{
      {"en", {" of those ", " of that ", " of such "}, {"that hazard", "that probability"}},
      {"nl", {" van die ", " van dat ", " van zulke ", " daarvan "}, {"die kans "}}};
  CHECK(points_at_another("Daling van die log-odds met wrok.", all[1].pointers, {}));
  CHECK(points_at_another("Salience at which that hazard is halved.", {}, all[0].pointed_at));
  const sim::Model& model = discretion::model();
  for (const auto& [language, pointers, pointed_at] : all) {
    for (const auto& row : model.parameters()) {
      INFO(row.name);
      CHECK_FALSE(
          points_at_another(sim::io::words(model, language).help(row), pointers, pointed_at));
    }
  }
}

TEST_CASE("helps and definitions are sentences", "[unit][words]") {
  const sim::Model& model = discretion::model();
  for (const auto& language : sim::io::languages(model)) {
    for (const auto& [key, text] : sim::io::own_words(model, language).texts) {
      INFO(language << ": " << key);
      if (key.ends_with(".help") || key.ends_with(".definition")) CHECK(text.ends_with('.'));
      if (key.ends_with(".label")) CHECK_FALSE(text.ends_with('.'));
    }
  }
}
