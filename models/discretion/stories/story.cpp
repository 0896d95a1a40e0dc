#include "models/discretion/stories/story.hpp"

#include <utility>

#include "models/discretion/stories/tell_citizen.hpp"
#include "models/discretion/stories/tell_others.hpp"
#include "models/discretion/stories/tell_rule.hpp"

namespace discretion {

Story::Story(Teller teller, std::optional<int> who, std::vector<std::string> scenarios,
             std::vector<sim::WatchedRun> runs, int months)
    : teller_(teller),
      who_(who),
      scenarios_(std::move(scenarios)),
      runs_(std::move(runs)),
      months_(months),
      memories_(runs_.size()) {}

void Story::look(const World& world, std::size_t place) {
  remember(world, teller_, world.month - world.warm_up == months_, memories_[place]);
}

sim::Tale Story::tell() const {
  std::vector<Remembered> lives;
  for (std::size_t place = 0; place < runs_.size(); ++place) {
    if (runs_[place].replicate == 0)
      lives.push_back({scenarios_[runs_[place].scenario], &memories_[place]});
  }
  switch (teller_) {
    case Teller::citizen: return tell_citizen(lives, who_);
    case Teller::worker: return tell_worker(lives, who_);
    case Teller::rule: return tell_rule(lives, who_);
    default: return tell_office(lives, who_);
  }
}

}  // namespace discretion
