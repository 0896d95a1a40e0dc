#include "models/mutual_learning/mutual_learning.hpp"

#include <cmath>
#include <cstdint>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <catch2/catch.hpp>

#include "sim/core/row.hpp"
#include "sim/io/words/words.hpp"
#include "tests/support/statistics.hpp"

namespace {

using Settings = std::vector<std::pair<std::string_view, double>>;

const sim::Model& model = mutual_learning::model();

sim::Scenario scenario(const Settings& settings, int periods) {
  sim::Scenario made = sim::default_scenario(model);
  made.run.months = periods;
  for (const auto& [name, number] : settings) {
    sim::Value& value = made.values[sim::row_of(model.parameters(), name)];
    if (std::holds_alternative<double>(value))
      value = number;
    else
      value = static_cast<std::int64_t>(number);
  }
  return made;
}

/// A metric in the last period of a replicate.
double last(const sim::Scenario& scenario, std::string_view metric, std::uint32_t replicate) {
  sim::Parallel parallel(1);
  const auto periods = static_cast<std::size_t>(scenario.run.months);
  const auto result = model.simulate(scenario, replicate, parallel);
  return result.overall[sim::row_of(model.metrics(), metric) * periods + periods - 1];
}

constexpr std::uint32_t replicates = 240;  // the paper has 80

/// How far what the code knows under one setting lies above that under another, in standard errors
/// of paired replicates. A program that lost the difference, or turned it round, gets beyond
/// `z_limit` once in 300,000 (one-sided normal tail).
double lead(const Settings& better, const Settings& other, int periods) {
  const sim::Scenario one = scenario(better, periods), two = scenario(other, periods);
  std::vector<double> differences;
  for (std::uint32_t replicate = 0; replicate < replicates; ++replicate)
    differences.push_back(last(one, "code_knowledge", replicate) -
                          last(two, "code_knowledge", replicate));
  return test::z_score(differences, 0);
}

Settings with(double socialisation, double code, Settings more = {}) {
  more.emplace_back("learning.socialisation", socialisation);
  more.emplace_back("learning.code", code);
  return more;
}

constexpr int equilibrium = 100;  // periods

}  // namespace

TEST_CASE("figure 1: slow socialisation ends with more knowledge",
          "[mutual_learning][statistical]") {
  for (const double code : {0.5, 0.9}) {
    CHECK(lead(with(0.1, code), with(0.5, code), equilibrium) > test::z_limit);
    CHECK(lead(with(0.5, code), with(0.9, code), equilibrium) > test::z_limit);
  }
}

TEST_CASE("figure 1: a code that learns fast gains most where socialisation is slow",
          "[mutual_learning][statistical]") {
  CHECK(lead(with(0.1, 0.9), with(0.1, 0.1), equilibrium) > test::z_limit);
  CHECK(lead(with(0.1, 0.9), with(0.9, 0.1), equilibrium) > test::z_limit);
  CHECK(lead(with(0.1, 0.9), with(0.9, 0.9), equilibrium) > test::z_limit);
}

TEST_CASE("figure 2: a mix of slow and fast is better than all at their mean",
          "[mutual_learning][statistical]") {
  for (const double fast : {0.25, 0.5, 0.75}) {
    const double mean = 0.1 + 0.8 * fast;
    CHECK(lead(with(0.1, 0.5, {{"learning.fast_share", fast}}), with(mean, 0.5), equilibrium) >
          test::z_limit);
  }
}

TEST_CASE("figure 3: some turnover helps where socialisation is fast, and not where it is slow",
          "[mutual_learning][statistical]") {
  const Settings turnover{{"learning.turnover", 0.1}};
  CHECK(lead(with(0.9, 0.5, turnover), with(0.9, 0.5), 20) > test::z_limit);
  CHECK(lead(with(0.1, 0.5, turnover), with(0.1, 0.5), 20) < 0);
}

TEST_CASE("figure 4: in turbulence knowledge decays without turnover and holds with some",
          "[mutual_learning][statistical]") {
  const Settings turbulence{{"learning.turbulence", 0.02}};
  Settings both = turbulence;
  both.emplace_back("learning.turnover", 0.1);
  CHECK(lead(with(0.5, 0.5, both), with(0.5, 0.5, turbulence), 100) > test::z_limit);
  // A belief on which all agree is never given up, so that in the end it is right by chance.
  std::vector<double> late, held;
  for (std::uint32_t replicate = 0; replicate < replicates; ++replicate) {
    late.push_back(last(scenario(with(0.5, 0.5, turbulence), 300), "code_knowledge", replicate));
    held.push_back(last(scenario(with(0.5, 0.5, both), 100), "code_knowledge", replicate) -
                   last(scenario(with(0.5, 0.5, both), 20), "code_knowledge", replicate));
  }
  CHECK(std::abs(test::z_score(late, 0.5)) < test::z_limit);
  CHECK(test::z_score(held, 0) > -test::z_limit);
}

TEST_CASE("in a closed organisation all come to believe the code, and stay there",
          "[mutual_learning]") {
  CHECK(last(scenario(with(0.5, 0.5), 2 * equilibrium), "agreement", 0) == 1);
  CHECK(last(scenario(with(0.5, 0.5), 2 * equilibrium), "code_knowledge", 0) ==
        last(scenario(with(0.5, 0.5), 3 * equilibrium), "code_knowledge", 0));
}

TEST_CASE("who is never socialised never changes, and a code that never learns knows nothing",
          "[mutual_learning]") {
  CHECK(last(scenario(with(0, 0.5), 1), "knowledge", 0) ==
        last(scenario(with(0, 0.5), 50), "knowledge", 0));
  CHECK(last(scenario(with(0.5, 0), 50), "code_knowledge", 0) == 0);
}

TEST_CASE("individuals know a third before they learn", "[mutual_learning][statistical]") {
  std::vector<double> knowledge;
  for (std::uint32_t replicate = 0; replicate < 400; ++replicate)
    knowledge.push_back(last(scenario(with(0, 0), 1), "knowledge", replicate));
  CHECK(std::abs(test::z_score(knowledge, 1.0 / 3)) < test::z_limit);
}

TEST_CASE("two settings share all luck that both use", "[mutual_learning]") {
  CHECK(last(scenario(with(0.1, 0.5), 1), "code_knowledge", 3) ==
        last(scenario(with(0.9, 0.5), 1), "code_knowledge", 3));
}

TEST_CASE("an event changes how an organisation learns from its period on", "[mutual_learning]") {
  sim::Scenario closed = scenario(with(0.5, 0.5), 40);
  closed.events.push_back(
      {20, {}, {{sim::row_of(model.parameters(), "learning.turnover"), sim::Value{1.0}}}});
  // All are new: a third of beliefs is as the code's, and half of the others are taken over.
  CHECK(std::abs(last(closed, "agreement", 0) - 2.0 / 3) < 0.06);
}

TEST_CASE("every row has a text in English, and no text is of a row that is gone",
          "[unit][words]") {
  CHECK(sim::io::missing_texts(mutual_learning::model(), "en").empty());
  CHECK(sim::io::needless_texts(mutual_learning::model(), "en").empty());
}
