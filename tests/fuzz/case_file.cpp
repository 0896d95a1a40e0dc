// Cases of the model that has them.
#include "sim/io/scenario/case_file.hpp"

#include "models/discretion/discretion.hpp"
#include "tests/fuzz/as_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return fuzz::refused_or_read(data, size, ".toml", [](const std::filesystem::path& path) {
    const auto read = sim::io::read_case(discretion::model(), path);
    fuzz::require(!read.people.empty(), "a case of nobody");
  });
}
