#include "sim/io/design/experiment_file.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "sim/core/error.hpp"
#include "sim/io/design/experiment_table.hpp"
#include "sim/io/files/mistakes.hpp"
#include "sim/io/files/nearest.hpp"
#include "sim/io/scenario/scenario_value.hpp"

namespace sim::io {

namespace {
constexpr std::int64_t schema_version = 1;
constexpr std::int64_t most = 10'000'000;  // points, replicates
constexpr std::int64_t largest_seed = 9223372036854775807;

const std::vector<std::string> root_keys{"schema_version", "title",  "base",    "scenario",
                                         "design",         "factor", "factors", "variants",
                                         "replicates",     "outputs"};
const std::vector<std::string> design_keys{"kind",         "n",    "seed",   "levels",
                                           "trajectories", "file", "factors"};

std::vector<std::string> parameter_names(const Model& model) {
  std::vector<std::string> names;
  for (const auto& row : model.parameters()) names.push_back(row.name);
  return names;
}

std::size_t parameter_named(const Model& model, const std::string& place,
                            const std::string& subject, const std::string& name) {
  if (const auto row = find_parameter(model, name)) return *row;
  throw InputError(fmt::format("{}: {}{} (no parameter of this name).{}", place, subject, name,
                               suggest_key(name, parameter_names(model))));
}

/// Reads one file; each function a section of it.
class Reader {
 public:
  Reader(const Model& model, const std::filesystem::path& path)
      : model_(model), document_(read_toml(path)), root_(document_, document_.root, "") {
    file_.path = path.string();
    file_.as_written = document_.text;
  }

  ExperimentFile read() {
    MistakeList mistakes;
    mistakes.attempt([this] { root_.allow(root_keys); });
    mistakes.attempt([this] { read_head(); });
    mistakes.attempt([this] { read_base(); });
    mistakes.attempt([this] { read_design(); });
    mistakes.attempt([this] { read_factors(); });
    mistakes.attempt([this] { read_replicates(); });
    mistakes.attempt([this] { read_outputs(); });
    mistakes.throw_if_any();
    check();
    return std::move(file_);
  }

 private:
  void read_head() {
    if (root_.whole("schema_version", schema_version, schema_version) != schema_version)
      root_.refuse("schema_version", "every experiment file needs it",
                   "Add schema_version = 1 as the first line.");
    file_.title = root_.text("title").value_or("");
  }

  void read_base() {
    // TOML cannot have both `scenario = "..."` and [[scenario]]; with the latter the base is
    // `base`.
    const bool named = root_.has("scenario") && root_.node("scenario").is_array();
    const std::string key = named || root_.has("base") ? "base" : "scenario";
    const auto base = root_.text(key);
    if (!base)
      root_.refuse(key, "an experiment varies one",
                   named ? "Write base = \"../municipality.toml\", for example."
                         : "Write scenario = \"../municipality.toml\", for example.");
    file_.base = *base;
    file_.base_place = root_.place_of(key);
    file_.variants = root_.flag("variants").value_or(false);
    if (!named) return;
    if (file_.variants)
      root_.refuse("variants", "there are [[scenario]] tables too", "Leave one of them out.");
    MistakeList mistakes;
    int number = 0;
    for (const auto* table : root_.tables("scenario"))
      mistakes.attempt([&] { read_scenario(*table, ++number); });
    mistakes.throw_if_any();
  }

  void read_scenario(const toml::table& table, int number) {
    const std::string subject = fmt::format("scenario {}: ", number);
    const ExperimentTable reader(document_, table, subject);
    reader.allow({"name", "title", "set"});
    NamedValues scenario;
    const auto name = reader.text("name");
    if (!name) reader.refuse("name", "a scenario needs one", "Add name = \"generous\".");
    scenario.name = *name;
    scenario.title = reader.text("title").value_or("");
    scenario.place = reader.here();
    if (std::ranges::find(file_.scenarios, *name, &NamedValues::name) != file_.scenarios.end())
      reader.refuse("name", "a second scenario of this name", "Give each a name of its own.");
    if (reader.has("set")) {
      if (!reader.node("set").is_table())
        reader.refuse("set", type_words(reader.node("set")) + ", but this is a table",
                      "Write set = { \"section.key\" = value }.");
      read_values(*reader.node("set").as_table(), "", subject, scenario);
    }
    file_.scenarios.push_back(std::move(scenario));
  }

