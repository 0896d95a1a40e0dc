#include "sim/io/results/result_reader.hpp"

#include <algorithm>
#include <cmath>

#include <catch2/catch.hpp>

#include "tests/sim/io/example_study.hpp"
#include "tests/sim/io/temporary_directory.hpp"

namespace {

using sim::io::ResultReader;
using sim::io::RunStatus;

std::size_t find_series(const ResultReader& reader, const std::string& group,
                        const std::string& name) {
  const auto& all = reader.series();
  const auto found = std::ranges::find_if(
      all, [&](const auto& series) { return series.group == group && series.name == name; });
  REQUIRE(found != all.end());
  return static_cast<std::size_t>(found - all.begin());
}

std::string reason_not_to_read(const std::filesystem::path& path) {
  try {
    const ResultReader reader(path);
  } catch (const sim::FileError& error) {
    return error.what();
  }
  return "";
}

bool same(double one, double other) {
  return one == other || (std::isnan(one) && std::isnan(other));
}

}  // namespace

TEST_CASE("a result file gives back what a run gave", "[unit][result_reader]") {
  const test::TemporaryDirectory folder;
  test::write_example(folder / "r.h5");
  const test::ToyModel model;
  const auto study = test::example_study(model);
  const auto records = test::example_records(study);
  const ResultReader reader(folder / "r.h5");

  const auto months = static_cast<std::size_t>(24);
  for (std::size_t metric = 0; metric < model.metrics().size(); ++metric) {
    const auto series = find_series(reader, "", model.metrics()[metric].name);
    const auto stored = reader.numbers(series, 3);
    REQUIRE(stored.size() == months);
    for (std::size_t month = 0; month < months; ++month)
      CHECK(same(stored[month], records[3].result.overall[metric * months + month]));
  }
  const auto rows = reader.rows(0, 3);
  REQUIRE(rows.size() == 4);
  for (std::size_t column = 0; column < 4; ++column)
    CHECK(rows[column] == records[3].result.tables[0][column]);
}

TEST_CASE("series of a result file describe themselves", "[unit][result_reader]") {
  const test::TemporaryDirectory folder;
  test::write_example(folder / "r.h5");
  const ResultReader reader(folder / "r.h5");

  const auto& spending = reader.series()[find_series(reader, "offices", "spending")];
  CHECK(spending.unit == "EUR");
  CHECK(spending.dimensions == std::vector<std::string>{"month", "office"});
  CHECK(spending.shape == std::vector<std::size_t>{24, 3});
  CHECK_FALSE(spending.whole);
  CHECK(spending.single);
  CHECK_FALSE(reader.series()[find_series(reader, "", "cases")].single);
  CHECK(reader.series()[find_series(reader, "", "cases")].whole);
  const auto& share = reader.series()[find_series(reader, "dilemmas", "share")];
  CHECK(share.dimensions == std::vector<std::string>{"office", "loyalty", "loyalty_other"});
  CHECK(reader.labels("dilemmas", "loyalty") ==
        std::vector<std::string>{"law", "profession", "citizen"});
  CHECK(reader.labels("offices", "office") == std::vector<std::string>{"0", "1", "2"});
  CHECK(reader.tables()[0].columns[2].categories ==
        std::vector<std::string>{"rule", "budget", "training"});
}

TEST_CASE("a run that failed keeps its address and its message", "[unit][result_reader]") {
  const test::TemporaryDirectory folder;
  test::write_example(folder / "r.h5");
  const ResultReader reader(folder / "r.h5");

  const auto& failed = reader.runs()[14];
  CHECK(failed.plan.scenario == 1);
  CHECK(failed.plan.replicate == 4);
  CHECK(failed.status == RunStatus::failed);
  CHECK(failed.message == "a case got lost in month 3");
  CHECK(std::isnan(reader.numbers(find_series(reader, "", "cases"), 14)[0]));
  CHECK(reader.rows(0, 14)[0].empty());
}

TEST_CASE("the scenarios of a result file can be run again", "[unit][result_reader]") {
  const test::TemporaryDirectory folder;
  test::write_example(folder / "r.h5");
  const test::ToyModel model;
  const ResultReader reader(folder / "r.h5");

  const auto stored = reader.scenario(1);
  CHECK(stored.name == "both");
  CHECK(stored.as_written == "schema_version = 1\n");
  CHECK(stored.origins.size() == model.parameters().size());
  const auto read = sim::io::read_scenario(model, folder.write("both.toml", stored.resolved), {});
  CHECK(read.scenario.values == test::example_study(model).scenarios[1].scenario.values);
}

TEST_CASE("a partial file says so and gives the runs it has", "[unit][result_reader]") {
  const test::TemporaryDirectory folder;
  test::write_example(folder / "r.h5", true, true);
  const ResultReader reader(folder / "r.h5.partial");

  CHECK(reader.status().partial);
  CHECK(reader.runs().size() == 20);
  CHECK(reader.runs()[15].status == RunStatus::ok);
  CHECK(reader.runs()[16].status == RunStatus::planned);
  CHECK(reader.summary().mean.empty());
}

TEST_CASE("the summary of a result file is read by scenario, metric and window",
          "[unit][result_reader]") {
  const test::TemporaryDirectory folder;
  test::write_example(folder / "r.h5");
  const auto summary = ResultReader(folder / "r.h5").summary();

  REQUIRE(summary.mean.size() == 2 * 7 * 3);
  CHECK(summary.mean[0] == 0.5);
  CHECK(summary.mean[7 * 3] == 1.5);
  CHECK(summary.windows == std::vector<std::string>{"first_year", "last_year", "all"});
}

TEST_CASE("what is no result file is refused with a reason", "[unit][result_reader]") {
  const test::TemporaryDirectory folder;
  test::write_example(folder / "r.h5");
  const std::string bytes = test::bytes_of(folder / "r.h5");

  CHECK_THAT(reason_not_to_read(folder / "absent.h5"), Catch::Contains("no such file"));
  CHECK_THAT(reason_not_to_read(folder.write("text.h5", "month,value\n")),
             Catch::Contains("not a result file"));
  CHECK_THAT(reason_not_to_read(folder.write("cut.h5", bytes.substr(0, bytes.size() / 2))),
             Catch::Contains("not a result file that can be read"));
}
