#include "sim/experiment/hypothesis_file.hpp"

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

#include "sim/core/error.hpp"
#include "sim/core/sha256.hpp"
#include "tests/support/toy_model.hpp"

using namespace sim::experiment;
using sim::Window;

namespace {
const test::ToyModel toy;
const std::vector<std::string> names{"one-size", "persons", "both"};

sim::io::TomlDocument document_of(const std::string& text) {
  return {"claims.toml", text, toml::parse(text)};
}

const std::string head = "schema_version = 1\nscenario = \"../town.toml\"\nvariants = true\n";

/// A whole file around the lines of one hypothesis; those start at line 5.
std::string file_with(const std::string& lines) { return head + "[[hypothesis]]\n" + lines; }

const std::string told = "name = \"a\"\ntext_en = \"A.\"\nreason = \"So.\"\n";
const std::string claim =
    "metric = \"trust\"\nleft = \"both\"\ndirection = \"more\"\nright = [\"one-size\", "
    "\"persons\"]\nsmallest_effect = 0.1\n";

std::string with(const std::string& text, const std::string& old, const std::string& fresh) {
  std::string changed = text;
  changed.replace(changed.find(old), old.size(), fresh);
  return changed;
}

/// What is said of a file that is wrong.
std::string error_of(const std::string& text, int months = 24) {
  try {
    const auto document = document_of(text);
    read_head(document);
    read_declaration(toy, document, names, months);
  } catch (const sim::InputError& error) {
    return error.what();
  }
  return "no error";
}
}  // namespace

TEST_CASE("a claim is made of each right side, and only named scenarios are run",
          "[unit][hypothesis]") {
  const std::string text = file_with(told + with(claim, "\"one-size\", ", ""));
  const Declaration declaration = read_declaration(toy, document_of(text), names, 24);
  CHECK(declaration.scenarios == std::vector<std::string>{"persons", "both"});
  REQUIRE(declaration.hypotheses.size() == 1);
  REQUIRE(declaration.hypotheses[0].claims.size() == 1);
  CHECK(declaration.hypotheses[0].claims[0].left == 1);
  CHECK(declaration.hypotheses[0].claims[0].right == 0);
  CHECK(declaration.sha256 == sim::sha256(text));
  CHECK(declaration.windows == std::vector<Window>{Window::first_year, Window::last_year});
}

TEST_CASE("a smallest effect may be declared as a share with a floor", "[unit][hypothesis]") {
  const std::string text =
      file_with(told + with(claim, "smallest_effect = 0.1",
                            "smallest_effect_relative = 0.05\nsmallest_effect_floor = 0.001"));
  const auto claims = read_declaration(toy, document_of(text), names, 24).hypotheses[0].claims;
  REQUIRE(claims.size() == 2);
  CHECK(claims[1].smallest_share == 0.05);
  CHECK(claims[1].smallest_effect == 0.001);
}

TEST_CASE("the scenario is found from the file's own folder", "[unit][hypothesis]") {
  auto document = document_of(file_with(told + claim));
  document.path = "studies/hypotheses/claims.toml";
  CHECK(read_head(document).scenarios.front() == "studies/town.toml");
}

TEST_CASE("a file may name scenarios of one's own, and months and offices", "[unit][hypothesis]") {
  const std::string several =
      with(with(file_with(told + claim), "scenario = \"../town.toml\"",
                "scenarios = [\"a.toml\", \"b.toml\"]\nwindow = \"7:12\"\noffices = [0, 2]"),
           "variants = true\n", "");
  const auto document = document_of(several);
  CHECK(read_head(document).scenarios == std::vector<std::filesystem::path>{"a.toml", "b.toml"});
  const Declaration declaration = read_declaration(toy, document, names, 24, 3);
  CHECK(declaration.windows == std::vector<Window>{Window::chosen});
  CHECK(declaration.interest->label() == "7:12 in 0,2");
}

TEST_CASE("a wrong file of hypotheses is refused with place, reason and nearest name",
          "[unit][hypothesis]") {
  const std::string good = file_with(told + claim);
  REQUIRE(error_of(good) == "no error");
  const std::vector<std::pair<std::string, std::string>> table{
      {with(good, "schema_version = 1\n", ""), "claims.toml:1:1: schema_version is missing"},
      {with(good, "schema_version = 1", "schema_version = 2"), "claims.toml:1:18: schema_version"},
      {with(good, "scenario = \"../town.toml\"\n", ""), "scenario is missing"},
      {with(good, "variants = true", "variants = 1"), "claims.toml:3:12: variants = 1"},
      {"report = [\"trust\", \"turst\"]\n" + good,
       "claims.toml:1:20: report = \"turst\" (no such metric)"},
      {"seed = -1\n" + good, "claims.toml:1:8: seed = -1 (not a whole number"},
      {"seed = \"random\"\n" + good, "not a whole number"},
      {with(good, "variants", "variant"), "Did you mean variants?"},
      {with(good, "[[hypothesis]]", "[[hypotheses]]"), "Did you mean hypothesis?"},
      {with(good, "metric =", "metrik ="), "claims.toml:8:1: metrik"},
      {with(good, "\"trust\"", "\"turst\""),
       "claims.toml:8:10: metric = \"turst\" (no such metric). Did you mean trust?"},
      {with(good, "\"both\"", "\"bothe\""), "Did you mean both?"},
      {with(good, "\"persons\"", "\"person\""), "claims.toml:11:22: right = \"person\""},
      {with(good, "\"persons\"", "\"both\""), "the same scenario as left"},
      {with(good, "\"more\"", "\"higher\""), "Write more or less."},
      {with(good, "0.1", "0"), "not a number above 0"},
      {with(good, "0.1", "nan"), "not a number above 0"},
      {with(good, "0.1", "\"0.1\""), "this is a number"},
      {with(good, "smallest_effect", "smallest_effect_relative"), "Add smallest_effect_floor"},
      {with(good, "smallest_effect", "smallest_effect_floor"), "Add smallest_effect_relative"},
      {good + "smallest_effect_relative = 0.05\n", "beside smallest_effect"},
      {with(good, "smallest_effect = 0.1",
            "smallest_effect_relative = 5\nsmallest_effect_floor = 0.1"),
       "claims.toml:12:28: smallest_effect_relative = 5 (a share of the mean of both"},
      {with(good, "reason = \"So.\"\n", ""), "reason is missing"},
      {with(good, "\"So.\"", "\" \""), "an empty text"},
      {with(good, "[\"one-size\", \"persons\"]", "[]"), "an empty list"},
      {good + "all = []\n", "beside `all`"},
      {file_with(told + "all = []\n"), "not a list of tables"},
      {good + "[[hypothesis]]\n" + told + claim, "a second hypothesis of this name"},
      {"windows = [\"last_yaer\"]\n" + good, "no such window"},
      {"windows = [\"all\", \"all\"]\n" + good, "named twice"},
  };
  for (const auto& [text, expected] : table) {
    CAPTURE(text);
    CHECK_THAT(error_of(text), Catch::Contains(expected));
  }
  CHECK_THAT(error_of("windows = [\"last_year\"]\n" + good, 12), Catch::Contains("--months 24"));
}
