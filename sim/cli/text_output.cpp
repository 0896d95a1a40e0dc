#include "sim/cli/text_output.hpp"

#include <cerrno>
#include <cmath>
#include <system_error>

#include <fmt/format.h>

#include "sim/core/error.hpp"

namespace sim::cli {

namespace fs = std::filesystem;

TextOutput::TextOutput(const std::optional<std::string>& name, bool force) : file_(stdout) {
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
  file_ = std::fopen(partial_name_.c_str(), "wb");
  if (file_ == nullptr) fail();
}

TextOutput::~TextOutput() {
  if (!is_file() || file_ == nullptr) return;
  std::fclose(file_);
  std::error_code ignored;
  fs::remove(partial_name_, ignored);
}

void TextOutput::write(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), file_) != text.size()) fail();
}

void TextOutput::finish() {
  if (std::fflush(file_) != 0) fail();
  if (!is_file()) return;
  const bool closed = std::fclose(file_) == 0;
  file_ = nullptr;
  if (!closed) fail();
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

}  // namespace sim::cli
