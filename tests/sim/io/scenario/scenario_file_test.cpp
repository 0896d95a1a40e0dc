#include "sim/io/scenario/scenario_file.hpp"

#include <algorithm>
#include <limits>

#include <catch2/catch.hpp>

#include "sim/core/error.hpp"
#include "sim/io/words/words.hpp"
#include "tests/sim/io/temporary_directory.hpp"
#include "tests/support/toy_model.hpp"

using sim::Value;
using sim::io::Override;
using sim::io::read_scenario;

namespace {

const test::ToyModel model;

Value value(const sim::Scenario& scenario, const char* name) {
  return scenario.values[*sim::find_parameter(model, name)];
}

std::string origin(const sim::io::ScenarioFile& file, const std::string& key) {
  const auto found = std::ranges::find(file.origins, key, &sim::io::Origin::key);
  REQUIRE(found != file.origins.end());
  return found->place;
}

}  // namespace

TEST_CASE("what a scenario does not say is the model's default") {
  const test::TemporaryDirectory directory;
  const auto path = directory.write("duo.toml", "schema_version = 1\n[citizens]\nlens = 1\n");

  const auto file = read_scenario(model, path, {});

  CHECK(file.scenario.name == "duo");
  CHECK(value(file.scenario, "citizens.lens") == Value{1.0});  // an integer passes for a real
  CHECK(value(file.scenario, "citizens.noise") == Value{0.1});
  CHECK(file.scenario.run.months == 120);
  CHECK(file.as_written == "schema_version = 1\n[citizens]\nlens = 1\n");
  CHECK(origin(file, "citizens.lens") == path.string() + ":3:1");
  CHECK(origin(file, "citizens.noise") == "built-in");
  CHECK(file.origins[0].key == "run.months");
}

TEST_CASE("a value of each kind is read") {
  const test::TemporaryDirectory directory;
  const auto path = directory.write(
      "all.toml",
      "schema_version = 1\ntitle = \"Één\"\ncitizens.complain = false\n[policy]\n"
      "decider = \"computer\"\nbudget = 2.5e3\npatience = 7\n[run]\nseed = 9223372036854775807\n");

  const auto scenario = read_scenario(model, path, {}).scenario;

  CHECK(scenario.title == "Één");
  CHECK(value(scenario, "citizens.complain") == Value{false});
  CHECK(value(scenario, "policy.decider") == Value{std::int64_t{2}});
  CHECK(value(scenario, "policy.budget") == Value{2500.0});
  CHECK(value(scenario, "policy.patience") == Value{std::int64_t{7}});
  CHECK(scenario.run.seed == 9223372036854775807ULL);
}

TEST_CASE("a file beats what it extends, and the command line beats both") {
  const test::TemporaryDirectory directory;
  directory.write("base/oldest.toml",
                  "schema_version = 1\ntitle = \"Oldest\"\n[citizens]\nlens = 0.1\nnoise = 1\n"
                  "[policy]\nbudget = 1\n");
  directory.write("base/base.toml",
                  "schema_version = 1\nextends = \"oldest.toml\"\n[citizens]\nnoise = 2\n");
  const auto path = directory.write("new.toml",
                                    "schema_version = 1\nextends = \"base/base.toml\"\n"
                                    "[policy]\nbudget = 3\n");
  const std::vector<Override> overrides{{"policy.budget", "4", "--set #1"},
                                        {"policy.budget", "5", "--set #2"},
                                        {"policy.decider", "manager", "--set #3"}};

  const auto file = read_scenario(model, path, overrides);

  CHECK(file.scenario.title == "Oldest");
  CHECK(value(file.scenario, "citizens.lens") == Value{0.1});
  CHECK(value(file.scenario, "citizens.noise") == Value{2.0});
  CHECK(value(file.scenario, "policy.budget") == Value{5.0});
  CHECK(value(file.scenario, "policy.decider") == Value{std::int64_t{1}});
  CHECK(origin(file, "policy.budget") == "--set #2");
  CHECK(origin(file, "citizens.noise") == (directory / "base/base.toml").string() + ":4:1");
}

