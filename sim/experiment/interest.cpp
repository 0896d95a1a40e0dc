#include "sim/experiment/interest.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "sim/experiment/numbers.hpp"

namespace sim::experiment {

std::optional<Objection> read_months(std::string_view text, int months, io::Interest& interest) {
  const auto colon = text.find(':');
  const auto first = parse_integer(std::string(text.substr(0, colon)));
  const auto last = colon == std::string_view::npos
                        ? std::nullopt
                        : parse_integer(std::string(text.substr(colon + 1)));
  if (!first || !last) return Objection{"not two months with a colon", "Write 37:48, for example."};
  if (*first < 1 || *last > months)
    return Objection{fmt::format("the run has months 1 to {}", months),
                     fmt::format("Give months within 1:{}.", months)};
  if (*first > *last)
    return Objection{"the last month is before the first",
                     fmt::format("Write {}:{}.", *last, *first)};
  interest.first = static_cast<int>(*first);
  interest.last = static_cast<int>(*last);
  return std::nullopt;
}

std::optional<Objection> check_offices(const io::Interest& interest, int offices) {
  if (offices == 0) return Objection{"the model has no offices", "Leave it out."};
  std::vector<int> seen;
  for (const int office : interest.offices) {
    if (office < 0 || office >= offices)
      return Objection{fmt::format("there is no office {}", office),
                       fmt::format("Offices are 0 to {}.", offices - 1)};
    if (std::ranges::find(seen, office) != seen.end())
      return Objection{fmt::format("office {} twice", office), "Leave one out."};
    seen.push_back(office);
  }
  return std::nullopt;
}

int common_offices(const Model& model, const std::vector<io::ScenarioFile>& scenarios) {
  if (model.breakdowns().empty()) return 0;
  int fewest = model.breakdown_size(scenarios.front().scenario, 0);
  for (const auto& file : scenarios)
    fewest = std::min(fewest, model.breakdown_size(file.scenario, 0));
  return fewest;
}

}  // namespace sim::experiment
