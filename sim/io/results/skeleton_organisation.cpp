// What an organisation said of itself, and how it is spoken to: /organisation, and names of life
// situations.
#include <algorithm>
#include <limits>

#include "sim/io/results/skeleton.hpp"
#include "sim/io/scenario/organisation.hpp"

namespace sim::io {

namespace {
std::vector<Organisation> organisations_of(const Draft& draft) {
  std::vector<Organisation> all;
  for (const auto& file : draft.study.scenarios)
    all.push_back(organisation_in(draft.model, file.origins));
  return all;
}

/// Labels and units of rows in each language, as "figure_label_nl" and "figure_unit_nl".
template <class Rows>
void add_row_texts(const Draft& draft, LabelledGroup& group, const std::string& dimension,
                   const std::string& key, const Rows& rows) {
  const auto texts = [&](auto text_of) {
    return [&rows, text_of](const Words& in_language) {
      std::vector<std::string> all;
      for (const auto& row : rows) all.push_back(text_of(in_language, row));
      return all;
    };
  };
  add_labels(group, draft.model, dimension + "_label_", dimension,
             texts([key](const Words& words, const auto& row) {
               return words.text(key + row.name + ".label");
             }));
  add_labels(
      group, draft.model, dimension + "_unit_", dimension,
      texts([](const Words& words, const auto& row) { return words.text("unit." + row.unit); }));
}

template <class Rows>
std::vector<std::string> row_names(const Rows& rows) {
  std::vector<std::string> names;
  for (const auto& row : rows) names.push_back(row.name);
  return names;
}

void add_figures(const Draft& draft, LabelledGroup& group, const OrganisationTable& table,
                 const std::vector<Organisation>& all) {
  group.add_names("figure", {"figure", "1", "Figure of the organisation, as in [organisation]."},
                  row_names(table.given));
  add_row_texts(draft, group, "figure", "organisation.", table.given);
  std::vector<double> values;
  for (const auto& organisation : all)
    for (const auto& row : table.given) {
      const auto fact = organisation.facts.find(row.name);
      values.push_back(fact == organisation.facts.end() ? std::numeric_limits<double>::quiet_NaN()
                                                        : fact->second.value);
    }
  group.add_reals("value", {"scenario", "figure"},
                  {"value", "1",
                   "What the organisation said, in the unit of the figure; NaN: "
                   "nothing."},
                  values);
}

void add_spoken(const Draft& draft, LabelledGroup& group, const OrganisationTable& table,
                const std::vector<Organisation>& all) {
  group.add_names("spoken", {"spoken", "1", "A metric in a unit of the organisation."},
                  row_names(table.spoken));
  add_row_texts(draft, group, "spoken", "organisation.spoken.", table.spoken);
  std::vector<std::string> metrics, units;
  for (const auto& row : table.spoken) {
    metrics.push_back(draft.model.metrics()[row.metric].name);
    units.push_back(row.unit);
  }
  group.add_texts("spoken_metric", {"spoken"}, {"metric", "1", "The metric."}, metrics);
  group.add_texts("spoken_unit", {"spoken"}, {"unit", "1", "Code of the unit."}, units);
  std::vector<double> factors;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto& values = draft.study.scenarios[i].scenario.values;
    const auto of_one = spoken_factors(draft.model, all[i],
                                       [&](std::size_t row) { return as_number(values[row]); });
    for (const auto& factor : of_one)
      factors.push_back(factor.value_or(std::numeric_limits<double>::quiet_NaN()));
  }
  group.add_reals("factor", {"scenario", "spoken"},
                  {"factor", "1", "What to multiply the metric by; NaN: figures are missing."},
                  factors);
}
}  // namespace

void add_organisation(Draft& draft) {
  const auto all = organisations_of(draft);
  if (std::ranges::none_of(all, &Organisation::given)) return;
  const OrganisationTable table = organisation_table(draft.model);
  LabelledGroup group =
      draft.new_group("organisation", "What an organisation said of itself, and its units.");
  add_scenario_dimension(draft.study, group);
  std::vector<std::string> names;
  for (const auto& organisation : all) names.push_back(organisation.name);
  group.add_texts("name", {"scenario"}, {"name", "1", "Name of the organisation."}, names);
  add_figures(draft, group, table, all);
  add_spoken(draft, group, table, all);
  group.close_scales();
}

void add_given_names(const Draft& draft, LabelledGroup& group, const BreakdownInfo& info,
                     std::size_t elements) {
  const auto names = given_names(draft.model, draft.study.scenarios, info.dimension);
  if (names.empty() || names.size() != elements) return;
  group.add_texts(info.dimension + "_name", {info.dimension},
                  {"name", "1", "Name that the organisation gave it."}, names);
}

}  // namespace sim::io
