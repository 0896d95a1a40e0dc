#include "sim/cli/options/arguments.hpp"

#include <set>
#include <string>

#include <catch2/catch.hpp>

using namespace sim::cli;
using Catch::Contains;

TEST_CASE("flags may stand before and after operands, long, short, joined or apart",
          "[unit][arguments]") {
  const Arguments arguments =
      parse_arguments({"run", "-n5", "duo", "--seed=7", "--set", "a=1", "-j", "2", "--set=b=x=y"});
  CHECK(arguments.operands() == std::vector<std::string>{"duo"});
  CHECK(arguments.count("replicates") == 5);
  CHECK(arguments.text("seed") == "7");
  CHECK(arguments.count("threads") == 2);
  CHECK(arguments.texts("set") == std::vector<std::string>{"a=1", "b=x=y"});
  CHECK_FALSE(arguments.has("verbose"));
}

TEST_CASE("a prefix of a flag is no flag", "[unit][arguments]") {
  CHECK_THROWS_WITH(parse_arguments({"run", "duo", "--see", "1"}),
                    Contains("Did you mean --seed?"));
}

TEST_CASE("numbers are read whole or refused", "[unit][arguments]") {
  for (const auto* number : {"-1", "0", "nan", "1.5", "1e3", "4294967296000", ""}) {
    INFO(number);
    CHECK_THROWS_AS(parse_arguments({"run", "duo", "-n", number}), sim::UsageError);
  }
  CHECK_NOTHROW(parse_arguments({"run", "duo", "-s", "9223372036854775807"}));
  CHECK_THROWS_AS(parse_arguments({"run", "duo", "-s", "9223372036854775808"}), sim::UsageError);
  CHECK_NOTHROW(parse_arguments({"run", "duo", "-s", "random"}));
}

TEST_CASE("times have units", "[unit][arguments]") {
  const auto seconds = [](const char* text) {
    return parse_arguments({"run", "duo", "--time-limit", text}).duration("time-limit");
  };
  CHECK(seconds("90") == 90);
  CHECK(seconds("1.5m") == 90);
  CHECK(seconds("2h") == 7200);
  CHECK_THROWS_AS(seconds("-1s"), sim::UsageError);
  CHECK_THROWS_AS(seconds("soon"), sim::UsageError);
}

TEST_CASE("the stored command line keeps only what can change a result", "[unit][arguments]") {
  const Arguments arguments = parse_arguments(
      {"run", "-j", "2", "-o", "x.h5", "--force", "duo", "--set", "a=b c", "-n", "5", "-q"});
  CHECK(arguments.result_command_line() == "maatwerk run duo --replicates 5 --set 'a=b c'");
  CHECK(arguments.typed() == "maatwerk run -j 2 -o x.h5 --force duo --set 'a=b c' -n 5 -q");
}

TEST_CASE("every command and flag has a name of its own, and help", "[unit][arguments]") {
  std::set<std::string_view> flag_names, command_names;
  std::set<char> letters;
  for (const Flag& flag : flags()) {
    CHECK(flag_names.insert(flag.name).second);
    CHECK((flag.letter == 0 || letters.insert(flag.letter).second));
    CHECK(flag.help.ends_with('.'));
    CHECK(flag.commands != In::nothing);
    CHECK((flag.takes == Takes::nothing) == flag.argument.empty());
  }
  for (const Command& command : commands()) {
    CHECK(command_names.insert(command.name).second);
    CHECK(command.summary.ends_with('.'));
    CHECK(command.execute != nullptr);
  }
}
