// Files of hypotheses; those of one that is read compare scenarios that there are.
#include <string>
#include <vector>

#include "sim/experiment/hypothesis.hpp"
#include "sim/experiment/hypothesis_file.hpp"
#include "sim/io/files/toml_document.hpp"
#include "tests/fuzz/as_file.hpp"
#include "tests/support/toy_model.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const test::ToyModel model;
  static const std::vector<std::string> names{"one-size", "persons", "both", "both/cut"};
  return fuzz::refused_or_read(data, size, ".toml", [](const std::filesystem::path& path) {
    const auto document = sim::io::read_toml(path);
    sim::experiment::read_head(document);
    const auto declared = sim::experiment::read_declaration(model, document, names, 24, 3);
    for (const auto& hypothesis : declared.hypotheses)
      for (const auto& claim : hypothesis.claims)
        fuzz::require(static_cast<std::size_t>(claim.left) < declared.scenarios.size() &&
                          static_cast<std::size_t>(claim.right) < declared.scenarios.size(),
                      "a claim about no scenario");
  });
}
