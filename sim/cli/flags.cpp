#include "sim/cli/flags.hpp"

#include <algorithm>
#include <array>
#include <cassert>

namespace sim::cli {

namespace {
constexpr In studies = In::run | In::compare;
constexpr In machine = studies | In::check | In::list | In::explain | In::status | In::version;

constexpr std::array table{
    Flag{"output", 'o', "FILE", "Write the result (HDF5) or the new scenario to FILE.",
         studies | In::init, Takes::text},
    Flag{"seed", 's', "N", "Master seed, 0 to 2^63-1, or `random` to draw one.",
         studies | In::check, Takes::seed, false, Changes::results},
    Flag{"threads", 'j', "N", "Threads; the default is every processor. Never changes a result.",
         studies, Takes::count},
    Flag{"replicates", 'n', "N", "Replicates of each scenario.", studies | In::check, Takes::count,
         false, Changes::results},
    Flag{"months", 0, "N", "Recorded months of each run.", studies | In::check, Takes::count, false,
         Changes::results},
    Flag{"set", 0, "KEY=VALUE", "Set a parameter in every scenario; the last of a key wins.",
         studies | In::check, Takes::text, true, Changes::results},
    Flag{"variants", 0, "", "Compare the scenario with itself at each variant of the model.",
         In::compare, Takes::nothing, false, Changes::results},
    Flag{"cuts", 0, "",
         "Add each scenario at each cut of a feedback loop, and print closed minus cut.",
         In::compare, Takes::nothing, false, Changes::results},
    Flag{"until", 0, "ci(METRIC@WINDOW)=X",
         "Add replicates, 16 at a time, until the interval's half-width is at most X.", studies,
         Takes::text, true, Changes::results},
    Flag{"max-runs", 0, "N", "Most runs in all with --until; the default is 1000 a scenario.",
         studies, Takes::count, false, Changes::results},
    Flag{"time-limit", 0, "TIME", "Start no run after this time: seconds, or 90s, 10m, 2h.",
         studies, Takes::duration},
    Flag{"fail-if", 0, "METRIC@WINDOW OP X",
         "Exit with 6 if a scenario's mean is so; OP is <, <=, > or >=.", studies, Takes::text,
         true},
    Flag{"independent", 0, "", "Give each scenario luck of its own; contrasts are then unpaired.",
         In::compare, Takes::nothing, false, Changes::results},
    Flag{"deterministic", 0, "",
         "Leave times, host and paths out of the file: same study, same bytes.", studies},
    Flag{"dry-run", 0, "", "Print only what it would take: runs, time, memory, file size.",
         studies},
    Flag{"print-resolved", 0, "", "Print every value and where it came from.", In::check},
    Flag{"force", 0, "", "Replace FILE, and a FILE.partial left behind.", studies | In::init},
    Flag{"progress", 0, "auto|bar|plain|json|none",
         "Progress on stderr: a bar, a line every 30 s, or JSON, a line for 16 runs.", studies,
         Takes::choice},
    Flag{"json", 0, "", "Print one JSON document instead of tables.", machine},
    Flag{"quiet", 'q', "", "No progress, no notes; warnings and errors remain.",
         studies | In::check},
    Flag{"verbose", 'v', "", "Every metric and every contrast.", studies},
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
