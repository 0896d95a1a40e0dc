// Designs as tables: rows that are read have a value for each factor.
#include <algorithm>

#include "sim/io/design/experiment_file.hpp"
#include "tests/fuzz/as_file.hpp"
#include "tests/support/toy_model.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const test::ToyModel model;
  return fuzz::refused_or_read(data, size, ".csv", [](const std::filesystem::path& path) {
    sim::io::ExperimentFile experiment;
    sim::io::read_design_csv(model, path, experiment);
    fuzz::require(!experiment.rows.empty() && !experiment.factors.empty(), "an empty design");
    fuzz::require(std::ranges::all_of(
                      experiment.rows,
                      [&](const auto& row) { return row.size() == experiment.factors.size(); }),
                  "a row without a value for each factor");
  });
}
