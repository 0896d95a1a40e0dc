#include "sim/cli/text_output.hpp"

#include <cerrno>
#include <cmath>
#include <cstdio>
#include <system_error>

#include <fmt/format.h>

#include "sim/core/error.hpp"

namespace sim::cli {

namespace fs = std::filesystem;

TextOutput::TextOutput(const std::optional<std::string>& name, bool force) {
  if (!name || *name == "-") return;
  name_ = *name;
  partial_name_ = *name + ".partial";
  std::error_code ignored;
  if (fs::is_directory(name_, ignored))
    throw FileError(fmt::format("{} (a directory). Give the name of a file.", *name));
  for (const auto& path : {name_, partial_name_}) {
    if (!force && fs::exists(path, ignored))
      throw FileError(fmt::format("{} (file exists). Use --force to replace it, or another name.",
                                  path.string()));
  }
  file_.open(partial_name_, std::ios::binary);
  if (!file_) fail();
}

TextOutput::~TextOutput() {
  if (!file_.is_open()) return;
  file_.close();
  std::error_code ignored;
  fs::remove(partial_name_, ignored);
}

void TextOutput::write(std::string_view text) {
  if (is_file())
    file_.write(text.data(), static_cast<std::streamsize>(text.size()));
  else if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size())
    fail();
  if (!file_) fail();
}

void TextOutput::finish() {
  if (!is_file()) {
    if (std::fflush(stdout) != 0) fail();
    return;
  }
  file_.flush();
  if (!file_) fail();
  file_.close();
  std::error_code error;
  fs::rename(partial_name_, name_, error);
  if (error)
    throw FileError(fmt::format("{} ({}). Check the directory.", name_.string(), error.message()));
}

void TextOutput::fail() const {
  throw FileError(fmt::format("{} ({}). Check the directory, its permissions and the free space.",
                              is_file() ? partial_name_.string() : "standard output",
                              std::generic_category().message(errno)));
}

std::string csv_cell(std::string_view text) {
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
