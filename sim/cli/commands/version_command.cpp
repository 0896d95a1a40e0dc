#include <cstdio>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "sim/cli/options/arguments.hpp"
#include "sim/cli/options/program.hpp"
#include "sim/cli/terminal/json.hpp"
#include "sim/cli/terminal/print.hpp"
#include "sim/io/results/build_info.hpp"

namespace sim::cli {

Exit version_command(const Program& program, const Arguments& arguments) {
  const io::BuildInfo& build = io::build_info();
  if (!arguments.has("json")) {
    print("maatwerk {} (model {}, commit {}, {})\n", build.version, program.model->name(),
          build.git_sha, build.compiler);
    return Exit::done;
  }
  nlohmann::ordered_json document{{"schema_version", 1},
                                  {"program", "maatwerk"},
                                  {"version", build.version},
                                  {"model", program.model->name()},
                                  {"git_sha1", build.git_sha},
                                  {"compiler", build.compiler},
                                  {"build_type", build.build_type},
                                  {"flags", build.flags}};
  for (const auto& [library, version] : build.libraries) document["libraries"][library] = version;
  print("{}", document_text(document));
  return Exit::done;
}

}  // namespace sim::cli
