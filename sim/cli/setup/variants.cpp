#include "sim/cli/setup/variants.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "sim/cli/setup/study_setup.hpp"
#include "sim/core/error.hpp"

namespace sim::cli {

namespace {
template <class Number>
void refuse_difference(std::string_view key, std::string_view flag, const io::ScenarioFile& one,
                       Number value, const io::ScenarioFile& first, Number first_value) {
  if (value == first_value) return;
  throw InputError(fmt::format("{}: {} = {} ({} has {}, and a comparison has one). Give --{}.",
                               one.path, key, value, first.path, first_value, flag));
}
}  // namespace

void check_side_by_side(const std::vector<io::ScenarioFile>& files) {
  const io::ScenarioFile& first = files.front();
  for (std::size_t index = 1; index < files.size(); ++index) {
    const io::ScenarioFile& file = files[index];
    refuse_difference("run.months", "months", file, file.scenario.run.months, first,
                      first.scenario.run.months);
    for (std::size_t earlier = 0; earlier < index; ++earlier) {
      if (files[earlier].scenario.name != file.scenario.name) continue;
      throw UsageError(fmt::format("{} (a second scenario called {}). Give each a name of its own.",
                                   file.path, file.scenario.name));
    }
  }
}

void check_comparable(const std::vector<io::ScenarioFile>& files) {
  check_side_by_side(files);
  const io::ScenarioFile& first = files.front();
  const RunSettings& common = first.scenario.run;
  for (std::size_t index = 1; index < files.size(); ++index) {
    const io::ScenarioFile& file = files[index];
    const RunSettings& run = file.scenario.run;
    refuse_difference("run.seed", "seed", file, run.seed, first, common.seed);
    refuse_difference("run.replicates", "replicates", file, run.replicates, first,
                      common.replicates);
    for (std::size_t earlier = 0; earlier < index; ++earlier) {
      const std::string& colour = file.scenario.colour;
      if (colour.empty() || colour != files[earlier].scenario.colour) continue;
      throw InputError(fmt::format(
          "{}: colour = \"{}\" ({} has it too, and each has one of its own in a comparison). "
          "Choose another, or leave it out.",
          file.path, colour, files[earlier].path));
    }
  }
}

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

std::vector<io::ScenarioFile> at_variants(const Model& model, const io::ScenarioFile& file,
                                          const std::vector<io::Override>& overrides,
                                          std::string_view flag) {
  refuse_set_of(model, model.variants(), flag, overrides);
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
