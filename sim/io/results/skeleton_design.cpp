// What only sweeps have: /design and /run_means.
#include "sim/io/results/skeleton.hpp"

namespace sim::io {

void add_metric_dimension(const Model& model, LabelledGroup& group) {
  std::vector<std::string> names;
  for (const auto& metric : reported_metrics(model)) names.push_back(metric.name);
  group.add_names("metric", {"metric", "1", "Name of the metric."}, names);
}

void add_window_dimension(const Study& study, LabelledGroup& group) {
  group.add_names("window", {"window", "1", "Months that a run's value is the mean of."},
                  study.windows());
}

void add_design(Draft& draft) {
  const Sweep& sweep = *draft.study.sweep;
  const Design& design = sweep.design;
  LabelledGroup group = draft.new_group("design", "The points of the sweep's design.");
  hdf5::write_attribute(group.handle(), "kind", design.kind);
  hdf5::write_attribute(group.handle(), "seed", std::to_string(design.seed));
  for (const auto& [name, number] : design.settings)
    hdf5::write_attribute(group.handle(), name, static_cast<std::int32_t>(number));
  hdf5::write_attribute(group.handle(), "replicates", static_cast<std::int32_t>(sweep.replicates));
  hdf5::write_attribute(group.handle(), "every", static_cast<std::int32_t>(sweep.every));
  hdf5::write_attribute(group.handle(), "breakdowns", static_cast<std::int32_t>(sweep.breakdowns));

  std::vector<std::string> names, units, helps;
  for (const std::size_t row : design.parameters) {
    names.push_back(draft.model.parameters()[row].name);
    units.push_back(draft.model.parameters()[row].unit);
    helps.push_back(words(draft.model).help(draft.model.parameters()[row]));
  }
  group.add_numbers({"design_point", design.points, false},
                    {"design point", "1", "Row of the design, from 0."}, 0);
  if (!names.empty()) {
    group.add_names("factor", {"factor", "1", "Parameter that the design varies."}, names);
    group.add_texts("factor_unit", {"factor"}, {"unit", "1", "Unit of the parameter."}, units);
    group.add_texts("factor_help", {"factor"}, {"meaning", "1", "What it means."}, helps);
    group.add_reals("factor_low", {"factor"},
                    {"least value", "1", "Least value that the design can give, in its unit."},
                    design.low);
    group.add_reals("factor_high", {"factor"},
                    {"greatest value", "1", "Greatest value that the design can give."},
                    design.high);
    group.add_reals("unit_cube", {"design_point", "factor"},
                    {"point in the unit cube", "1",
                     "Where the design put the point, before it was mapped to the factor's range; "
                     "NaN for designs that are lists of values."},
                    design.unit);
    group.add_reals("value", {"design_point", "factor"},
                    {"value", "1", "Value of the factor, in its unit; a choice its number from 0."},
                    design.values);
  }
  group.close_scales();
}

void add_run_means(Draft& draft) {
  LabelledGroup group = draft.new_group(
      "run_means", "Means of each run over windows of months: what estimators read.");
  add_run_dimension(draft, group, false);
  add_metric_dimension(draft.model, group);
  add_window_dimension(draft.study, group);
  Series series;
  series.path = "run_means/mean";
  series.from = Series::From::window_means;
  series.axes = {Axis{Axis::Of::fixed, reported_metrics(draft.model).size()},
                 Axis{Axis::Of::fixed, draft.study.windows().size()}};
  add_series(draft, group, {"run", "metric", "window"},
             {"mean", "1", "In the unit of the metric; of all months, kept or not."},
             std::move(series));
  group.close_scales();
}

}  // namespace sim::io
