#include <cstdio>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "sim/cli/options/arguments.hpp"
#include "sim/cli/options/program.hpp"
#include "sim/cli/terminal/json.hpp"
#include "sim/cli/terminal/print.hpp"
#include "sim/io/results/result_file.hpp"

namespace sim::cli {

namespace {
nlohmann::ordered_json worlds_json(const io::ResultStatus& status) {
  if (!status.worlds) return nullptr;
  return {{"worlds", status.worlds->worlds},
          {"planned", status.worlds->planned},
          {"ok", status.worlds->ok},
          {"failed", status.worlds->failed}};
}

nlohmann::ordered_json json_of(const io::ResultStatus& status) {
  return {{"schema_version", 1},
          {"file_type", status.file_type},
          {"title", status.title},
          {"model", status.model},
          {"software_version", status.software_version},
          {"format_major", status.format_major},
          {"partial", status.partial},
          {"planned", status.planned},
          {"ok", status.ok},
          {"failed", status.failed},
          {"not_needed", status.not_needed},
          {"in_worlds", worlds_json(status)},
          {"scenarios", status.scenarios},
          {"warnings", status.warnings},
          {"failures", status.failures}};
}

void print_runs(const io::ResultStatus& status) {
  print("  runs       {} planned, {} ok, {} failed, {}{} not made\n", status.planned, status.ok,
        status.failed,
        status.not_needed > 0 ? fmt::format("{} not needed, ", status.not_needed) : "",
        status.planned - status.ok - status.failed - status.not_needed);
}

void print_total(const std::vector<io::ResultStatus>& all) {
  io::ResultStatus total;
  for (const auto& status : all) {
    total.planned += status.planned;
    total.ok += status.ok;
    total.failed += status.failed;
    total.not_needed += status.not_needed;
  }
  print("all {} files\n", all.size());
  print_runs(total);
}

void print_status(const std::string& path, const io::ResultStatus& status) {
  print("{}: {}{}\n", path, status.file_type,
        status.partial ? ", partial: not all runs were made" : "");
  if (!status.title.empty()) print("  title      {}\n", status.title);
  print("  made by    maatwerk {}, model {}, format {}\n", status.software_version, status.model,
        status.format_major);
  print_runs(status);
  if (const auto& in = status.worlds)
    print("  worlds     {}, in them {} runs planned, {} ok, {} failed, {} not made\n", in->worlds,
          in->planned, in->ok, in->failed, in->planned - in->ok - in->failed);
  for (const auto& scenario : status.scenarios) print("  scenario   {}\n", scenario);
  for (const auto& warning : status.warnings) print("  warning    {}\n", warning);
  for (const auto& failure : status.failures) print("  failure    {}\n", failure);
}
}  // namespace

Exit status_command(const Program&, const Arguments& arguments) {
  const auto& paths = arguments.operands();
  std::vector<io::ResultStatus> all;
  for (const auto& path : paths) all.push_back(io::read_status(path));
  if (arguments.has("json")) {
    nlohmann::ordered_json documents = nlohmann::ordered_json::array();
    for (const auto& status : all) documents.push_back(json_of(status));
    print("{}", document_text((paths.size() == 1 ? documents[0] : documents)));
    return Exit::done;
  }
  for (std::size_t i = 0; i < paths.size(); ++i) print_status(paths[i], all[i]);
  if (paths.size() > 1) print_total(all);
  return Exit::done;
}

}  // namespace sim::cli
