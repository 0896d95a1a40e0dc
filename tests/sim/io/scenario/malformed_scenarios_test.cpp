// Every way in which a scenario can be wrong, and the one line that says so.
#include <array>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "sim/core/error.hpp"
#include "sim/io/scenario/scenario_file.hpp"
#include "tests/sim/io/temporary_directory.hpp"
#include "tests/support/toy_model.hpp"

namespace {

using sim::Exit;

/// What a file starts with, so that a case shows only what is wrong with it.
enum class Start : std::uint8_t { nothing, head, event };

/// Plain literals: a vector of strings this long takes the compiler a minute.
struct Case {
  const char* what;
  Start start;
  const char* text;                      ///< of a.toml, after its start
  std::array<const char*, 2> overrides;  ///< KEY=VALUE, or none
  const char* message;                   ///< without the directory
  Exit exit = Exit::invalid_input;
};

constexpr Case cases[]{
    // The file itself
    {"empty file",
     Start::nothing,
     "",
     {},
     "a.toml:1:1: schema_version is missing (the file is empty). Add schema_version = 1 as the "
     "first line, or start from maatwerk init."},
    {"only a comment",
     Start::nothing,
     "# nothing\n",
     {},
     "a.toml:1:1: schema_version is missing (the file is empty). Add schema_version = 1 as the "
     "first line, or start from maatwerk init."},
    {"no schema_version",
     Start::nothing,
     "[citizens]\nlens = 0.3\n",
     {},
     "a.toml:1:1: schema_version is missing (every scenario file needs it). Add schema_version = 1 "
     "as the first line."},
    {"another schema_version",
     Start::nothing,
     "schema_version = 2\n",
     {},
     "a.toml:1:18: schema_version = 2 (this program reads 1). Use a program that reads it, or 1."},
    {"schema_version as text",
     Start::nothing,
     "schema_version = \"1\"\n",
     {},
     "a.toml:1:18: schema_version = \"1\" (this program reads 1). Use a program that reads it, or "
     "1."},
    {"Latin-1",
     Start::head,
     "title = \"Ge\xEF"
     "nd\"\n",
     {},
     "a.toml:2:12: byte 0xEF (not UTF-8). Save the file as UTF-8."},
    {"UTF-16",
     Start::nothing,
     "\xFF\xFE",
     {},
     "a.toml:1:1: byte 0xFF (not UTF-8). Save the file as UTF-8."},
    {"the same key twice",
     Start::head,
     "[citizens]\nlens = 0.1\nlens = 0.2\n",
     {},
     "a.toml:4:8: cannot redefine existing floating-point 'lens' (not valid TOML). See "
     "https://toml.io for the syntax."},
    {"the same section twice",
     Start::head,
     "[citizens]\n[citizens]\n",
     {},
     "a.toml:3:1: cannot redefine existing table 'citizens' (not valid TOML). See "
     "https://toml.io for the syntax."},
    {"a bare word",
     Start::head,
     "citizens.lens = high\n",
     {},
     "a.toml:2:17: could not determine value type (not valid TOML). See https://toml.io for the "
     "syntax."},
    {"an open string",
     Start::head,
     "title = \"open\n",
     {},
     "a.toml:2:14: a text that is not closed on its line (not valid TOML). See https://toml.io for "
     "the syntax."},
    {"a decimal comma",
     Start::head,
     "citizens.lens = 0,35\n",
     {},
     "a.toml:2:18: expected a comment or whitespace, saw ',' (not valid TOML). See "
     "https://toml.io for the syntax."},
    {"a number too large for TOML",
     Start::head,
     "run.seed = 9223372036854775808\n",
     {},
     "a.toml:2:31: '9223372036854775808' is not representable in 64 bits (not valid TOML). See "
     "https://toml.io for the syntax."},
    {"one key in two ways",
     Start::head,
     "\"citizens.lens\" = 0.1\n[citizens]\nlens = 0.2\n",
     {},
     "a.toml:4:1: citizens.lens = 0.2 (given twice, first at a.toml:2:1). Leave one out."},
    {"title is a number",
     Start::head,
     "title = 3\n",
     {},
     "a.toml:2:9: title = 3 (a whole number, but this is a text). Put it in quotes."},

    // Names
    {"a mistyped key",
     Start::head,
     "[citizens]\nlense = 0.3\n",
     {},
     "a.toml:3:1: citizens.lense = 0.3 (unknown key). Did you mean citizens.lens?"},
    {"a mistyped section",
     Start::head,
     "[citizen]\nlens = 0.3\n",
     {},
     "a.toml:2:2: citizen = {...} (unknown key). Did you mean citizens?"},
    {"a key without its section",
     Start::head,
     "lens = 0.3\n",
     {},
     "a.toml:2:1: lens = 0.3 (unknown key). Did you mean citizens.lens?"},
    {"a key in another section",
     Start::head,
     "[policy]\nlens = 0.3\n",
     {},
     "a.toml:3:1: policy.lens = 0.3 (unknown key). Did you mean citizens.lens?"},
    {"a key like nothing",
     Start::head,
     "[citizens]\nunicorns = 3\n",
     {},
     "a.toml:3:1: citizens.unicorns = 3 (unknown key). Run maatwerk list to see all keys."},
    {"a mistyped run setting",
     Start::head,
     "[run]\nmonth = 12\n",
     {},
     "a.toml:3:1: run.month = 12 (unknown key). Did you mean run.months?"},
    {"a value for a section",
     Start::head,
     "citizens = 3\n",
     {},
     "a.toml:2:12: citizens = 3 (a whole number, but this is a section). Write [citizens] and its "
     "keys below it."},
    {"the first of two mistakes is told",
     Start::head,
     "[policy]\nzzzz = 1\n[citizens]\naaaa = 1\n",
     {},
     "a.toml:3:1: policy.zzzz = 1 (unknown key). Run maatwerk list to see all keys."},

    // Types
    {"a string for a number",
     Start::head,
     "[citizens]\nlens = \"high\"\n",
     {},
     "a.toml:3:8: citizens.lens = \"high\" (a string, but this is a number, allowed: 0 to 1). The "
     "default is 0.35."},
    {"true for a number",
     Start::head,
     "[citizens]\nlens = true\n",
     {},
     "a.toml:3:8: citizens.lens = true (true or false, but this is a number, allowed: 0 to 1). The "
     "default is 0.35."},
    {"a list for a number",
     Start::head,
     "[citizens]\nlens = [0, 1]\n",
     {},
     "a.toml:3:8: citizens.lens = [...] (a list, but this is a number, allowed: 0 to 1). The "
     "default is 0.35."},
    {"a table for a number",
     Start::head,
     "[citizens.lens]\nmin = 0\n",
     {},
     "a.toml:2:1: citizens.lens = {...} (a table, but this is a number, allowed: 0 to 1). The "
     "default is 0.35."},
    {"a date for a number",
     Start::head,
     "[citizens]\nlens = 1979-05-27\n",
     {},
     "a.toml:3:8: citizens.lens = 1979-05-27 (a date or time, but this is a number, allowed: 0 to "
     "1). The default is 0.35."},
    {"half an office",
     Start::head,
     "[population]\noffices = 2.5\n",
     {},
     "a.toml:3:11: population.offices = 2.5 (a real number, but this is a whole number, allowed: 1 "
     "to 50). The default is 3."},
    {"a whole number with a point",
     Start::head,
     "[population]\noffices = 2.0\n",
     {},
     "a.toml:3:11: population.offices = 2.0 (a real number, but this is a whole number, allowed: 1 "
     "to 50). Write 2."},
    {"1 for true",
     Start::head,
     "[citizens]\ncomplain = 1\n",
     {},
     "a.toml:3:12: citizens.complain = 1 (a whole number, but this is true or false, allowed: true "
     "or false). The default is true."},
    {"a mistyped choice",
     Start::head,
     "[policy]\ndecider = \"manger\"\n",
     {},
     "a.toml:3:11: policy.decider = \"manger\" (no such choice, allowed: worker, manager, "
     "computer). Did you mean \"manager\"?"},
    {"a choice like none",
     Start::head,
     "[policy]\ndecider = \"boss\"\n",
     {},
     "a.toml:3:11: policy.decider = \"boss\" (no such choice, allowed: worker, manager, computer). "
     "The default is \"worker\"."},
    {"a number for a choice",
     Start::head,
     "[policy]\ndecider = 1\n",
     {},
     "a.toml:3:11: policy.decider = 1 (a whole number, but this is a name, allowed: worker, "
     "manager, computer). The default is \"worker\"."},
    {"a seed by name",
     Start::head,
     "[run]\nseed = \"lucky\"\n",
     {},
     "a.toml:3:8: run.seed = \"lucky\" (a string, but this is a whole number, allowed: 0 to "
     "9223372036854775807). The default is 20221."},

    // Ranges
    {"too large",
     Start::head,
     "[citizens]\nlens = 1.5\n",
     {},
     "a.toml:3:8: citizens.lens = 1.5 (too large, allowed: 0 to 1). The default is 0.35."},
    {"a percentage for a share",
     Start::head,
     "[citizens]\nlens = 35\n",
     {},
     "a.toml:3:8: citizens.lens = 35 (too large, allowed: 0 to 1). Did you mean 0.35?"},
    {"too small",
     Start::head,
     "[citizens]\nlens = -0.1\n",
     {},
     "a.toml:3:8: citizens.lens = -0.1 (too small, allowed: 0 to 1). The default is 0.35."},
    {"nan",
     Start::head,
     "[citizens]\nlens = nan\n",
     {},
     "a.toml:3:8: citizens.lens = nan (not a finite number, allowed: 0 to 1). The default is "
     "0.35."},
    {"inf",
     Start::head,
     "[policy]\nbudget = inf\n",
     {},
     "a.toml:3:10: policy.budget = inf (not a finite number, allowed: 0 to 1000000000). The "
     "default "
     "is 1000000.0."},
    {"-inf for a whole number",
     Start::head,
     "[policy]\npatience = -inf\n",
     {},
     "a.toml:3:12: policy.patience = -inf (not a finite number, allowed: 1 to 120). The default is "
     "12."},
    {"no months",
     Start::head,
     "[run]\nmonths = 0\n",
     {},
     "a.toml:3:10: run.months = 0 (too small, allowed: 1 to 12000). The default is 120."},
    {"a negative seed",
     Start::head,
     "[run]\nseed = -1\n",
     {},
     "a.toml:3:8: run.seed = -1 (too small, allowed: 0 to 9223372036854775807). The default is "
     "20221."},
    {"no replicates",
     Start::head,
     "[run]\nreplicates = 0\n",
     {},
     "a.toml:3:14: run.replicates = 0 (too small, allowed: 1 to 1000000). The default is 20."},
    {"values that do not go together",
     Start::head,
     "[population]\nsize = 2\noffices = 3\n",
     {},
     "a.toml:4:11: population.offices = 3 (more offices than the 2 citizens). Change one of them."},
    {"a value that does not go with a default",
     Start::head,
     "[population]\nsize = 2\n",
     {},
     "a.toml: population.offices = 3, the default (more offices than the 2 citizens). Change one "
     "of "
     "them."},

    // Events
    {"event as a plain table",
     Start::head,
     "[event]\nmonth = 3\n",
     {},
     "a.toml:2:2: event = {...} (a table, but this is a list of tables). Write [[event]], in "
     "double "
     "brackets."},
    {"event as a list of numbers",
     Start::head,
     "event = [3]\n",
     {},
     "a.toml:2:10: event 1 = 3 (a whole number, but this is a table). Write [[event]]."},
    {"an event without month",
     Start::event,
     "set = { \"citizens.lens\" = 0 }\n",
     {},
     "a.toml:2:1: event 1: month is missing (an event needs one). Add month = 1 or later."},
    {"an event without set",
     Start::event,
     "month = 3\n",
     {},
     "a.toml:2:1: event 1: nothing is set (an event needs it). Add set = { \"section.key\" = value "
     "}."},
    {"an unknown key of an event",
     Start::event,
     "month = 3\noffice = [0]\n",
     {},
     "a.toml:4:1: event 1: office = [...] (unknown key, allowed: month, offices, set). Did you "
     "mean "
     "offices?"},
    {"a parameter beside set",
     Start::event,
     "month = 3\nlens = 0.5\n",
     {},
     "a.toml:4:1: event 1: lens = 0.5 (unknown key, allowed: month, offices, set). Put parameters "
     "into set = { ... }."},
    {"month 0",
     Start::event,
     "month = 0\nset = { \"citizens.lens\" = 0 }\n",
     {},
     "a.toml:3:9: event 1: month = 0 (before the first month, allowed: 1 to 120). Months count "
     "from "
     "1."},
    {"a month after the end",
     Start::event,
     "month = 121\nset = { \"citizens.lens\" = 0 }\n",
     {},
     "a.toml:3:9: event 1: month = 121 (after the last month, allowed: 1 to 120). Months count "
     "from "
     "1."},
    {"a month as text",
     Start::event,
     "month = \"May\"\nset = { \"citizens.lens\" = 0 }\n",
     {},
     "a.toml:3:9: event 1: month = \"May\" (a string, but this is a whole number). Months count "
     "from 1."},
    {"an office that is not there",
     Start::event,
     "month = 3\noffices = [0, 3]\nset = { \"citizens.lens\" = 0 }\n",
     {},
     "a.toml:4:15: event 1: offices has 3 (no such office, allowed: 0 to 2). Offices count from "
     "0."},
    {"one office without a list",
     Start::event,
     "month = 3\noffices = 1\nset = { \"citizens.lens\" = 0 }\n",
     {},
     "a.toml:4:11: event 1: offices = 1 (a whole number, but this is a list). Write offices = [0, "
     "1], or leave it out to mean all."},
    {"no offices",
     Start::event,
     "month = 3\noffices = []\nset = { \"citizens.lens\" = 0 }\n",
     {},
     "a.toml:4:11: event 1: offices = [...] (an empty list). Write offices = [0, 1], or leave it "
     "out to mean all."},
    {"an office by name",
     Start::event,
     "month = 3\noffices = [\"east\"]\n",
     {},
     "a.toml:4:12: event 1: offices has \"east\" (a string, but offices are whole numbers). They "
     "count from 0."},
    {"an event changes what is fixed",
     Start::event,
     "month = 3\nset = { \"population.size\" = 10 }\n",
     {},
     "a.toml:4:9: event 1: population.size = 10 (used only while the world is made, so an event "
     "cannot change it). Set it in [population]."},
    {"an event changes the run",
     Start::event,
     "month = 3\nset = { \"run.months\" = 10 }\n",
     {},
     "a.toml:4:9: event 1: run.months = 10 (used only while the world is made, so an event cannot "
     "change it). Set it in [run]."},
    {"an event sets a mistyped key",
     Start::event,
     "month = 3\nset = { \"citizens.lenz\" = 0 }\n",
     {},
     "a.toml:4:9: event 1: citizens.lenz = 0 (unknown key). Did you mean citizens.lens?"},
    {"an event sets a value out of range",
     Start::event,
     "month = 3\nset = { \"citizens.lens\" = 7.5 }\n",
     {},
     "a.toml:4:27: event 1: citizens.lens = 7.5 (too large, allowed: 0 to 1). Did you mean 0.075?"},
    {"an event sets a key twice",
     Start::event,
     "month = 3\nset = { \"citizens.lens\" = 0, citizens = { lens = 1 } }\n",
     {},
     "a.toml:4:43: event 1: citizens.lens = 1 (given twice). Leave one out."},
    {"set as a list",
     Start::event,
     "month = 3\nset = [1]\n",
     {},
     "a.toml:4:7: event 1: set = [...] (a list, but this is a table). Write set = { "
     "\"section.key\" "
     "= value }."},
    {"the second event is wrong",
     Start::event,
     "month = 3\nset = { \"citizens.lens\" = 0 }\n[[event]]\nmonth = -2\n"
     "set = { \"citizens.lens\" = 0 }\n",
     {},
     "a.toml:6:9: event 2: month = -2 (before the first month, allowed: 1 to 120). Months count "
     "from 1."},

    // What it extends
    {"extends a number",
     Start::head,
     "extends = 3\n",
     {},
     "a.toml:2:11: extends = 3 (a whole number, but this is a text). Name one scenario: a file, "
     "relative to this one, or a name."},
    {"extends nothing",
     Start::head,
     "extends = \"\"\n",
     {},
     "a.toml:2:11: extends = \"\" (an empty text). Name one scenario: a file, relative to this "
     "one, or a name."},
    {"extends itself",
     Start::head,
     "extends = \"a.toml\"\n",
     {},
     "a.toml:2:11: extends = \"a.toml\" (a circle: a.toml -> a.toml). Break it in one place."},
    {"extends in a circle",
     Start::head,
     "extends = \"b.toml\"\n",
     {},
     "b.toml:2:11: extends = \"./c/../a.toml\" (a circle: a.toml -> b.toml -> a.toml). Break it in "
     "one place."},
    {"extends a file with a mistake",
     Start::head,
     "extends = \"wrong.toml\"\n",
     {},
     "wrong.toml:2:17: citizens.lens = 9 (too large, allowed: 0 to 1). Did you mean 0.09?"},
    {"extends a missing file",
     Start::head,
     "extends = \"gone.toml\"\n",
     {},
     "a.toml:2:11: extends = \"gone.toml\": gone.toml (no such file). Give the path of a .toml "
     "file, or a name that maatwerk list shows.",
     Exit::input_output},

    // The command line
    {"an unknown key in --set",
     Start::head,
     "",
     {"citizens.lenz=0.3"},
     "--set #1: citizens.lenz = 0.3 (unknown key). Did you mean citizens.lens?"},
    {"out of range in --set",
     Start::head,
     "",
     {"citizens.noise=1", "citizens.lens=1.5"},
     "--set #2: citizens.lens = 1.5 (too large, allowed: 0 to 1). The default is 0.35."},
    {"a word for a number in --set",
     Start::head,
     "",
     {"citizens.lens=high"},
     "--set #1: citizens.lens = \"high\" (a string, but this is a number, allowed: 0 to 1). The "
     "default is 0.35."},
    {"nothing in --set",
     Start::head,
     "",
     {"citizens.lens="},
     "--set #1: citizens.lens = \"\" (a string, but this is a number, allowed: 0 to 1). The "
     "default "
     "is 0.35."},
    {"nan in --set",
     Start::head,
     "",
     {"citizens.lens=nan"},
     "--set #1: citizens.lens = nan (not a finite number, allowed: 0 to 1). The default is 0.35."},
    {"no TOML in --set",
     Start::head,
     "",
     {"run.seed=9223372036854775808"},
     "--set #1: run.seed = 9223372036854775808 (not a TOML value). Quote it if it is a text."},
    {"a second key smuggled into --set",
     Start::head,
     "",
     {"policy.decider=1\ncitizens.lens = 0"},
     "--set #1: policy.decider = \"1\\ncitizens.lens = 0\" (no such choice, allowed: worker, "
     "manager, computer). The default is \"worker\"."},
    {"extends in --set",
     Start::head,
     "",
     {"extends=b.toml"},
     "--set #1: extends = \"b.toml\" (only a file can say this). Write a scenario file."},
    {"a conflict made by --set",
     Start::head,
     "",
     {"population.size=1"},
     "a.toml: population.offices = 3, the default (more offices than the 1 citizens). Change one "
     "of "
     "them."},
};

const std::string head = "schema_version = 1\n";

std::string start_of(Start start) {
  switch (start) {
    case Start::nothing: return "";
    case Start::head: return head;
    case Start::event: break;
  }
  return head + "[[event]]\n";
}

/// The message without the test's directory, in which users have no interest.
std::string without(std::string text, const std::string& directory) {
  for (auto at = text.find(directory); at != std::string::npos; at = text.find(directory))
    text.erase(at, directory.size());
  return text;
}

}  // namespace

