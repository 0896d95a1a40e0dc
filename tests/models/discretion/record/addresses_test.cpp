// Where the random numbers of a vignette study come from: as the table of `Draw` promises.
#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

#include "models/discretion/record/vignettes.hpp"
#include "models/discretion/workers/judgement.hpp"
#include "models/discretion/workers/workers.hpp"
#include "tests/support/discretion_world.hpp"
#include "tests/support/luck.hpp"

using namespace discretion;
using test::at;
using test::check_kept;
using test::luck;
using test::month_of;
using test::Promises;
using test::scenario;
using test::Settings;
using test::SteppedWorld;
using test::town;

namespace {

using Words = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

/// The numbers beside the smallest words, in rising order.
std::vector<std::uint32_t> smallest(Words words, std::size_t most) {
  std::ranges::sort(words);
  std::vector<std::uint32_t> numbers;
  for (std::size_t k = 0; k < std::min(most, words.size()); ++k) numbers.push_back(words[k].second);
  std::ranges::sort(numbers);
  return numbers;
}

/// Places that a worker draws: of the worker, of the team and of the office.
std::uint32_t place(const World& world, std::uint32_t worker, int which) {
  sim::Random random = luck(world, Draw::panel, worker, month_of(world));
  for (int k = 0; k < which; ++k) random.word();
  return random.word();
}

/// Two workers of each of two teams of each of four offices.
std::vector<std::uint32_t> panel_promised(const World& world) {
  std::vector<std::uint32_t> panel;
  Words offices;
  for (std::uint32_t o = 0; o < world.offices.size(); ++o)
    offices.emplace_back(place(world, world.offices[o].first_worker, 2), o);
  for (const std::uint32_t o : smallest(offices, 4)) {
    Words teams;
    for (std::uint32_t t = world.offices[o].first_team; t < world.offices[o].last_team; ++t)
      teams.emplace_back(place(world, world.teams.first_worker[t], 1), t);
    for (const std::uint32_t t : smallest(teams, 2)) {
      Words workers;
      for (std::uint32_t w = world.teams.first_worker[t]; w < world.teams.first_worker[t + 1]; ++w)
        workers.emplace_back(place(world, w, 0), w);
      for (const std::uint32_t w : smallest(workers, 2)) panel.push_back(w);
    }
  }
  return panel;
}

std::vector<std::uint32_t> cases_promised(const SteppedWorld& town_hall) {
  const World& world = town_hall.world;
  Words words;
  for (const std::uint32_t i : town_hall.decided())
    words.emplace_back(luck(world, Draw::vignette, i, month_of(world)).word(), i);
  return smallest(words, 24);
}

double mean_treatment(const Judgement& judgement) {
  double mean = 0;
  for (std::size_t x = 0; x < options; ++x)
    mean += judgement.probability[x] * judgement.treatment[x];
  return mean;
}

/// What a worker makes of a case, under two errors.
std::pair<double, double> opinion_promised(const World& world, std::uint32_t worker,
                                           std::uint32_t citizen) {
  const Office& office = world.offices[world.worker_traits.office[worker]];
  const Desk desk = desk_at_the_end(world, WorkerId{worker});
  const auto workers = static_cast<std::uint32_t>(world.worker_traits.office.size());
  sim::Random random = luck(world, Draw::opinion, citizen, month_of(world) * workers + worker);
  const auto read = [&] {
    Reading reading;
    reading.noise = random.normal();
    reading.misread = random.uniform();
    CaseFile file;
    open_file(world, office, desk, CitizenId{citizen}, file);
    misperceive(world, office, desk, CitizenId{citizen}, reading, file);
    return mean_treatment(judge(world, office, desk, file));
  };
  const double first = read();
  return {first, read()};
}

}  // namespace

TEST_CASE(
    "panel, cases and opinions of a vignette study are drawn by who is asked, whose case it "
    "is, and the month",
    "[unit][addresses]") {
  SteppedWorld town_hall(scenario(town(1200, 6) + at(50, 100) +
                                      Settings{{"population.citizens_per_worker", 20},
                                               {"population.workers_per_team", 3},
                                               {"need.wish_rate", 0.2},
                                               {"administration.misreading", 5}},
                                  {24, 0}),
                         3);
  const World& world = town_hall.world;
  Promises seats, lives, opinions;
  for (int month = 0; month < 3; ++month) {
    town_hall.run();
    const VignetteStudy study = hold_study(world);
    const std::vector<std::uint32_t> panel = panel_promised(world);
    const std::vector<std::uint32_t> cases = cases_promised(town_hall);
    REQUIRE(study.team.size() == panel.size());
    REQUIRE(study.life_situation.size() == cases.size());
    for (std::size_t k = 0; k < panel.size(); ++k)
      seats.add(study.team[k], world.worker_traits.team[panel[k]]);
    for (std::size_t c = 0; c < cases.size(); ++c) {
      lives.add(static_cast<double>(study.life_situation[c]),
                world.citizens[cases[c]].life_situation);
      for (std::size_t k = 0; k < panel.size(); ++k) {
        const Opinion& opinion = study.opinions[c * panel.size() + k];
        const auto [first, second] = opinion_promised(world, panel[k], cases[c]);
        opinions.add(opinion.first, first);
        opinions.add(opinion.second, second);
      }
    }
  }
  check_kept(seats), check_kept(lives), check_kept(opinions);
}