  void read_values(const toml::table& table, const std::string& prefix, const std::string& subject,
                   NamedValues& scenario) {
    MistakeList mistakes;
    for (const auto& entry : in_file_order(table)) {
      const std::string key = prefix + std::string(entry.key->str());
      mistakes.attempt([&] {
        if (entry.value->is_table())
          return read_values(*entry.value->as_table(), key + ".", subject, scenario);
        read_value(entry, key, subject, scenario);
      });
    }
    mistakes.throw_if_any();
  }

  void read_value(const Entry& entry, const std::string& key, const std::string& subject,
                  NamedValues& scenario) {
    const std::string at = place(document_, entry.key->source());
    const std::size_t row = parameter_named(model_, at, subject, key);
    // `"policy.unit" = 1` and `policy.unit = 2` are two keys to TOML and one to us.
    const auto twin = std::ranges::find(scenario.set, row, &std::pair<std::size_t, Value>::first);
    if (twin != scenario.set.end())
      throw InputError(
          fmt::format("{}: {}{} = {} (given twice, first at {}). Leave one out.", at, subject, key,
                      shown(*entry.value),
                      scenario.places[static_cast<std::size_t>(twin - scenario.set.begin())]));
    scenario.set.emplace_back(row, checked_value(model_.parameters()[row], *entry.value,
                                                 root_.place_of(*entry.value), subject));
    scenario.places.push_back(at);
  }

  void read_design() {
    if (!root_.has("design") || !root_.node("design").is_table())
      root_.refuse("design", "an experiment needs one", "Write [design] and kind = \"lhs\".");
    const ExperimentTable reader(document_, *root_.node("design").as_table(), "design.");
    reader.allow(design_keys);
    std::vector<std::string> names;
    for (const auto& row : design_kinds) names.emplace_back(row.name);
    const auto kind = reader.text("kind");
    const auto found = std::ranges::find(names, kind.value_or(""));
    if (found == names.end()) {
      const std::string near = did_you_mean(kind.value_or(""), names);
      reader.refuse("kind", fmt::format("allowed: {}", fmt::join(names, ", ")),
                    near.empty() ? "Choose one of them." : near.substr(1));
    }
    file_.kind = static_cast<DesignKind>(found - names.begin());
    file_.design_place = reader.place_of("kind");
    file_.n = static_cast<int>(reader.whole("n", 1, most).value_or(0));
    file_.seed = static_cast<std::uint64_t>(reader.whole("seed", 0, largest_seed).value_or(1));
    file_.levels = static_cast<int>(reader.whole("levels", 2, 1000).value_or(0));
    file_.trajectories = static_cast<int>(reader.whole("trajectories", 2, 100000).value_or(0));
    if (file_.kind != DesignKind::csv) {
      if (reader.has("factors")) read_free(reader);
      if (reader.has("file")) reader.refuse("file", "only csv reads one", "Set kind = \"csv\".");
      return;
    }
    // Rows of a file have no values of other factors.
    for (const ExperimentTable* table : {&reader, &std::as_const(root_)})
      for (const char* key : {"factors", "factor"})
        if (table->has(key))
          table->refuse(key, "csv has its factors in its header", "Leave one of them out.");
    const auto csv = reader.text("file");
    if (!csv) reader.refuse("file", "csv needs one", "Add file = \"design.csv\".");
    file_.table = (std::filesystem::path(file_.path).parent_path() / *csv).lexically_normal();
    read_design_csv(model_, file_.table, file_);
  }

  /// All parameters that draws of the whole model vary, each on its scale.
  void read_free(const ExperimentTable& reader) {
    if (reader.text("factors") != "free")
      reader.refuse("factors", "allowed: \"free\"", "Write [[factor]] tables for chosen ones.");
    if (!file_.factors.empty())
      reader.refuse("factors", "the file says already what varies", "Leave one of them out.");
    for (std::size_t row = 0; row < model_.parameters().size(); ++row) {
      if (!model_.parameters()[row].free()) continue;
      file_.factors.push_back({row, Factor::Form::drawn, 0, 1, {}, reader.place_of("factors")});
    }
  }

