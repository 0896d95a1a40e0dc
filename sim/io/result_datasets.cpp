// The part of ResultData that creates breakdowns, arrays and tables.
#include <algorithm>
#include <stdexcept>

#include "sim/io/result_layout.hpp"

namespace sim::io {

using hdf5::Element;
using hdf5::Handle;

void ResultData::create_breakdowns() {
  for (std::size_t b = 0; b < model_.breakdowns().size(); ++b) {
    const BreakdownInfo& info = model_.breakdowns()[b];
    const auto metrics = metrics_of_breakdown(model_, static_cast<int>(b));
    if (metrics.empty() || largest_.breakdowns[b] == 0) continue;
    LabelledGroup group = new_group(info.group, words(model_).help(info));
    add_run_dimension(group, false);
    add_month_dimension(group);
    group.add_numbers({info.dimension, largest_.breakdowns[b], false},
                      {info.dimension, "1", words(model_).help(info) + " Numbered from 0."}, 0);
    for (std::size_t i = 0; i < metrics.size(); ++i)
      add_metric(group, metrics[i], {"run", std::string(model_.step()), info.dimension},
                 {Axis{}, Axis{Axis::Of::breakdown, b}},
                 [b, i, count = metrics.size()](const RunResult& result) {
                   const auto& all = result.breakdowns[b];
                   return std::span(all).subspan(i * (all.size() / count), all.size() / count);
                 });
    group.close_scales();
  }
}

void ResultData::create_arrays() {
  std::map<std::string, LabelledGroup> groups;
  for (std::size_t a = 0; a < model_.arrays().size(); ++a) {
    const ArrayInfo& info = model_.arrays()[a];
    if (!groups.contains(info.group)) {
      LabelledGroup fresh = new_group(info.group, words(model_).help(info));
      add_run_dimension(fresh, false);
      groups.emplace(info.group, std::move(fresh));
    }
    LabelledGroup& group = groups.at(info.group);
    std::vector<std::string> dimensions{"run"};
    std::vector<Axis> axes;
    for (const auto& dimension : info.dimensions) {
      dimensions.push_back(dimension.name);
      axes.push_back(add_array_dimension(group, dimension));
    }
    Handle dataset = group.add(info.name, Element::single, dimensions,
                               {info.name, info.unit, words(model_).help(info)});
    series_.push_back(
        Series{std::move(dataset), Element::single, std::move(axes),
               [a](const RunResult& result) { return std::span<const double>(result.arrays[a]); }});
  }
  for (auto& [name, group] : groups) group.close_scales();
}

ResultData::Axis ResultData::add_array_dimension(LabelledGroup& group,
                                                 const ArrayInfo::Dimension& dimension) {
  if (!dimension.labels.empty()) {
    if (!group.has(dimension.name))
      group.add_names(dimension.name, {dimension.name, "1", "Names along this dimension."},
                      dimension.labels);
    return Axis{Axis::Of::fixed, dimension.labels.size()};
  }
  const auto& all = model_.breakdowns();
  const auto found = std::ranges::find(all, dimension.name, &BreakdownInfo::dimension);
  if (found == all.end())
    throw std::logic_error("array dimension " + dimension.name + " has neither names nor size");
  const auto index = static_cast<std::size_t>(found - all.begin());
  if (!group.has(dimension.name))
    group.add_numbers({dimension.name, largest_.breakdowns[index], false},
                      {dimension.name, "1", words(model_).help(*found) + " Numbered from 0."}, 0);
  return Axis{Axis::Of::breakdown, index};
}

ResultData::Column ResultData::open_column(LabelledGroup& group, const std::string& name) {
  return Column{hdf5::open_dataset(group.handle(), name), Element::integer};
}

/// Whether a table can have rows in some run of the study.
bool ResultData::is_asked(const TableInfo& info) const {
  if (info.asked_by.empty()) return true;
  const auto row = find_parameter(model_, info.asked_by);
  if (!row) throw std::logic_error("table " + info.group + " asked by no parameter");
  return (study_.sweep && study_.sweep->design.factor_of(*row)) ||
         std::ranges::any_of(study_.scenarios, [&](const ScenarioFile& file) {
           return as_number(file.scenario.values[*row]) != 0;
         });
}

void ResultData::create_tables() {
  for (const TableInfo& info : model_.tables()) {
    if (!is_asked(info)) {
      tables_.emplace_back();
      continue;
    }
    LabelledGroup group = new_group(info.group, words(model_).help(info));
    Table table;
    group.add_numbers(
        {info.dimension, 0, true},
        {info.dimension, "1", words(model_).help(info) + " Numbered from 0 in the order of runs."},
        0);
    table.columns.push_back(open_column(group, info.dimension));
    table.columns.push_back(Column{group.add("run_id", Element::integer, {info.dimension},
                                             {"run", "1", "Run in which it came to be."}),
                                   Element::integer});
    for (const auto& column : info.columns) {
      const Element element = !column.categories.empty() ? Element::category
                              : column.integer           ? Element::integer
                                                         : Element::real;
      const FileUnit unit = file_unit(column.unit);
      const std::string& help = words(model_).help(info, column);
      Handle dataset = group.add(column.name, element, {info.dimension}, {help, unit.units, help});
      if (!unit.currency.empty()) hdf5::write_attribute(dataset, "currency", unit.currency);
      if (!unit.scale.empty()) hdf5::write_attribute(dataset, "scale", unit.scale);
      if (element == Element::category) write_flags(dataset, element, column.categories);
      table.columns.push_back(Column{std::move(dataset), element});
    }
    group.close_scales();
    tables_.push_back(std::move(table));
  }
}

}  // namespace sim::io
