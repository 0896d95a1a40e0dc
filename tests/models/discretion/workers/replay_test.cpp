
#include "models/discretion/workers/replay.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/support/discretion_world.hpp"
#include "tests/support/statistics.hpp"

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

TEST_CASE("options are chosen as often as the probabilities written down say",
          "[statistical][replay]") {
  const auto result = test::simulate(
      scenario(town(2000) + at(100, 100) + Settings{{"record.sampled_citizens", 2000}}));
  const auto& options_taken = handlings(result, "option");
  REQUIRE(options_taken.size() > 1000);
  std::vector<double> sums(options_taken.size());
  for (const Option option : {Option::apply, Option::tailor, Option::shortcut, Option::escalate}) {
    const auto x = static_cast<std::size_t>(option);
    const auto& said = handlings(result, "probability_" + std::string(option_names[x]));
    double more = 0;
    double variance = 0;
    for (std::size_t row = 0; row < said.size(); ++row) {
      more += (options_taken[row] == static_cast<double>(x) ? 1 : 0) - said[row];
      variance += said[row] * (1 - said[row]);
      sums[row] += said[row];
    }
    INFO(option_names[x]);
    // Would see probabilities of another case, or those before a loyalty was crowded out.
    if (variance > 5)
      CHECK(std::abs(more) / std::sqrt(variance) < test::z_limit);
    else
      CHECK(more == Approx(0).margin(test::z_limit * std::sqrt(5)));
  }
  CHECK(std::ranges::all_of(sums, [](double sum) { return sum == Approx(1.0); }));
}

TEST_CASE("who applies the rule gives what the rule gives", "[unit][replay]") {
  const auto result = test::simulate(scenario(town(2000) + at(100, 100) + ten_followed));
  CHECK(distinct(handlings(result, "citizen_id")).size() > 5);
  CHECK(distinct(handlings(result, "option")).size() > 1);
  for (std::size_t row = 0; row < handlings(result, "option").size(); ++row)
    if (handlings(result, "option")[row] == 0)
      CHECK(handlings(result, "treatment")[row] == handlings(result, "rule")[row]);
}

TEST_CASE(
    "votes and utility written down are those that decided, after preconditions crowd out loyalty",
    "[unit][replay]") {
  test::FirstMonth month(at(100, 100));
  World& world = month.world;
  Desk desk = test::desk_of(1);
  desk.loyal = 0.4;
  CaseFile file;
  file.need = file.want = 1;
  const Judgement judgement = judge(world, month.office(), desk, file);
  write_down(world, desk, CitizenId{0}, file, judgement, Option::apply, world.notebooks[0]);
  write_down(world, desk, CitizenId{1}, file, judgement, Option::tailor, world.notebooks[0]);
  const Handlings written = handlings_of(world);
  const double temperature = month.office().parameters.workers.temperature;
  CHECK(written("utility", 1) - written("utility", 0) ==
        Approx(temperature *
               std::log(written("probability_tailor", 0) / written("probability_apply", 0))));
  const auto& trait = world.worker_traits.loyalty[number(desk.worker)];
  const auto check = [&](std::string_view column, Loyalty voice, double weight) {
    const auto& votes = judgement.votes[voice];
    INFO(column);
    REQUIRE((votes[apply] != 0 || votes[tailor] != 0));
    CHECK(written(column, 0) == Approx(weight * votes[apply]));
    CHECK(written(column, 1) == Approx(weight * votes[tailor]));
  };
  check("vote_citizen", Loyalty::citizen, 0.4 * trait[0]);
  check("vote_law", Loyalty::law, trait[1]);
  check("vote_organisation", Loyalty::organisation, trait[2]);
  check("vote_profession", Loyalty::profession, 0.4 * trait[3]);
  check("vote_society", Loyalty::society, trait[4]);
  check("vote_self", Loyalty::self, 1.0);
}

TEST_CASE("threads change no row of a replay", "[unit][replay]") {
  const sim::Scenario plan = scenario(town(2000) + at(100, 100) + ten_followed);
  sim::Parallel three(3);
  CHECK(model().simulate(plan, 0, three).tables == test::simulate(plan).tables);
}
