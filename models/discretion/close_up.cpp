#include "models/discretion/close_up.hpp"

#include <algorithm>
#include <utility>

#include "models/discretion/cases/case_study.hpp"
#include "models/discretion/record/metrics.hpp"
#include "models/discretion/stories/story.hpp"
#include "sim/core/described_model.hpp"

namespace discretion {

namespace {

const World& world_of(const sim::Run& run) {
  return dynamic_cast<const sim::DescribedRun<Parameters, World, Observation>&>(run).world();
}

/// Lets what looks at worlds look at runs.
template <class Watch>
class Watching final : public sim::Onlooker {
 public:
  explicit Watching(Watch watch) : watch_(std::move(watch)) {}
  bool looks_at(int time) const override { return watch_.looks_at(time); }
  void look(const sim::Run& run, std::size_t place) override { watch_.look(world_of(run), place); }
  sim::Tale tell() const override { return watch_.tell(); }

 private:
  Watch watch_;
};

/// In the order of Teller.
std::vector<sim::StoryKind> story_rows() {
  constexpr std::int64_t followed = 400;
  const auto& rows = sim::parameter_table<Parameters>().rows();
  const auto row = std::ranges::find(rows, "record.sampled_citizens", &sim::ParameterInfo::name);
  const auto place = static_cast<std::size_t>(row - rows.begin());
  return {{"citizen", {{place, followed}}, followed * sizeof(CitizenMoment)},
          {"worker", {}, 100 * sizeof(WorkerMoment)},
          {"rule", {}, 10 * (sizeof(RuleMoment) + sizeof(OfficeMoment))},
          {"office", {}, 10 * sizeof(OfficeMoment)}};
}

class CasesAndStories final : public sim::CloseUp {
 public:
  const std::vector<sim::CaseKey>& case_keys() const override { return person_keys(); }
  std::unique_ptr<sim::Onlooker> lay_case(std::vector<sim::CasePerson> people,
                                          std::vector<std::string> scenarios,
                                          std::vector<sim::WatchedRun> runs,
                                          int months) const override {
    std::vector<Person> persons;
    for (const auto& values : people) persons.push_back(person_of(values));
    return std::make_unique<Watching<CaseStudy>>(
        CaseStudy(std::move(persons), std::move(scenarios), std::move(runs), months));
  }
  const std::vector<sim::StoryKind>& story_kinds() const override {
    static const std::vector<sim::StoryKind> kinds = story_rows();
    return kinds;
  }
  std::unique_ptr<sim::Onlooker> tell_story(std::size_t kind, std::optional<int> who,
                                            std::vector<std::string> scenarios,
                                            std::vector<sim::WatchedRun> runs,
                                            int months) const override {
    return std::make_unique<Watching<Story>>(
        Story(static_cast<Teller>(kind), who, std::move(scenarios), std::move(runs), months));
  }
};

}  // namespace

const sim::CloseUp* close_up() {
  static const CasesAndStories instance;
  return &instance;
}

}  // namespace discretion
