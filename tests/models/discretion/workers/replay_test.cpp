
#include "models/discretion/workers/replay.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/support/discretion_world.hpp"

using namespace discretion;
using test::at;
using test::bits_of;
using test::scenario;
using test::Settings;
using test::town;

namespace {

const Settings ten_followed{{"record.sampled_citizens", 10}};

/// A column of the table of handlings, which is the last one.
const std::vector<double>& handlings(const sim::RunResult& result, std::string_view column) {
  const auto& columns = model().tables().back().columns;
  const auto found =
      std::ranges::find_if(columns, [&](const auto& info) { return info.name == column; });
  REQUIRE(found != columns.end());
  return result.tables.back()[static_cast<std::size_t>(found - columns.begin())];
}

std::vector<double> distinct(std::vector<double> values) {
  std::ranges::sort(values);
  values.erase(std::unique(values.begin(), values.end()), values.end());
  return values;
}

}  // namespace

TEST_CASE("nobody is followed unless asked, and following changes no other bit", "[unit][replay]") {
  const auto without = test::simulate(scenario(town(2000)));
  auto with = test::simulate(scenario(town(2000) + ten_followed));
  CHECK(handlings(without, "month_handled").empty());
  CHECK_FALSE(handlings(with, "month_handled").empty());
  for (auto& column : with.tables.back()) column.clear();
  CHECK(bits_of(with) == bits_of(without));
}

TEST_CASE("the same citizens are followed under every policy", "[unit][replay]") {
  const auto chosen = [](double group, double individual, int citizens) {
    const test::SteppedWorld town_hall(scenario(town(2000) + at(group, individual)));
    return choose_followed(town_hall.world, citizens);
  };
  const auto ten = chosen(0, 0, 10);
  CHECK(ten.size() == 10);
  CHECK(chosen(100, 100, 10) == ten);
  const auto twenty = chosen(0, 100, 20);
  CHECK(std::ranges::includes(twenty, ten));
  CHECK(chosen(0, 0, 5000).size() == 2000);
}

TEST_CASE("everybody followed is every handling of the recorded months", "[unit][replay]") {
  const auto result = test::simulate(
      scenario(town(1000) + at(100, 100) + Settings{{"record.sampled_citizens", 1000}}));
  double decisions = 0;
  for (const double n : test::series(result, "decisions")) decisions += n;
  CHECK(static_cast<double>(handlings(result, "month_handled").size()) == decisions);
  CHECK(std::ranges::min(handlings(result, "month_handled")) == 1);
  CHECK(std::ranges::is_sorted(handlings(result, "citizen_id")));
}

TEST_CASE("votes add up to the utility, and probabilities to 1", "[unit][replay]") {
  const auto result = test::simulate(scenario(town(2000) + at(100, 100) + ten_followed));
  const auto sum_of = [&](const std::vector<std::string>& names, std::size_t row) {
    double sum = 0;
    for (const auto& name : names) sum += handlings(result, name)[row];
    return sum;
  };
  CHECK(distinct(handlings(result, "citizen_id")).size() > 5);
  for (std::size_t row = 0; row < handlings(result, "option").size(); ++row) {
    CHECK(sum_of({"vote_citizen", "vote_law", "vote_organisation", "vote_profession",
                  "vote_society", "vote_self"},
                 row) == Approx(handlings(result, "utility")[row]));
    CHECK(sum_of({"probability_apply", "probability_tailor", "probability_shortcut",
                  "probability_escalate"},
                 row) == Approx(1.0));
    if (handlings(result, "option")[row] == 0)
      CHECK(handlings(result, "treatment")[row] == handlings(result, "rule")[row]);
  }
}

TEST_CASE("the utility written down is the one that decided, after preconditions crowd out loyalty",
          "[unit][replay]") {
  test::FirstMonth month(at(100, 100));
  World& world = month.world;
  Desk desk = test::desk_of(1);
  desk.loyal = 0.4;
  CaseFile file;
  file.need = file.want = 1;
  const Judgement judgement = judge(world, month.office(), desk, file);
  write_down(world, desk, 0, file, judgement, Option::apply, world.notebooks[0]);
  write_down(world, desk, 1, file, judgement, Option::tailor, world.notebooks[0]);
  const Handlings written = handlings_of(world);
  const double temperature = month.office().parameters.workers.temperature;
  CHECK(written("utility", 1) - written("utility", 0) ==
        Approx(temperature *
               std::log(written("probability_tailor", 0) / written("probability_apply", 0))));
  const auto loyalty =
      world.worker_traits.loyalty[desk.worker][static_cast<std::size_t>(Loyalty::citizen)];
  REQUIRE(judgement.votes[Loyalty::citizen][apply] != 0);
  CHECK(written("vote_citizen", 0) ==
        Approx(0.4 * loyalty * judgement.votes[Loyalty::citizen][apply]));
}

TEST_CASE("threads change no row of a replay", "[unit][replay]") {
  const sim::Scenario plan = scenario(town(2000) + at(100, 100) + ten_followed);
  sim::Parallel three(3);
  CHECK(model().simulate(plan, 0, three).tables == test::simulate(plan).tables);
}
