#include <cstdio>
#include <string>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "sim/cli/arguments.hpp"
#include "sim/cli/program.hpp"
#include "sim/io/result_file.hpp"

namespace sim::cli {

namespace {
std::string json_text(const io::ResultStatus& status) {
  const nlohmann::ordered_json document{{"schema_version", 1},
                                        {"file_type", status.file_type},
                                        {"title", status.title},
                                        {"model", status.model},
                                        {"software_version", status.software_version},
                                        {"format_major", status.format_major},
                                        {"partial", status.partial},
                                        {"planned", status.planned},
                                        {"ok", status.ok},
                                        {"failed", status.failed},
                                        {"scenarios", status.scenarios},
                                        {"failures", status.failures}};
  return document.dump(2);
}

void print(const std::string& path, const io::ResultStatus& status) {
  fmt::print("{}: {}{}\n", path, status.file_type,
             status.partial ? ", partial: not all runs were made" : "");
  if (!status.title.empty()) fmt::print("  title      {}\n", status.title);
  fmt::print("  made by    maatwerk {}, model {}, format {}\n", status.software_version,
             status.model, status.format_major);
  fmt::print("  runs       {} planned, {} ok, {} failed, {} not made\n", status.planned, status.ok,
             status.failed, status.planned - status.ok - status.failed);
  for (const auto& scenario : status.scenarios) fmt::print("  scenario   {}\n", scenario);
  for (const auto& failure : status.failures) fmt::print("  failure    {}\n", failure);
}
}  // namespace

Exit status_command(const Program&, const Arguments& arguments) {
  const std::string& path = arguments.operands().front();
  const io::ResultStatus status = io::read_status(path);
  if (arguments.has("json"))
    fmt::print("{}\n", json_text(status));
  else
    print(path, status);
  return Exit::done;
}

}  // namespace sim::cli
