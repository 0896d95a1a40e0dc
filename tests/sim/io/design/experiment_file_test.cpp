// What an experiment and a table of points say, and what is refused of them.
#include "sim/io/design/experiment_file.hpp"

#include <string>

#include <catch2/catch.hpp>

#include "sim/core/error.hpp"
#include "tests/sim/io/temporary_directory.hpp"
#include "tests/support/toy_model.hpp"

using sim::io::ExperimentFile;
using sim::io::Factor;

namespace {

const test::ToyModel toy;

ExperimentFile read_factor(const std::string& factor) {
  const test::TemporaryDirectory folder;
  return sim::io::read_experiment(
      toy, folder.write("e.toml",
                        "schema_version = 1\nbase = \"town.toml\"\n[design]\nkind = "
                        "\"lhs\"\nn = 4\n[[factor]]\nname = \"citizens.lens\"\n" +
                            factor));
}

/// What an error of input says; empty where there is none.
template <class Read>
std::string refusal(Read read_it, const std::string& text) {
  try {
    read_it(text);
  } catch (const sim::InputError& error) {
    return error.what();
  }
  return "";
}

ExperimentFile read_table(const std::string& text) {
  const test::TemporaryDirectory folder;
  ExperimentFile experiment;
  sim::io::read_design_csv(toy, folder.write("t.csv", text), experiment);
  return experiment;
}

}  // namespace

TEST_CASE("a factor says in one way how it varies", "[unit][experiment_file]") {
  const Factor range = read_factor("min = 0.2\nmax = 0.6\n").factors.at(0);
  CHECK(range.form == Factor::Form::range);
  CHECK(range.low == 0.2);
  CHECK(range.high == 0.6);
  CHECK(read_factor("values = [0.1, 0.9]\n").factors.at(0).values == std::vector<double>{0.1, 0.9});
  const Factor times = read_factor("times = [0.5, 2.0]\n").factors.at(0);
  CHECK(times.form == Factor::Form::times);
  CHECK(times.low == 0.5);
  CHECK(times.high == 2.0);

  const std::string exactly_one = "one of min and max, values or times";
  for (const char* wrong :
       {"", "min = 0.2\nvalues = [0.1]\n", "max = 0.2\ntimes = [0.5, 2.0]\n",
        "min = 0.1\nmax = 0.2\nvalues = [0.1]\n", "values = [0.1]\ntimes = [0.5, 2.0]\n"}) {
    INFO(wrong);
    CHECK(refusal(read_factor, wrong).find(exactly_one) != std::string::npos);
  }
  for (const char* half : {"min = 0.2\n", "max = 0.2\n"}) {
    INFO(half);
    CHECK(refusal(read_factor, half).find("missing") != std::string::npos);
  }
}

TEST_CASE("a table of points has a factor a column, and a value of each in every row",
          "[unit][experiment_file]") {
  const auto table = read_table(
      "\xEF\xBB\xBF"
      "citizens.lens, \"policy.decider\",population.size\r\n0.25,manager,20\n\n"
      " 0.5 ,\"computer\",30");
  REQUIRE(table.factors.size() == 3);
  CHECK(toy.parameters()[table.factors[1].parameter].name == "policy.decider");
  CHECK(table.rows == std::vector<std::vector<double>>{{0.25, 1, 20}, {0.5, 2, 30}});
}

TEST_CASE("a cell of a table of points is refused where it begins", "[unit][experiment_file]") {
  const auto refused = [](const std::string& text) { return refusal(read_table, text); };
  CHECK(refused("citizens.lens,citizens.noise\n0.5,  7\n").find("t.csv:2:7: ") !=
        std::string::npos);
  CHECK(refused("citizens.lens,citizens.nose\n0.5,1\n").find("t.csv:1:15: ") != std::string::npos);
  CHECK(refused("citizens.lens\n0,5\n").find("t.csv:2:1: 2 cells") != std::string::npos);
}
