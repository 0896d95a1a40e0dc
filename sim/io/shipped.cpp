#include "sim/io/shipped.hpp"

#include <system_error>

namespace sim::io {

namespace fs = std::filesystem;

fs::path own_program() {
  std::error_code ignored;
  return fs::read_symlink("/proc/self/exe", ignored);
}

fs::path shipped(std::string_view name) {
  std::error_code ignored;
  fs::path installed = own_program().parent_path().parent_path() / "share/maatwerk" / name;
  return fs::is_directory(installed, ignored) ? installed : fs::path(MAATWERK_SOURCES) / name;
}

}  // namespace sim::io
