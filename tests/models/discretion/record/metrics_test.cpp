
#include "models/discretion/record/metrics.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <string>

#include <catch2/catch.hpp>

#include "tests/support/discretion_world.hpp"

using namespace discretion;
using test::at;
using test::scenario;
using test::series;
using test::Settings;
using test::town;

namespace {
const sim::Scenario& maatwerk() {
  static const sim::Scenario made = scenario(town(2000) + at(100, 100), {48, 12});
  return made;
}
const sim::RunResult& maatwerk_run() {
  static const sim::RunResult result = test::simulate(maatwerk());
  return result;
}
/// Standardisation exactly applied: no room, no loops.
const sim::RunResult& standard_run() {
  static const sim::RunResult result =
      test::simulate(scenario(town(1000) + at(0, 0) + test::loops_cut(), {24, 12}));
  return result;
}
constexpr std::size_t months = 48;
}  // namespace

TEST_CASE("every decision is applied, tailored or a shortcut", "[unit][metrics]") {
  for (std::size_t t = 0; t < months; ++t) {
    CHECK(series(maatwerk_run(), "applied")[t] + series(maatwerk_run(), "tailored")[t] +
              series(maatwerk_run(), "shortcut")[t] ==
          Approx(1).epsilon(1e-12));
  }
}

TEST_CASE("shares lie between 0 and 1", "[unit][metrics]") {
  for (const char* name : {"underserved",
                           "unwanted",
                           "complaints",
                           "equality_complaints",
                           "hardship_complaints",
                           "upheld",
                           "upheld_tailored",
                           "take_up",
                           "disclosure",
                           "hardship",
                           "trust",
                           "applied",
                           "tailored",
                           "shortcut",
                           "towards",
                           "away",
                           "against",
                           "over_conformity",
                           "moral_sensitivity",
                           "conflict",
                           "margin",
                           "room",
                           "manager_trust",
                           "unmet",
                           "overhead",
                           "backlog",
                           "births_descended",
                           "fidelity",
                           "arbitrariness",
                           "cost_top1"}) {
    CAPTURE(name);
    for (const double value : series(maatwerk_run(), name)) {
      if (std::isnan(value)) continue;
      REQUIRE(value >= 0);
      REQUIRE(value <= 1);
    }
  }
}

TEST_CASE("complaints are about equality or about hardship", "[unit][metrics]") {
  for (std::size_t t = 0; t < months; ++t) {
    CHECK(series(maatwerk_run(), "equality_complaints")[t] +
              series(maatwerk_run(), "hardship_complaints")[t] ==
          Approx(series(maatwerk_run(), "complaints")[t]).epsilon(1e-12).margin(1e-15));
  }
}

TEST_CASE("births by kind add up to births, as the table of measures counts them",
          "[unit][metrics]") {
  for (std::size_t t = 0; t < months; ++t) {
    double kinds = 0;
    for (const char* kind : {"restrict", "verify", "repair", "relax"})
      kinds += series(maatwerk_run(), std::string("measures_born_") + kind)[t];
    double rows = 0;
    for (const double month : test::measures(maatwerk_run(), "month_announced"))
      rows += month == static_cast<double>(t + 1) ? 1 : 0;
    CHECK(series(maatwerk_run(), "measures_born")[t] == kinds);
    CHECK(kinds == rows / 2);  // mean of two offices
  }
}

TEST_CASE("counts of offices, and of life situations, add up to all", "[unit][metrics]") {
  for (const char* name : {"decisions", "filed", "n_citizens"}) {
    const auto rows = sim::metrics_of_breakdown(model(), by_life_situation);
    const auto row = static_cast<std::size_t>(
        std::ranges::find(rows, *sim::find_metric(model(), name)) - rows.begin());
    for (std::size_t t = 0; t < months; ++t) {
      double offices = 0;
      for (const int office : {0, 1})
        offices += test::office_series(maatwerk_run(), maatwerk(), name, office)[t];
      double lives = 0;
      for (std::size_t g = 0; g < 16; ++g)
        lives += maatwerk_run().breakdowns[1][(row * months + t) * 16 + g];
      CHECK(offices == series(maatwerk_run(), name)[t]);
      CHECK(lives == series(maatwerk_run(), name)[t]);
    }
  }
}

