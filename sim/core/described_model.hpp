#pragma once

#include <algorithm>
#include <cassert>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/core/model.hpp"
#include "sim/core/record.hpp"
#include "sim/core/row.hpp"
#include "sim/core/run.hpp"

/// What turns a description, tables and rules, into a model that the engine can run.
namespace sim {

/// The table of a type of parameters; the one instance.
template <class Parameters>
const ParameterTable<Parameters>& parameter_table() {
  static const ParameterTable<Parameters> table;
  return table;
}

/// The values of a scenario.
template <class Parameters>
Parameters parameters_of(const Scenario& scenario) {
  Parameters parameters;
  for (std::size_t row = 0; row < scenario.values.size(); ++row)
    parameter_table<Parameters>().set(parameters, row, scenario.values[row]);
  return parameters;
}

/// Gives parameters the values of an event.
template <class Parameters>
void set(Parameters& parameters, const Event& event) {
  for (const auto& [row, value] : event.set)
    parameter_table<Parameters>().set(parameters, row, value);
}

/// A rule for models whose world has `parameters`: they change as the scenario says.
template <class World>
void apply_events(World& world, const Step& step) {
  for (const Event& event : step.events) set(world.parameters, event);
}

/// A parameter by its name, and a value of it.
using Setting = std::pair<std::string_view, Value>;

/// A named point of a model as its description writes it; see VariantInfo.
struct Point {
  std::string name = {};
  std::vector<Setting> set = {};
};

/// What a world is made with besides its parameters.
struct Start {
  const Scenario& scenario;
  Stream stream;
  Parallel& parallel;
};

/// A model as tables and rules. What is left out, the model does not have.
///
/// `World` is the state of a run. `View` is what metrics are measured from: the world, or a look at
/// a part of it.
template <class Parameters_, class World_, class View_ = World_>
struct Description {
  using Parameters = Parameters_;
  using World = World_;
  using View = View_;

  struct Metric {
    MetricInfo info = {};
    double (*measure)(const View&) = nullptr;  ///< none: it follows from others
    std::string_view numerator = {};           ///< of a metric that is a ratio: names of two others
    std::string_view denominator = {};
  };
  /// A metric without a unit: a share of something.
  static Metric share(const std::string& name, const std::string& perspective, Better better,
                      double (*measure)(const View&)) {
    return {{.name = name, .unit = "1", .perspective = perspective, .better = better}, measure};
  }
  struct Breakdown {
    BreakdownInfo info = {};
    int (*size)(const Parameters&) = nullptr;
  };
  struct Array {
    ArrayInfo info = {};
    std::vector<double> (*values)(const World&) = nullptr;  ///< row-major
  };
  struct Table {
    TableInfo info = {};
    std::vector<std::vector<double>> (*columns)(const World&) = nullptr;
  };
  /// Why values that are each in range cannot go together: the parameter to point at.
  struct Clash {
    std::string_view parameter = {};
    std::string why = {};
  };

  std::string_view name = {};
  std::string_view step = "step";  ///< a unit of time, in the singular
  RunSettings run = {};            ///< where a scenario says nothing

  World (*make)(const Parameters&, const Start&) = nullptr;
  std::vector<Phase<World>> phases = {};  ///< a step of time is these, in order
  std::vector<Metric> metrics = {};
  View (*view)(const World&, const Part&) = nullptr;  ///< none: the world itself
  std::vector<Breakdown> breakdowns = {};             ///< events act in elements of the first
  std::vector<Array> arrays = {};
  std::vector<Table> tables = {};

  std::vector<Point> variants = {};
  std::vector<Point> cuts = {};
  std::vector<DynamicInfo> (*dynamics)(const Model&) = nullptr;
  std::vector<IdleInfo> (*idle)(const Model&) = nullptr;
  std::vector<std::string_view> first_parameters = {};
  std::vector<std::string_view> key_metrics = {};
  std::vector<Setting> draw_settings = {};
  /// Live parameters whose course must be known when a world is made.
  std::vector<std::string_view> known_ahead = {};

  std::optional<Clash> (*conflict)(const Parameters&) = nullptr;
  std::optional<Clash> (*supercritical)(const Parameters&) = nullptr;
  double (*agents)(const Parameters&) = nullptr;            ///< whose steps are a run's work
  double (*bytes)(const Parameters&, int steps) = nullptr;  ///< of a world
  std::vector<TextFile> (*texts)() = nullptr;  ///< what is said of the rows, a file a language
  const CloseUp* (*close_up)() = nullptr;      ///< none: nothing is shown from close by
  std::vector<SelfCheck> (*self_checks)() = nullptr;
};

/// What is made when somebody asks for it first, on whatever thread.
template <class Value>
class Lazy {
 public:
  template <class Make>
  const Value& of(Make make) const {
    std::call_once(once_, [&] { value_ = make(); });
    return value_;
  }

