#include "sim/cli/options/commands.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "sim/io/files/nearest.hpp"

namespace sim::cli {

namespace {
constexpr int any_number = 1000;

constexpr std::array table{
    Command{"run", In::run, "SCENARIO", 1, 1, "Run the replicates of one scenario.",
            "maatwerk run quickstart -n 10 -o quick.h5", run_command},
    Command{"compare", In::compare, "SCENARIO...", 1, any_number,
            "Run scenarios on common random numbers and print their contrasts.",
            "maatwerk compare --variants quickstart", compare_command},
    Command{
        "loops", In::loops, "SCENARIO", 1, 1,
        "Compare closed feedback loops with cut ones: effects, interactions, impulse responses.",
        "maatwerk loops municipality -n 20", loops_command},
    Command{"hypotheses", In::hypotheses, "FILE", 1, 1,
            "Test a file of inequalities that were declared beforehand.",
            "maatwerk hypotheses essay", hypotheses_command},
    Command{"sweep", In::sweep, "EXPERIMENT", 1, 1,
            "Run a design of an experiment file, or a shard of it; stop and resume at will.",
            "maatwerk sweep first-sweep -o sweep.h5", sweep_command},
    Command{"calibrate", In::calibrate, "SCENARIO", 1, 1,
            "Find worlds that give what a scenario says was observed, to ask others of.",
            "maatwerk calibrate mine.toml -o worlds.h5", calibrate_command},
    Command{"merge", In::merge, "PART...", 1, any_number,
            "Join the shards of a sweep into one file.", "maatwerk merge shard-*.h5 -o sweep.h5",
            merge_command, Reads::results_only},
    Command{"case", In::lay_case, "FILE", 1, 1,
            "Lay one case before every worker: who tailors it, why, and what comes of it.",
            "maatwerk case scootmobiel --lang nl", case_command},
    Command{"story", In::story, "citizen|worker|rule|office", 1, 1,
            "Tell one life under each scenario, from what was recorded and nothing else.",
            "maatwerk story citizen --lang nl", story_command},
    Command{"check", In::check, "FILE...", 1, any_number,
            "Read and check scenarios, experiments, hypotheses and cases without running.",
            "maatwerk check --print-resolved quickstart", check_command},
    Command{"init", In::init, "", 0, 0, "Print a commented scenario to start from.",
            "maatwerk init -o mine.toml", init_command},
    Command{"list", In::list, "[TOPIC]", 0, 1,
            "List scenarios, parameters, metrics, words and more, or what has a word in it.",
            "maatwerk list metrics --match waiting", list_command},
    Command{"explain", In::explain, "NAME", 1, 1,
            "Explain a parameter, metric, lever, loop, phase, file or word, in Dutch too.",
            "maatwerk explain misfit", explain_command},
    Command{"status", In::status, "FILE...", 1, any_number,
            "Tell what result files hold: whole, partial, or shards.", "maatwerk status quick.h5",
            status_command, Reads::results_only},
    Command{"export", In::export_table, "FILE", 1, 1, "Write a result file as a tidy CSV table.",
            "maatwerk export quick.h5 --by run -o quick.csv", export_command, Reads::results_only},
    Command{"diff", In::diff, "A B", 2, 2,
            "Tell where two result files, or two scenarios, part; exit 7 if they do.",
            "maatwerk diff before.h5 after.h5", diff_command, Reads::results_only},
    Command{"reproduce", In::reproduce, "FILE", 1, 1,
            "Run a result file again from itself alone and compare every number.",
            "maatwerk reproduce quick.h5", reproduce_command, Reads::results},
    Command{"report", In::analysis, "FILE", 1, 1,
            "Write a result file up as a page of HTML a language, with its figures.",
            "maatwerk report variants.h5 --output report", analysis_command},
    Command{"figures", In::analysis, "FILE", 1, 1, "Draw every figure of a result file.",
            "maatwerk figures variants.h5 --output figures --format svg,png", analysis_command},
    Command{"plane", In::analysis, "FILE", 1, 1,
            "Draw maps of a sweep over the plane: levels, loops, where room tips.",
            "maatwerk plane plane.h5 --output plane", analysis_command},
    Command{"sensitivity", In::analysis, "FILE", 1, 1,
            "Tell which factors of a morris or saltelli sweep matter.",
            "maatwerk sensitivity morris.h5 --output effects --metric misfit", analysis_command},
    Command{"discovery", In::analysis, "FILE", 1, 1,
            "Tell where in a random sweep a statement about two scenarios fails.",
            "maatwerk discovery draws.h5 --output boxes --when 'misfit standard-maatwerk < "
            "hardship-clauses'",
            analysis_command},
    Command{"close-up", In::analysis, "CASE|citizen|worker|rule|office", 1, 1,
            "Write a case, or one life, as a page with pictures to be read aloud.",
            "maatwerk close-up scootmobiel --output scootmobiel", analysis_command},
    Command{"practice", In::analysis, "NAME", 1, 1,
            "Run the study of a practice of the essay, and answer its question.",
            "maatwerk practice duo --output duo", analysis_command},
    Command{"levers", In::analysis, "SCENARIO", 1, 1,
            "Search for bundles of levers that no other beats, and measure them anew.",
            "maatwerk levers standard-maatwerk --output levers", analysis_command},
    Command{"test-measure", In::analysis, "SCENARIO", 1, 1,
            "Tell in one page what an intended change brings each actor, and which loops it feeds.",
            "maatwerk test-measure standard-maatwerk --change preconditions-stop --output test",
            analysis_command},
    Command{"pilot", In::analysis, "SCENARIO", 1, 1,
            "Tell which evaluation of a rollout would see what a change does.",
            "maatwerk pilot hardship-clauses --change relaxation --output pilot", analysis_command},
    Command{"tipping", In::analysis, "SCENARIO|FILE", 1, 1,
            "Map where one more step of room does more harm than good.",
            "maatwerk tipping standard-maatwerk --output tipping", analysis_command},
    Command{"selftest", In::selftest, "", 0, 0,
            "Check invariants and reference runs on this machine, in under a minute.",
            "maatwerk selftest", selftest_command},
    Command{"help", In::help, "[COMMAND]", 0, 1, "Help on the program or on one command.",
            "maatwerk help compare", help_command},
    Command{"completion", In::completion, "bash|zsh|fish", 1, 1,
            "Print a script that completes commands and flags.",
            "source <(maatwerk completion bash)", completion_command},
    Command{"version", In::version, "", 0, 0, "Print the version.", "maatwerk version --json",
            version_command},
    Command{"document", In::document, "", 0, 0, "Print the generated part of docs/cli.md.",
            "maatwerk document", document_command, Reads::nothing, true},
};
}  // namespace

std::span<const Command> commands() { return table; }

const Command& find_command(std::string_view name) {
  const auto found = std::ranges::find(table, name, &Command::name);
  if (found != table.end()) return *found;
  if (name == "follow")  // until version 0.1.0: habits and scripts outlive a command
    throw UsageError(
        "follow (no such command). `maatwerk story citizen --who N` tells what happens to a "
        "citizen, `maatwerk export FILE --by agents` has every number.");
  std::vector<std::string> names;
  for (const Command& command : table) {
    if (!command.hidden) names.emplace_back(command.name);
  }
  const std::string near = io::did_you_mean(name, names);
  throw UsageError(fmt::format("{} (no such command).{}", name,
                               near.empty() ? " `maatwerk help` lists the commands." : near));
}

}  // namespace sim::cli
