
#include "models/discretion/record/vignettes.hpp"

#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "sim/core/random.hpp"
#include "tests/support/discretion_world.hpp"
#include "tests/support/statistics.hpp"

using namespace discretion;
using test::at;
using test::scenario;
using test::series;
using test::Settings;
using test::SteppedWorld;
using test::town;

namespace {

/// Standard deviations of the parts of a constructed opinion.
struct Sizes {
  double life = 0, case_file = 0, office = 0, team = 0, level = 0, pattern = 0, error = 0;
  double choice = 0;  ///< variance within an opinion
};

/// Opinions that are sums of normal draws: 4 offices of 2 teams of 5, 64 cases in 16 life
/// situations.
VignetteStudy constructed(const Sizes& sizes, std::uint32_t replicate) {
  enum class Part : std::uint32_t { life, case_file, office, team, level, pattern, error };
  const sim::Stream stream{20221, replicate};
  const auto part = [&](Part which, std::size_t a, std::size_t b = 0) {
    return sim::Random(stream, which, static_cast<std::uint32_t>(a), static_cast<std::uint32_t>(b))
        .normal();
  };
  VignetteStudy study;
  for (std::uint32_t w = 0; w < 40; ++w) {
    study.team.push_back(w / 5);
    study.office.push_back(w / 10);
  }
  for (std::size_t c = 0; c < 64; ++c) {
    const std::size_t g = c % 16;
    study.life_situation.push_back(g);
    for (std::size_t w = 0; w < 40; ++w) {
      // Half of what offices and teams differ in goes with the case, as rules go with life
      // situations.
      const double half = std::sqrt(0.5);
      const double mean =
          10.0 + sizes.life * part(Part::life, g) + sizes.case_file * part(Part::case_file, c) +
          sizes.office * half * (part(Part::office, w / 10) + part(Part::office, w / 10, c + 1)) +
          sizes.team * half * (part(Part::team, w / 5) + part(Part::team, w / 5, c + 1)) +
          sizes.level * part(Part::level, w) + sizes.pattern * part(Part::pattern, w, c);
      study.opinions.push_back({mean + sizes.error * part(Part::error, w, c),
                                mean + sizes.error * part(Part::error, w, c + 64), sizes.choice});
    }
  }
  return study;
}

/// What a town's workers make of the month's cases, in a month of choice.
VarianceSplit study_of(const Settings& settings, int month = 12, int offices = 2) {
  SteppedWorld town_hall(scenario(town(2000, offices) + at(100, 100) + settings, {24, 0}));
  town_hall.run(month);
  return split_variance(hold_study(town_hall.world));
}

/// Workers who are all the same whatever they did, see what citizens tell, choose alike and have
/// time.
const Settings same_workers = test::exact_perception() + test::loops_cut() +
                              Settings{{"workers.sensitivity_spread", 0},
                                       {"workers.loyalty_spread", 0},
                                       {"workers.norm_spread", 0},
                                       {"workers.skill_loss", 0},
                                       {"workers.hours_margin", 5}};

}  // namespace

TEST_CASE("the components of constructed opinions are found without bias",
          "[statistical][vignettes]") {
  const Sizes sizes{1.0, 0.7, 0.5, 0.4, 0.3, 0.4, 0.6, 0.09};
  std::vector<double> between, office, team, worker, noise, case_file, life;
  constexpr std::uint32_t studies = 400;
  for (std::uint32_t r = 0; r < studies; ++r) {
    const VarianceSplit s = split_variance(constructed(sizes, r));
    // Shares are ratios; times the total they are the components, which the claim is about.
    const double same_case = s.sd_same_case * s.sd_same_case;
    const double total = same_case / (s.office + s.team + s.worker + s.noise);
    between.push_back(same_case);
    office.push_back(s.office * total);
    team.push_back(s.team * total);
    worker.push_back(s.worker * total);
    noise.push_back(s.noise * total);
    case_file.push_back(s.case_file * total);
    life.push_back(s.life_situation * total);
  }
  CHECK(std::abs(test::z_score(office, 0.25)) < test::z_limit);
  CHECK(std::abs(test::z_score(team, 0.16)) < test::z_limit);
  CHECK(std::abs(test::z_score(worker, 0.25)) < test::z_limit);
  CHECK(std::abs(test::z_score(noise, 0.45)) < test::z_limit);
  CHECK(std::abs(test::z_score(case_file, 0.49)) < test::z_limit);
  CHECK(std::abs(test::z_score(life, 1.0)) < test::z_limit);
  CHECK(std::abs(test::z_score(between, 1.11)) < test::z_limit);
}

