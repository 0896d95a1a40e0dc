#include <algorithm>
#include <cstdio>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "sim/cli/options/arguments.hpp"
#include "sim/cli/options/program.hpp"
#include "sim/cli/reports/export_table.hpp"
#include "sim/cli/setup/interest.hpp"
#include "sim/cli/terminal/print.hpp"
#include "sim/cli/terminal/text_output.hpp"
#include "sim/core/error.hpp"

namespace sim::cli {

namespace {
std::vector<std::string> split_at_commas(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const auto comma = text.find(',');
    const std::string part(text.substr(0, comma));
    if (std::ranges::find(parts, part) != parts.end())
      throw UsageError(fmt::format("--metrics {} (given twice). Leave one out.", part));
    if (!part.empty()) parts.push_back(part);
    text = comma == std::string_view::npos ? "" : text.substr(comma + 1);
  }
  return parts;
}

void tell_what_is_left_out(const io::ResultReader& reader) {
  const io::ResultStatus& status = reader.status();
  if (status.partial) note("{}: partial, the study did not finish\n", reader.path().string());
  if (status.ok == status.planned) return;
  note("left out {} of {} runs: {} failed, {} not made\n", status.planned - status.ok,
       status.planned, status.failed, status.planned - status.ok - status.failed);
}
}  // namespace

Exit export_command(const Program&, const Arguments& arguments) {
  const io::ResultReader reader(arguments.operands().front());
  ExportRequest request;
  request.by = arguments.text("by").value_or(request.by);
  if (const auto metrics = arguments.text("metrics")) request.metrics = split_at_commas(*metrics);
  const auto months = reader.months();
  request.interest =
      interest_of(arguments, *std::ranges::max_element(months), offices_of(reader).count);
  TextOutput output(arguments.text("output"), arguments.has("force"));
  export_table(reader, request, [&](std::string_view text) { output.write(text); });
  output.finish();
  if (!arguments.has("quiet")) tell_what_is_left_out(reader);
  return Exit::done;
}

}  // namespace sim::cli
