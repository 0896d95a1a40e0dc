#include "models/discretion/checks/closed_form_checks.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>
#include <string>

#include "models/discretion/administrators/administrators.hpp"
#include "models/discretion/checks/closed_forms.hpp"
#include "models/discretion/checks/selftest_town.hpp"
#include "models/discretion/rules/rules_in_force.hpp"
#include "models/discretion/workers/learning.hpp"

namespace discretion {

namespace {

using Complaint = std::optional<std::string>;
using selftest::run;
using selftest::series;
using selftest::SteppedTown;
using selftest::town;

/// A correct program fails one check in about 150,000 (two-sided normal tail).
constexpr double z_limit = 4.5;

/// Nothing, if a mean lies within `z_limit` standard errors of its expectation.
Complaint compare(double mean, double standard_error, double expected) {
  const double distance = (mean - expected) / standard_error;
  if (std::abs(distance) < z_limit) return std::nullopt;
  return std::to_string(mean) + " for " + std::to_string(expected) + ", " +
         std::to_string(distance) + " standard errors off";
}

/// The same, of a sample of independent numbers.
Complaint compare(std::span<const double> sample, double expected) {
  const auto n = static_cast<double>(sample.size());
  double mean = 0;
  double squares = 0;
  for (const double value : sample) mean += value / n;
  for (const double value : sample) squares += (value - mean) * (value - mean);
  return compare(mean, std::sqrt(squares / (n - 1) / n), expected);
}

Complaint compare_exactly(double value, double expected, double tolerance) {
  if (std::abs(value - expected) <= tolerance) return std::nullopt;
  return std::to_string(value) + " for " + std::to_string(expected);
}

void cut_loops(sim::Scenario& scenario) {
  for (const auto* loop : {"loops.see_difference", "loops.seek_shelter", "loops.pile_preconditions",
                           "loops.risk_rule_reflex"})
    selftest::set(scenario, loop, 0);
}

/// A town whose loops are cut, months long from its first on.
sim::Scenario cut_town(int months, std::initializer_list<selftest::Setting> settings) {
  sim::Scenario scenario = town(settings);
  cut_loops(scenario);
  scenario.run.months = months;
  scenario.run.warm_up = 0;
  return scenario;
}

double mean_of(std::span<const double> values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

int underserved(const World& world, double threshold) {
  int count = 0;
  for (std::uint32_t i = 0; i < world.population(); ++i) {
    const auto treatment = static_cast<double>(world.outcomes[i].treatment);
    if (world.need(CitizenId{i}) - treatment > threshold) ++count;
  }
  return count;
}

/// The threshold of being underserved is chosen so that standardisation leaves a tenth below it.
Complaint one_in_ten_underserved() {
  const SteppedTown made(town({{"policy.group_tailoring", 0}, {"policy.individual_tailoring", 0}}));
  // The threshold itself is one citizen's need, so one more or less is as exact as it gets.
  return compare_exactly(underserved(made.world, made.world.threshold), 200, 1);
}

Complaint underserved_by_one_rule() {
  constexpr double h = 1.0;  // given, so that no sample defines it
  constexpr double citizens = 40000;
  const SteppedTown made(town({{"policy.group_tailoring", 0},
                               {"need.problem_share", 0},
                               {"population.contacts", 0},
                               {"population.size", citizens}}));
  const double expected = closed_form::underserved_share(made.world.group_need, 0.4, h);
  // Each life situation has as many citizens: at most the variance of independent draws.
  return compare(underserved(made.world, h) / citizens,
                 std::sqrt(expected * (1 - expected) / citizens), expected);
}

Complaint variance_left_by_a_rule_for_each() {
  const SteppedTown made(town({{"policy.group_tailoring", 100},
                               {"need.problem_share", 0},
                               {"administration.law_error", 0}}));
  const World& world = made.world;
  double squares = 0;
  for (std::uint32_t i = 0; i < world.population(); ++i) {
    const double left =
        world.need(CitizenId{i}) - world.offices[0].law[world.citizens[i].life_situation];
    squares += left * left;
  }
  constexpr double degrees = 2000 - 16;  // 16 means were estimated
  return compare(squares / degrees, 0.6 * std::sqrt(2 / degrees), 0.6);
}

double slope_of_law(const World& world) {
  double n = 0, x = 0, y = 0, xx = 0, xy = 0;
  for (std::size_t g = 0; g < world.mean_need_of.size(); ++g) {
    const double need = world.mean_need_of[g], treatment = world.offices[0].law[g];
    n += 1, x += need, y += treatment, xx += need * need, xy += need * treatment;
  }
  return (xy - x * y / n) / (xx - x * x / n);
}

Complaint law_rises_by_group_tailoring() {
  for (const double tailoring : {0.0, 25.0, 50.0, 100.0}) {
    const SteppedTown made(
        town({{"policy.group_tailoring", tailoring}, {"administration.law_error", 0}}));
    // Rounding of sums over 16 life situations.
    if (auto wrong = compare_exactly(slope_of_law(made.world), tailoring / 100, 1e-12))
      return "at group tailoring " + std::to_string(tailoring) + " " + *wrong;
  }
  return std::nullopt;
}

Complaint tailoring_fits_where_all_is_known() {
  SteppedTown made(cut_town(24, {{"policy.group_tailoring", 100},
                                 {"policy.individual_tailoring", 100},
                                 {"workers.perception_bias", 0},
                                 {"workers.perception_noise", 0},
                                 {"administration.misreading", 0},
                                 {"citizens.overstating", 0},
                                 {"citizens.correction", 0},
                                 {"need.hardship_unclaimed", 0},
                                 {"need.hardship_waiting", 0},
                                 {"need.hardship_underserved", 0}}));
  World& world = made.world;
  for (Citizen& citizen : world.citizens) citizen.capacity = 1;
  double largest = 0;
  int tailored = 0;
  while (world.month < world.months) {
    made.run_month();
    for (std::uint32_t i = 0; i < world.population(); ++i) {
      const Outcome& outcome = world.outcomes[i];
      if (outcome.month != world.month || outcome.option != Option::tailor) continue;
      ++tailored;
      largest = std::max(
          largest, std::abs(world.need(CitizenId{i}) - static_cast<double>(outcome.treatment)));
    }
  }
  if (tailored == 0) return "nobody tailors";
  return compare_exactly(largest, 0, 1e-6);  // stored as float
}

/// An office is one worker, and a case takes an hour: independent queues, all like each other.
Complaint waiting_in_a_queue() {
  constexpr int citizens = 200, offices = 50, months = 240, forgotten = 120;
  SteppedTown made(cut_town(forgotten + months, {{"policy.group_tailoring", 0},
                                                 {"policy.individual_tailoring", 0},
                                                 {"population.size", citizens * offices},
                                                 {"population.offices", offices},
                                                 {"population.citizens_per_worker", citizens},
                                                 {"population.contacts", 0},
                                                 {"need.problem_share", 0},
                                                 {"citizens.involuntary", 1},
                                                 {"workers.hours_shortcut", 1},
                                                 {"workers.hours_objection", 0},
                                                 {"workers.hours_margin", 1.15}}));
  World& world = made.world;
  for (int month = 0; month < forgotten; ++month) made.run_month();
  const auto capacity = static_cast<int>(std::ceil(world.offices[0].now.hours));
  const auto rest = closed_form::queue_at_rest(citizens, 0.05, capacity);
  std::vector<double> excess(offices);
  while (world.month < world.months) {
    made.run_month();
    for (std::size_t o = 0; o < offices; ++o) {
      Tally office;
      for (std::size_t g = 0; g < 16; ++g) office += world.record.cells[16 * o + g];
      excess[o] += office(sum_of("waited")) - rest.waiting() * office(Count::decisions);
    }
  }
  return compare(excess, 0);
}

Complaint salience_rests_at_signal_over_fading() {
  SteppedTown made(cut_town(200, {{"administration.salience_limit", 1e6}}));
  World& world = made.world;
  world.record.cells[0][Count::incidents] = 2;  // 20 per 10,000 citizens, every month
  for (world.month = 1; world.month <= 200; ++world.month) put_rules_in_force(world), govern(world);
  const double signal = 0.25 * 20;
  const double rest = signal / (1 - 0.75);
  // The limit of a million takes a share of S / 10^6 a month, four times over.
  return compare_exactly(world.administrations[0].salience[0], rest, 5 * rest * rest / 1e6);
}

/// Births come with hazard 0.35 and each measure is repealed with hazard 0.1, looked at monthly.
Complaint births_balance_repeals() {
  constexpr std::size_t offices = 500;
  SteppedTown made(cut_town(130, {{"population.size", 5000},
                                  {"population.offices", offices},
                                  {"population.life_situations", 1},
                                  {"population.contacts", 0},
                                  {"administration.measure_hazard", 0.35},
                                  {"administration.measure_half", 0.01},
                                  {"administration.density", 0},
                                  {"administration.delivery_lag", 0},
                                  {"administration.revision", 0},
                                  {"administration.repeal", 0.1}}));
  World& world = made.world;
  for (std::size_t o = 0; o < offices; ++o) {
    world.record.cells[o][Count::incidents] = 1;  // salience some 50: the hazard is at its ceiling
    world.offices[o].parameters.loops.risk_rule_reflex = true;
  }
  for (world.month = 1; world.month <= 120; ++world.month) put_rules_in_force(world), govern(world);
  std::vector<double> in_force;
  for (const auto& administration : world.administrations)
    in_force.push_back(administration.in_force);
  return compare(in_force, closed_form::births_over_ends(0.35, 0.1));
}

/// A run's own count of underserved decisions is what excites.
Complaint incidents_excite_incidents() {
  constexpr double per_10000 = 5;  // in a town of 2,000
  constexpr double incident = 0.1, excitement = 0.03;
  std::vector<double> excess;
  for (std::uint32_t replicate = 0; replicate < 20; ++replicate) {
    sim::Scenario scenario = cut_town(240, {{"policy.group_tailoring", 0},
                                            {"policy.individual_tailoring", 0},
                                            {"population.offices", 1},
                                            {"need.problem_share", 0},
                                            {"need.hardship_unclaimed", 0},
                                            {"need.hardship_waiting", 0},
                                            {"need.hardship_underserved", 0},
                                            {"administration.incident", incident},
                                            {"administration.incident_excitement", excitement}});
    scenario.run.warm_up = 60;
    const sim::RunResult result = run(scenario, 1, replicate);
    const auto decisions = series(result, "decisions"), share = series(result, "underserved");
    double risky = 0;
    for (std::size_t t = 0; t < share.size(); ++t)
      risky += decisions[t] * share[t] / static_cast<double>(share.size());
    const double background = incident * risky * per_10000;
    excess.push_back(
        mean_of(series(result, "incidents")) -
        closed_form::self_exciting_mean(background, background * excitement / (1 - 0.7)));
  }
  return compare(excess, 0);
}

/// Half the team, half where the worker started (Friedkin & Johnsen 1990).
Complaint norms_settle_between_team_and_start() {
  SteppedTown made(cut_town(12, {}));
  World& world = made.world;
  for (Office& office : world.offices) office.now.self_protection = false;
  for (int month = 0; month < 1500; ++month) learn(world, made.parallel);
  const double pull = 0.3 * 0.05;  // of blame expected
  double largest = 0;
  for (std::size_t t = 0; t < world.teams.office.size(); ++t) {
    const std::uint32_t begin = world.teams.first_worker[t], end = world.teams.first_worker[t + 1];
    const auto& start = world.worker_traits.norm_start;
    const double team = mean_of(std::span(start).subspan(begin, end - begin)) + 2 * pull;
    for (std::uint32_t w = begin; w < end; ++w)
      largest =
          std::max(largest, std::abs(world.workers.norm[w] - (0.5 * team + 0.5 * start[w] + pull)));
  }
  return compare_exactly(largest, 0, 1e-9);  // 0.975 to the power 1500 and rounding are less
}

}  // namespace

std::vector<sim::SelfCheck> closed_form_checks() {
  return {
      {"exact standardisation leaves one citizen in ten underserved", one_in_ten_underserved},
      {"one rule underserves 1 - Phi((h - m) / sd) of each life situation",
       underserved_by_one_rule},
      {"a rule for each life situation leaves the variance of circumstances",
       variance_left_by_a_rule_for_each},
      {"the law's slope on need is the policy's group tailoring", law_rises_by_group_tailoring},
      {"a tailored decision fits where all is disclosed, seen and granted",
       tailoring_fits_where_all_is_known},
      {"waiting is that of a queue with a fixed capacity", waiting_in_a_queue},
      {"salience rests at its signal over what fades", salience_rests_at_signal_over_fading},
      {"measures settle where births balance repeals", births_balance_repeals},
      {"incidents come as often as a self-exciting process", incidents_excite_incidents},
      {"norms settle between the team and where workers began",
       norms_settle_between_team_and_start},
  };
}

}  // namespace discretion