TEST_CASE("a single source of variance gets all of it", "[unit][vignettes]") {
  const auto split = [](const Sizes& sizes) { return split_variance(constructed(sizes, 0)); };
  Sizes only;
  only.choice = 0.25;
  CHECK(split(only).noise == Approx(1.0));
  CHECK(split(only).sd_same_case == Approx(0.5));
  only = {};
  only.life = 1;
  CHECK(split(only).life_situation == Approx(1.0));
  CHECK(split(only).sd_same_case == Approx(0.0).margin(1e-7));
}

TEST_CASE("shares add up to 1, also where a level has a single member", "[unit][vignettes]") {
  VignetteStudy study = constructed({1.0, 0.7, 0.5, 0.4, 0.3, 0.4, 0.6, 0.09}, 0);
  const auto check_sum = [&] {
    const VarianceSplit s = split_variance(study);
    CHECK(s.case_file + s.life_situation + s.office + s.team + s.worker + s.noise == Approx(1.0));
    return s;
  };
  check_sum();
  for (auto& office : study.office) office = 0;
  CHECK(check_sum().office == 0);
  for (auto& team : study.team) team = 0;
  CHECK(check_sum().team == 0);
  for (auto& life : study.life_situation) life = 0;
  CHECK(check_sum().life_situation == 0);
  for (std::uint32_t w = 0; w < 40; ++w) study.team[w] = w;
  CHECK(check_sum().worker == 0);  // teams of one: they are what differs
}

TEST_CASE("opinions that do not vary have no shares", "[unit][vignettes]") {
  const VarianceSplit split = split_variance(constructed({}, 0));
  CHECK(std::isnan(split.worker));
  CHECK(split.sd_same_case == Approx(0.0).margin(1e-7));
  CHECK(std::isnan(split_variance({}).sd_same_case));
}

TEST_CASE("workers who are alike do not disagree, and what is left is chance",
          "[unit][vignettes]") {
  const VarianceSplit alike = study_of(same_workers, 1);
  CHECK(std::abs(alike.worker) < 1e-9);
  CHECK(std::abs(alike.team) < 1e-9);
  CHECK(alike.noise > 0);
  const VarianceSplit biased = study_of(same_workers + Settings{{"workers.perception_bias", 1}}, 1);
  CHECK(biased.worker > 0.02);
}

TEST_CASE("offices that read an open norm in their own way differ as offices",
          "[unit][vignettes]") {
  const Settings rules_only =
      same_workers + at(0, 0) +
      Settings{{"workers.temperature", 0.01}, {"workers.shortcut_relief", 0}};
  const VarianceSplit one_law = study_of(rules_only, 1, 4);
  const VarianceSplit open = study_of(rules_only + Settings{{"policy.own_norms", 1}}, 1, 4);
  CHECK(one_law.sd_same_case < 1e-6);
  CHECK(open.office > 0.5);
  CHECK(std::abs(open.worker) < 0.02);
}

TEST_CASE("a vignette study is held once a year, and threads change no bit of it",
          "[unit][vignettes]") {
  const sim::Scenario plan = scenario(town(2000) + at(100, 100));
  sim::Parallel three(3);
  const auto one = test::simulate(plan);
  const auto other = model().simulate(plan, 0, three);
  for (const char* name : {"variance_case", "variance_life_situation", "variance_office",
                           "variance_team", "variance_worker", "variance_noise", "vignette_sd"}) {
    CAPTURE(name);
    for (std::size_t t = 0; t < 24; ++t) {
      CHECK(std::isfinite(series(one, name)[t]) == ((t + 1) % 12 == 0));
      if ((t + 1) % 12 == 0) CHECK(series(one, name)[t] == series(other, name)[t]);
    }
  }
}