TEST_CASE("a malformed scenario is refused with its place, the reason and a remedy") {
  const test::ToyModel model;
  const test::TemporaryDirectory directory;
  directory.write("b.toml", head + "extends = \"./c/../a.toml\"\n");
  directory.write("c/empty", "");
  directory.write("wrong.toml", head + "citizens.lens = 9\n");
  for (const auto& bad : cases) {
    INFO(bad.what);
    const auto path = directory.write("a.toml", start_of(bad.start) + bad.text);
    std::vector<sim::io::Override> overrides;
    for (const char* text : bad.overrides) {
      if (text == nullptr) continue;
      const std::string given = text;
      const auto equals = given.find('=');
      overrides.push_back({given.substr(0, equals), given.substr(equals + 1),
                           "--set #" + std::to_string(overrides.size() + 1)});
    }
    try {
      sim::io::read_scenario(model, path, overrides);
      FAIL_CHECK("was read");
    } catch (const sim::Error& error) {
      CHECK(without(error.what(), (directory / "").string()) == bad.message);
      CHECK(error.exit() == bad.exit);
    }
  }
}

TEST_CASE("a scenario that is not there, or a directory, is an error of input") {
  const test::ToyModel model;
  const test::TemporaryDirectory directory;
  const auto refused = [&](const std::string& name, const std::string& message) {
    try {
      sim::io::read_scenario(model, directory / name, {});
      FAIL_CHECK("was read");
    } catch (const sim::FileError& error) {
      CHECK(without(error.what(), (directory / "").string()) == message);
    }
  };
  directory.write("folder/file", "");
  refused("gone.toml",
          "gone.toml (no such file). Give the path of a .toml file, or a name that maatwerk list "
          "shows.");
  refused(
      "folder",
      "folder (a directory). Give the path of a .toml file, or a name that maatwerk list shows.");
}
