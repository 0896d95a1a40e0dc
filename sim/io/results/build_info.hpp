#pragma once

#include <string>
#include <utility>
#include <vector>

namespace sim::io {

/// What made this program, for result files and `maatwerk version`.
struct BuildInfo {
  std::string version;   ///< "0.1.0"
  std::string git_sha;   ///< 40 digits, "-dirty" behind them if files were changed; or "unknown"
  std::string compiler;  ///< "GNU 12.2.0"
  std::string flags;
  std::string build_type;
  std::vector<std::pair<std::string, std::string>> libraries;  ///< name, version
};
const BuildInfo& build_info();

}  // namespace sim::io