 private:
  mutable std::once_flag once_;
  mutable Value value_;
};

template <class Parameters, class World, class View>
class DescribedRun;

/// The model of a description. Names in it are looked up once: here, and those of dynamics and of
/// idle parameters, which few commands need, when they are asked for first.
template <class Parameters, class World, class View>
class DescribedModel final : public Model {
 public:
  using Described = Description<Parameters, World, View>;

  /// \throws std::logic_error for a name that no table of the description has
  explicit DescribedModel(Described description) : described_(std::move(description)) {
    for (const auto& row : described_.metrics) metrics_.push_back(row.info);
    for (std::size_t row = 0; row < metrics_.size(); ++row) {
      const auto& [info, measure, numerator, denominator] = described_.metrics[row];
      if (!numerator.empty())
        metrics_[row].ratio = Ratio{row_of(metrics_, numerator), row_of(metrics_, denominator)};
      if (measure == nullptr && !metrics_[row].ratio && !metrics_[row].difference)
        throw std::logic_error("nothing measures " + info.name);
    }
    for (const auto& phase : described_.phases) phases_.push_back({std::string(phase.name)});
    phases_.push_back({"record"});
    for (const auto& row : described_.breakdowns) breakdowns_.push_back(row.info);
    for (const auto& row : described_.arrays) arrays_.push_back(row.info);
    for (const auto& row : described_.tables) tables_.push_back(row.info);
    for (const auto& point : described_.variants) variants_.push_back(resolved(point));
    for (const auto& point : described_.cuts) cuts_.push_back(resolved(point));
    for (const auto name : described_.first_parameters)
      first_parameters_.push_back(row_of(parameters(), name));
    for (const auto name : described_.known_ahead)
      known_ahead_.push_back(row_of(parameters(), name));
    for (const auto name : described_.key_metrics) row_of(metrics_, name);
    draw_settings_ = resolved(described_.draw_settings);
  }

  std::string_view name() const override { return described_.name; }
  std::string_view step() const override { return described_.step; }
  RunSettings run_settings() const override { return described_.run; }
  const std::vector<ParameterInfo>& parameters() const override {
    return parameter_table<Parameters>().rows();
  }
  const std::vector<MetricInfo>& metrics() const override { return metrics_; }
  const std::vector<PhaseInfo>& phases() const override { return phases_; }
  const std::vector<BreakdownInfo>& breakdowns() const override { return breakdowns_; }
  const std::vector<ArrayInfo>& arrays() const override { return arrays_; }
  const std::vector<TableInfo>& tables() const override { return tables_; }
  const std::vector<VariantInfo>& variants() const override { return variants_; }
  const std::vector<VariantInfo>& cuts() const override { return cuts_; }
  const std::vector<DynamicInfo>& dynamics() const override {
    return dynamics_.of([&] { return of_this(described_.dynamics); });
  }
  const std::vector<IdleInfo>& idle() const override {
    return idle_.of([&] { return of_this(described_.idle); });
  }
  const std::vector<std::size_t>& first_parameters() const override { return first_parameters_; }
  std::vector<std::string_view> key_metrics() const override { return described_.key_metrics; }
  std::vector<std::pair<std::size_t, Value>> draw_settings() const override {
    return draw_settings_;
  }
  std::vector<TextFile> texts() const override {
    return described_.texts == nullptr ? std::vector<TextFile>{} : described_.texts();
  }
  const CloseUp* close_up() const override {
    return described_.close_up == nullptr ? nullptr : described_.close_up();
  }
  std::vector<SelfCheck> self_checks() const override {
    return described_.self_checks == nullptr ? std::vector<SelfCheck>{} : described_.self_checks();
  }

  int breakdown_size(const Scenario& scenario, int breakdown) const override {
    const auto& row = described_.breakdowns[static_cast<std::size_t>(breakdown)];
    return row.size(parameters_of<Parameters>(scenario));
  }

  /// At the start, or after any event in an element of the first breakdown.
  std::optional<Conflict> conflict(const Scenario& scenario) const override {
    const auto start = parameters_of<Parameters>(scenario);
    if (described_.conflict == nullptr) return std::nullopt;
    if (auto found = conflict_in(start)) return found;
    if (scenario.events.empty()) return std::nullopt;
    std::vector<Event> events = scenario.events;
    std::ranges::stable_sort(events, {}, &Event::month);
    const int places = breakdowns_.empty() ? 1 : breakdown_size(scenario, 0);
    for (int place = 0; place < places; ++place) {
      Parameters here = start;
      for (const Event& event : events) {
        if (!event.acts_in(place)) continue;
        set(here, event);
        if (auto found = conflict_in(here)) return found;
      }
    }
    return std::nullopt;
  }
  std::optional<Conflict> supercritical(const Scenario& scenario) const override {
    if (described_.supercritical == nullptr) return std::nullopt;
    return resolved(described_.supercritical(parameters_of<Parameters>(scenario)));
  }

  RunSize size(const Scenario& scenario) const override {
    const auto p = parameters_of<Parameters>(scenario);
    const int steps = scenario.run.months + scenario.run.warm_up;
    return {described_.agents == nullptr ? steps : described_.agents(p) * steps,
            described_.bytes == nullptr ? sizeof(World) : described_.bytes(p, steps)};
  }

