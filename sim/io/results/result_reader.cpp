#include "sim/io/results/result_reader.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <sstream>
#include <type_traits>

#include <fmt/format.h>

#include "sim/core/error.hpp"
#include "sim/io/results/hdf5_read.hpp"
#include "sim/io/results/result_status.hpp"
#include "sim/io/results/run_blocks.hpp"

namespace sim::io {

using hdf5::Element;
using hdf5::Handle;

namespace {

/// Rows of a table that belong to one run.
struct Stretch {
  std::size_t first = 0;
  std::size_t count = 0;
};

struct OpenTable {
  std::vector<Handle> columns;
  std::vector<Stretch> of_run;
};

std::string shown_unit(const Handle& dataset) {
  for (const char* name : {"currency", "scale"}) {
    if (hdf5::has_attribute(dataset, name)) return hdf5::read_text_attribute(dataset, name);
  }
  return hdf5::text_attribute(dataset, "units");
}

std::vector<std::string> flag_meanings(const Handle& dataset) {
  std::istringstream words(hdf5::text_attribute(dataset, "flag_meanings"));
  std::vector<std::string> names;
  for (std::string word; words >> word;) names.push_back(word);
  return names;
}

std::vector<double> all_numbers(const Handle& parent, const std::string& name) {
  const Handle dataset = hdf5::open_dataset(parent, name);
  const auto shape = hdf5::shape(dataset);
  return hdf5::read_numbers(dataset, {0, shape.empty() ? 0 : shape[0]});
}

std::vector<std::string> all_texts(const Handle& parent, const std::string& name) {
  return hdf5::read_texts(hdf5::open_dataset(parent, name));
}

std::string text_at(const Handle& parent, const std::string& name, std::size_t row) {
  return hdf5::read_texts(hdf5::open_dataset(parent, name), {row, 1}).front();
}

}  // namespace

std::size_t StoredSeries::size() const {
  return std::accumulate(shape.begin(), shape.end(), std::size_t{1}, std::multiplies<>());
}

struct ResultReader::Impl {
  explicit Impl(std::filesystem::path file_path)
      : path(std::move(file_path)), status(read_status(path)) {
    reading([this] {
      file = open_result(path);
      git_sha = hdf5::text_attribute(file, "git_sha1");
      command_line = all_texts(file, "provenance/command_line").at(0);
      read_runs();
      add_series(hdf5::open_group(file, "/"), "");
      read_origins_of_metrics();
      for (const auto& child : hdf5::children(file)) {
        if (child.group) read_group(child.name);
      }
    });
  }

  /// Turns what HDF5 says, or a dataset of the wrong length, into one line.
  template <class Work>
  std::invoke_result_t<Work> reading(Work&& work) const {
    try {
      return work();
    } catch (const hdf5::Failure& failure) {
      throw damaged(failure.what());
    } catch (const std::out_of_range&) {
      throw damaged("parts that belong together have other lengths");
    }
  }
  FileError damaged(const std::string& why) const {
    return FileError(fmt::format("{} (damaged: {}). Make it again.", path.string(), why));
  }

  void read_runs() {
    const auto states = all_numbers(file, "status");
    const auto scenarios = all_numbers(file, "scenario");
    const auto replicates = all_numbers(file, "replicate");
    const auto points = all_numbers(file, "design_point");
    for (std::size_t run = 0; run < states.size(); ++run) {
      const RunPlan plan{static_cast<int>(scenarios.at(run)), static_cast<int>(replicates.at(run)),
                         static_cast<int>(points.at(run))};
      if (plan.scenario < 0 || static_cast<std::size_t>(plan.scenario) >= status.scenarios.size())
        throw hdf5::Failure("a run is of a scenario that the file does not have");
      runs.push_back({plan, static_cast<RunStatus>(states[run]), ""});
    }
    if (!runs.empty()) first_run = all_numbers(file, "run").at(0);
    for (const auto& [run, message] : read_failures(file)) runs.at(place_of(run)).message = message;
  }

  /// Row of a run; in a shard of a sweep, runs keep their numbers in the whole sweep.
  std::size_t place_of(double run) const { return static_cast<std::size_t>(run - first_run); }

