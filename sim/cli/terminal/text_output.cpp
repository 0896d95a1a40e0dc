#include "sim/cli/terminal/text_output.hpp"

#include <cmath>
#include <cstdio>

#include <fmt/format.h>

#include "sim/cli/terminal/print.hpp"
#include "sim/cli/terminal/terminal.hpp"
#include "sim/core/error.hpp"

namespace sim::cli {

TextOutput::File::File(const std::string& file_name, bool replace)
    : name(file_name), force(replace) {
  io::check_replaceable(name, force);
  io::writing(name, [&] {
    descriptor = io::open_locked(io::Unfinished::path_of(name));
    if (descriptor) io::truncate(*descriptor, 0);
  });
  if (!descriptor)
    throw FileError(fmt::format("{} (another process writes it). Give another name.", file_name));
  unfinished.emplace(name);
}

void TextOutput::File::write_waiting() {
  io::writing(name, [&] { io::write_at(*descriptor, written, waiting); });
  written += waiting.size();
  waiting.clear();
}

TextOutput::TextOutput(const std::optional<std::string>& name, bool force) {
  if (name && *name != "-") file_.emplace(*name, force);
}

void TextOutput::write(std::string_view text) {
  constexpr std::size_t piece = 1U << 16U;
  if (!file_) return print_text(terminal_of(stdout).moves ? harmless(text) : std::string(text));
  file_->waiting += text;
  if (file_->waiting.size() > piece) file_->write_waiting();
}

void TextOutput::finish() {
  if (!file_) return;
  file_->write_waiting();
  io::writing(file_->name, [&] { file_->unfinished->finish(file_->force); });
}

std::string csv_cell(std::string_view text) {
  // Spreadsheets run what begins so, and show what stands behind a quote.
  constexpr std::string_view begins_formula = "=+-@\t\r";
  if (!text.empty() && begins_formula.find(text.front()) != std::string_view::npos)
    return csv_cell("'" + std::string(text));
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string quoted = "\"";
  for (const char letter : text) {
    if (letter == '"') quoted += '"';
    quoted += letter;
  }
  return quoted + '"';
}

std::string csv_cell(double number) { return std::isnan(number) ? "" : fmt::format("{}", number); }
std::string csv_cell(float number) { return std::isnan(number) ? "" : fmt::format("{}", number); }

}  // namespace sim::cli
