
#include "models/discretion/administrators/incidents.hpp"

#include <cmath>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/support/discretion_world.hpp"
#include "tests/support/statistics.hpp"

using namespace test;

namespace {
double branching(const Settings& settings) {
  return discretion::incident_branching(parameters(scenario(settings)));
}
bool supercritical(const Settings& settings) {
  return discretion::model().supercritical(scenario(settings)).has_value();
}
}  // namespace

TEST_CASE("one wish in ten is underserved where nobody has problems", "[unit][incidents]") {
  const auto p = parameters(scenario({{"need.problem_share", 0}, {"need.wish_rate", 0.05}}));
  CHECK(discretion::wishes_underserved(p.need) == Approx(0.05 * 0.10));
}

// Runs are the sample. Everybody takes up, nothing waits or adds to need, and one rule answers all.
TEST_CASE("as many wishes are underserved as the world of one rule has",
          "[statistical][incidents]") {
  const Settings one_rule =
      town(4000, 1) + at(0, 0) + loops_cut() + need_stays() +
      Settings{{"citizens.take_up_level", 8},   {"workers.hours_margin", 10},
               {"administration.law_error", 0}, {"administration.misreading", 0},
               {"workers.shortcut_shame", 100}, {"need.wish_rate", 0.02}};
  std::vector<double> excess;
  for (std::uint32_t replicate = 0; replicate < 60; ++replicate) {
    const auto made = scenario(one_rule, {60, 12});
    const auto result = simulate(made, replicate);
    const auto decisions = series(result, "decisions"), share = series(result, "underserved");
    double underserved = 0;
    for (std::size_t t = 0; t < share.size(); ++t) underserved += decisions[t] * share[t] / 60;
    excess.push_back(underserved / 4000 - discretion::wishes_underserved(parameters(made).need));
  }
  CHECK(std::abs(z_score(excess, 0)) < z_limit);  // it would see one in fourteen too many
}

TEST_CASE("incidents do not feed on themselves without end at the defaults", "[unit][incidents]") {
  CHECK(branching({}) > 0.2);
  CHECK(branching({}) < 0.6);
  CHECK_FALSE(supercritical({}));
}

TEST_CASE("longer memory, more excitement, more incidents and more wishes each make more of them",
          "[unit][incidents]") {
  const double now = branching({});
  CHECK(branching({{"administration.incident_decay", 0.85}}) == Approx(2 * now));
  CHECK(branching({{"administration.incident_excitement", 0.6}}) == Approx(2 * now));
  CHECK(branching({{"administration.incident", 0.008}}) == Approx(2 * now));
  CHECK(branching({{"need.inflow", 2}}) == Approx(2 * now));
  CHECK(supercritical({{"administration.incident_decay", 0.99}}));
}

// What half to twice made of the memory of incidents, cut off at .99: all that is underserved ends
// up in the media.
TEST_CASE("where incidents make more than one each, far more are seen", "[unit][incidents]") {
  const auto seen = [](double decay) {
    const auto result = simulate(scenario(
        town(2000, 1) + at(0, 0) + loops_cut() + Settings{{"administration.incident_decay", decay}},
        {120, 12}));
    return mean(series(result, "incidents"));
  };
  CHECK(seen(0.99) > 20 * seen(0.7));
}
