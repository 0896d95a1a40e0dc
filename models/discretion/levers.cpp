#include "models/discretion/levers.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "models/discretion/administrators.hpp"
#include "models/discretion/citizens.hpp"
#include "models/discretion/workers.hpp"
#include "sim/core/math.hpp"

namespace discretion {

namespace {

/// Whether any strength is above 0. Strengths are the rows whose default is 0.
bool any_pulled(const LeverParameters& levers) {
  const LeverParameters none;
  const auto pulled = [&](const auto& row) {
    return none.*(row.member) == 0 && levers.*(row.member) > 0;
  };
  return std::apply([&](const auto&... row) { return (pulled(row) || ...); },
                    LeverParameters::table());
}

/// Share of a worker's hours that levers take from cases.
double time_besides(const LeverParameters& l) {
  return 1.0 - (1.0 - l.outside_time * l.outside_time_share) *
                   (1.0 - l.perspectives_circle * l.perspectives_circle_time) *
                   (1.0 - l.trust_contract * l.trust_contract_time) *
                   (1.0 - l.separate_processes * l.separate_processes_time);
}

}  // namespace

LeverEffects pull_levers(const LeverParameters& l, bool open) {
  LeverEffects e;
  if (!open || !any_pulled(l)) return e;
  e.any = true;
  e.pulled = l;
  e.perception = 1.0 - l.outside_time * l.outside_time_gain;
  e.lens = 1.0 - l.explanation * l.explanation_gain;
  e.envy = 1.0 - l.situational_equality;
  e.felt_after_tailoring = 1.0 - l.reasons * l.reasons_felt;
  e.felt_after_rule = 1.0 - l.personal_no * l.personal_no_felt;
  e.upheld_tailored = 1.0 - l.reasons * l.reasons_review;
  e.help = l.help * l.help_gain;
  e.hours = (1.0 + l.slack * l.slack_share) * (1.0 - time_besides(l));
  e.blame = 1.0 - l.cover;
  e.manager_blame = 1.0 + l.cover * l.cover_worry;
  e.trust_floor = l.trust_contract * l.trust_contract_floor;
  return e;
}

const LeverParameters& levers_of(const World& world, std::size_t administration) {
  const auto governed = std::ranges::find_if(
      world.offices, [&](const Office& office) { return governs(office, administration); });
  return governed->month.levers.pulled;
}

void pay_besides(const World& world, std::size_t worker, double available, double used,
                 Notebook& notebook) {
  const std::size_t o = world.worker_traits.office[worker];
  const Office& office = world.offices[o];
  const LeverParameters& l = office.month.levers.pulled;
  const double plain = office.month.hours / office.month.levers.hours;
  const double spare = l.slack * l.slack_share * plain;
  const double idle = std::clamp(available - used, 0.0, spare);
  const double hours = idle + time_besides(l) * (plain + spare) + world.workers.owed[worker];
  // Costs of handling are known by office: any of its cells will do.
  notebook.cells[o * static_cast<std::size_t>(world.life_situations)].add(
      Total::cost_hours, hours * office.parameters.costs.hour / euro_per_thousand);
}

void stamp_validity(World& world, std::uint32_t citizen) {
  Citizen& who = world.citizens[citizen];
  const LeverParameters& l = world.offices[who.office].month.levers.pulled;
  sim::Random random(world.stream, Draw::validity, citizen, who.case_number);
  if (!random.bernoulli(l.longer_validity)) return;
  who.flags = static_cast<std::uint8_t>(who.flags | flag::lasting);
  who.decided_circumstance = who.circumstance;
}

bool still_valid(const World& world, std::uint32_t citizen) {
  const Citizen& who = world.citizens[citizen];
  const Office& office = world.offices[who.office];
  const LeverParameters& l = office.month.levers.pulled;
  if (l.longer_validity == 0 || (who.flags & flag::lasting) == 0) return false;
  if (world.month - world.outcomes[citizen].month > l.longer_validity_months) return false;
  const double change =
      static_cast<double>(who.circumstance) - static_cast<double>(who.decided_circumstance);
  if (std::abs(change) > l.longer_validity_tolerance) return false;
  // Nobody is kept from filing: who wants more than what stands does.
  const CitizenParameters& p = office.parameters.citizens;
  const double want = world.need(who) + p.want_margin + office.month.expectation +
                      static_cast<double>(who.want_beyond);
  return want - standing_treatment(world, citizen) <= p.own_tolerance;
}

bool is_fix_teams(const LeverParameters& l, const Citizen& citizen) {
  return l.fix_team > 0 && citizen.problems > l.fix_team_problems;
}

bool part_of_one_case(const World& world, const Office& office, std::uint32_t citizen) {
  const LeverParameters& l = office.month.levers.pulled;
  const auto problems = static_cast<std::size_t>(world.citizens[citizen].problems);
  if (l.fix_team == 0 || world.citizens[citizen].problems <= l.fix_team_problems) return false;
  // Of a Poisson process, the part that stays by keyed draw is one too.
  sim::Random random(world.stream, Draw::fix_team, citizen, world.citizens[citizen].wish);
  return random.bernoulli(l.fix_team * (1.0 - world.wish_hazard[0] / world.wish_hazard[problems]));
}

void pardon_errors(World& world) {
  WorkerState& s = world.workers;
  for (const Office& office : world.offices) {
    const LeverParameters& l = office.month.levers.pulled;
    for (std::size_t w = office.first_worker; w < office.last_worker; ++w) {
      s.pardon[w] = 0;
      s.owed[w] = 0;
      const std::int32_t blamed = s.blame[w][0] + s.blame[w][1] + s.blame[w][2];
      const bool first =
          s.pardoned[w] == 0 || world.month - s.pardoned[w] >= l.room_for_error_months;
      if (l.room_for_error == 0 || s.upheld[w] == 0 || blamed == 0 || !first) continue;
      // Blame is counted by kind, not by complaint: one complaint of all is forgiven.
      s.pardon[w] = l.room_for_error / blamed;
      s.owed[w] = l.room_for_error * l.room_for_error_hours;
      s.pardoned[w] = world.month;
    }
  }
}

void take_note(World& world) {
  const auto groups = static_cast<std::size_t>(world.life_situations);
  for (std::size_t o = 0; o < world.offices.size(); ++o) {
    Office& office = world.offices[o];
    if (!office.month.levers.any) continue;
    const double rate = office.parameters.workers.precedent_rate;
    for (std::size_t g = 0; g < groups; ++g) {
      const Tally& cell = world.record.cells[o * groups + g];
      const double n = cell(Count::decisions);
      if (n == 0) continue;
      office.recurring[g] = follow(office.recurring[g], cell(Total::tailored_above) / n, rate, n);
      office.unmet[g] = follow(office.unmet[g], cell(Total::need) / n - office.rule[g], rate, n);
      const double tailored = cell(Count::tailored);
      if (tailored == 0) continue;
      office.works[g] =
          follow(office.works[g], 1.0 - cell(Count::upheld_tailored) / tailored, rate, tailored);
    }
  }
}

int lapse_preconditions(const World& world, std::size_t team, int tailored, int preconditions) {
  const Office& office = world.offices[world.teams.office[team]];
  const LeverParameters& l = office.month.levers.pulled;
  sim::Random random(world.stream, Draw::lapse, static_cast<std::uint32_t>(team),
                     static_cast<std::uint32_t>(world.month));
  if (!random.bernoulli(l.administration_cap)) return preconditions;
  const double time_of_one = tailored * office.parameters.workers.hours_tailoring *
                             office.month.time_factor *
                             office.parameters.managers.precondition_time;
  const double team_hours =
      office.month.hours * (world.teams.first_worker[team + 1] - world.teams.first_worker[team]);
  int kept = preconditions;
  while (kept > 0 && kept * time_of_one > l.administration_cap_share * team_hours) --kept;
  return kept;
}

void rewrite_rule(const World& world, Office& office) {
  const LeverParameters& l = office.month.levers.pulled;
  const auto number = static_cast<std::uint32_t>(&office - world.offices.data());
  sim::Random random(world.stream, Draw::circle, number, static_cast<std::uint32_t>(world.month));
  if (!random.bernoulli(l.perspectives_circle / l.perspectives_circle_months)) return;
  const auto worst = std::ranges::max_element(
      office.unmet, [](double a, double b) { return std::abs(a) < std::abs(b); });
  const auto g = static_cast<std::size_t>(worst - office.unmet.begin());
  const double change = l.perspectives_circle_gain * *worst;
  if (office.rewritten[g] == 0 && change != 0) ++office.rewritten_rules;
  office.rewritten[g] += change;
  *worst -= change;
}

void settle_at_source(World& world, Office& office, const Measure& repair) {
  const double strength = office.month.levers.pulled.repair_at_source;
  const double price = office.parameters.costs.treatment / euro_per_thousand;
  const double rule = office.rule[static_cast<std::size_t>(repair.life_situation)];
  for (std::uint32_t i = office.first_citizen; i < office.last_citizen; ++i) {
    if (world.citizens[i].life_situation != repair.life_situation) continue;
    const double standing = standing_treatment(world, i);
    if (standing >= rule) continue;
    const double settled = standing + strength * (rule - standing);
    const double cost = (std::max(0.0, settled) - std::max(0.0, standing)) * price;
    world.outcomes[i].treatment = static_cast<float>(settled);
    world.outcomes[i].revocation = Outcome::never;
    world.citizens[i].cost += static_cast<float>(cost);
    world.notebooks.front().cells[world.cell(i)].add(Total::cost_treatment, cost);
  }
}

double recurring_answer(const World& world, std::size_t administration,
                        std::size_t life_situation) {
  double sum = 0;
  double offices = 0;
  for (const Office& office : world.offices) {
    if (!governs(office, administration)) continue;
    sum += office.recurring[life_situation];
    offices += 1;
  }
  return sum / offices;
}

int heard_from_front_line(const World& world, std::size_t a) {
  const LeverParameters& l = levers_of(world, a);
  if (l.front_line_signals == 0) return -1;
  int loudest = -1;
  double most = 0;
  for (int g = 0; g < world.life_situations; ++g) {
    const bool heard_before =
        std::ranges::any_of(world.administrations[a].measures, [&](const Measure& m) {
          return m.kind == MeasureKind::repair && m.life_situation == g && !m.acted;
        });
    const double answer = recurring_answer(world, a, static_cast<std::size_t>(g));
    if (heard_before || answer <= most) continue;
    most = answer;
    loudest = g;
  }
  sim::Random random(world.stream, Draw::front_line, static_cast<std::uint32_t>(a),
                     static_cast<std::uint32_t>(world.month));
  const double hazard = l.front_line_signals * l.front_line_signals_rate * most;
  return random.uniform() < 1.0 - sim::exp(-hazard) ? loudest : -1;
}

bool lapses(const World& world, std::size_t a, std::size_t number) {
  const LeverParameters& l = levers_of(world, a);
  const int age = world.month - world.administrations[a].measures[number].effective;
  if (l.sunset == 0 || age <= 0 || age % l.sunset_months != 0) return false;
  const auto occasion = static_cast<std::size_t>(world.month) * world.administrations.size() + a;
  sim::Random random(world.stream, Draw::sunset, static_cast<std::uint32_t>(number),
                     static_cast<std::uint32_t>(occasion));
  return random.bernoulli(l.sunset);
}

}  // namespace discretion