  std::unique_ptr<Run> start(const Scenario& scenario, std::uint32_t replicate,
                             Parallel& parallel) const override {
    return std::make_unique<DescribedRun<Parameters, World, View>>(*this, scenario, replicate,
                                                                   parallel);
  }

  const Described& description() const { return described_; }
  bool is_known_ahead(std::size_t parameter) const {
    return std::ranges::find(known_ahead_, parameter) != known_ahead_.end();
  }

 private:
  template <class Row>
  std::vector<Row> of_this(std::vector<Row> (*table)(const Model&)) const {
    return table == nullptr ? std::vector<Row>{} : table(*this);
  }
  std::vector<std::pair<std::size_t, Value>> resolved(const std::vector<Setting>& settings) const {
    std::vector<std::pair<std::size_t, Value>> rows;
    for (const auto& [name, value] : settings) rows.emplace_back(row_of(parameters(), name), value);
    return rows;
  }
  VariantInfo resolved(const Point& point) const { return {point.name, resolved(point.set)}; }
  std::optional<Conflict> resolved(const std::optional<typename Described::Clash>& clash) const {
    if (!clash) return std::nullopt;
    return Conflict{row_of(parameters(), clash->parameter), clash->why};
  }
  std::optional<Conflict> conflict_in(const Parameters& p) const {
    return resolved(described_.conflict(p));
  }

  Described described_;
  std::vector<MetricInfo> metrics_;
  std::vector<PhaseInfo> phases_;
  std::vector<BreakdownInfo> breakdowns_;
  std::vector<ArrayInfo> arrays_;
  std::vector<TableInfo> tables_;
  std::vector<VariantInfo> variants_;
  std::vector<VariantInfo> cuts_;
  Lazy<std::vector<DynamicInfo>> dynamics_;
  Lazy<std::vector<IdleInfo>> idle_;
  std::vector<std::size_t> first_parameters_;
  std::vector<std::size_t> known_ahead_;
  std::vector<std::pair<std::size_t, Value>> draw_settings_;
};

/// A run of a described model: its world, and the record of it.
template <class Parameters, class World, class View>
class DescribedRun final : public Run {
 public:
  /// \param model, parallel outlive the run
  DescribedRun(const DescribedModel<Parameters, World, View>& model, Scenario scenario,
               std::uint32_t replicate, Parallel& parallel)
      : model_(model),
        scenario_(std::move(scenario)),
        parallel_(parallel),
        world_(described().make(parameters_of<Parameters>(scenario_),
                                {scenario_, {scenario_.run.seed, replicate}, parallel})),
        record_(model.metrics(), sizes(), scenario_.run.months) {}

  int time() const override { return number_ - scenario_.run.warm_up; }
  bool done() const override { return time() == scenario_.run.months; }

  void step() override {
    assert(!done() && "a run goes on after its end");
    ++number_;
    std::vector<Event> events;
    for (const Event& event : scenario_.events)
      if (event.month == time()) events.push_back(event);
    events.insert(events.end(), changes_.begin(), changes_.end());
    changes_.clear();
    const Step now{number_, time(), events, parallel_};
    for (const auto& phase : described().phases) phase.act(world_, now);
    if (now.recorded()) write_down();
  }

  void change(Event event) override {
    for (const auto& [row, value] : event.set)
      if (model_.is_known_ahead(row))
        throw std::invalid_argument(model_.parameters()[row].name +
                                    " (its course must be known before the start). Use an event.");
    changes_.push_back(std::move(event));
  }

  RunResult so_far() const override { return record_.result(); }

  RunResult finish() override {
    while (!done()) step();
    RunResult result = record_.take();
    for (const auto& row : described().arrays) result.arrays.push_back(row.values(world_));
    for (const auto& row : described().tables) result.tables.push_back(row.columns(world_));
    return result;
  }

  /// The state after the last step.
  const World& world() const { return world_; }

 private:
  const Description<Parameters, World, View>& described() const { return model_.description(); }

  std::vector<std::size_t> sizes() const {
    std::vector<std::size_t> sizes;
    for (int b = 0; b < static_cast<int>(model_.breakdowns().size()); ++b)
      sizes.push_back(static_cast<std::size_t>(model_.breakdown_size(scenario_, b)));
    return sizes;
  }

  void write_down() {
    record_.write(time(), [this](std::size_t row, const Part& part) {
      const auto measure = described().metrics[row].measure;
      if constexpr (std::is_same_v<World, View>)
        return measure(world_);
      else
        return measure(described().view(world_, part));
    });
    record_.check(time(), described().step, model_.breakdowns());
  }

  const DescribedModel<Parameters, World, View>& model_;
  const Scenario scenario_;
  Parallel& parallel_;
  World world_;
  Record record_;
  int number_ = 0;
  std::vector<Event> changes_;
};

}  // namespace sim
