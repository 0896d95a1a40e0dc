#include "sim/cli/setup/study_setup.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <random>
#include <utility>

#include <fmt/format.h>

#include "sim/cli/setup/interest.hpp"
#include "sim/cli/setup/variants.hpp"
#include "sim/core/error.hpp"
#include "sim/experiment/interest.hpp"
#include "sim/io/design/study_warnings.hpp"
#include "sim/io/results/build_info.hpp"
#include "sim/io/results/stored_study.hpp"
#include "sim/io/scenario/scenario_search.hpp"
#include "sim/study/digest.hpp"

namespace sim::cli {

namespace {
constexpr int replicates_at_most = 1000;  // of each scenario, under --until

std::string random_seed() {
  std::random_device device;
  const std::uint64_t high = device(), low = device();
  return fmt::format("{}", ((high << 32U) | low) >> 1U);  // 63 bits: TOML has signed numbers
}

struct RunFlag {
  std::string_view flag;
  std::string_view key;
};
constexpr std::array<RunFlag, 3> run_flags{
    {{"months", "run.months"}, {"replicates", "run.replicates"}, {"seed", "run.seed"}}};

std::vector<io::ScenarioFile> read_scenarios(const Program& program, const Arguments& arguments) {
  const std::vector<io::Override> overrides = overrides_of(arguments);
  const auto& operands = arguments.operands();
  std::vector<io::ScenarioFile> files;
  for (const auto& operand : operands) {
    files.push_back(io::read_scenario(*program.model, io::find_scenario(operand), overrides));
  }
  if (!arguments.has("variants")) return files;

  if (operands.size() > 1) {
    throw UsageError(
        fmt::format("--variants (one scenario, {} given). Name the one to vary.", operands.size()));
  }
  return at_variants(*program.model, files.front(), overrides);
}

int replicates_for(const Arguments& arguments, std::size_t scenarios, int planned) {
  if (!arguments.has("until")) {
    if (!arguments.has("max-runs")) return planned;
    throw UsageError("--max-runs (without --until). Give -n for a fixed number of replicates.");
  }
  if (arguments.has("replicates")) {
    throw UsageError(
        "--replicates (--until finds the number itself). Give --max-runs to bound it.");
  }
  const auto most = arguments.count("max-runs");
  const int replicates = most ? *most / static_cast<int>(scenarios) : replicates_at_most;
  if (replicates < 2) {
    throw UsageError(
        fmt::format("--max-runs {} (an interval needs two replicates of each of {} "
                    "scenarios). Give {} or more.",
                    *most, scenarios, 2 * scenarios));
  }
  return replicates;
}

void parse_conditions(const Program& program, const Arguments& arguments, Setup& setup) {
  const int months = settings_of(setup.study).months;
  for (const auto& text : arguments.texts("until")) {
    const auto wanted = experiment::parse_precision(*program.model, months, "--until", text);
    for (const auto& other : setup.options.until)
      if (other.at.metric == wanted.at.metric && other.at.window == wanted.at.window)
        throw UsageError(
            fmt::format("--until {} (a second one of this metric and window). Leave "
                        "one out.",
                        text));
    setup.options.until.push_back(wanted);
  }
  for (const auto& text : arguments.texts("fail-if")) {
    setup.gates.push_back(experiment::parse_gate(*program.model, months, "--fail-if", text));
  }
}

void add_cuts(const Program& program, const Arguments& arguments, Setup& setup) {
  const Model& model = *program.model;
  if (model.cuts().empty())
    throw UsageError(fmt::format(
        "--cuts (the model {} declares none). Leave it out; compare takes two or more scenarios.",
        model.name()));
  refuse_set_of(model, model.cuts(), "--cuts", overrides_of(arguments));
  setup.study.scenarios = with_cuts(model, std::move(setup.study.scenarios));
  setup.options.pairs = pairs_with_cuts(setup.closed, model.cuts().size());
}

void draw_worlds(const Arguments& arguments, io::Study& study) {
  if (!arguments.has("worlds")) {
    for (const std::string_view flag : {"worlds-replicates", "drawing"})
      if (arguments.has(flag) && !arguments.has("draws"))
        throw UsageError(
            fmt::format("--{} without {} (nothing is drawn). Add it.", flag,
                        arguments.command().bit == In::hypotheses ? "--draws 200" : "--worlds 60"));
    return;
  }
  const int replicates =
      arguments.count("worlds-replicates").value_or(experiment::replicates_of_draw);
  experiment::DrawPlan plan = draw_plan_of(arguments, study, "worlds", replicates);
  plan.fixed = experiment::known_parameters(study, std::move(plan.fixed));
  experiment::add_worlds(study, plan);
}

std::string title_of(const Arguments& arguments, const std::vector<io::ScenarioFile>& files,
                     std::size_t closed) {
  const Scenario& first = files.front().scenario;
  if (closed == 1 || arguments.has("variants")) {
    return first.title.empty() ? first.name : first.title;
  }
  std::string title;
  for (std::size_t index = 0; index < closed; ++index) {
    title += (index == 0 ? "" : ", ") + files[index].scenario.name;
  }
  return title;
}
}  // namespace

void refuse_set_of(const Model& model, const std::vector<VariantInfo>& variants,
                   std::string_view flag, const std::vector<io::Override>& overrides) {
  for (const auto& variant : variants) {
    for (const auto& [row, value] : variant.set) {
      const std::string& key = model.parameters()[row].name;
      const auto found = std::ranges::find(overrides, key, &io::Override::key);
      if (found == overrides.end()) continue;
      throw UsageError(fmt::format("{} {}={} ({} sets it itself). Leave one of them out.",
                                   found->place, key, found->value, flag));
    }
  }
}

void warn_of_output(const Arguments& arguments, io::Study& study) {
  constexpr std::array<std::string_view, 9> others{".csv",  ".tsv", ".txt",  ".json",   ".toml",
                                                   ".xlsx", ".ods", ".html", ".parquet"};
  const std::filesystem::path output = arguments.text("output").value_or("");
  if (std::ranges::find(others, output.extension().string()) == others.end()) return;
  study.warnings.push_back(
      {"-o", fmt::format("{} (a result is HDF5, whatever its name). Name it {}, or make a table of "
                         "it: maatwerk export.",
                         output.string(),
                         std::filesystem::path(output).replace_extension(".h5").string())});
}

void keep_inputs(const Arguments& arguments, std::span<const std::filesystem::path> inputs) {
  const auto output = arguments.text("output");
  if (!output) return;
  for (const auto& input : inputs) {
    std::error_code ignored;
    if (std::filesystem::equivalent(*output, input, ignored))
      throw FileError(fmt::format("{} (this command reads it). Write to another name.", *output));
  }
}

void keep_operands(const Arguments& arguments) {
  const auto output = arguments.text("output");
  std::error_code ignored;
  if (!output || !std::filesystem::exists(*output, ignored)) return;  // names take long to find
  for (const auto& operand : arguments.operands()) {
    std::filesystem::path input = operand;
    try {
      input = io::find_file(operand);
    } catch (const Error&) {
      // the command itself says what is wrong with it
    }
    keep_inputs(arguments, std::span(&input, 1));
  }
}

experiment::DrawPlan draw_plan_of(const Arguments& arguments, const io::Study& study,
                                  std::string_view flag, int replicates) {
  experiment::DrawPlan plan;
  plan.model = study.model;
  for (const auto& file : study.scenarios) plan.scenarios.push_back(file.scenario);
  for (const auto& given : overrides_of(arguments))
    if (const auto row = find_parameter(*study.model, given.key)) plan.fixed.push_back(*row);
  plan.draws = arguments.count(flag).value_or(1);
  if (const auto file = arguments.file(flag)) {
    if (arguments.has("drawing"))
      throw UsageError(fmt::format(
          "--drawing with --{} {} (nothing is drawn: the file has the worlds). Leave it "
          "out.",
          flag, *file));
    keep_inputs(arguments, std::array<std::filesystem::path, 1>{*file});
    plan.given = std::make_shared<const io::Worlds>(io::read_worlds_of(*study.model, *file));
    plan.draws = static_cast<int>(plan.given->count());
  }
  plan.replicates = replicates;
  plan.interest = study.interest;
  if (arguments.text("drawing") == "factor") plan.scheme = DrawingScheme::factor;
  return plan;
}

const RunSettings& settings_of(const io::Study& study) {
  return study.scenarios.front().scenario.run;
}

std::vector<io::Override> overrides_of(const Arguments& arguments) {
  std::vector<io::Override> overrides;
  const auto pairs = arguments.texts("set");
  for (std::size_t index = 0; index < pairs.size(); ++index) {
    const auto equals = pairs[index].find('=');
    if (equals == std::string::npos || equals == 0) {
      throw UsageError(fmt::format(
          "--set {} (not KEY=VALUE). Write --set run.months=24, for example.", pairs[index]));
    }
    overrides.push_back({pairs[index].substr(0, equals), pairs[index].substr(equals + 1),
                         fmt::format("--set #{}", index + 1)});
  }
  for (const auto& [flag, key] : run_flags) {
    const auto value = arguments.text(flag);
    if (!value) continue;
    overrides.push_back(
        {std::string(key), *value == "random" ? random_seed() : *value, fmt::format("--{}", flag)});
  }
  return overrides;
}

study::Options options_of(const Arguments& arguments) {
  const bool resume = arguments.has("resume"), force = arguments.has("force");
  const auto name = arguments.text("output");
  if (resume && force)
    throw UsageError("--resume with --force (one goes on, the other starts again). Choose one.");
  if (resume && !name) throw UsageError("--resume without --output (of what?). Give -o FILE.h5.");
  study::Options options;
  options.threads = arguments.count("threads").value_or(available_threads());
  if (!name) return options;
  options.output = {*name, resume  ? io::Start::resume
                           : force ? io::Start::replace
                                   : io::Start::fresh};
  return options;
}

Setup set_up_study(const Program& program, const Arguments& arguments) {
  return set_up_study(program, arguments, read_scenarios(program, arguments),
                      arguments.command().bit == In::run ? "run" : "comparison");
}

Setup set_up_study(const Program& program, const Arguments& arguments,
                   std::vector<io::ScenarioFile> files, const std::string& file_type,
                   const std::optional<io::Interest>& declared) {
  Setup setup;
  static_cast<study::Options&>(setup.options) = options_of(arguments);
  io::Study& study = setup.study;
  study.model = program.model;
  study.scenarios = std::move(files);
  check_comparable(study.scenarios);
  setup.closed = study.scenarios.size();
  for (const auto& file : study.scenarios) keep_inputs(arguments, file.inputs);
  if (arguments.has("cuts")) add_cuts(program, arguments, setup);
  study.file_type = file_type;
  study.title = title_of(arguments, study.scenarios, setup.closed);
  study.command_line = arguments.typed();
  study.result_command_line = arguments.result_command_line();
  study.deterministic = arguments.has("deterministic");
  study.warnings = io::warnings_of(*program.model, study.scenarios);
  warn_of_output(arguments, study);

  using experiment::Pairing;
  setup.options.pairing =
      arguments.has("independent") ? Pairing::independent : Pairing::common_random_numbers;
  parse_conditions(program, arguments, setup);
  const std::size_t count = study.scenarios.size();
  setup.replicates = replicates_for(arguments, count, settings_of(study).replicates);
  study.plan = experiment::make_plan(count, setup.replicates, setup.options.pairing);
  study.interest = interest_of(arguments, settings_of(study).months,
                               experiment::common_offices(*program.model, study.scenarios));
  if (!study.interest) study.interest = declared;
  draw_worlds(arguments, study);
  setup.options.closed = setup.closed;
  if (const auto file = arguments.file("worlds"); file && setup.closed > 1)
    setup.options.figures = io::observables_in_worlds(*program.model, *file);
  // A commit, and not a fingerprint as of sweeps, which takes as long as a small study.
  study.digest = study::digest_of(study, io::build_info().git_sha,
                                  fmt::format("{}", fmt::join(arguments.texts("until"), " ")));
  return setup;
}

}  // namespace sim::cli
