#include "models/discretion/workers/levers.hpp"

#include <algorithm>

#include "models/discretion/rules/levers.hpp"
#include "models/discretion/world/running_mean.hpp"

namespace discretion {

void pay_besides(const World& world, WorkerId worker, double available, double used,
                 Notebook& notebook) {
  const std::uint32_t w = number(worker);
  const std::size_t o = world.worker_traits.office[w];
  const Office& office = world.offices[o];
  const LeverParameters& l = office.now.levers.pulled;
  const bool set_apart = w == office.workshop;
  if (w >= office.last_worker && !set_apart) return;
  const double plain = office.now.hours / office.now.levers.hours;
  const double spare = l.slack * l.slack_share * plain;
  const double idle = std::clamp(available - used, 0.0, spare);
  const double hours = set_apart ? std::max(0.0, available - used)
                                 : idle + time_besides(l) * (plain + spare) + world.workers.owed[w];
  // Costs of handling are known by office: any of its cells will do.
  notebook.cells[o * static_cast<std::size_t>(world.life_situations)].add(
      Total::cost_hours, hours * office.parameters.costs.hour / euro_per_thousand);
}

void pardon_errors(World& world) {
  WorkerState& s = world.workers;
  for (const Office& office : world.offices) {
    const LeverParameters& l = office.now.levers.pulled;
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
    if (!office.now.levers.any) continue;
    const double rate = office.parameters.workers.precedent_rate;
    for (std::size_t g = 0; g < groups; ++g) {
      const Tally& cell = world.record.cells[o * groups + g];
      const double n = cell(Count::decisions);
      if (n == 0) continue;
      office.recurring[g] =
          moved_mean(office.recurring[g], cell(Total::tailored_above) / n, rate, n);
      office.unmet[g] =
          moved_mean(office.unmet[g], cell(sum_of("need")) / n - office.rule[g], rate, n);
      const double tailored = cell(Count::tailored);
      if (tailored == 0) continue;
      office.works[g] = moved_mean(office.works[g], 1.0 - cell(Count::upheld_tailored) / tailored,
                                   rate, tailored);
    }
    teach_the_rule(world, office);
  }
}

}  // namespace discretion
