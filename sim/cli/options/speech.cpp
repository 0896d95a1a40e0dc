#include "sim/cli/options/speech.hpp"

#include <algorithm>

#include <fmt/ranges.h>

#include "sim/core/error.hpp"

namespace sim::cli {

std::vector<std::string> spoken_languages(const Model& model, const Arguments& arguments) {
  auto all = io::languages(model);
  const auto asked = arguments.text("lang");
  if (!asked) return all;
  if (std::ranges::find(all, *asked) == all.end())
    throw UsageError(fmt::format("--lang {} (no file of words in it). Choose {}.", *asked,
                                 fmt::join(all, " or ")));
  return {*asked};
}

Speech speech_of(const Model& model, const Arguments& arguments) {
  return Speech(model, spoken_languages(model, arguments).front());
}

}  // namespace sim::cli
