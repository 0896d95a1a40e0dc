#include "sim/experiment/draws.hpp"

#include <catch2/catch.hpp>

#include "tests/support/toy_model.hpp"

using namespace sim::experiment;

namespace {
const test::ToyModel toy;
const std::size_t lens = *sim::find_parameter(toy, "citizens.lens");
const std::size_t budget = *sim::find_parameter(toy, "policy.budget");

double lens_of_draw(int draw, const std::vector<std::size_t>& fixed = {}) {
  sim::Scenario scenario = sim::default_scenario(toy);
  set_drawn_values(toy, draw, fixed, scenario);
  return sim::as_number(scenario.values[lens]);
}

/// In each world of the toy, those who tailor to persons underserve less.
Declaration one_claim(const std::string& left, int sign) {
  Hypothesis hypothesis;
  hypothesis.name = left;
  hypothesis.claims = {{*sim::find_metric(toy, "underserved"), 1, 0, sign, 0.01}};
  return {"file.toml", "", "", {sim::Window::all}, {"little", "much"}, {hypothesis}};
}

DrawOutcome tested(int threads, int sign) {
  DrawPlan plan{&toy, {}, {}, 5, 3, threads};
  for (const double tailoring : {0.0, 100.0}) {
    plan.scenarios.push_back(sim::default_scenario(toy));
    plan.scenarios.back().run.months = 6;
    plan.scenarios.back().values[*sim::find_parameter(toy, "policy.individual_tailoring")] =
        tailoring;
  }
  return test_in_draws(
      one_claim("less", sign), plan, [] { return false; }, [](int) {});
}
}  // namespace

TEST_CASE("a drawn value lies between half and twice the default, and draws differ",
          "[unit][draws]") {
  for (int draw = 0; draw < 200; ++draw) {
    CHECK(lens_of_draw(draw) >= 0.35 / 2);
    CHECK(lens_of_draw(draw) <= 0.35 * 2);
  }
  CHECK(lens_of_draw(0) != lens_of_draw(1));
  CHECK(lens_of_draw(7) == lens_of_draw(7));
}

TEST_CASE("what is not free, or what the user set, is not drawn", "[unit][draws]") {
  sim::Scenario scenario = sim::default_scenario(toy);
  set_drawn_values(toy, 3, {}, scenario);
  CHECK(sim::as_number(scenario.values[budget]) == 1e6);
  CHECK(lens_of_draw(3, {lens}) == 0.35);
}

TEST_CASE("a claim that is true everywhere holds in every draw, its opposite in none",
          "[unit][draws]") {
  const DrawOutcome yes = tested(1, -1), no = tested(1, +1);
  CHECK(yes.draws == 5);
  CHECK(yes.tallies[0][0].holds == 5);
  CHECK(no.tallies[0][0].holds == 0);
  CHECK(yes.tallies[0][0].claims[0].declared_way == 5);
  CHECK(no.tallies[0][0].claims[0].declared_way == 0);
  CHECK(yes.groups[0].held[0] == std::vector<int>(5, 1));
  CHECK(no.groups[0].held_in_any == std::vector<int>(5, 0));
}

TEST_CASE("in nine of ten draws as many hold as the tenth smallest draw has", "[unit][draws]") {
  CHECK(DrawGroup::reached({3, 1, 2, 3, 3, 3, 3, 3, 3, 3}, 0.9) == 2);
  CHECK(DrawGroup::reached({1, 1, 4, 4, 4, 4, 4, 4, 4, 4}, 0.9) == 1);
  CHECK(DrawGroup::reached({7}, 0.9) == 7);
  CHECK(DrawGroup::reached({}, 0.9) == 0);
}

TEST_CASE("draws on one thread and on two give the same", "[unit][draws]") {
  const DrawOutcome one = tested(1, -1), two = tested(2, -1);
  CHECK(one.tallies[0][0].holds == two.tallies[0][0].holds);
  CHECK(one.ok == two.ok);
  CHECK(one.ok == 30);
}

TEST_CASE("a draw that is stopped half way does not count", "[unit][draws]") {
  DrawPlan plan{&toy, {sim::default_scenario(toy), sim::default_scenario(toy)}, {}, 3, 2, 1};
  int asked = 0;
  const auto outcome = test_in_draws(
      one_claim("less", -1), plan, [&] { return ++asked > 6; }, [](int) {});
  CHECK(outcome.stopped);
  CHECK(outcome.draws == 1);
}
