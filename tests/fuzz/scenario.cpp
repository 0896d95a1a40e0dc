// Scenario files. One that is read is written as TOML, and reading that gives the same.
#include <fstream>

#include "sim/io/scenario/scenario_file.hpp"
#include "tests/fuzz/as_file.hpp"
#include "tests/support/toy_model.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const test::ToyModel model;
  return fuzz::refused_or_read(data, size, ".toml", [](const std::filesystem::path& path) {
    const auto read = sim::io::read_scenario(model, path, {});
    const std::string text = sim::io::to_toml(model, read.scenario);
    const auto again = path.parent_path() / "again.toml";
    std::ofstream(again) << text;
    const auto same = sim::io::read_scenario(model, again, {});
    fuzz::require(sim::io::to_toml(model, same.scenario) == text, "another scenario comes back");
  });
}