TEST_CASE("of a measure all is whole but what is left of its effect", "[unit][metrics]") {
  const auto& columns = model().tables().front().columns;
  CHECK(columns.size() == 12);
  for (const auto& column : columns) {
    INFO(column.name);
    CHECK(column.integer == (column.name != "effectiveness"));
  }
}

TEST_CASE("an empty denominator gives not a number", "[unit][metrics]") {
  const auto result = test::simulate(
      scenario(town(100, 1) + at(0, 0) + test::loops_cut() + Settings{{"need.inflow", 0}}, {6, 6}));
  for (const char* name : {"underserved", "misfit", "tailored", "upheld", "waiting", "waiting_p95",
                           "take_up", "hours_per_tailored", "margin", "realised_group"}) {
    CAPTURE(name);
    for (const double value : series(result, name)) CHECK(std::isnan(value));
  }
  for (const double hours : series(standard_run(), "hours_per_tailored")) CHECK(std::isnan(hours));
}

TEST_CASE("standardisation with the loops cut treats all alike, as the law says",
          "[unit][metrics]") {
  for (std::size_t t = 0; t < 24; ++t) {
    CHECK(series(standard_run(), "fidelity")[t] == 1);
    CHECK(series(standard_run(), "equality")[t] == Approx(1).margin(1e-3));  // from sums of squares
    CHECK(series(standard_run(), "predictability")[t] == 1);
    CHECK(series(standard_run(), "worker_dispersion")[t] == 0);
    CHECK(series(standard_run(), "realised_individual")[t] == 0);
    CHECK(series(standard_run(), "realised_group")[t] == Approx(0).margin(1e-6));
    CHECK(series(standard_run(), "difference_seen")[t] == 0);
    CHECK(series(standard_run(), "complexity")[t] == 0);
    CHECK(series(standard_run(), "overdistinction")[t] == Approx(0).margin(1e-12));
  }
}

TEST_CASE("full tailoring realises more of the plane than none", "[unit][metrics]") {
  const auto cut = [](double group, double individual) {
    return test::simulate(
        scenario(town(4000) + at(group, individual) + test::loops_cut(), {12, 12}));
  };
  const auto none = cut(0, 0), groups = cut(100, 0), both = cut(100, 100);
  CHECK(test::mean(series(groups, "realised_group")) > 0.7);
  CHECK(test::mean(series(both, "realised_individual")) >
        test::mean(series(groups, "realised_individual")) + 0.1);
  CHECK(test::mean(series(both, "misfit")) < test::mean(series(groups, "misfit")));
  CHECK(test::mean(series(groups, "misfit")) < test::mean(series(none, "misfit")));
}

TEST_CASE("dilemmas are symmetric shares, and no voice conflicts with itself", "[unit][metrics]") {
  const auto& shares = maatwerk_run().arrays[0];
  REQUIRE(shares.size() == 2 * voices * voices);
  double sum = 0;
  for (std::size_t o = 0; o < 2; ++o) {
    for (std::size_t a = 0; a < voices; ++a) {
      for (std::size_t b = 0; b < voices; ++b) {
        const double share = shares[(o * voices + a) * voices + b];
        CHECK(share == shares[(o * voices + b) * voices + a]);
        CHECK((share >= 0 && share <= 1));
        if (a == b) CHECK(share == 0);
        sum += share;
      }
    }
  }
  CHECK(sum > 0);
}

TEST_CASE("costs of the costliest are reported once a year", "[unit][metrics]") {
  for (std::size_t t = 0; t < months; ++t)
    CHECK(std::isfinite(series(maatwerk_run(), "cost_top1")[t]) == ((t + 1) % 12 == 0));
}

