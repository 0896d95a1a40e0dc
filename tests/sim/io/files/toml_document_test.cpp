#include "sim/io/files/toml_document.hpp"

#include <string>

#include <catch2/catch.hpp>

#include "sim/core/error.hpp"

using Catch::Contains;
using sim::io::parse_toml;

namespace {
/// What stands around a key that begins on the third line.
struct Around {
  const char* before;
  const char* after;
};

std::string key_of(int parts) {
  std::string key = "a";
  for (int part = 1; part < parts; ++part) key += ".a";
  return key;
}
}  // namespace

TEST_CASE("a key of too many parts is refused with its line, whatever quotes stand before it") {
  for (const auto& [before, after] :
       {Around{"\n\n", " = 1"}, Around{"\n\n[", "]"}, Around{"# \"\n\n", " = 1"},
        Around{"\n\n\"\\\"\".", " = 1"},                      // a name that is a quote
        Around{"b = [\"\"\"\n\n\"\"\", {", " = 1}]"},         // a text of many lines
        Around{"b = ['''\n\n''', {", " = 1}]"},               // as it stands
        Around{"b = [\"\"\"\n\n\"\"\"\"\", {", " = 1}]"},     // one that ends in quotes
        Around{"b = [\"\"\"\n\n\\\"\"\"\", {", " = 1}]"},     // in one that is escaped
        Around{"b = [\"\"\"\n\n\\\\\"\"\", {", " = 1}]"},     // in a backslash
        Around{"b = [\"\"\"\"\"\n\n\"\"\", {", " = 1}]"}}) {  // begins with some
    INFO(before);
    CHECK_THROWS_WITH(parse_toml(before + key_of(400'000) + after, "a.toml"),
                      Contains("a.toml:3:1: a key of more than a hundred parts"));
    CHECK_NOTHROW(parse_toml(before + key_of(100) + after, "a.toml"));
  }
}

TEST_CASE("dots in texts, names and comments are no parts of a key") {
  const std::string dots(1000, '.');
  for (const std::string& text : {"a = \"" + dots + "\"", "'" + dots + "'.b = 1", "a = 1 # " + dots,
                                  "a = \"\"\"\n" + dots + "\n\"\"\"", "a = '''\n" + dots + "'''"}) {
    INFO(text);
    CHECK_NOTHROW(parse_toml(text, "a.toml"));
  }
}

TEST_CASE("every letter behind a line that goes on is read as it is, and refused outside quotes") {
  // The library's own table of blanks does not say what it gives for letters up to U+0499.
  for (char32_t letter = 0xA1; letter < 0x500; ++letter) {
    const std::string text{static_cast<char>(0xC0 | (letter >> 6U)),
                           static_cast<char>(0x80 | (letter & 0x3FU))};
    INFO(text);
    const auto read = parse_toml("a = \"\"\"b \\\n  " + text + "\"\"\"", "a.toml");
    CHECK(read["a"].value<std::string>() == "b " + text);
    CHECK_THROWS_AS(parse_toml("a" + text + " = 1", "a.toml"), sim::InputError);
  }
}
