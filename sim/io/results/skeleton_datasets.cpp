// Breakdowns, arrays and tables of a result file.
#include <algorithm>
#include <map>
#include <stdexcept>

#include "sim/io/results/skeleton.hpp"

namespace sim::io {

using hdf5::Element;

void add_breakdowns(Draft& draft) {
  for (std::size_t b = 0; b < draft.model.breakdowns().size(); ++b) {
    const BreakdownInfo& info = draft.model.breakdowns()[b];
    const auto metrics = metrics_of_breakdown(draft.model, static_cast<int>(b));
    const std::size_t elements = draft.sizes.largest().breakdowns[b];
    if (metrics.empty() || elements == 0) continue;
    LabelledGroup group = draft.new_group(info.group, words(draft.model).help(info));
    add_run_dimension(draft, group, false);
    add_month_dimension(draft, group);
    group.add_numbers({info.dimension, elements, false},
                      {info.dimension, "1", words(draft.model).help(info) + " Numbered from 0."},
                      0);
    add_given_names(draft, group, info, elements);
    for (std::size_t i = 0; i < metrics.size(); ++i) {
      Series series;
      series.path = info.group + "/";
      series.from = Series::From::breakdown;
      series.which = b;
      series.place = i;
      series.parts = metrics.size();
      series.axes = {Axis{}, Axis{Axis::Of::breakdown, b}};
      add_metric(draft, group, metrics[i], {"run", std::string(draft.model.step()), info.dimension},
                 std::move(series));
    }
    group.close_scales();
  }
}

namespace {
Axis add_array_dimension(const Draft& draft, LabelledGroup& group,
                         const ArrayInfo::Dimension& dimension) {
  if (!dimension.labels.empty()) {
    if (!group.has(dimension.name))
      group.add_names(dimension.name, {dimension.name, "1", "Names along this dimension."},
                      dimension.labels);
    return Axis{Axis::Of::fixed, dimension.labels.size()};
  }
  const auto& all = draft.model.breakdowns();
  const auto found = std::ranges::find(all, dimension.name, &BreakdownInfo::dimension);
  if (found == all.end())
    throw std::logic_error("array dimension " + dimension.name + " has neither names nor size");
  const auto index = static_cast<std::size_t>(found - all.begin());
  if (!group.has(dimension.name))
    group.add_numbers({dimension.name, draft.sizes.largest().breakdowns[index], false},
                      {dimension.name, "1", words(draft.model).help(*found) + " Numbered from 0."},
                      0);
  return Axis{Axis::Of::breakdown, index};
}

/// Whether a table can have rows in some run of the study.
bool is_asked(const Study& study, const TableInfo& info) {
  if (info.asked_by.empty()) return true;
  const auto row = find_parameter(*study.model, info.asked_by);
  if (!row) throw std::logic_error("table " + info.group + " asked by no parameter");
  return (study.sweep && study.sweep->design.factor_of(*row)) ||
         std::ranges::any_of(study.scenarios, [&](const ScenarioFile& file) {
           return as_number(file.scenario.values[*row]) != 0;
         });
}
}  // namespace

void add_arrays(Draft& draft) {
  std::map<std::string, LabelledGroup> groups;
  for (std::size_t a = 0; a < draft.model.arrays().size(); ++a) {
    const ArrayInfo& info = draft.model.arrays()[a];
    if (!groups.contains(info.group)) {
      LabelledGroup fresh = draft.new_group(info.group, words(draft.model).help(info));
      add_run_dimension(draft, fresh, false);
      groups.emplace(info.group, std::move(fresh));
    }
    LabelledGroup& group = groups.at(info.group);
    Series series;
    series.path = info.group + "/" + info.name;
    series.element = Element::single;
    series.from = Series::From::array;
    series.which = a;
    std::vector<std::string> dimensions{"run"};
    for (const auto& dimension : info.dimensions) {
      dimensions.push_back(dimension.name);
      series.axes.push_back(add_array_dimension(draft, group, dimension));
    }
    add_series(draft, group, dimensions, {info.name, info.unit, words(draft.model).help(info)},
               std::move(series));
  }
  for (auto& [name, group] : groups) group.close_scales();
}

void add_tables(Draft& draft) {
  for (const TableInfo& info : draft.model.tables()) {
    draft.tables.push_back(is_asked(draft.study, info) ? info.group : "");
    if (draft.tables.back().empty()) continue;
    LabelledGroup group = draft.new_group(info.group, words(draft.model).help(info));
    group.add_numbers({info.dimension, 0, true},
                      {info.dimension, "1",
                       words(draft.model).help(info) + " Numbered from 0 in the order of runs."},
                      0);
    group.add("run_id", Element::integer, {info.dimension},
              {"run", "1", "Run in which it came to be."});
    for (const auto& column : info.columns) {
      const Element element = !column.categories.empty() ? Element::category
                              : column.integer           ? Element::integer
                                                         : Element::real;
      const FileUnit unit = file_unit(column.unit);
      const std::string& help = words(draft.model).help(info, column);
      const hdf5::Handle dataset =
          group.add(column.name, element, {info.dimension}, {help, unit.units, help});
      write_unit(dataset, unit.currency, unit.scale);
      if (element == Element::category) write_flags(dataset, element, column.categories);
    }
    group.close_scales();
  }
}

}  // namespace sim::io
