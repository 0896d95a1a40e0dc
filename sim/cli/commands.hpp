#pragma once

#include <span>
#include <string_view>

#include "sim/cli/flags.hpp"
#include "sim/core/error.hpp"

namespace sim::cli {

struct Program;
class Arguments;

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
  bool hidden = false;  ///< for the program's own upkeep
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
Exit merge_command(const Program&, const Arguments&);
Exit case_command(const Program&, const Arguments&);
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
Exit document_command(const Program&, const Arguments&);

}  // namespace sim::cli