TEST_CASE("a fit is a fit of its own values only") {
  const test::TemporaryDirectory directory;
  directory.write("fit.toml", "schema_version = 1\n[citizens]\nlens = 0.2\n[policy]\nbudget = 1\n");
  directory.write(
      "said.toml",
      "schema_version = 1\ncalibration_status = \"calibrated\"\n[citizens]\nlens = 0.2\n");
  const auto status = [&](const char* name, const std::string& text,
                          const std::vector<Override>& overrides = {}) {
    return read_scenario(model, directory.write(name, text), overrides).scenario.calibration;
  };
  const std::string extends = "schema_version = 1\nextends = \"said.toml\"\n";
  using enum sim::Calibration;
  CHECK(status("plain.toml", "schema_version = 1\nextends = \"fit.toml\"\n") == illustrative);
  CHECK(status("policy.toml", extends + "[policy]\nbudget = 3\n") == calibrated);
  CHECK(status("other.toml", extends + "[citizens]\nlens = 0.3\n") == illustrative);
  CHECK(status("set.toml", extends, {{"policy.budget", "4", "--set #1"}}) == calibrated);
  CHECK(status("free.toml", extends, {{"citizens.lens", "0.3", "--set #1"}}) == illustrative);

  const auto whole = read_scenario(model, directory / "said.toml", {}).scenario;
  const auto resolved = directory.write("resolved.toml", sim::io::to_toml(model, whole));
  CHECK(read_scenario(model, resolved, {}).scenario.calibration == calibrated);
  CHECK_THROWS_WITH(
      status("typo.toml", "schema_version = 1\ncalibration_status = \"calibrate\"\n"),
      Catch::Contains("typo.toml:2:") && Catch::Contains("illustrative, calibrated, validated"));
}

TEST_CASE("events are put in order of month, and replace those of the extended file") {
  const test::TemporaryDirectory directory;
  directory.write("base.toml",
                  "schema_version = 1\n[[event]]\nmonth = 3\nset = { \"citizens.lens\" = 0 }\n");
  const auto path = directory.write(
      "new.toml",
      "schema_version = 1\nextends = \"base.toml\"\n"
      "[[event]]\nmonth = 60\noffices = [0, 2]\nset = { \"policy.individual_tailoring\" = 50 }\n"
      "[[event]]\nmonth = 12\nset = { citizens = { lens = 0.5, complain = false } }\n");

  const auto events = read_scenario(model, path, {}).scenario.events;

  REQUIRE(events.size() == 2);
  CHECK(events[0].month == 12);
  CHECK(events[0].offices.empty());
  REQUIRE(events[0].set.size() == 2);
  CHECK(events[0].set[0].first == *sim::find_parameter(model, "citizens.lens"));
  CHECK(events[0].set[1].second == Value{false});
  CHECK(events[1].offices == std::vector<int>{0, 2});
  CHECK(events[1].set[0].second == Value{50.0});
}

TEST_CASE("an event may come as late as the command line lets the run last") {
  const test::TemporaryDirectory directory;
  const auto path = directory.write("late.toml",
                                    "schema_version = 1\n[run]\nmonths = 12\n[[event]]\n"
                                    "month = 24\nset = { \"citizens.lens\" = 0 }\n");
  const std::vector<Override> longer{{"run.months", "24", "--months"}};

  CHECK(read_scenario(model, path, longer).scenario.events.size() == 1);
  CHECK_THROWS_AS(read_scenario(model, path, {}), sim::InputError);
}

