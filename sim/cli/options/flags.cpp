#include "sim/cli/options/flags.hpp"

#include <algorithm>
#include <array>
#include <cassert>

namespace sim::cli {

namespace {
constexpr In studies = In::run | In::compare;
constexpr In declared = In::loops | In::hypotheses;  // what to run follows from the model or a file
constexpr In close_ups = In::lay_case | In::story;   // what is looked at from close by
constexpr In long_runs = studies | declared | In::sweep | In::calibrate;  // what may take hours
constexpr In machine = long_runs | In::merge | In::check | In::list | In::explain | In::status |
                       In::version | In::diff | In::reproduce | In::document | close_ups;

constexpr std::array table{
    Flag{"output", 'o', "FILE",
         "Write the result (HDF5), new scenario, table (CSV) or text to FILE.",
         long_runs | In::merge | In::init | In::export_table | close_ups, Takes::text},
    Flag{"by", 0, "WHAT",
         "Rows by month, run, summary, office, life_situation, or another part of the file.",
         In::export_table, Takes::text},
    Flag{"match", 0, "WORD", "Only what has WORD in its names, labels or meanings, Dutch too.",
         In::list, Takes::text},
    Flag{"model", 0, "NAME", "Of this model, not of the first or of that of the file.",
         In::list | In::explain | In::init | In::selftest, Takes::text},
    Flag{"metrics", 0, "A,B", "Only these metrics.", In::export_table, Takes::text},
    Flag{"runs", 0, "N", "Only the first N runs.", In::reproduce, Takes::count},
    Flag{"scenario", 0, "SCENARIO",
         "Look at this scenario; none, or one with --variants: at each variant of the model.",
         close_ups, Takes::text, true, Changes::results},
    Flag{"who", 0, "N", "Of this number; without it, whom the scenarios treat most differently.",
         In::story, Takes::text},
    Flag{"seed", 's', "N", "Master seed, 0 to 2^63-1, or `random` to draw one.",
         long_runs | In::check | close_ups, Takes::seed, false, Changes::results},
    Flag{"threads", 'j', "N", "Threads; the default is every processor. Never changes a result.",
         long_runs | In::reproduce | close_ups, Takes::count},
    Flag{"replicates", 'n', "N", "Replicates of each scenario.", long_runs | In::check | close_ups,
         Takes::count, false, Changes::results},
    Flag{"months", 0, "N", "Recorded months of each run.", long_runs | In::check | close_ups,
         Takes::count, false, Changes::results},
    Flag{"set", 0, "KEY=VALUE", "Set a parameter in every scenario; the last of a key wins.",
         long_runs | In::check | close_ups, Takes::text, true, Changes::results},
    Flag{"variants", 0, "", "Compare the scenario with itself at each variant of the model.",
         In::compare | In::loops | close_ups, Takes::nothing, false, Changes::results},
    Flag{"cuts", 0, "",
         "Add each scenario at each cut of a feedback loop, and print closed minus cut.",
         In::compare, Takes::nothing, false, Changes::results},
    Flag{"draws", 0, "N|FILE",
         "Test in N random draws of the model's free parameters instead, or in the worlds of FILE.",
         In::hypotheses, Takes::count_or_file, false, Changes::results},
    Flag{"worlds", 0, "N|FILE",
         "Run also in N worlds drawn from what is not known, or in those of FILE, and say in how "
         "many a difference holds; calibrate: find N.",
         studies | In::calibrate, Takes::count_or_file, false, Changes::results},
    Flag{"worlds-replicates", 0, "N",
         "Replicates of each scenario in each world; the default is 4.", studies, Takes::count,
         false, Changes::results},
    Flag{"drawing", 0, "scale|factor",
         "How --draws and --worlds halve and double: each parameter on its scale, or its value, "
         "clipped.",
         studies | In::hypotheses | In::calibrate, Takes::choice, false, Changes::results},
    Flag{"free", 0, "A,B", "Vary these parameters alone of those that are free.", In::calibrate,
         Takes::text, false, Changes::results},
    Flag{"discrepancy", 0, "X",
         "Share of a figure that the model may be off, as its margin; the default is 0.05.",
         In::calibrate, Takes::text, false, Changes::results},
    Flag{"window", 0, "37:48", "Months of interest, both included: one more window.",
         studies | In::hypotheses | In::export_table, Takes::text, false, Changes::results},
    Flag{"offices", 0, "0,1", "Offices of interest, in the months of --window or in all.",
         studies | In::hypotheses | In::export_table, Takes::text, false, Changes::results},
    Flag{"until", 0, "ci(METRIC@WINDOW)=X",
         "Add replicates, 16 at a time, until the interval's half-width is at most X.", studies,
         Takes::text, true, Changes::results},
    Flag{"max-runs", 0, "N",
         "Most runs in all, with --until (default: 1000 a scenario) or of calibrate (20 waves).",
         studies | In::calibrate, Takes::count, false, Changes::results},
    Flag{"time-limit", 0, "TIME", "Start no run after this time: seconds, or 90s, 10m, 2h.",
         long_runs, Takes::duration},
    Flag{"fail-if", 0, "METRIC@WINDOW OP X",
         "Exit with 6 if a scenario's mean is so; OP is <, <=, > or >=.", studies, Takes::text,
         true},
    Flag{"independent", 0, "", "Give each scenario luck of its own; contrasts are then unpaired.",
         In::compare, Takes::nothing, false, Changes::results},
    Flag{"shard", 0, "I/N",
         "Only part I of N, into a file of its own; default: a Slurm array's task.", In::sweep,
         Takes::text},
    Flag{"resume", 0, "", "Go on with the FILE.partial of a study that was stopped or killed.",
         long_runs},
    Flag{"deterministic", 0, "",
         "Leave times, host and paths out of the file: same study, same bytes.", long_runs},
    Flag{"dry-run", 0, "", "Print only what it would take: runs, time, memory, file size.",
         long_runs | In::story},
    Flag{"full", 0, "", "Every parameter, each with meaning, unit and range.", In::init},
    Flag{"organisation", 0, "", "Ask about an organisation, and write the scenario of the answers.",
         In::init},
    Flag{"answers", 0, "FILE", "Take the answers from FILE (TOML) instead.", In::init, Takes::text},
    Flag{"template", 0, "NAME",
         "Start from a made-up organisation: municipality, benefits, collector or inspectorate.",
         In::init, Takes::text},
    Flag{"print-resolved", 0, "", "Print every value and where it came from.", In::check},
    Flag{"force", 0, "", "Replace FILE, and a FILE.partial left behind.",
         long_runs | In::merge | In::init | In::export_table | close_ups},
    Flag{"lang", 0, "CODE", "Answer in this language: en, nl, or another that has a file of words.",
         studies | declared | close_ups | In::calibrate | In::list | In::explain | In::init |
             In::check,
         Takes::text},
    Flag{"progress", 0, "auto|bar|plain|json|none",
         "Progress on stderr: a bar, a line every 30 s, or JSON, a line for 16 runs.",
         long_runs | In::reproduce, Takes::choice},
    Flag{"json", 0, "", "Print one JSON document instead of tables.", machine},
    Flag{"quiet", 'q', "", "No progress, no notes; warnings and errors remain.",
         long_runs | In::merge | In::check | In::export_table | In::reproduce},
    Flag{"verbose", 'v', "", "Every metric and every contrast.", studies | declared},
    Flag{"help", 'h', "", "Help on the command.", In::everything},
};
}  // namespace

std::span<const Flag> flags() { return table; }

const Flag& flag(std::string_view name) {
  const auto found = std::ranges::find(table, name, &Flag::name);
  assert(found != table.end() && "a flag that no row declares");
  return *found;
}

}  // namespace sim::cli
