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

namespace discretion {

namespace {

/// A fresh page in every notebook, and for what is counted by worker.
void turn_page(World& world) {
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

/// Adds the threads' notebooks; integers, so neither their number nor their order matters.
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

}  // namespace

void Month::run() {
  for (const Phase& phase : phases()) (this->*phase.act)();
}

void Month::events() {
  turn_page(world_);
  for (const sim::Event& event : scenario_.events) {
    if (event.month + world_.warm_up != world_.month) continue;
    for (std::size_t o = 0; o < world_.offices.size(); ++o) {
      if (!acts_in(event, o)) continue;
      for (const auto& [row, value] : event.set)
        table_.set(world_.offices[o].parameters, row, value);
      print_law(world_, world_.offices[o]);
      rearrange_desks(world_, world_.offices[o]);
    }
  }
  hand_over(world_);
}

void Month::rules() {
  put_rules_in_force(world_);
  if (world_.month == 1) bring_to_rest(world_, 0.0, true, parallel_);
}
void Month::file() { file_wishes(world_, parallel_); }
void Month::decide() { decide_cases(world_, parallel_); }
void Month::look() { look_and_complain(world_, parallel_); }
void Month::correct() {
  discretion::correct(world_, parallel_);
  add_notebooks(world_);
  update_stocks(world_);
  learn_from_claims(world_);
  show_what_workers_gave(world_);
}
void Month::learn() { discretion::learn(world_, parallel_); }
void Month::manage() { manage_teams(world_, parallel_); }
void Month::govern() {
  discretion::govern(world_);
  // By now it is known how long cases wait, and under what pressure they are decided.
  if (world_.month == world_.warm_up) bring_to_rest(world_, mean_waiting(world_), false, parallel_);
}

}  // namespace discretion
