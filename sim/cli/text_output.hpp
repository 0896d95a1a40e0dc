#pragma once

#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>

namespace sim::cli {

/// Where a long text goes: standard output, or a file that has its name only when it is whole.
class TextOutput {
 public:
  /// \param name a path; nothing or "-" is standard output
  /// \throws FileError if the file exists and `force` is not given, or cannot be made
  TextOutput(const std::optional<std::string>& name, bool force);
  /// Removes what is not finished.
  ~TextOutput();
  TextOutput(const TextOutput&) = delete;
  TextOutput& operator=(const TextOutput&) = delete;

  void write(std::string_view text);
  /// Gives the file its name.
  void finish();
  bool is_file() const { return !name_.empty(); }

 private:
  [[noreturn]] void fail() const;

  std::filesystem::path name_;
  std::filesystem::path partial_name_;
  std::ofstream file_;
};

/// One cell of a CSV file (RFC 4180): quoted if it has to be.
std::string csv_cell(std::string_view text);
/// The shortest text that reads back as the same number; empty for one that does not exist.
std::string csv_cell(double number);
std::string csv_cell(float number);

}  // namespace sim::cli
