#include "sim/io/results/model_name.hpp"

#include <string_view>

#include "sim/core/error.hpp"
#include "sim/io/files/safe_file.hpp"
#include "sim/io/files/toml_document.hpp"
#include "sim/io/results/result_reader.hpp"
#include "sim/io/scenario/scenario_search.hpp"

namespace sim::io {

namespace {
constexpr int longest_chain = 100;  // of files that extend each other; a circle is longer

std::optional<std::string> search(const std::filesystem::path& path, int files) {
  if (is_hdf5(path)) return read_status(path).model;
  const TomlDocument document = read_toml(path);
  if (auto name = document.root["model"].value<std::string>()) return name;
  for (const char* key : {"extends", "scenario"}) {
    const auto next = document.root[key].value<std::string>();
    if (next && files > 1) return search(scenario_named_in(path, *next, ""), files - 1);
  }
  return std::nullopt;
}
}  // namespace

bool is_hdf5(const std::filesystem::path& path) {
  constexpr std::string_view signature = "\x89HDF";
  return first_bytes(path, signature.size()) == signature;
}

std::optional<std::string> model_named_in(const std::filesystem::path& path) {
  try {
    return search(path, longest_chain);
  } catch (const Error&) {
    return std::nullopt;
  }
}

}  // namespace sim::io
