#include "models/discretion/cases/case_study.hpp"

#include <algorithm>
#include <utility>

#include "models/discretion/cases/case_tale.hpp"

namespace discretion {

namespace {
constexpr int months_of_a_year = 12;
}

CaseStudy::CaseStudy(std::vector<Person> people, std::vector<std::string> scenarios,
                     std::vector<sim::WatchedRun> runs, int months)
    : people_(std::move(people)),
      scenarios_(std::move(scenarios)),
      runs_(std::move(runs)),
      first_(std::min(months_of_a_year, months)),
      last_(months),
      seen_(runs_.size()) {}

void CaseStudy::look(const World& world, std::size_t place) {
  Seen& seen = seen_[place];
  seen.hearings.push_back(hear(world, people_));
  if (world.month - world.warm_up != last_) return;
  if (seen.hearings.size() > 1)
    seen.between = parts_between(seen.hearings.front(), seen.hearings.back(), people_.front());
  for (Hearing& hearing : seen.hearings) hearing.benches = {};
}

std::vector<CaseTold> CaseStudy::summaries() const {
  std::vector<CaseTold> all;
  for (std::size_t s = 0; s < scenarios_.size(); ++s) {
    CaseTold told{scenarios_[s], {}, std::vector<double>(all_parts, 0.0)};
    std::vector<std::vector<const Hearing*>> by_moment(first_ == last_ ? 1 : 2);
    double runs = 0;
    for (std::size_t place = 0; place < runs_.size(); ++place) {
      if (runs_[place].scenario != s) continue;
      ++runs;
      const Seen& seen = seen_[place];
      for (std::size_t m = 0; m < by_moment.size(); ++m) by_moment[m].push_back(&seen.hearings[m]);
      for (std::size_t k = 0; k < seen.between.size(); ++k) told.between[k] += seen.between[k];
    }
    for (double& part : told.between) part /= runs;
    for (const auto& hearings : by_moment)
      told.moments.push_back(summary_of(hearings, people_.front()));
    all.push_back(std::move(told));
  }
  return all;
}

sim::Tale CaseStudy::tell() const { return tale_of(summaries(), people_); }

}  // namespace discretion
