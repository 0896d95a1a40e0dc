#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "sim/core/error.hpp"

namespace sim::cli {

struct Program;
class Arguments;

/// Commands as bits, for "which commands take this flag".
enum class In : std::uint32_t {
  nothing = 0,
  run = 1U << 0U,
  compare = 1U << 1U,
  check = 1U << 2U,
  init = 1U << 3U,
  list = 1U << 4U,
  explain = 1U << 5U,
  status = 1U << 6U,
  help = 1U << 7U,
  completion = 1U << 8U,
  version = 1U << 9U,
  document = 1U << 10U,
  calibrate = 1U << 11U,
  export_table = 1U << 20U,
  diff = 1U << 21U,
  reproduce = 1U << 22U,
  selftest = 1U << 23U,
  loops = 1U << 24U,
  hypotheses = 1U << 25U,
  sweep = 1U << 26U,
  merge = 1U << 27U,
  analysis = 1U << 28U,  ///< each of those that the analysis answers
  lay_case = 1U << 29U,
  story = 1U << 30U,
  everything = ~0U
};
constexpr In operator|(In one, In other) {
  return static_cast<In>(static_cast<std::uint32_t>(one) | static_cast<std::uint32_t>(other));
}
constexpr bool operator&(In one, In other) {
  return (static_cast<std::uint32_t>(one) & static_cast<std::uint32_t>(other)) != 0;
}

/// What a command reads that anybody may have made, so that it runs where it can take nothing
/// along.
enum class Reads : std::uint8_t {
  nothing,
  results,      ///< result files, and goes on to more
  results_only  ///< result files, and is done
};

/// One command: parser, help, completion and docs/cli.md all come from this row.
struct Command {
  std::string_view name;
  In bit = In::nothing;
  std::string_view operands;  ///< as shown: "SCENARIO"
  int min_operands = 0;
  int max_operands = 0;
  std::string_view summary;  ///< one sentence
  std::string_view example;
  Exit (*execute)(const Program&, const Arguments&) = nullptr;
  Reads reads = Reads::nothing;
  bool hidden = false;  ///< for the program's own upkeep

  /// Whether the analysis answers it: what follows its name is handed on as it is.
  constexpr bool is_handed_on() const { return bit == In::analysis; }
  /// Whether an operand may be such a thing: "SCENARIO". Says what completes it, and which file
  /// names the model.
  constexpr bool takes(std::string_view what) const {
    return operands.find(what) != std::string_view::npos;
  }
};

std::span<const Command> commands();
/// \throws UsageError with the nearest command
const Command& find_command(std::string_view name);

// The commands, each in the file of its name or of its kind.
Exit run_command(const Program&, const Arguments&);
Exit compare_command(const Program&, const Arguments&);
Exit loops_command(const Program&, const Arguments&);
Exit hypotheses_command(const Program&, const Arguments&);
Exit sweep_command(const Program&, const Arguments&);
Exit calibrate_command(const Program&, const Arguments&);
Exit merge_command(const Program&, const Arguments&);
Exit case_command(const Program&, const Arguments&);
Exit story_command(const Program&, const Arguments&);
Exit check_command(const Program&, const Arguments&);
Exit init_command(const Program&, const Arguments&);
Exit list_command(const Program&, const Arguments&);
Exit explain_command(const Program&, const Arguments&);
Exit status_command(const Program&, const Arguments&);
Exit export_command(const Program&, const Arguments&);
Exit diff_command(const Program&, const Arguments&);
Exit reproduce_command(const Program&, const Arguments&);
Exit selftest_command(const Program&, const Arguments&);
Exit help_command(const Program&, const Arguments&);
Exit completion_command(const Program&, const Arguments&);
Exit version_command(const Program&, const Arguments&);
Exit analysis_command(const Program&, const Arguments&);
Exit document_command(const Program&, const Arguments&);

}  // namespace sim::cli