TEST_CASE("every metric has a name of its own, a unit and a perspective", "[unit][metrics]") {
  const std::set<std::string> perspectives{"citizen", "worker", "manager", "administrator",
                                           "society"};
  std::set<std::string> names;
  for (const Metric& metric : metric_table()) {
    CAPTURE(metric.info.name);
    CHECK(names.insert(metric.info.name).second);
    CHECK_FALSE(metric.info.unit.empty());
    CHECK(perspectives.contains(metric.info.perspective));
  }
}

TEST_CASE("a ratio is its numerator over its denominator, everywhere it is reported",
          "[unit][metrics]") {
  const auto& table = metric_table();
  const auto& run = maatwerk_run();
  int ratios = 0;
  for (std::size_t m = 0; m < table.size(); ++m) {
    const auto& ratio = table[m].info.ratio;
    if (!ratio) continue;
    CAPTURE(table[m].info.name);
    ++ratios;
    for (std::size_t t = 0; t < months; ++t) {
      const double value = run.overall[m * months + t];
      const double expected =
          sim::value_of(ratio->formula, run.overall[ratio->numerator * months + t],
                        run.overall[ratio->denominator * months + t]);
      CHECK((value == expected || (std::isnan(value) && std::isnan(expected))));
    }
    for (const int breakdown : table[m].info.breakdowns) {
      CHECK(std::ranges::count(table[ratio->numerator].info.breakdowns, breakdown) == 1);
      CHECK(std::ranges::count(table[ratio->denominator].info.breakdowns, breakdown) == 1);
    }
  }
  CHECK(ratios > 50);
}

TEST_CASE("no share or mean over cases is left that months are averaged of", "[unit][metrics]") {
  // What is measured as a quotient of what a month happened to have would weigh months alike.
  const std::set<std::string> not_over_cases{
      "room", "work_pressure", "backlog", "cost_top1", "trust", "overdistinction", "paid_by_others",
      // A standard deviation between offices of the month, and vignettes, whose number is fixed.
      "office_dispersion", "rule_dispersion", "vignette_sd"};
  const auto all_lives = test::simulate(
      scenario(town(100, 1) + at(0, 0) + test::loops_cut() + Settings{{"need.inflow", 0}}, {6, 6}));
  for (const Metric& metric : metric_table()) {
    if (metric.info.ratio || metric.info.difference || metric.info.term) continue;
    if (not_over_cases.contains(metric.info.name)) continue;
    CAPTURE(metric.info.name);
    const auto values = series(all_lives, metric.info.name);
    const bool needs_cases =
        std::ranges::all_of(values, [](double value) { return std::isnan(value); });
    // Medians, quantiles and standard deviations between workers have no sums to add up.
    const bool no_sum =
        metric.info.name == "waiting_p95" || metric.info.name.starts_with("worker_dispersion") ||
        metric.info.name.starts_with("variance_") || metric.info.name.starts_with("unit_");
    CHECK((!needs_cases || no_sum));
  }
}

TEST_CASE("offices' numerators and denominators add up to those of all", "[unit][metrics]") {
  for (const char* name : {"n_tailored", "n_handlings", "sum_misfit", "sum_hours", "n_complaints",
                           "sum_treatment_within", "n_freedom_within", "sum_perceived_gap"}) {
    CAPTURE(name);
    for (std::size_t t = 0; t < months; ++t) {
      double offices = 0;
      for (const int office : {0, 1})
        offices += test::office_series(maatwerk_run(), maatwerk(), name, office)[t];
      CHECK(offices == Approx(series(maatwerk_run(), name)[t]).epsilon(1e-12).margin(1e-12));
    }
  }
}

TEST_CASE("the 95th percentile of waiting goes as far as citizens wait", "[unit][metrics]") {
  // Hours for a tenth of what comes in: the queue grows for as long as the run goes on.
  const auto result =
      test::simulate(scenario(town(400, 1) + at(0, 0) + test::loops_cut() +
                                  Settings{{"workers.hours_margin", 0.1}, {"need.wish_rate", 0.05}},
                              {150, 12}));
  const auto percentile = series(result, "waiting_p95"), mean = series(result, "waiting");
  CHECK(percentile.back() > 63);
  CHECK(percentile.back() >= mean.back());
  CHECK(percentile.back() <= 162);
}

