#include "sim/core/described_model.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <tuple>

#include <catch2/catch.hpp>

#include "tests/support/toy_model.hpp"

namespace {

/// A saver who puts something away each day, and the pages of the book.
struct Saving {
  double rate = 1;
  int limit = 10;

  static constexpr auto table() {
    return std::tuple{sim::Parameter{&Saving::rate, "rate", "1", sim::Range{0, 10}},
                      sim::Parameter{&Saving::limit, "limit", "1", sim::Range{0, 100}}};
  }
};
struct Parameters {
  Saving saving;
  static constexpr auto sections() {
    return std::tuple{sim::Section{"saving", &Parameters::saving, sim::Role::lever}};
  }
};
/// Whose copies are the worlds there are, and one more.
const auto book = std::make_shared<int>(0);

struct World {
  Parameters parameters;
  double saved = 0;
  std::shared_ptr<int> pages = book;
};

void save(World& world, const sim::Step&) { world.saved += world.parameters.saving.rate; }

using Described = sim::Description<Parameters, World>;

Described savings() {
  return {.name = "savings",
          .step = "day",
          .run = {.months = 5, .warm_up = 2},
          .make = [](const Parameters& p, const sim::Start&) { return World{p}; },
          .phases = {{"events", sim::apply_events<World>}, {"save", save}},
          .metrics = {Described::share("saved", "saver", sim::Better::higher,
                                       [](const World& w) { return w.saved; }),
                      Described::share("used", "saver", sim::Better::neutral, nullptr),
                      Described::share("limit", "saver", sim::Better::neutral, [](const World& w) {
                        return static_cast<double>(w.parameters.saving.limit);
                      })}};
}

const sim::Model& model() {
  static const sim::DescribedModel instance([] {
    Described with_ratio = savings();
    with_ratio.metrics[1].numerator = "saved";
    with_ratio.metrics[1].denominator = "limit";
    with_ratio.conflict = [](const Parameters& p) -> std::optional<Described::Clash> {
      if (p.saving.rate <= p.saving.limit) return std::nullopt;
      return Described::Clash{"saving.rate", "more in a day than ever fits"};
    };
    return with_ratio;
  }());
  return instance;
}

std::vector<std::uint64_t> bits_of(const std::vector<double>& values) {
  std::vector<std::uint64_t> bits;
  for (const double value : values) bits.push_back(std::bit_cast<std::uint64_t>(value));
  return bits;
}

sim::Event rate(int month, double value) { return {month, {}, {{0, value}}}; }

}  // namespace

TEST_CASE("a description runs: warm-up unrecorded, ratios from their terms", "[unit][described]") {
  sim::Parallel parallel(1);
  const auto result = model().simulate(sim::default_scenario(model()), 0, parallel);
  CHECK(result.overall ==
        std::vector<double>{3, 4, 5, 6, 7, .3, .4, .5, .6, .7, 10, 10, 10, 10, 10});
}

TEST_CASE("an event acts from its step on", "[unit][described]") {
  sim::Scenario scenario = sim::default_scenario(model());
  scenario.events.push_back(rate(3, 2.0));
  sim::Parallel parallel(1);
  const auto result = model().simulate(scenario, 0, parallel);
  CHECK(std::vector(result.overall.begin(), result.overall.begin() + 5) ==
        std::vector<double>{3, 4, 6, 8, 10});
}

TEST_CASE("a misspelt name in a description cannot pass", "[unit][described]") {
  const auto refused = [](auto spoil) {
    Described description = savings();
    description.metrics[1].numerator = "saved";
    description.metrics[1].denominator = "limit";
    REQUIRE_NOTHROW(sim::DescribedModel(description));
    spoil(description);
    CHECK_THROWS_AS(sim::DescribedModel(description), std::logic_error);
  };
  refused([](Described& d) { d.metrics[1].numerator = "saved "; });
  refused([](Described& d) { d.metrics[1].denominator = "limits"; });
  refused([](Described& d) { d.metrics[1].numerator = {}; });
  refused([](Described& d) { d.key_metrics = {"save"}; });
  refused([](Described& d) { d.first_parameters = {"saving.rat"}; });
  refused([](Described& d) { d.known_ahead = {"rate"}; });
  refused([](Described& d) { d.variants = {{"none", {{"saving.rte", 0.0}}}}; });
  refused([](Described& d) { d.cuts = {{"cut:all", {{"loops.all", false}}}}; });
  refused([](Described& d) { d.draw_settings = {{"saving", 1.0}}; });
}

