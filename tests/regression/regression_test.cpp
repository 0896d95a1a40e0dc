#include <bit>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iomanip>
#include <sstream>
#include <string>

#include <catch2/catch.hpp>

#include "tests/support/discretion_world.hpp"

namespace {

/// Scenario of a case: lines "parameter value", with run.months, run.warm_up and run.seed.
sim::Scenario read_scenario(const std::string& path) {
  std::ifstream file(path);
  REQUIRE(file);
  test::RunOf run;
  std::vector<std::pair<std::string, double>> pairs;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.front() == '#') continue;
    std::istringstream words(line);
    std::string name;
    double value = 0;
    REQUIRE(words >> name >> value);
    if (name == "run.months")
      run.months = static_cast<int>(value);
    else if (name == "run.warm_up")
      run.warm_up = static_cast<int>(value);
    else if (name == "run.seed")
      run.seed = static_cast<std::uint64_t>(value);
    else
      pairs.emplace_back(name, value);
  }
  test::Settings settings;
  for (const auto& [name, value] : pairs) settings.emplace_back(name, value);
  return test::scenario(settings, run);
}

/// Series as text, a line each: name, then a hexadecimal number a month.
std::string text_of(const sim::RunResult& result) {
  std::ostringstream text;
  text << std::hexfloat;
  for (const char* name :
       {"decisions", "underserved", "misfit", "tailored", "trust", "moral_sensitivity",
        "preconditions", "salience", "complexity", "cost_administration"}) {
    text << name;
    for (const double value : test::series(result, name)) text << ' ' << value;
    text << '\n';
  }
  return text.str();
}

std::string contents(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

}  // namespace

TEST_CASE("the quickstart's series are the ones written down, to the last bit",
          "[unit][regression]") {
  const std::string folder = MAATWERK_REGRESSION_DIR "/quickstart/";
  const std::string now = text_of(test::simulate(read_scenario(folder + "scenario.txt")));
  if (std::getenv("MAATWERK_UPDATE_REGRESSION") != nullptr)
    std::ofstream(folder + "expected.txt") << now;
  std::istringstream was_lines(contents(folder + "expected.txt"));
  std::istringstream now_lines(now);
  std::string was_line;
  for (std::string now_line; std::getline(now_lines, now_line);) {
    REQUIRE(std::getline(was_lines, was_line));
    CHECK(now_line == was_line);
  }
  CHECK_FALSE(std::getline(was_lines, was_line));
}
