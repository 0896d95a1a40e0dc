#include "sim/experiment/hypothesis_file.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "sim/core/sha256.hpp"
#include "sim/experiment/interest.hpp"
#include "sim/experiment/toml_fields.hpp"
#include "sim/io/files/mistakes.hpp"
#include "sim/io/files/nearest.hpp"
#include "sim/io/scenario/scenario_search.hpp"
#include "sim/study/windows.hpp"

namespace sim::experiment {

namespace {
constexpr std::int64_t schema_version = 1;

TomlFields root_of(const io::TomlDocument& document) {
  return {document, document.root, "a file of hypotheses"};
}

void check_root(const io::TomlDocument& document) {
  const TomlFields root = root_of(document);
  root.allow({"schema_version", "title", "scenario", "scenarios", "variants", "cuts", "seed",
              "windows", "window", "offices", "report", "hypothesis"});
  const auto* version = document.root.get("schema_version");
  if (version == nullptr) {
    throw InputError(fmt::format(
        "{}:1:1: schema_version is missing (every file of hypotheses needs it). Add schema_version "
        "= {} as the first line.",
        document.path, schema_version));
  }
  if (version->value_exact<std::int64_t>() != schema_version) {
    throw root.wrong("schema_version", fmt::format("this program reads {}", schema_version),
                     "Use a program that reads it.");
  }
}

/// Reads the claims of one file, and notes which scenarios they name.
class ClaimReader {
 public:
  ClaimReader(const Model& model, const std::vector<std::string>& names) : names_(names) {
    for (const auto& metric : reported_metrics(model)) metrics_.push_back(metric.name);
  }

  /// One claim for each of `right`; scenarios are places in the list of names.
  void read(const TomlFields& fields, std::vector<Claim>& claims) {
    Claim claim;
    claim.metric = find(fields, "metric", fields.text("metric"), metrics_, "metric", -1);
    claim.left = scenario(fields, "left", fields.text("left"), -1);
    claim.sign = sign_of(fields);
    read_smallest_effect(fields, claim);
    const auto right = fields.texts("right");
    for (std::size_t item = 0; item < right.size(); ++item) {
      claim.right = scenario(fields, "right", right[item], static_cast<int>(item));
      if (claim.right == claim.left) {
        throw fields.wrong("right", "the same scenario as left", "Name another.",
                           static_cast<int>(item));
      }
      claims.push_back(claim);
    }
  }

  /// Metrics that are reported beside the verdicts.
  std::vector<std::size_t> reported(const TomlFields& root) const {
    std::vector<std::size_t> metrics;
    if (!root.has("report")) return metrics;
    for (const auto& name : root.texts("report")) {
      const int item = static_cast<int>(metrics.size());
      metrics.push_back(find(root, "report", name, metrics_, "metric", item));
    }
    return metrics;
  }

  const std::set<std::size_t>& named() const { return named_; }

 private:
  static std::size_t find(const TomlFields& fields, std::string_view key, const std::string& name,
                          const std::vector<std::string>& names, const std::string& kind,
                          int item) {
    const auto found = std::ranges::find(names, name);
    if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
    const std::string near = io::did_you_mean(name, names);
    std::string other = near;
    if (near.empty()) {
      other = kind == "metric" ? "`maatwerk list metrics` names them."
                               : fmt::format("There are {}.", fmt::join(names, ", "));
    }
    throw fields.wrong(key, "no such " + kind, other, item);
  }

  std::size_t scenario(const TomlFields& fields, std::string_view key, const std::string& name,
                       int item) {
    const std::size_t place = find(fields, key, name, names_, "scenario", item);
    named_.insert(place);
    return place;
  }

  static int sign_of(const TomlFields& fields) {
    const std::string direction = fields.text("direction");
    if (direction == "more") return +1;
    if (direction == "less") return -1;
    throw fields.wrong("direction", "no such direction", "Write more or less.");
  }

  /// Declared in one of two ways: a size, or a share with a floor.
  static void read_smallest_effect(const TomlFields& fields, Claim& claim) {
    constexpr std::string_view size = "smallest_effect", share = "smallest_effect_relative",
                               floor = "smallest_effect_floor";
    if (!fields.has(share)) {
      if (fields.has(floor)) {
        throw fields.wrong(floor, "a floor of no share",
                           fmt::format("Add {} = 0.05, or write {} for a size.", share, size));
      }
      claim.smallest_effect = fields.positive(size);
      return;
    }
    if (fields.has(size))
      throw fields.wrong(share, fmt::format("beside {}", size), "Leave one of them out.");
    if (!fields.has(floor)) {
      throw fields.wrong(share, "a share of a mean near 0 says nothing",
                         fmt::format("Add {} = ..., in the metric's unit.", floor));
    }
    claim.smallest_share = fields.positive(share);
    if (claim.smallest_share >= 1)
      throw fields.wrong(share, "a share of the mean of both sides, below 1",
                         "Write 0.05 for 5 %.");
    claim.smallest_effect = fields.positive(floor);
  }