TEST_CASE("what a phase does is in the table, recording too", "[unit][described]") {
  std::vector<std::string> names;
  for (const auto& phase : model().phases()) names.push_back(phase.name);
  CHECK(names == std::vector<std::string>{"events", "save", "record"});
}

TEST_CASE("a section says whether its parameters are levers", "[unit][described]") {
  CHECK(model().parameters()[0].lever);
  CHECK_FALSE(test::ToyModel().parameters()[0].lever);
}

TEST_CASE("a conflict is found at the start and after an event", "[unit][described]") {
  sim::Scenario scenario = sim::default_scenario(model());
  scenario.values[1] = std::int64_t{3};
  CHECK_FALSE(model().conflict(scenario));
  scenario.events.push_back(rate(2, 4.0));
  REQUIRE(model().conflict(scenario));
  CHECK(model().conflict(scenario)->parameter == 0);
}

TEST_CASE("a run stepped by hand gives the bits of one that is not", "[unit][run]") {
  sim::Parallel parallel(1);
  const test::ToyModel toy;
  const sim::Scenario scenario = sim::default_scenario(toy);
  const auto whole = toy.simulate(scenario, 3, parallel);
  const auto run = toy.start(scenario, 3, parallel);
  CHECK(run->time() == -scenario.run.warm_up);
  int steps = 0;
  for (; !run->done(); ++steps) run->step();
  CHECK(steps == scenario.run.warm_up + scenario.run.months);
  CHECK(run->time() == scenario.run.months);
  const auto stepped = run->finish();
  CHECK(bits_of(stepped.overall) == bits_of(whole.overall));
  for (std::size_t b = 0; b < whole.breakdowns.size(); ++b)
    CHECK(bits_of(stepped.breakdowns[b]) == bits_of(whole.breakdowns[b]));
  CHECK(stepped.arrays == whole.arrays);
  CHECK(stepped.tables == whole.tables);
}

TEST_CASE("a run shows what is recorded so far", "[unit][run]") {
  sim::Parallel parallel(1);
  const auto run = model().start(sim::default_scenario(model()), 0, parallel);
  for (int k = 0; k < 4; ++k) run->step();
  const auto so_far = run->so_far();
  CHECK(so_far.overall[0] == 3);
  CHECK(so_far.overall[1] == 4);
  CHECK(std::isnan(so_far.overall[2]));
}

TEST_CASE("a run that is dropped midway leaves no world behind", "[unit][run]") {
  sim::Parallel parallel(1);
  auto run = model().start(sim::default_scenario(model()), 0, parallel);
  run->step();
  CHECK(book.use_count() == 2);
  run.reset();
  CHECK(book.use_count() == 1);
}

TEST_CASE("a change by hand acts as an event of the next step", "[unit][run]") {
  sim::Scenario planned = sim::default_scenario(model());
  planned.events.push_back(rate(3, 2.0));
  sim::Parallel parallel(1);
  const auto run = model().start(sim::default_scenario(model()), 0, parallel);
  while (run->time() < 2) run->step();
  run->change(rate(0, 2.0));
  CHECK(run->finish().overall == model().simulate(planned, 0, parallel).overall);
}

TEST_CASE("a change of what must be known ahead is refused", "[unit][run]") {
  Described description = savings();
  description.metrics.erase(description.metrics.begin() + 1);
  description.known_ahead = {"saving.rate"};
  const sim::DescribedModel planned(description);
  sim::Parallel parallel(1);
  const auto run = planned.start(sim::default_scenario(planned), 0, parallel);
  CHECK_THROWS_WITH(run->change(rate(0, 2.0)), Catch::Contains("saving.rate"));
}