  void read_group(const std::string& name) {
    const Handle group = hdf5::open_group(file, name);
    if (hdf5::exists(group, "run")) add_series(group, name);
    if (hdf5::exists(group, "run_id")) add_table(group, name);
  }

  void add_series(const Handle& group, const std::string& group_name) {
    for (const auto& child : hdf5::children(group)) {
      if (child.group) continue;
      Handle dataset = hdf5::open_dataset(group, child.name);
      const auto shape = hdf5::shape(dataset);
      if (shape.size() < 2) continue;
      auto dimensions = hdf5::dimension_names(dataset);
      const Element element = hdf5::element_of(dataset);
      if (dimensions.front() != "run" || element == Element::text) continue;
      dimensions.erase(dimensions.begin());
      series.push_back({group_name,
                        child.name,
                        shown_unit(dataset),
                        std::move(dimensions),
                        {shape.begin() + 1, shape.end()},
                        element == Element::integer,
                        element == Element::single,
                        {},
                        {}});
      if (shape[0] != runs.size()) throw std::out_of_range(child.name);
      open_series.push_back(std::move(dataset));
    }
  }

  /// What metrics of whole runs follow from; nothing in files from before it was written.
  void read_origins_of_metrics() {
    const auto place_of_series = [this](const std::string& name) {
      const auto found = std::ranges::find(series, name, &StoredSeries::name);
      if (found == series.end()) throw hdf5::Failure("a term of a ratio is missing: " + name);
      return static_cast<std::size_t>(found - series.begin());
    };
    for (std::size_t i = 0; i < series.size(); ++i) {
      const auto text = [&](const char* name) {
        return hdf5::text_attribute(open_series[i], name);
      };
      series[i].term = text("role") == "term";
      if (!text("numerator").empty()) {
        const auto formula = std::ranges::find(formula_texts, text("formula"));
        if (formula == formula_texts.end())
          throw hdf5::Failure("an unknown formula: " + text("formula"));
        series[i].ratio =
            Ratio{place_of_series(text("numerator")), place_of_series(text("denominator")),
                  static_cast<Formula>(formula - formula_texts.begin())};
      }
      if (!text("minuend").empty())
        series[i].difference =
            Difference{place_of_series(text("minuend")), place_of_series(text("subtrahend"))};
    }
  }

  void add_table(const Handle& group, const std::string& group_name) {
    const std::string dimension =
        hdf5::dimension_names(hdf5::open_dataset(group, "run_id")).front();
    StoredTable table{group_name, dimension, {}};
    OpenTable open;
    for (const auto& child : hdf5::children(group)) {
      if (child.group || child.name == "run_id" || child.name == dimension) continue;
      Handle dataset = hdf5::open_dataset(group, child.name);
      const Element element = hdf5::element_of(dataset);
      if (hdf5::shape(dataset).size() != 1 || element == Element::text ||
          hdf5::dimension_names(dataset).front() != dimension)
        continue;
      table.columns.push_back({child.name, shown_unit(dataset), flag_meanings(dataset),
                               element != Element::real && element != Element::single});
      open.columns.push_back(std::move(dataset));
    }
    open.of_run.resize(runs.size());
    const auto run_of_row = all_numbers(group, "run_id");
    for (std::size_t row = 0; row < run_of_row.size(); ++row) {
      Stretch& stretch = open.of_run.at(place_of(run_of_row[row]));
      if (stretch.count++ == 0) stretch.first = row;
      if (stretch.first + stretch.count != row + 1) throw std::out_of_range("rows of a run");
    }
    tables.push_back(std::move(table));
    open_tables.push_back(std::move(open));
  }

  std::vector<Origin> origins_of(std::size_t scenario) const {
    const Handle group = hdf5::open_group(file, "provenance");
    std::vector<Origin> origins;
    if (!hdf5::exists(group, "origin")) return origins;
    const auto owner = all_numbers(group, "origin_scenario_id");
    const auto [begin, end] =
        std::equal_range(owner.begin(), owner.end(), static_cast<double>(scenario));
    const hdf5::Rows rows{static_cast<hsize_t>(begin - owner.begin()),
                          static_cast<hsize_t>(end - begin)};
    const auto column = [&](const char* name) {
      return hdf5::read_texts(hdf5::open_dataset(group, name), rows);
    };
    const auto keys = column("origin_key"), values = column("origin_value"),
               places = column("origin_place");
    for (std::size_t i = 0; i < keys.size(); ++i)
      origins.push_back({keys[i], values.at(i), places.at(i)});
    return origins;
  }

