#include "sim/io/words.hpp"

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
