#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "sim/core/model.hpp"
#include "sim/experiment/summarise.hpp"
#include "sim/io/scenario/scenario_file.hpp"

namespace sim::cli {

/// Checks that scenarios are of one length, and that each has a name of its own.
/// \throws UsageError, InputError
void check_side_by_side(const std::vector<io::ScenarioFile>&);
/// Checks that scenarios can be compared: the same, and of one seed with as many replicates, each
/// in a colour of its own.
void check_comparable(const std::vector<io::ScenarioFile>&);

/// The scenario with some values set, under a name of its own.
/// \param flag what sets them, for the origins of values and for messages: "--variants"
/// \throws InputError if the model cannot run with these values
io::ScenarioFile with_values(const Model&, io::ScenarioFile, const VariantInfo&, std::string name,
                             std::string_view flag);

/// The scenarios at each variant of the model, named after it.
/// \param flag what asks for them \throws UsageError if --set sets what they set
std::vector<io::ScenarioFile> at_variants(const Model&, const io::ScenarioFile&,
                                          const std::vector<io::Override>&,
                                          std::string_view flag = "--variants");

/// The scenarios, and after them each of them at each of the model's cuts: "duo+cut:all".
std::vector<io::ScenarioFile> with_cuts(const Model&, std::vector<io::ScenarioFile>);
/// The same for any settings, and where they come from, as a file's origins say it.
std::vector<io::ScenarioFile> with_settings(const Model&, std::vector<io::ScenarioFile>,
                                            const std::vector<VariantInfo>&, std::string_view from);

/// What with_cuts is for: the closed scenarios among themselves, and each minus its own cuts.
std::vector<experiment::Pair> pairs_with_cuts(std::size_t closed, std::size_t cuts);

/// Place of a closed scenario's cut in what with_cuts gives.
constexpr std::size_t place_of_cut(std::size_t scenario, std::size_t cut, std::size_t closed,
                                   std::size_t cuts) {
  return closed + scenario * cuts + cut;
}

}  // namespace sim::cli