  std::filesystem::path path;
  ResultStatus status;
  Handle file;
  std::string git_sha;
  std::string command_line;
  double first_run = 0;  ///< its number
  std::vector<StoredRun> runs;
  std::vector<StoredSeries> series;
  std::vector<Handle> open_series;  ///< kept open: HDF5 then keeps the chunk of 16 runs at hand
  std::vector<StoredTable> tables;
  std::vector<OpenTable> open_tables;
};

ResultReader::ResultReader(const std::filesystem::path& path)
    : impl_(std::make_unique<Impl>(path)) {}
ResultReader::~ResultReader() = default;

const std::filesystem::path& ResultReader::path() const { return impl_->path; }
const ResultStatus& ResultReader::status() const { return impl_->status; }
const std::string& ResultReader::git_sha() const { return impl_->git_sha; }
const std::string& ResultReader::command_line() const { return impl_->command_line; }
const std::vector<std::string>& ResultReader::scenario_names() const {
  return impl_->status.scenarios;
}
const std::vector<StoredRun>& ResultReader::runs() const { return impl_->runs; }
const std::vector<StoredSeries>& ResultReader::series() const { return impl_->series; }
std::vector<MetricInfo> ResultReader::metrics() const {
  std::vector<MetricInfo> metrics;
  for (const StoredSeries& series : impl_->series) {
    if (!series.group.empty()) break;
    MetricInfo metric;
    metric.name = series.name;
    metric.ratio = series.ratio;
    metric.difference = series.difference;
    metric.term = series.term;
    metrics.push_back(std::move(metric));
  }
  return metrics;
}
const std::vector<StoredTable>& ResultReader::tables() const { return impl_->tables; }

std::vector<int> ResultReader::months() const {
  return impl_->reading(
      [&] { return hdf5::read_integers(hdf5::open_dataset(impl_->file, "scenarios/months")); });
}

std::string ResultReader::step() const {
  const auto& all = impl_->series;
  const auto whole = std::ranges::find(all, std::string(), &StoredSeries::group);
  return whole == all.end() ? "month" : whole->dimensions.front();
}

StoredScenario ResultReader::scenario(std::size_t index) const {
  return impl_->reading([&] {
    return StoredScenario{impl_->status.scenarios.at(index),
                          text_at(impl_->file, "provenance/scenario_as_written", index),
                          text_at(impl_->file, "provenance/scenario_resolved", index),
                          impl_->origins_of(index)};
  });
}

std::vector<StoredParameter> ResultReader::varied_parameters() const {
  return impl_->reading([&] {
    std::vector<StoredParameter> found;
    for (const auto& child : hdf5::children(impl_->file)) {
      if (child.group || !child.name.starts_with("param_")) continue;
      const Handle dataset = hdf5::open_dataset(impl_->file, child.name);
      found.push_back({hdf5::text_attribute(dataset, "long_name"),
                       hdf5::read_numbers(dataset, {0, impl_->runs.size()}),
                       flag_meanings(dataset)});
    }
    return found;
  });
}

std::optional<StoredDesign> ResultReader::design() const {
  return impl_->reading([&]() -> std::optional<StoredDesign> {
    if (!hdf5::exists(impl_->file, "design")) return std::nullopt;
    const Handle group = hdf5::open_group(impl_->file, "design");
    StoredDesign design;
    design.kind = hdf5::read_text_attribute(group, "kind");
    design.replicates = hdf5::read_integer_attribute(group, "replicates");
    design.every = hdf5::read_integer_attribute(group, "every");
    design.breakdowns = hdf5::read_integer_attribute(group, "breakdowns") != 0;
    design.points = hdf5::shape(hdf5::open_dataset(group, "design_point")).at(0);
    if (hdf5::exists(group, "factor")) {
      design.factors = all_texts(group, "factor");
      design.values = all_numbers(group, "value");
    }
    return design;
  });
}

StoredSummary ResultReader::summary() const {
  return impl_->reading([&] {
    StoredSummary summary;
    if (!hdf5::exists(impl_->file, "summary")) return summary;
    const Handle group = hdf5::open_group(impl_->file, "summary");
    summary.points = {""};
    if (hdf5::exists(group, "design_point")) summary.points = labels("summary", "design_point");
    summary.scenarios = all_texts(group, "scenario");
    summary.metrics = all_texts(group, "metric");
    summary.units = all_texts(group, "metric_unit");
    summary.windows = all_texts(group, "window");
    summary.mean = all_numbers(group, "mean");
    summary.sd = all_numbers(group, "sd");
    summary.n = all_numbers(group, "n");
    summary.ci_low = all_numbers(group, "ci_low");
    summary.ci_high = all_numbers(group, "ci_high");
    return summary;
  });
}

StoredContrasts ResultReader::contrasts() const {
  return impl_->reading([&] {
    StoredContrasts found;
    if (!hdf5::exists(impl_->file, "summary")) return found;
    const Handle group = hdf5::open_group(impl_->file, "summary");
    if (!hdf5::exists(group, "contrast")) return found;
    const auto places = [&](const char* name) {
      return hdf5::read_integers(hdf5::open_dataset(group, name));
    };
    found.scenario = places("contrast_scenario_id");
    found.baseline = places("contrast_baseline_id");
    found.metric = places("contrast_metric_id");
    found.window = places("contrast_window_id");
    found.difference = all_numbers(group, "contrast_difference");
    found.ci_low = all_numbers(group, "contrast_ci_low");
    found.ci_high = all_numbers(group, "contrast_ci_high");
    found.n = all_numbers(group, "contrast_n");
    found.effect_size = all_numbers(group, "contrast_effect_size");
    found.p_holm = all_numbers(group, "contrast_p_holm");
    return found;
  });
}

std::optional<StoredWorlds> ResultReader::worlds() const {
  return impl_->reading([&]() -> std::optional<StoredWorlds> {
    if (!hdf5::exists(impl_->file, "worlds")) return std::nullopt;
    const Handle group = hdf5::open_group(impl_->file, "worlds");
    return StoredWorlds{all_texts(group, "scenario"),
                        all_texts(group, "metric"),
                        all_texts(group, "window"),
                        all_texts(group, "parameter"),
                        all_numbers(group, "value"),
                        all_numbers(group, "parameter_value"),
                        hdf5::shape(hdf5::open_dataset(group, "world")).at(0)};
  });
}

std::vector<std::string> ResultReader::labels(const std::string& group,
                                              const std::string& dimension) const {
  return impl_->reading([&] {
    const Handle parent = hdf5::open_group(impl_->file, group.empty() ? "/" : group);
    const std::string named = dimension + "_name";
    const Handle scale =
        hdf5::open_dataset(parent, hdf5::exists(parent, named) ? named : dimension);
    if (hdf5::element_of(scale) == Element::text) return hdf5::read_texts(scale);
    std::vector<std::string> labels;
    for (const auto number : hdf5::read_integers(scale)) labels.push_back(std::to_string(number));
    return labels;
  });
}

std::vector<double> ResultReader::numbers(std::size_t series, std::size_t run) const {
  return impl_->reading([&] {
    auto values = hdf5::read_numbers(impl_->open_series.at(series), {run, 1});
    // Counts cannot be NaN in the file, where -1 says that there is none.
    if (impl_->series[series].whole)
      std::ranges::replace(values, -1.0, std::numeric_limits<double>::quiet_NaN());
    return values;
  });
}

std::vector<std::vector<double>> ResultReader::rows(std::size_t table, std::size_t run) const {
  return impl_->reading([&] {
    const OpenTable& open = impl_->open_tables.at(table);
    const Stretch stretch = open.of_run.at(run);
    std::vector<std::vector<double>> columns;
    for (const auto& column : open.columns)
      columns.push_back(hdf5::read_numbers(column, {stretch.first, stretch.count}));
    return columns;
  });
}

}  // namespace sim::io