  void read_factors() {
    MistakeList mistakes;
    if (root_.has("factors")) mistakes.attempt([this] { read_free(root_); });
    for (const auto* table : root_.tables("factor")) mistakes.attempt([&] { read_factor(*table); });
    mistakes.throw_if_any();
  }

  void read_factor(const toml::table& table) {
    const std::string subject = fmt::format("factor {}: ", ++factor_tables_);
    const ExperimentTable reader(document_, table, subject);
    reader.allow({"name", "min", "max", "values", "times"});
    const auto name = reader.text("name");
    if (!name) reader.refuse("name", "a factor is a parameter", "Add name = \"citizens.lens\".");
    Factor factor;
    factor.parameter = parameter_named(model_, reader.place_of("name"), subject, *name);
    factor.place = reader.place_of("name");
    const ParameterInfo& info = model_.parameters()[factor.parameter];
    const std::array ways{reader.has("min") || reader.has("max"), reader.has("values"),
                          reader.has("times")};
    if (std::ranges::count(ways, true) != 1)
      reader.refuse("name", "one of min and max, values or times says how it varies",
                    "Give exactly one of them.");
    if (reader.has("values")) {
      read_list(reader, info, subject, factor);
    } else if (reader.has("times")) {
      read_times(reader, info, factor);
    } else {
      read_range(reader, info, subject, factor);
    }
    const auto again = std::ranges::find(file_.factors, factor.parameter, &Factor::parameter);
    if (again == file_.factors.end())
      file_.factors.push_back(std::move(factor));
    else if (again->form == Factor::Form::drawn)
      *again = std::move(factor);  // its own table beats "free"
    else
      reader.refuse("name", "a second factor of this name, first at " + again->place,
                    "Leave one out.");
  }

  void read_list(const ExperimentTable& reader, const ParameterInfo& info,
                 const std::string& subject, Factor& factor) const {
    factor.form = Factor::Form::values;
    for (const auto* node : reader.list("values")) {
      const double value = as_number(checked_value(info, *node, reader.place_of(*node), subject));
      // A grid would run its points twice; in rows of a list values come again.
      if (file_.kind == DesignKind::grid &&
          std::ranges::find(factor.values, value) != factor.values.end())
        throw InputError(fmt::format("{}: {}values has {} (given twice). Leave one out.",
                                     reader.place_of(*node), subject, shown(*node)));
      factor.values.push_back(value);
    }
  }

  static void read_range(const ExperimentTable& reader, const ParameterInfo& info,
                         const std::string& subject, Factor& factor) {
    for (const char* key : {"min", "max"})
      if (!reader.has(key)) reader.refuse(key, "a range has two ends", "Give min and max.");
    if (info.kind == Kind::boolean || info.kind == Kind::choice)
      reader.refuse("min", "not a number", "Write values = [...] instead.");
    factor.low =
        as_number(checked_value(info, reader.node("min"), reader.place_of("min"), subject));
    factor.high =
        as_number(checked_value(info, reader.node("max"), reader.place_of("max"), subject));
    if (factor.low >= factor.high)
      reader.refuse("max", "not above min", "Let min be the smaller one.");
  }

  static void read_times(const ExperimentTable& reader, const ParameterInfo& info, Factor& factor) {
    factor.form = Factor::Form::times;
    if (info.kind == Kind::boolean || info.kind == Kind::choice)
      reader.refuse("times", "not a number", "Write values = [...] instead.");
    const auto ends = reader.list("times");
    std::vector<double> numbers;
    for (const auto* end : ends) numbers.push_back(end->value<double>().value_or(0));
    if (numbers.size() != 2 || !(numbers[0] > 0) || !(numbers[1] > numbers[0]) ||
        !std::isfinite(numbers[1]))
      reader.refuse("times", "two factors of the default above 0, the smaller one first",
                    "Write times = [0.5, 2].");
    if (as_number(info.default_value) == 0)
      reader.refuse("times", "the default is 0, and so is every multiple", "Give min and max.");
    factor.low = numbers[0];
    factor.high = numbers[1];
  }