TEST_CASE("a random seed is drawn anew, stored, and marked as drawn") {
  const test::TemporaryDirectory directory;
  const auto path = directory.write("any.toml", "schema_version = 1\n[run]\nseed = \"random\"\n");

  const auto one = read_scenario(model, path, {});
  const auto two = read_scenario(model, path, {});

  CHECK(one.scenario.run.seed != two.scenario.run.seed);  // equal once in 2^63 times
  CHECK(one.scenario.run.seed <= 9223372036854775807ULL);
  CHECK(one.origins[2].value == std::to_string(one.scenario.run.seed));
  CHECK(one.origins[2].place.ends_with(":3:1 (drawn)"));
}

TEST_CASE("the resolved text of a scenario reads back to the same values") {
  sim::Scenario scenario = sim::default_scenario(model);
  scenario.title = "Quotes \" and \\ and\nlines";
  scenario.run = {36, 0, 9007199254740993ULL, 7};
  scenario.values[*sim::find_parameter(model, "citizens.lens")] = 0.1 + 0.2;
  scenario.values[*sim::find_parameter(model, "citizens.noise")] = 5e-324;
  scenario.values[*sim::find_parameter(model, "policy.budget")] = 123456789.12345679;
  scenario.values[*sim::find_parameter(model, "policy.decider")] = std::int64_t{1};
  scenario.values[*sim::find_parameter(model, "citizens.complain")] = false;
  scenario.events.push_back(
      {12, {0, 2}, {{*sim::find_parameter(model, "citizens.lens"), 1.0 / 3}}});
  const test::TemporaryDirectory directory;
  const std::string text = sim::io::to_toml(model, scenario);

  const auto read = read_scenario(model, directory.write("again.toml", text), {}).scenario;

  CHECK(read.title == scenario.title);
  CHECK(read.values == scenario.values);
  CHECK(read.run.seed == scenario.run.seed);
  CHECK(read.events.size() == 1);
  CHECK(read.events[0].set == scenario.events[0].set);
  CHECK(sim::io::to_toml(model, read) == text);
}

TEST_CASE("values are written as people write them") {
  const auto& rows = model.parameters();
  const auto& lens = rows[*sim::find_parameter(model, "citizens.lens")];
  const auto& decider = rows[*sim::find_parameter(model, "policy.decider")];
  CHECK(sim::io::to_toml(lens, 0.35) == "0.35");
  CHECK(sim::io::to_toml(lens, 1.0) == "1.0");
  CHECK(sim::io::to_toml(lens, 1e6) == "1000000.0");
  CHECK(sim::io::to_toml(lens, 1e-9) == "1e-09");
  CHECK(sim::io::to_toml(decider, std::int64_t{1}) == "\"manager\"");
}

TEST_CASE("the template reads as the defaults, commented and uncommented alike") {
  const test::TemporaryDirectory directory;
  const std::string text = sim::io::scenario_template(model, sim::io::words(model));
  std::string uncommented;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = text.find('\n', at);
    const std::string line = text.substr(at, end - at);
    const bool value_line = line.starts_with("# ") && line.find(" = ") != std::string::npos &&
                            !line.starts_with("# extends") && !line.starts_with("# A ");
    uncommented += (value_line ? line.substr(2) : line) + "\n";
    at = end + 1;
  }
  uncommented.insert(uncommented.find("\nmonth = 60"), "\n[[event]]");

  const auto plain = read_scenario(model, directory.write("plain.toml", text), {}).scenario;
  const auto full = read_scenario(model, directory.write("full.toml", uncommented), {}).scenario;

  CHECK(plain.values == sim::default_scenario(model).values);
  CHECK(full.values == plain.values);
  CHECK(full.events.size() == 1);
  CHECK(text.find("# lens = 0.35") != std::string::npos);
}

TEST_CASE("a file with a byte order mark and Windows line ends is read") {
  const test::TemporaryDirectory directory;
  const auto path = directory.write(
      "windows.toml", "\xEF\xBB\xBFschema_version = 1\r\n[citizens]\r\nlens = 0.25\r\n");
  CHECK(value(read_scenario(model, path, {}).scenario, "citizens.lens") == Value{0.25});
}
