#include "sim/cli/variants.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "sim/core/error.hpp"

namespace sim::cli {

io::ScenarioFile with_values(const Model& model, io::ScenarioFile file, const VariantInfo& variant,
                             std::string name, std::string_view flag) {
  Scenario& scenario = file.scenario;
  scenario.name = std::move(name);
  for (const auto& [row, value] : variant.set) {
    const ParameterInfo& parameter = model.parameters()[row];
    scenario.values[row] = value;
    std::erase_if(file.chosen, [row = row](const auto& one) { return one.parameter == row; });
    const auto origin = std::ranges::find(file.origins, parameter.name, &io::Origin::key);
    if (origin == file.origins.end()) continue;
    origin->value = io::to_toml(parameter, value);
    origin->place = flag;
  }
  if (const auto conflict = model.conflict(scenario)) {
    throw InputError(fmt::format("{}: {} ({}) at the variant {}. Choose another base scenario.",
                                 file.path, model.parameters()[conflict->parameter].name,
                                 conflict->why, variant.name));
  }
  return file;
}

std::vector<io::ScenarioFile> at_variants(const Model& model, const io::ScenarioFile& file) {
  std::vector<io::ScenarioFile> files;
  for (const auto& variant : model.variants()) {
    files.push_back(with_values(model, file, variant, variant.name, "--variants"));
    Scenario& scenario = files.back().scenario;
    // Each is called by its variant, and looks like it.
    scenario.label = scenario.label_nl = scenario.colour = "";
  }
  return files;
}

std::vector<io::ScenarioFile> with_cuts(const Model& model, std::vector<io::ScenarioFile> files) {
  return with_settings(model, std::move(files), model.cuts(), "--cuts");
}

std::vector<io::ScenarioFile> with_settings(const Model& model, std::vector<io::ScenarioFile> files,
                                            const std::vector<VariantInfo>& settings,
                                            std::string_view from) {
  const std::size_t closed = files.size();
  files.reserve(closed * (1 + settings.size()));
  for (std::size_t scenario = 0; scenario < closed; ++scenario) {
    for (const auto& setting : settings) {
      const std::string name = files[scenario].scenario.name + "+" + setting.name;
      files.push_back(with_values(model, files[scenario], setting, name, from));
    }
  }
  return files;
}

std::vector<experiment::Pair> pairs_with_cuts(std::size_t closed, std::size_t cuts) {
  std::vector<experiment::Pair> pairs = experiment::all_pairs(closed);
  for (std::size_t scenario = 0; scenario < closed; ++scenario) {
    for (std::size_t cut = 0; cut < cuts; ++cut) {
      pairs.push_back({scenario, place_of_cut(scenario, cut, closed, cuts)});
    }
  }
  return pairs;
}

}  // namespace sim::cli
