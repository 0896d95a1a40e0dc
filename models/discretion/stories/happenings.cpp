#include "models/discretion/stories/happenings.hpp"

#include <algorithm>

#include "models/discretion/citizens/looking.hpp"

namespace discretion {

namespace {

Deterrent deterrent_of(const World& world, const Citizen& citizen) {
  const Office& office = world.offices[citizen.office];
  const CitizenParameters& p = office.parameters.citizens;
  const double trust = static_cast<double>(citizen.trust) * office.now.trust_kept;
  auto capacity = static_cast<double>(citizen.capacity);
  capacity += office.now.levers.help * (1.0 - capacity);
  const double distrust = p.take_up_trust * (1.0 - trust);
  const double maze = p.take_up_complexity * office.now.complexity * (1.0 - capacity);
  const double fear = p.take_up_fear * world.log_problems[citizen.problems];
  if (distrust >= maze && distrust >= fear) return Deterrent::distrust;
  return maze >= fear ? Deterrent::complexity : Deterrent::fear;
}

/// Holds what a citizen got against those alike who were decided on within memory.
void note_comparison(const World& world, std::uint32_t i, std::vector<Happening>& happened) {
  const Office& office = world.offices[world.citizens[i].office];
  const CitizenParameters& p = office.parameters.citizens;
  if (!office.now.others) return;
  Happening seen{i, static_cast<std::int16_t>(world.month), What::compared};
  const double own = standing_treatment(world, CitizenId{i});
  double most = own + p.difference_tolerance;
  for (std::size_t k = 0; k < world.contacts.each(); ++k) {
    const auto [j, alike] = world.contacts(i, k);
    if (!alike || j == i || world.outcomes[j].month < world.month - p.memory) continue;
    ++seen.detail;
    const double theirs = standing_treatment(world, CitizenId{j});
    if (theirs <= most) continue;
    most = theirs;
    seen.other = j;
    seen.option = world.outcomes[j].option;
    seen.more = static_cast<float>(theirs - own);
  }
  if (seen.detail > 0) happened.push_back(seen);
}

void note_mended(const World& world, const std::vector<std::uint32_t>& followed,
                 std::vector<Happening>& happened) {
  for (const std::uint32_t first : world.workers.corrected) {
    for (std::uint32_t i = first; i != nobody; i = world.citizens[i].next_case)
      if (std::ranges::binary_search(followed, i))
        happened.push_back({i, static_cast<std::int16_t>(world.month), What::mended});
  }
}

}  // namespace

void note_happenings(const World& world, std::vector<Standing>& before,
                     std::vector<Happening>& happened) {
  const auto month = static_cast<std::int16_t>(world.month);
  const bool first = before.empty();
  before.resize(world.followed.size());
  for (std::size_t k = 0; k < before.size(); ++k) {
    const std::uint32_t i = world.followed[k];
    const Citizen& citizen = world.citizens[i];
    const Standing then = before[k];
    const bool pending = (citizen.flags & flag::pending) != 0;
    before[k] = {citizen.wish, citizen.case_number, citizen.filed, pending};
    const bool asked = citizen.filed == world.month && citizen.case_number == citizen.wish;
    if (asked) happened.push_back({i, month, What::asked});
    if (!asked && !first && !then.pending && citizen.wish != then.wish)
      happened.push_back(
          {i, month, What::not_asked, static_cast<std::uint8_t>(deterrent_of(world, citizen))});
    if (world.outcomes[i].month != world.month || citizen.handler == nobody) continue;
    note_comparison(world, i, happened);
    if ((citizen.flags & flag::complained) == 0) continue;
    const bool equality = (citizen.flags & flag::of_equality) != 0;
    happened.push_back({i, month, What::complained, static_cast<std::uint8_t>(equality ? 1 : 0)});
  }
  note_mended(world, world.followed, happened);
}

}  // namespace discretion
