#include "models/discretion/stories/memory.hpp"

#include <algorithm>
#include <tuple>

#include "models/discretion/citizens/looking.hpp"

namespace discretion {

namespace {

void remember_citizens(const World& world, Memory& memory) {
  note_happenings(world, memory.standing, memory.happened);
  for (const std::uint32_t i : world.followed) {
    const Citizen& citizen = world.citizens[i];
    memory.citizens.push_back({citizen.trust, citizen.hardship,
                               static_cast<float>(world.need(citizen)),
                               static_cast<float>(standing_treatment(world, CitizenId{i}))});
  }
}

void remember_workers(const World& world, Memory& memory) {
  const WorkerState& s = world.workers;
  for (std::uint32_t w = 0; w < world.offices.back().last_worker; ++w) {
    const std::uint32_t team = world.worker_traits.team[w];
    const auto& blame = s.blame[w];
    memory.workers.push_back(
        {.norm = static_cast<float>(s.norm[w]),
         .blame = static_cast<float>(s.blame_expectation[w]),
         .sensitivity = static_cast<float>(s.sensitivity[w]),
         .trust = static_cast<float>(world.teams.trust[team]),
         .overload = static_cast<float>(s.overload[w]),
         .decisions = static_cast<std::int16_t>(s.decisions[w]),
         .tailored = static_cast<std::int16_t>(s.tailored[w]),
         .objections = static_cast<std::int16_t>(s.objections[w]),
         .preconditions = static_cast<std::int16_t>(world.teams.preconditions[team]),
         .blamed_for_deviating = static_cast<std::int16_t>(blame[tailor] + blame[shortcut]),
         .blamed_for_rule = static_cast<std::int16_t>(blame[apply]),
         .arrived = s.arrived[w] == world.month});
  }
}

void remember_offices(const World& world, Memory& memory) {
  const auto groups = static_cast<std::size_t>(world.life_situations);
  for (std::size_t o = 0; o < world.offices.size(); ++o) {
    const Office& office = world.offices[o];
    Tally sum;
    for (std::size_t g = 0; g < groups; ++g) sum += world.record.cells[o * groups + g];
    double preconditions = 0;
    for (std::uint32_t t = office.first_team; t < office.last_team; ++t)
      preconditions += world.teams.preconditions[t];
    const auto& administration =
        world.administrations[static_cast<std::size_t>(office.administration)];
    memory.offices.push_back(
        {static_cast<float>(office.now.room), static_cast<float>(office.now.complexity),
         static_cast<float>(preconditions / (office.last_team - office.first_team)),
         static_cast<std::int32_t>(sum[Count::decisions]),
         static_cast<std::int32_t>(sum[Count::tailored]),
         static_cast<std::int32_t>(sum[Count::complaints]),
         static_cast<std::int32_t>(sum[Count::equality_complaints]), administration.in_force});
  }
}

/// Rules that were announced, took effect, were revised or ended this month.
void remember_rules(const World& world, Memory& memory) {
  for (std::uint32_t a = 0; a < world.administrations.size(); ++a) {
    const Administration& administration = world.administrations[a];
    for (std::uint32_t k = 0; k < administration.measures.size(); ++k) {
      const Measure& m = administration.measures[k];
      const RuleMoment now{a,
                           k,
                           static_cast<std::int16_t>(world.month - world.warm_up),
                           static_cast<std::int16_t>(m.revisions),
                           m.in_force(world.month),
                           m.effectiveness,
                           administration.salience};
      const auto before = std::find_if(
          memory.rules.rbegin(), memory.rules.rend(),
          [&](const RuleMoment& one) { return one.administration == a && one.rule == k; });
      const bool same = before != memory.rules.rend() && before->revisions == now.revisions &&
                        before->in_force == now.in_force;
      if (!same) memory.rules.push_back(now);
    }
  }
}

void remember_the_end(const World& world, Teller teller, Memory& memory) {
  memory.warm_up = world.warm_up;
  memory.months = world.month - world.warm_up;
  memory.followed = world.followed;
  memory.administrations = world.administrations;
  for (std::uint32_t w = 0; w < world.offices.back().last_worker; ++w)
    memory.office_of_worker.push_back(world.worker_traits.office[w]);
  for (const Office& office : world.offices)
    memory.administration_of_office.push_back(static_cast<std::size_t>(office.administration));
  if (teller != Teller::citizen) return;
  memory.handled = handlings_of(world);
  memory.threshold = world.threshold;
  for (const std::uint32_t i : world.followed) memory.portraits.push_back(world.citizens[i]);
  const auto key = [](const Happening& h) { return std::tuple(h.citizen, h.month, h.what); };
  std::ranges::stable_sort(memory.happened, {}, key);
  for (Happening& happening : memory.happened)
    happening.month = static_cast<std::int16_t>(happening.month - world.warm_up);
}

}  // namespace

void remember(const World& world, Teller teller, bool last, Memory& memory) {
  switch (teller) {
    case Teller::citizen: remember_citizens(world, memory); break;
    case Teller::worker: remember_workers(world, memory); break;
    case Teller::rule:
      remember_rules(world, memory);
      remember_offices(world, memory);
      break;
    case Teller::office: remember_offices(world, memory); break;
  }
  if (last) remember_the_end(world, teller, memory);
}

}  // namespace discretion
