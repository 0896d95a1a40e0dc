#include "sim/io/files/utf8.hpp"

#include <string>

#include <catch2/catch.hpp>

using sim::io::cut_words;

namespace {
std::string times(int n, const std::string& letter) {
  std::string text;
  for (int i = 0; i < n; ++i) text += letter;
  return text;
}
}  // namespace

TEST_CASE("of a word that is too long the beginning is shown, in whole letters", "[unit][utf8]") {
  CHECK(cut_words(times(399, "a")) == times(399, "a"));
  CHECK(cut_words("first " + times(500, "a") + " last") ==
        "first " + times(60, "a") + "... (500 letters) last");
  const std::string odd = "a" + times(300, "é");
  CHECK(cut_words(odd) == "a" + times(30, "é") + "... (601 letters)");
  CHECK(cut_words(times(200, "→")).starts_with(times(20, "→") + "..."));
}

TEST_CASE("what is no UTF-8 is shown as such, letter for letter", "[unit][utf8]") {
  CHECK(sim::io::as_utf8("na\xEFve → naïve") == "na\uFFFDve → naïve");
  CHECK(sim::io::as_utf8("\xC3") == "\uFFFD");
  CHECK(sim::io::as_utf8("\xED\xA0\x80") == "\uFFFD\uFFFD\uFFFD");  // half of a surrogate pair
}
