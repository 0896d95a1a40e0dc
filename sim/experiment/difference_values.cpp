// The part of a comparison that looks at what was asked for: configurations and declarations.
#include <algorithm>

#include <fmt/format.h>

#include "sim/experiment/difference.hpp"

namespace sim::experiment {

using io::ResultReader;

namespace {
std::string events_of(const io::StoredScenario& scenario) {
  const auto at = scenario.resolved.find("[[event]]");
  return at == std::string::npos ? "" : scenario.resolved.substr(at);
}

std::string design_of(const std::optional<io::StoredDesign>& design) {
  if (!design) return "";
  return fmt::format("{}, {} points of {}", design->kind, design->points,
                     fmt::join(design->factors, ", "));
}

void compare_designs(const ResultReader& a, const ResultReader& b,
                     std::vector<ValueDifference>& found) {
  const auto one = a.design(), other = b.design();
  const std::string text = design_of(one), other_text = design_of(other);
  const bool same_values = !one || !other || one->values == other->values;
  if (text != other_text)
    found.push_back({"", "design", text, other_text, "", ""});
  else if (!same_values)
    found.push_back({"", "design", text, "the same factors at other values", "", ""});
}
}  // namespace

std::vector<ValueDifference> compare_values(const std::string& scenario,
                                            const std::vector<io::Origin>& a,
                                            const std::vector<io::Origin>& b) {
  std::vector<ValueDifference> found;
  const auto other = [](const std::vector<io::Origin>& list, const std::string& key) {
    const auto at = std::ranges::find(list, key, &io::Origin::key);
    return at == list.end() ? io::Origin{key, "", "absent"} : *at;
  };
  for (const auto& one : a) {
    const auto match = other(b, one.key);
    if (match.value != one.value)
      found.push_back({scenario, one.key, one.value, match.value, one.place, match.place});
  }
  for (const auto& one : b) {
    if (std::ranges::find(a, one.key, &io::Origin::key) == a.end())
      found.push_back({scenario, one.key, "", one.value, "absent", one.place});
  }
  return found;
}

std::vector<ValueDifference> compare_configurations(const ResultReader& a, const ResultReader& b) {
  std::vector<ValueDifference> found;
  for (const auto& [i, j] : matching_scenarios(a, b)) {
    const auto one = a.scenario(i), other = b.scenario(j);
    const auto values = compare_values(one.name, one.origins, other.origins);
    found.insert(found.end(), values.begin(), values.end());
    if (events_of(one) != events_of(other))
      found.push_back({one.name, "event", events_of(one), events_of(other), "", ""});
  }
  compare_designs(a, b, found);
  return found;
}

std::vector<ValueDifference> compare_declarations(const ResultReader& a, const ResultReader& b) {
  std::vector<ValueDifference> found;
  const auto compare = [&](const char* key, const std::string& one, const std::string& other) {
    if (one != other) found.push_back({"", key, one, other, "", ""});
  };
  const auto &one = a.status(), &other = b.status();
  compare("file_type", one.file_type, other.file_type);
  compare("model", one.model, other.model);
  compare("software_version", one.software_version, other.software_version);
  compare("git_sha1", a.git_sha(), b.git_sha());
  compare("scenarios", fmt::format("{}", fmt::join(one.scenarios, ", ")),
          fmt::format("{}", fmt::join(other.scenarios, ", ")));
  compare("runs", std::to_string(one.planned), std::to_string(other.planned));
  compare("complete", one.partial ? "no" : "yes", other.partial ? "no" : "yes");
  return found;
}

}  // namespace sim::experiment
