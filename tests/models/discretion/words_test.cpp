#include "sim/io/words.hpp"

#include <map>
#include <regex>
#include <string>

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

// A report, a file and the explorer show one alone.
TEST_CASE("the help of a parameter does not point at another's", "[unit][words]") {
  const sim::Model& model = discretion::model();
  const std::map<std::string, std::regex> pointing{
      {"en", std::regex("\\S+ (of|in) (those|that|such) .*|.* that (hazard|probability)\\b.*")},
      {"nl", std::regex("\\S+ (van|in) (die|dat|zulke) .*|\\S+ daarvan .*|.* die kans\\b.*")}};
  CHECK(std::regex_match("Daling van die log-odds met wrok.", pointing.at("nl")));
  CHECK(std::regex_match("Salience at which that hazard is halved.", pointing.at("en")));
  for (const auto& [language, pattern] : pointing) {
    for (const auto& row : model.parameters()) {
      INFO(row.name);
      CHECK_FALSE(std::regex_match(sim::io::words(model, language).help(row), pattern));
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
