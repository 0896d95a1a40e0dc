#include <fmt/format.h>

#include <cstdio>
#include <nlohmann/json.hpp>

#include "sim/cli/arguments.hpp"
#include "sim/cli/program.hpp"

namespace sim::cli {

Exit version_command(const Program& program, const Arguments& arguments) {
  if (!arguments.has("json")) {
    fmt::print("maatwerk {} (model {})\n", MAATWERK_VERSION, program.model->name());
    return Exit::done;
  }
  const nlohmann::ordered_json document{{"schema_version", 1},
                                        {"program", "maatwerk"},
                                        {"version", MAATWERK_VERSION},
                                        {"model", program.model->name()},
                                        {"compiler", __VERSION__}};
  fmt::print("{}\n", document.dump(2));
  return Exit::done;
}

}  // namespace sim::cli
