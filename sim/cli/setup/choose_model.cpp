#include "sim/cli/setup/choose_model.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "sim/core/error.hpp"
#include "sim/io/files/nearest.hpp"
#include "sim/io/results/model_name.hpp"
#include "sim/io/scenario/scenario_search.hpp"

namespace sim::cli {

namespace fs = std::filesystem;

namespace {
/// The file that an operand of a command names, if it names one that can be found.
std::optional<fs::path> file_named(const Arguments& arguments, const std::string& operand) {
  std::error_code ignored;
  if (fs::is_regular_file(operand, ignored)) return operand;
  try {
    const Command& command = arguments.command();
    if (command.takes("SCENARIO")) return io::find_scenario(operand);
    if (command.takes("EXPERIMENT")) return io::find_experiment(operand);
    switch (command.bit) {
      case In::diff: return io::find_scenario(operand);
      case In::lay_case: return io::find_case(operand);
      case In::hypotheses: return io::find_hypotheses(operand);
      default: return std::nullopt;
    }
  } catch (const Error&) {
    return std::nullopt;  // the command says what is wrong
  }
}
}  // namespace

Program with_model(const Program& program, std::string_view name, const std::string& asked_by) {
  std::vector<std::string> names;
  for (const Model* model : program.models) {
    if (model->name() == name) return {program.models, model};
    names.emplace_back(model->name());
  }
  const std::string near = io::did_you_mean(std::string(name), names);
  throw UsageError(
      fmt::format("{} (no such model).{}", asked_by,
                  near.empty() ? fmt::format(" Use one of: {}.", fmt::join(names, ", ")) : near));
}

Program choose_model_of(const Program& program, const fs::path& path) {
  const auto name = io::model_named_in(path);
  const auto is_it = [&](const Model* model) { return model->name() == *name; };
  // A result of another program is refused, or told of, by whoever reads it.
  if (!name || (io::is_hdf5(path) && std::ranges::none_of(program.models, is_it)))
    return {program.models, program.models.front()};
  return with_model(program, *name, fmt::format("{}: model = \"{}\"", path.string(), *name));
}

Program choose_model(const Program& program, const Arguments& arguments) {
  if (const auto name = arguments.text("model"))
    return with_model(program, *name, "--model " + *name);
  Program chosen{program.models, program.models.front()};
  std::string first;
  // Each of what `check` reads is of a model of its own.
  if (arguments.command().bit == In::check) return chosen;
  for (const std::string& operand : arguments.operands()) {
    const auto path = file_named(arguments, operand);
    if (!path) continue;
    const Program its = choose_model_of(program, *path);
    if (!first.empty() && its.model != chosen.model)
      throw UsageError(fmt::format("{} {} {} (of two models, {} and {}). Give files of one model.",
                                   arguments.command().name, first, operand, chosen.model->name(),
                                   its.model->name()));
    chosen = its;
    first = operand;
  }
  return chosen;
}

}  // namespace sim::cli
