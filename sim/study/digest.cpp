#include "sim/study/digest.hpp"

#include <cstring>

#include <fmt/format.h>

#include "sim/core/sha256.hpp"
#include "sim/io/results/build_info.hpp"

namespace sim::study {

namespace {
template <class Number>
std::string bits_of(const std::vector<Number>& numbers) {
  std::string bytes(numbers.size() * sizeof(Number), '\0');
  if (!numbers.empty()) std::memcpy(bytes.data(), numbers.data(), bytes.size());
  return bytes;
}

std::string text_of(const io::Sweep& sweep, std::string_view until) {
  return fmt::format("{} {} {} {} {}\n{}\n", sweep.design.kind, sweep.design.points,
                     sweep.replicates, sweep.every, sweep.breakdowns, until);
}

/// Which runs there are of a study without a design.
std::string text_of(const io::Study& study, std::string_view until) {
  std::string text = fmt::format("{}\n{}\n", study.file_type, until);
  for (const auto& run : study.plan) text += fmt::format("{} {}\n", run.scenario, run.replicate);
  if (study.interest) text += study.interest->label() + "\n";
  if (!study.worlds) return text;
  const io::Worlds& worlds = *study.worlds;
  for (const std::size_t row : worlds.drawn.parameters)
    text += study.model->parameters()[row].name + "\n";
  return text + fmt::format("{} {}\n", worlds.count(), worlds.replicates) + bits_of(worlds.seeds) +
         bits_of(worlds.drawn.values);
}
}  // namespace

std::string digest_of(const io::Study& study, std::string_view program, std::string_view until) {
  const Model& model = *study.model;
  std::string text = fmt::format("{} {} {} {}\n", io::format_version, io::build_info().version,
                                 model.name(), program);
  text += study.sweep ? text_of(*study.sweep, until) : text_of(study, until);
  for (const auto& metric : model.metrics()) text += metric.name + "\n";
  const io::Design none;
  const io::Design& design = study.sweep ? study.sweep->design : none;
  for (const std::size_t row : design.parameters) text += model.parameters()[row].name + "\n";
  for (const auto& one : study.scenarios)
    text += one.scenario.name + "\n" + io::to_toml(model, one.scenario);
  return sha256(text + bits_of(design.values) + bits_of(design.unit));
}

}  // namespace sim::study
