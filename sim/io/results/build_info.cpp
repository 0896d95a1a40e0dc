#include "sim/io/results/build_info.hpp"

#include <fmt/core.h>
#include <hdf5.h>
#include <toml++/toml.h>

#include "sim/io/results/build_config.hpp"
#include "sim/io/results/git_sha.hpp"

namespace sim::io {

const BuildInfo& build_info() {
  static const BuildInfo info = [] {
    unsigned major = 0;
    unsigned minor = 0;
    unsigned release = 0;
    H5get_libversion(&major, &minor, &release);
    return BuildInfo{
        build_config::version,
        build_config::git_sha,
        build_config::compiler,
        build_config::flags,
        build_config::build_type,
        {{"HDF5", fmt::format("{}.{}.{}", major, minor, release)},
         {"toml++", fmt::format("{}.{}.{}", TOML_LIB_MAJOR, TOML_LIB_MINOR, TOML_LIB_PATCH)},
         {"fmt",
          fmt::format("{}.{}.{}", FMT_VERSION / 10000, FMT_VERSION / 100 % 100, FMT_VERSION % 100)},
         {"oneTBB", build_config::tbb}}};
  }();
  return info;
}

}  // namespace sim::io
