// Figures of today that stand beside the scenarios: /observed.
#include <algorithm>
#include <limits>

#include "sim/io/results/skeleton.hpp"
#include "sim/io/scenario/observed.hpp"

namespace sim::io {

namespace {
/// Numbers of each figure of each scenario; NaN where a scenario does not give it.
class Given {
 public:
  Given(const Draft& draft, const std::vector<Observable>& rows) : rows_(rows) {
    for (const auto& file : draft.study.scenarios)
      scenarios_.push_back(observed_in(draft.model, file.origins));
  }

  bool any() const {
    return std::ranges::any_of(scenarios_, [](const auto& one) { return !one.empty(); });
  }
  template <class Number>
  std::vector<double> numbers(Number Observed::*member) const {
    std::vector<double> all;
    each([&](const Observed* figure) {
      all.push_back(figure == nullptr ? std::numeric_limits<double>::quiet_NaN()
                                      : static_cast<double>(figure->*member));
    });
    return all;
  }
  std::vector<std::string> sources() const {
    std::vector<std::string> all;
    each([&](const Observed* figure) { all.push_back(figure == nullptr ? "" : figure->source); });
    return all;
  }

 private:
  void each(auto visit) const {
    for (const auto& scenario : scenarios_)
      for (const auto& row : rows_) {
        const auto found = std::ranges::find_if(
            scenario, [&](const auto& figure) { return figure.of.name == row.name; });
        visit(found == scenario.end() ? nullptr : &*found);
      }
  }

  const std::vector<Observable>& rows_;
  std::vector<std::vector<Observed>> scenarios_;
};

void add_rows(const Draft& draft, LabelledGroup& group, const std::vector<Observable>& rows) {
  std::vector<std::string> names, metrics, windows;
  std::vector<double> factors;
  for (const auto& row : rows) {
    names.push_back(row.name);
    metrics.push_back(draft.model.metrics()[row.metric].name);
    windows.emplace_back(window_names[static_cast<std::size_t>(row.window)]);
    factors.push_back(row.factor);
  }
  group.add_names("figure", {"figure", "1", "Figure, as in [observed.NAME]."}, names);
  const std::vector<std::string> figure{"figure"};
  group.add_texts("metric", figure, {"metric", "1", "Metric that it is compared with."}, metrics);
  group.add_texts("compared_window", figure, {"window", "1", "Window of the metric."}, windows);
  group.add_reals("factor", figure, {"factor", "1", "From the metric to the unit of the figure."},
                  factors);
  const auto texts = [&](auto text_of) {
    return [&rows, text_of](const Words& in_language) {
      std::vector<std::string> all;
      for (const auto& row : rows) all.push_back(text_of(in_language, row));
      return all;
    };
  };
  const auto observed = [](const char* part) {
    return [part](const Words& words, const Observable& row) {
      return words.text("observed." + row.name + part);
    };
  };
  add_labels(group, draft.model, "label_", "figure", texts(observed(".label")));
  add_labels(group, draft.model, "definition_", "figure", texts(observed(".definition")));
  add_labels(group, draft.model, "unit_", "figure",
             texts([](const Words& words, const Observable& row) {
               return words.text("unit." + row.unit);
             }));
}
}  // namespace

void add_observed(Draft& draft) {
  const auto rows = observables(draft.model);
  const Given given(draft, rows);
  if (!given.any()) return;
  LabelledGroup group =
      draft.new_group("observed", "What is known of an organisation today, by scenario.");
  add_scenario_dimension(draft.study, group);
  add_rows(draft, group, rows);
  const std::vector<std::string> both{"scenario", "figure"};
  group.add_reals("value", both, {"value", "1", "The figure, in its own unit; NaN: not given."},
                  given.numbers(&Observed::value));
  group.add_reals("margin", both, {"margin", "1", "Half-width of what the figure may be."},
                  given.numbers(&Observed::margin));
  group.add_reals("year", both, {"year", "1", "Year in which it was counted."},
                  given.numbers(&Observed::year));
  group.add_texts("source", both, {"source", "1", "Where the figure stands."}, given.sources());
  group.close_scales();
}

}  // namespace sim::io
