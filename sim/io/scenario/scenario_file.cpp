#include "sim/io/scenario/scenario_file.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "sim/core/error.hpp"
#include "sim/io/files/mistakes.hpp"
#include "sim/io/files/toml_document.hpp"
#include "sim/io/files/utf8.hpp"
#include "sim/io/scenario/scenario_draft.hpp"
#include "sim/io/scenario/scenario_search.hpp"

namespace sim::io {

namespace {

constexpr std::int64_t schema_version = 1;

void check_schema_version(const TomlDocument& document) {
  const auto* node = document.root.get("schema_version");
  if (node == nullptr) {
    const bool empty = document.root.empty();
    throw InputError(fmt::format(
        "{}:1:1: schema_version is missing ({}). Add schema_version = {} as the first line{}.",
        document.path, empty ? "the file is empty" : "every scenario file needs it", schema_version,
        empty ? ", or start from maatwerk init" : ""));
  }
  if (node->value_exact<std::int64_t>() != schema_version)
    throw InputError(fmt::format(
        "{}: schema_version = {} (this program reads {}). Use a program that reads it, or {}.",
        place(document, node->source()), shown(*node), schema_version, schema_version));
}

/// A file and all that it extends, the most general one first.
class Chain {
 public:
  void read(const std::filesystem::path& path, const std::string& asked_by = "") {
    named_.push_back(path.string());
    TomlDocument document = read_toml(path, asked_by);
    seen_.push_back(std::filesystem::weakly_canonical(path));
    check_schema_version(document);
    if (const auto* node = document.root.get("extends")) follow(document, *node);
    documents_.push_back(std::move(document));
  }
  const std::vector<TomlDocument>& documents() const { return documents_; }
  const std::vector<std::filesystem::path>& files() const { return seen_; }

 private:
  void follow(const TomlDocument& document, const toml::node& node) {
    const std::string here = place(document, node.source());
    const auto name = node.value_exact<std::string>();
    if (!name || name->empty())
      throw InputError(fmt::format(
          "{}: extends = {} ({}). Name one scenario: a file, relative to this one, or a name.",
          here, shown(node), name ? "an empty text" : type_words(node) + ", but this is a text"));
    const std::string asked_by = fmt::format("{}: extends = {}: ", here, shown(node));
    const auto target = scenario_named_in(document.path, *name, asked_by);
    if (std::ranges::find(seen_, std::filesystem::weakly_canonical(target)) != seen_.end())
      throw InputError(fmt::format("{}: extends = {} (a circle: {} -> {}). Break it in one place.",
                                   here, shown(node), fmt::join(named_, " -> "), target.string()));
    read(target, asked_by);
  }

  std::vector<TomlDocument> documents_;
  std::vector<std::string> named_;
  std::vector<std::filesystem::path> seen_;
};

}  // namespace

ScenarioFile read_scenario(const Model& model, const std::filesystem::path& path,
                           std::span<const Override> overrides) {
  Chain chain;
  chain.read(path);
  ScenarioDraft draft(model);
  MistakeList mistakes;
  for (const auto& document : chain.documents())
    mistakes.attempt([&] { draft.apply(document, &document == &chain.documents().back()); });
  for (const auto& given : overrides) mistakes.attempt([&] { draft.apply(given); });
  mistakes.throw_if_any();
  ScenarioFile file = draft.finish(path);
  file.scenario.name = as_utf8(path.stem().string());
  file.inputs = chain.files();
  file.as_written = chain.documents().back().text;
  return file;
}

}  // namespace sim::io
