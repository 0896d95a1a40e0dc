#include "sim/experiment/draws.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/support/toy_model.hpp"

using namespace sim::experiment;

namespace {
const test::ToyModel toy;
const std::size_t lens = *sim::find_parameter(toy, "citizens.lens");
const std::size_t budget = *sim::find_parameter(toy, "policy.budget");

double lens_of(const Vector& vector, const std::vector<std::size_t>& fixed = {}) {
  sim::Scenario scenario = sim::default_scenario(toy);
  set_drawn_values(toy, vector, fixed, scenario);
  return sim::as_number(scenario.values[lens]);
}
double lens_of_draw(int draw) { return lens_of({7, draw}); }

/// What citizens hear makes more hearsay where the lens is wide; notes what is simulated.
class Hearsay : public test::ToyModel {
 public:
  explicit Hearsay(double limit) : limit_(limit) {}
  std::optional<sim::Conflict> supercritical(const sim::Scenario& scenario) const override {
    if (sim::as_number(scenario.values[lens]) < limit_) return std::nullopt;
    return sim::Conflict{lens, "hearsay makes hearsay"};
  }
  std::unique_ptr<sim::Run> start(const sim::Scenario& scenario, std::uint32_t replicate,
                                  sim::Parallel& parallel) const override {
    lenses.push_back(sim::as_number(scenario.values[lens]));
    seeds.insert(scenario.run.seed);
    return ToyModel::start(scenario, replicate, parallel);
  }
  mutable std::vector<double> lenses;
  mutable std::set<std::uint64_t> seeds;

 private:
  double limit_;
};

/// In each world of the toy, those who tailor to persons underserve less.
Declaration one_claim(const std::string& left, int sign, double share = 0) {
  Hypothesis hypothesis;
  hypothesis.name = left;
  hypothesis.claims = {{*sim::find_metric(toy, "underserved"), 1, 0, sign, 0.01, share}};
  return {"file.toml", "", "", {sim::Window::all}, {"little", "much"}, {hypothesis}};
}

DrawOutcome tested(int threads, int sign, const sim::Model& model = toy,
                   sim::DrawingScheme scheme = sim::DrawingScheme::scale, double share = 0) {
  DrawPlan plan{&model, {}, {}, 5, 3, threads, scheme};
  for (const double tailoring : {0.0, 100.0}) {
    plan.scenarios.push_back(sim::default_scenario(toy));
    plan.scenarios.back().run.months = 6;
    plan.scenarios.back().values[*sim::find_parameter(toy, "policy.individual_tailoring")] =
        tailoring;
  }
  return test_in_draws(
      one_claim("less", sign, share), plan, [] { return false; }, [](int) {});
}
}  // namespace

TEST_CASE("a drawn value lies between half and twice the default's odds, and draws differ",
          "[unit][draws]") {
  const double odds = 0.35 / 0.65;
  int below = 0;
  for (int draw = 0; draw < 200; ++draw) {
    const double drawn = lens_of_draw(draw) / (1 - lens_of_draw(draw));
    CHECK(drawn >= odds / 2);
    CHECK(drawn <= odds * 2);
    below += drawn < odds ? 1 : 0;
  }
  CHECK(std::abs(below - 100) < 32);  // binomial, sd 7; 4.5 of them
  CHECK(lens_of_draw(0) != lens_of_draw(1));
  CHECK(lens_of_draw(7) == lens_of_draw(7));
}

TEST_CASE("what is not free, or what the user set, is not drawn", "[unit][draws]") {
  sim::Scenario scenario = sim::default_scenario(toy);
  set_drawn_values(toy, {7, 3}, {}, scenario);
  CHECK(sim::as_number(scenario.values[budget]) == 1e6);
  CHECK(lens_of({7, 3}, {lens}) == 0.35);
}

TEST_CASE("both schemes draw the same place, each on its scale", "[unit][draws]") {
  for (int draw = 0; draw < 20; ++draw) {
    const double by_scale = lens_of({7, draw});
    const double by_factor = lens_of({7, draw, 0, sim::DrawingScheme::factor});
    CHECK(by_scale / (1 - by_scale) * (0.65 / 0.35) == Approx(by_factor / 0.35));
  }
}

