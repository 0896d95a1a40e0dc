#include "models/discretion/course/month.hpp"

#include <algorithm>
#include <string>

#include "models/discretion/administrators/administrators.hpp"
#include "models/discretion/citizens/filing.hpp"
#include "models/discretion/citizens/looking.hpp"
#include "models/discretion/course/generation.hpp"
#include "models/discretion/course/rest.hpp"
#include "models/discretion/managers/managers.hpp"
#include "models/discretion/rules/policy.hpp"
#include "models/discretion/rules/rules_in_force.hpp"
#include "models/discretion/workers/learning.hpp"
#include "models/discretion/workers/referral.hpp"
#include "models/discretion/workers/workers.hpp"
#include "sim/core/described_model.hpp"

namespace discretion {

namespace {

void turn_page(World& world, const sim::Step& step) {
  world.month = step.number;
  for (Notebook& notebook : world.notebooks) {
    std::ranges::fill(notebook.cells, Tally{});
    for (WaitingHistogram& waiting : notebook.waiting) std::ranges::fill(waiting, 0);
    std::ranges::fill(notebook.dilemmas, DilemmaLanes{});
  }
  const int recorded = world.month - world.warm_up;
  if (recorded % WorkerDifferences::months == 1) world.case_mix.empty();
  WorkerState& s = world.workers;
  std::ranges::fill(s.blame, std::array<std::int32_t, options>{});
  std::ranges::fill(s.upheld, 0);
  s.objections_before.swap(s.objections);
  std::ranges::fill(s.objections, 0);
}

/// Integers, so neither their number nor their order matters.
void add_notebooks(World& world) {
  Notebook& sum = world.record;
  sum.cells = world.notebooks.front().cells;
  sum.waiting = world.notebooks.front().waiting;
  sum.dilemmas = world.notebooks.front().dilemmas;
  for (std::size_t k = 1; k < world.notebooks.size(); ++k) {
    const Notebook& other = world.notebooks[k];
    for (std::size_t c = 0; c < sum.cells.size(); ++c) sum.cells[c] += other.cells[c];
    for (std::size_t o = 0; o < sum.waiting.size(); ++o) {
      add_to(sum.waiting[o], other.waiting[o]);
      for_each_pair([&](std::size_t, std::size_t, std::size_t pair) {
        for (std::size_t lane = 0; lane < sim::lanes; ++lane)
          sum.dilemmas[o][pair][lane] += other.dilemmas[o][pair][lane];
      });
    }
  }
}

void update_stocks(World& world) {
  const auto groups = static_cast<std::size_t>(world.life_situations);
  for (std::size_t c = 0; c < world.stocks.size(); ++c) {
    const Tally& cell = world.record.cells[c];
    const auto change = [&](Total which) { return cell.totals[static_cast<std::size_t>(which)]; };
    world.stocks[c].hardship += change(Total::hardship_change);
    world.stocks[c].trust += change(Total::trust_change);
    world.stocks[c].grievance += change(Total::grievance_change);
    world.stocks[c].uncertainty += change(Total::uncertainty_change);
    if (world.recording()) {
      world.decided_since_start[c / groups] +=
          static_cast<std::int64_t>(cell(Count::decisions) + cell(Count::escalated));
    }
  }
  if (!world.recording()) return;
  for (std::size_t o = 0; o < world.dilemmas.size(); ++o) {
    for_each_pair([&](std::size_t a, std::size_t b, std::size_t pair) {
      for (std::size_t lane = 0; lane < sim::lanes; ++lane) {
        world.dilemmas[o][a][b] += world.record.dilemmas[o][pair][lane];
        world.dilemmas[o][b][a] += world.record.dilemmas[o][pair][lane];
      }
    });
  }
}

void events(World& world, const sim::Step& step) {
  for (const sim::Event& event : step.events) {
    for (std::size_t o = 0; o < world.offices.size(); ++o) {
      if (!event.acts_in(static_cast<int>(o))) continue;
      sim::set(world.offices[o].parameters, event);
      print_law(world, world.offices[o]);
      rearrange_desks(world, world.offices[o]);
    }
  }
}

void settle(World& world, const sim::Step& step) {
  if (world.month == 1) bring_to_rest(world, 0.0, true, step.parallel);
}

/// By then it is known how long cases wait, and under what pressure they are decided.
void settle_again(World& world, const sim::Step& step) {
  if (world.month == world.warm_up) bring_to_rest(world, mean_waiting(world), false, step.parallel);
}

/// A rule as a row of the table, whether it shares its work among threads or not.
template <void (*rule)(World&)>
void alone(World& world, const sim::Step&) {
  rule(world);
}
template <void (*rule)(World&, sim::Parallel&)>
void shared(World& world, const sim::Step& step) {
  rule(world, step.parallel);
}

}  // namespace

const std::vector<Phase>& month_phases() {
  static const std::vector<Phase> rows{
      {"turn_page", turn_page, "notebooks"},
      {"events", events, "parameters rules"},
      {"hand_over", alone<hand_over>, "queues"},
      {"rules", alone<put_rules_in_force>, "rules administrations offices"},
      {"settle", settle, "citizens stocks"},
      {"file", shared<file_wishes>, "citizens queues notebooks", "inbox>decide notebooks>add_up"},
      {"decide", shared<decide_cases>, "citizens outcomes queues notebooks",
       "referred>hand_over notebooks>add_up"},
      {"look", shared<look_and_complain>, "citizens queues notebooks",
       "corrected>correct blame>learn upheld>learn objections>turn_page notebooks>add_up"},
      {"correct", shared<correct>, "citizens outcomes notebooks", "notebooks>add_up"},
      {"add_up", alone<add_notebooks>, "sums"},
      {"stocks", alone<update_stocks>, "stocks"},
      {"claims", alone<learn_from_claims>, "offices"},
      {"show", shared<show_what_workers_gave>, "teams"},
      {"learn", shared<learn>, "workers offices"},
      {"manage", shared<manage_teams>, "teams"},
      {"govern", alone<govern>, "administrations offices"},
      {"settle_again", settle_again, "citizens stocks"}};
  return rows;
}

void run_month(World& world, sim::Parallel& parallel, std::span<const sim::Event> events) {
  const int number = world.month + 1;
  const sim::Step step{number, number - world.warm_up, events, parallel};
  for (const auto& phase : month_phases()) phase.act(world, step);
}

}  // namespace discretion