  void read_replicates() {
    if (!root_.has("replicates")) return;
    if (!root_.node("replicates").is_table())
      root_.refuse("replicates", "this is a section", "Write [replicates] and n = 10 below it.");
    const ExperimentTable reader(document_, *root_.node("replicates").as_table(), "replicates.");
    reader.allow({"n", "until", "max"});
    const auto n = reader.whole("n", 1, most), largest = reader.whole("max", 2, most);
    file_.until = reader.text("until").value_or("");
    file_.until_place = reader.place_of("until");
    if (file_.until.empty() && largest)
      reader.refuse("max", "only until has a most", "Write n, or add until.");
    if (!file_.until.empty() && n)
      reader.refuse("n", "until finds the number itself", "Write max to bound it.");
    if (!file_.until.empty() && !largest)
      reader.refuse("max", "until has to end somewhere", "Add max = 160, for example.");
    file_.replicates = static_cast<int>(largest.value_or(n.value_or(0)));
  }

  void read_outputs() {
    if (!root_.has("outputs")) return;
    if (!root_.node("outputs").is_table())
      root_.refuse("outputs", "this is a section", "Write [outputs] and metrics = [...] below it.");
    const ExperimentTable reader(document_, *root_.node("outputs").as_table(), "outputs.");
    reader.allow({"metrics", "every", "breakdowns"});
    file_.metrics = reader.texts("metrics");
    std::vector<std::string> names;
    for (const auto& metric : reported_metrics(model_)) names.push_back(metric.name);
    for (const auto& metric : file_.metrics)
      if (!find_metric(model_, metric))
        reader.refuse("metrics", fmt::format("no metric {}", metric),
                      "`maatwerk list metrics` names them." + did_you_mean(metric, names));
    file_.every = static_cast<int>(reader.whole("every", 1, 12000).value_or(1));
    file_.breakdowns = reader.flag("breakdowns").value_or(true);
  }

  [[noreturn]] void refuse_design(const std::string& why, const std::string& suggestion) const {
    throw InputError(fmt::format("{}: design.kind = \"{}\" ({}). {}", file_.design_place,
                                 info_of(file_.kind).name, why, suggestion));
  }

  /// What one section says against another.
  void check() const {
    using enum DesignKind;
    if (file_.factors.empty())
      refuse_design("nothing to vary", "Add [[factor]] tables, or factors = \"free\".");
    if (info_of(file_.kind).needs_n && file_.n == 0)
      refuse_design("n is missing", "Add n = 64, for example.");
    if (file_.kind == morris && (file_.levels == 0 || file_.trajectories == 0))
      refuse_design("needs levels and trajectories", "Add levels = 4 and trajectories = 10.");
    if (file_.kind == morris && file_.levels % 2 != 0)
      refuse_design("its steps want an even number of levels", "Set levels = 4, 6 or 8.");
    for (const auto& factor : file_.factors) {
      const bool listed = factor.form == Factor::Form::values;
      const std::string& name = model_.parameters()[factor.parameter].name;
      if (file_.kind == grid && !listed && file_.levels == 0)
        throw InputError(
            fmt::format("{}: {} (a grid needs a number of steps for it). Give its "
                        "values, or levels = 11 in [design].",
                        factor.place, name));
      if (file_.kind == list && (!listed || factor.values.size() != first_values().size()))
        throw InputError(
            fmt::format("{}: {} (a list has a value of each factor in each row). Give "
                        "values to each factor, equally many.",
                        factor.place, name));
    }
  }
  const std::vector<double>& first_values() const { return file_.factors.front().values; }

  const Model& model_;
  TomlDocument document_;
  ExperimentTable root_;
  ExperimentFile file_;
  std::size_t factor_tables_ = 0;
};
}  // namespace

ExperimentFile read_experiment(const Model& model, const std::filesystem::path& path) {
  return Reader(model, path).read();
}

}  // namespace sim::io