TEST_CASE("among workers who are alike, most of what differs between them is the luck of cases",
          "[statistical][metrics]") {
  const Settings alike{{"workers.perception_bias", 0},
                       {"workers.norm_spread", 0},
                       {"workers.sensitivity_spread", 0},
                       {"workers.loyalty_spread", 0}};
  const auto run = [](const Settings& settings) {
    return test::simulate(
        scenario(town(4000) + at(100, 100) + test::loops_cut() + settings, {24, 12}));
  };
  const auto noise_of = [](const sim::RunResult& result) {
    return test::mean(series(result, "sum_dispersion_noise")) /
           test::mean(series(result, "sum_dispersion_shown"));
  };
  const auto same = run(alike), unlike = run({{"workers.perception_bias", 1.0}});
  // Expected 1; 40 workers in 8 teams give 32 degrees of freedom a month, 24 months: a standard
  // error of sqrt(2 / 768) = 0.05, so 4.5 of them are 0.23.
  CHECK(noise_of(same) == Approx(1).margin(0.23));
  CHECK(noise_of(unlike) < 0.5);
  const auto adjusted = [](const sim::RunResult& result) {
    return series(result, "worker_dispersion_adjusted")[23];
  };
  CHECK(adjusted(unlike) > 2 * adjusted(same));
  // Pooled over half a year and freed of the cases' luck, less is left than a month shows.
  CHECK(adjusted(same) < 0.6 * series(same, "worker_dispersion")[23]);
  for (std::size_t t = 0; t < 24; ++t)
    CHECK(std::isfinite(series(same, "worker_dispersion_adjusted")[t]) == ((t + 1) % 6 == 0));
}

TEST_CASE("what is a share, a count, hours or money declares its range, but for estimates",
          "[unit][metrics]") {
  const std::set<std::string> estimates{"variance_case",       "variance_life_situation",
                                        "variance_office",     "variance_team",
                                        "variance_worker",     "realised_group",
                                        "realised_individual", "worker_dispersion_noise"};
  for (const sim::MetricInfo& metric : model().metrics()) {
    INFO(metric.name);
    const bool plain = metric.scale.empty() || metric.scale == "count";
    if (plain) CHECK(metric.valid.bounded() == !estimates.contains(metric.name));
    if (metric.count) CHECK(metric.valid.min == 0);
    if (metric.ratio) CHECK(model().metrics()[metric.ratio->denominator].valid.min == 0);
  }
}

TEST_CASE("second parties complain of what they give up: their complaints are not about equality",
          "[unit][metrics]") {
  const Settings opposed{{"citizens.opposed", 1}};
  const auto without = test::simulate(scenario(town(1000) + at(0, 100), {24, 6}));
  const auto with = test::simulate(scenario(town(1000) + at(0, 100) + opposed, {24, 6}));
  CHECK(test::mean(series(without, "opponent_complaints")) == 0);
  CHECK(test::mean(series(with, "opponent_complaints")) > 0);
  for (std::size_t t = 0; t < 24; ++t)
    CHECK_FALSE(series(with, "hardship_complaints")[t] < series(with, "opponent_complaints")[t]);
}

TEST_CASE("a difference goes as low as what it is of allows", "[unit][metrics]") {
  std::size_t checked = 0;
  for (const sim::MetricInfo& metric : model().metrics()) {
    if (!metric.difference) continue;
    INFO(metric.name);
    const auto& from = model().metrics()[metric.difference->minuend].valid;
    const auto& taken = model().metrics()[metric.difference->subtrahend].valid;
    if (!std::isfinite(metric.valid.min)) continue;
    CHECK(metric.valid.min == from.min - taken.max);
    ++checked;
  }
  CHECK(checked > 0);
}
