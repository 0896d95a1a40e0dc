#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "sim/io/files/safe_file.hpp"

namespace sim::cli {

/// Where a long text goes: standard output, or a file that has its name only when it is whole.
class TextOutput {
 public:
  /// \param name a path; nothing or "-" is standard output
  /// \throws FileError if the file exists and `force` is not given, or cannot be made
  TextOutput(const std::optional<std::string>& name, bool force);

  void write(std::string_view text);
  /// Gives the file its name.
  void finish();

 private:
  struct File {
    File(const std::string& file_name, bool replace);
    void write_waiting();

    std::filesystem::path name;
    bool force;
    std::optional<io::Unfinished> unfinished;
    std::optional<io::Descriptor> descriptor;
    std::string waiting;  ///< a table comes a row at a time
    std::uint64_t written = 0;
  };
  std::optional<File> file_;
};

/// One cell of a CSV file (RFC 4180): quoted if it has to be, and no formula.
std::string csv_cell(std::string_view text);
/// The shortest text that reads back as the same number; empty for one that does not exist.
std::string csv_cell(double number);
std::string csv_cell(float number);

}  // namespace sim::cli
