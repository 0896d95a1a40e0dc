#include "sim/io/scenario/shipped.hpp"

#include <bit>
#include <system_error>

#include <sys/auxv.h>

namespace sim::io {

namespace fs = std::filesystem;

namespace {
/// As the kernel was asked to run it: a bare chroot has no /proc. Before anybody changes folder.
const fs::path as_called = [] {
  std::error_code ignored;
  const auto* name = std::bit_cast<const char*>(getauxval(AT_EXECFN));
  return name == nullptr ? fs::path() : fs::canonical(name, ignored);
}();
}  // namespace

fs::path own_program() {
  std::error_code none;
  const fs::path self = fs::read_symlink("/proc/self/exe", none);
  return none ? as_called : self;
}

fs::path shipped(std::string_view name) {
  std::error_code ignored;
  fs::path installed = own_program().parent_path().parent_path() / "share/maatwerk" / name;
  return fs::is_directory(installed, ignored) ? installed : fs::path(MAATWERK_SOURCES) / name;
}

}  // namespace sim::io