TEST_CASE("an attempt has values of its own", "[unit][draws]") {
  CHECK(lens_of({7, 3, 1}) != lens_of({7, 3, 0}));
  CHECK(lens_of({7, 3, 1}) == lens_of({7, 3, 1}));
}

TEST_CASE("a draw under which a process would feed on itself is drawn anew, and counted",
          "[unit][draws]") {
  const Hearsay model(0.35);
  const DrawOutcome outcome = tested(1, -1, model);
  CHECK(outcome.draws == 5);
  CHECK(outcome.supercritical > 0);
  CHECK(outcome.why_supercritical == "hearsay makes hearsay");
  CHECK(std::ranges::max(model.lenses) < 0.35);
}

TEST_CASE("by factor such a draw is kept, and counted", "[unit][draws]") {
  const Hearsay model(0.35);
  const DrawOutcome outcome = tested(1, -1, model, sim::DrawingScheme::factor);
  CHECK(outcome.draws == 5);
  std::set<double> wide;
  for (const double seen : model.lenses)
    if (seen >= 0.35) wide.insert(seen);
  CHECK(outcome.supercritical == static_cast<int>(wide.size()));
  CHECK(!wide.empty());
}

TEST_CASE("where every vector is supercritical no draw is made", "[unit][draws]") {
  const DrawOutcome outcome = tested(1, -1, Hearsay(0));
  CHECK(outcome.draws == 0);
  CHECK(outcome.impossible == 5);
}

TEST_CASE("each draw has luck of its own, that its scenarios share", "[unit][draws]") {
  const Hearsay model(2);
  tested(1, -1, model);
  CHECK(model.seeds.size() == 5);
  CHECK(*model.seeds.rbegin() < 1ULL << 63U);
  const Hearsay again(2);
  tested(1, -1, again);
  CHECK(again.seeds == model.seeds);
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

TEST_CASE("a smallest effect that is a share is one of each draw", "[unit][draws]") {
  const auto claim = tested(1, -1, toy, sim::DrawingScheme::scale, 3).tallies[0][0].claims[0];
  CHECK(claim.declared_way == 5);
  CHECK(claim.holds == 0);  // no difference of shares is three times their mean
  const auto& used = claim.smallest_effects;
  REQUIRE(used.size() == 5);
  CHECK(std::set<double>(used.begin(), used.end()).size() == 5);
  CHECK(tested(1, -1).tallies[0][0].claims[0].smallest_effects == std::vector<double>(5, 0.01));
}

TEST_CASE("a hypothesis goes the declared way in a draw if each of its claims does",
          "[unit][draws]") {
  Declaration declaration = one_claim("less", -1);
  auto& claims = declaration.hypotheses[0].claims;
  claims.push_back(claims.front());
  claims.back().smallest_effect = 1000;  // goes the declared way, and holds nowhere
  DrawPlan plan{&toy, {sim::default_scenario(toy), sim::default_scenario(toy)}, {}, 3, 2, 1};
  plan.scenarios[1].values[*sim::find_parameter(toy, "policy.individual_tailoring")] = 100.0;
  const auto tested_with = [&] {
    return test_in_draws(
               declaration, plan, [] { return false; }, [](int) {})
        .tallies[0][0];
  };
  CHECK(tested_with().holds == 0);
  CHECK(tested_with().declared_way == 3);
  claims.back().sign = +1;
  CHECK(tested_with().claims[0].declared_way == 3);
  CHECK(tested_with().declared_way == 0);
}

TEST_CASE("what a file reports is the mean of each draw, of closed scenarios alone",
          "[unit][draws]") {
  Declaration declaration = one_claim("less", -1);
  const std::size_t metric = declaration.hypotheses[0].claims[0].metric;
  declaration.report = {metric};
  declaration.closed = 1;
  DrawPlan plan{&toy, {sim::default_scenario(toy), sim::default_scenario(toy)}, {}, 3, 2, 1};
  const auto reported = test_in_draws(
                            declaration, plan, [] { return false; }, [](int) {})
                            .reported;
  REQUIRE(reported.size() == 1);
  CHECK(reported[0].scenario == 0);
  REQUIRE(reported[0].values.size() == 3);
  CHECK(reported[0].values[0] != reported[0].values[1]);
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
