// Experiment files.
#include "sim/io/design/experiment_file.hpp"
#include "tests/fuzz/as_file.hpp"
#include "tests/support/toy_model.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const test::ToyModel model;
  return fuzz::refused_or_read(data, size, ".toml", [](const std::filesystem::path& path) {
    sim::io::read_experiment(model, path);
  });
}