  const std::vector<std::string>& names_;
  std::vector<std::string> metrics_;
  std::set<std::size_t> named_;
};

const std::vector<std::string> claim_keys{"metric",
                                          "left",
                                          "right",
                                          "direction",
                                          "smallest_effect",
                                          "smallest_effect_relative",
                                          "smallest_effect_floor"};

Hypothesis read_hypothesis(const TomlFields& fields, ClaimReader& reader) {
  std::vector<std::string> keys{"name", "group",   "text_en", "text_nl", "table",
                                "page", "section", "reason",  "all"};
  keys.insert(keys.end(), claim_keys.begin(), claim_keys.end());
  fields.allow(keys);
  Hypothesis hypothesis;
  hypothesis.name = fields.text("name");
  hypothesis.group = fields.has("group") ? fields.text("group") : "hypotheses";
  hypothesis.text_en = fields.text("text_en");
  if (fields.has("text_nl")) hypothesis.text_nl = fields.text("text_nl");
  hypothesis.reason = fields.text("reason");
  if (!fields.has("all")) {
    reader.read(fields, hypothesis.claims);
    return hypothesis;
  }
  for (const auto& single : claim_keys) {
    if (fields.has(single)) throw fields.wrong(single, "beside `all`", "Put it into a part.");
  }
  for (const auto& part : fields.tables("all", "a part")) {
    part.allow(claim_keys);
    reader.read(part, hypothesis.claims);
  }
  return hypothesis;
}

/// Months and offices that the file is about.
std::optional<io::Interest> read_interest(const TomlFields& root, int months, int offices) {
  if (!root.has("window") && !root.has("offices")) return std::nullopt;
  io::Interest interest{1, months, {}};
  const auto check = [&](std::string_view key, const std::optional<Objection>& objection) {
    if (objection) throw root.wrong(key, objection->why, objection->suggestion);
  };
  if (root.has("window")) check("window", read_months(root.text("window"), months, interest));
  if (!root.has("offices")) return interest;
  interest.offices = root.integers("offices");
  check("offices", check_offices(interest, offices));
  return interest;
}

std::vector<Window> read_windows(const TomlFields& root, int months) {
  const std::vector<Window> there = study::windows_of(months);
  if (!root.has("windows")) {
    if (root.has("window") || root.has("offices")) return {};
    return there.size() == 1 ? there : std::vector<Window>{Window::first_year, Window::last_year};
  }
  std::vector<Window> windows;
  const auto names = root.texts("windows");
  for (std::size_t item = 0; item < names.size(); ++item) {
    const auto found = std::ranges::find(window_names, names[item]);
    const auto window = static_cast<Window>(found - window_names.begin());
    const int at = static_cast<int>(item);
    if (found == window_names.end()) {
      throw root.wrong("windows", "no such window",
                       fmt::format("There are {}.", fmt::join(window_names, ", ")), at);
    }
    if (std::ranges::find(there, window) == there.end()) {
      throw root.wrong("windows", fmt::format("runs of {} months have none", months),
                       "Give --months 24 or more.", at);
    }
    windows.push_back(window);
  }
  return windows;
}

/// Keeps only the scenarios that a claim names, and lets the claims count among those.
/// \param closed how many of the names come before those with a cut
void keep_named(Declaration& declaration, const std::vector<std::string>& names,
                const std::set<std::size_t>& named, std::size_t closed) {
  for (const std::size_t place : named) {
    declaration.scenarios.push_back(names[place]);
    declaration.closed += place < closed ? 1 : 0;
  }
  const auto place_among_named = [&](std::size_t place) {
    return static_cast<std::size_t>(std::distance(named.begin(), named.find(place)));
  };
  for (auto& hypothesis : declaration.hypotheses) {
    for (auto& claim : hypothesis.claims) {
      claim.left = place_among_named(claim.left);
      claim.right = place_among_named(claim.right);
    }
  }
}
}  // namespace

DeclarationHead read_head(const io::TomlDocument& document) {
  check_root(document);
  const TomlFields root = root_of(document);
  DeclarationHead head{{}, root.boolean("variants"), root.boolean("cuts"), root.seed("seed")};
  const bool several = root.has("scenarios");
  if (several && root.has("scenario"))
    throw root.wrong("scenarios", "beside scenario", "Leave one of them out.");
  if (several && head.variants)
    throw root.wrong("scenarios", "with variants = true, which are of one scenario",
                     "Leave one of them out.");
  const std::string_view key = several ? "scenarios" : "scenario";
  const auto names = several ? root.texts(key) : std::vector<std::string>{root.text(key)};
  const std::string place = io::place(document, document.root.get(key)->source());
  for (const auto& name : names)
    head.scenarios.push_back(io::scenario_named_in(
        document.path, name, fmt::format("{}: {} = \"{}\": ", place, key, name)));
  return head;
}

Declaration read_declaration(const Model& model, const io::TomlDocument& document,
                             const std::vector<std::string>& names, int months, int offices) {
  const TomlFields root = root_of(document);
  Declaration declaration;
  declaration.path = document.path;
  declaration.sha256 = sha256(document.text);
  declaration.title = root.has("title") ? root.text("title") : document.path;
  declaration.windows = read_windows(root, months);
  declaration.interest = read_interest(root, months, offices);
  if (declaration.interest) declaration.windows.push_back(Window::chosen);
  declaration.seed = root.seed("seed");
  ClaimReader reader(model, names);
  std::set<std::string> known;
  io::MistakeList mistakes;
  mistakes.attempt([&] { declaration.report = reader.reported(root); });
  for (const auto& fields : root.tables("hypothesis", "a [[hypothesis]]")) {
    mistakes.attempt([&] {
      if (fields.has("name") && !known.insert(fields.text("name")).second)
        throw fields.wrong("name", "a second hypothesis of this name",
                           "Give each a name of its own.");
      declaration.hypotheses.push_back(read_hypothesis(fields, reader));
    });
  }
  mistakes.throw_if_any();
  const std::size_t settings = root.boolean("cuts") ? loop_settings(model).size() : 0;
  keep_named(declaration, names, reader.named(), names.size() / (1 + settings));
  return declaration;
}

}  // namespace sim::experiment
