// The group /worlds, which takes means and no months.
#include "sim/io/results/skeleton.hpp"

namespace sim::io {

using hdf5::Element;

namespace {
void add_drawn_parameters(const Draft& draft, LabelledGroup& group, const Design& drawn) {
  std::vector<std::string> names, units;
  for (const std::size_t row : drawn.parameters) {
    names.push_back(draft.model.parameters()[row].name);
    units.push_back(draft.model.parameters()[row].unit);
  }
  group.add_names("parameter", {"parameter", "1", "Parameter that was drawn."}, names);
  group.add_texts("parameter_unit", {"parameter"}, {"unit", "1", "Unit of the parameter."}, units);
  group.add_reals("parameter_value", {"world", "parameter"},
                  {"value", "1", "What was drawn, in the parameter's unit."}, drawn.values);
}
}  // namespace

void add_worlds(Draft& draft) {
  const Study& study = draft.study;
  const Worlds& worlds = *study.worlds;
  LabelledGroup group =
      draft.new_group("worlds", worlds.scheme == found_worlds
                                    ? "The scenarios in worlds found for what was observed."
                                    : "The scenarios in worlds drawn from what is not known.");
  const auto say = [&](const char* name, std::size_t number) {
    hdf5::write_attribute(group.handle(), name, static_cast<std::int32_t>(number));
  };
  say("replicates", static_cast<std::size_t>(worlds.replicates));
  hdf5::write_attribute(group.handle(), "scheme", worlds.scheme);
  hdf5::write_attribute(group.handle(), "seed", std::to_string(worlds.seed));
  hdf5::write_attribute(group.handle(), "smallest_share", smallest_share, Element::real);
  say("impossible", static_cast<std::size_t>(worlds.impossible));
  say("n_runs_planned", study.world_shape().runs());
  say("n_runs_ok", 0);
  say("n_runs_failed", 0);
  group.add_numbers({"world", worlds.count(), false},
                    {"world", "1", "Number of the world, from 0."}, 0);
  add_scenario_dimension(study, group);
  add_metric_dimension(draft.model, group);
  add_window_dimension(study, group);
  std::vector<std::string> seeds;
  for (const auto seed : worlds.seeds) seeds.push_back(std::to_string(seed));
  group.add_texts("world_seed", {"world"},
                  {"seed", "1", "Seed of the world's runs, the same for every scenario."}, seeds);
  group.add("value", Element::real, {"world", "scenario", "metric", "window"},
            {"mean", "1", "Mean over the world's replicates, in the unit of the metric."});
  add_drawn_parameters(draft, group, worlds.drawn);
  group.close_scales();
}

}  // namespace sim::io
