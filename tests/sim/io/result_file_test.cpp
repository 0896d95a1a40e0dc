#include "sim/io/result_file.hpp"

#include <algorithm>

#include <catch2/catch.hpp>

#include "sim/io/labelled_group.hpp"
#include "tests/sim/io/child_process.hpp"
#include "tests/sim/io/example_study.hpp"
#include "tests/sim/io/temporary_directory.hpp"

namespace {

const test::ToyModel model;

/// What a call throws, without the test's directory.
template <class Call>
std::string refusal(const test::TemporaryDirectory& directory, Call&& call) {
  try {
    call();
  } catch (const sim::FileError& error) {
    std::string text = error.what();
    const std::string prefix = (directory / "").string();
    for (auto at = text.find(prefix); at != std::string::npos; at = text.find(prefix))
      text.erase(at, prefix.size());
    return text;
  }
  return "nothing was refused";
}

}  // namespace

TEST_CASE("a finished study is one file that tells its runs, failures and scenarios") {
  const test::TemporaryDirectory directory;
  test::write_example(directory / "r.h5");

  const auto status = sim::io::read_status(directory / "r.h5");

  CHECK(status.file_type == "comparison");
  CHECK(status.title == "Toys één en twee");
  CHECK(status.model == "toy");
  CHECK(status.format_major == 1);
  CHECK_FALSE(status.partial);
  CHECK(status.planned == 20);
  CHECK(status.ok == 18);
  CHECK(status.failed == 1);
  CHECK(status.scenarios == std::vector<std::string>{"one-size", "both"});
  CHECK(status.failures == std::vector<std::string>{"run 14: a case got lost in month 3"});
  CHECK_FALSE(std::filesystem::exists(directory / "r.h5.partial"));
  CHECK_FALSE(std::filesystem::exists(directory / "r.h5.writing"));
}

TEST_CASE("a study that stops after a block leaves a partial file with the runs of that block") {
  const test::TemporaryDirectory directory;
  test::write_example(directory / "r.h5", true, true);

  const auto status = sim::io::read_status(directory / "r.h5.partial");

  CHECK(status.partial);
  CHECK(status.planned == 20);
  CHECK(status.ok == 15);
  CHECK(status.failed == 1);
  CHECK_FALSE(std::filesystem::exists(directory / "r.h5"));
}

TEST_CASE("a partial file can be read while its study still runs") {
  const test::TemporaryDirectory directory;
  const auto study = test::example_study(model);
  const auto records = test::example_records(study);
  sim::io::ResultWriter writer(directory / "r.h5", study, false);
  writer.create();
  CHECK(sim::io::read_status(directory / "r.h5.partial").ok == 0);

  test::write(writer, std::span(records).first(15));
  CHECK(sim::io::read_status(directory / "r.h5.partial").ok == 0);
  CHECK(writer.write(records[15]));

  CHECK(sim::io::read_status(directory / "r.h5.partial").ok == 15);
}

TEST_CASE("runs that were not needed are marked in the whole file, and take next to no room") {
  const test::TemporaryDirectory directory;
  const auto study = test::example_study(model);
  const auto records = test::example_records(study);
  const auto write = [&](const std::string& name, std::size_t replicates_too_many) {
    sim::io::Study longer = study;
    for (std::size_t i = 0; i < replicates_too_many; ++i)
      longer.plan.push_back({0, static_cast<int>(100 + i), -1});
    sim::io::ResultWriter writer(directory / name, longer, false);
    test::write(writer, records);
    writer.finish(test::example_summary(model), {});
    return std::filesystem::file_size(directory / name);
  };
  const auto needed = write("needed.h5", 0), planned = write("planned.h5", 1000);

  const auto status = sim::io::read_status(directory / "planned.h5");
  const auto of_example = sim::io::read_status(directory / "needed.h5");
  CHECK(status.planned == 1020);
  CHECK(status.ok == of_example.ok);
  CHECK(status.not_needed == of_example.not_needed + 1000);
  // Names and numbers of the rows, five times over; texts are not packed, so that netCDF tools can
  // write them again.
  CHECK(planned - needed < 1000 * (200 + 5 * 16));
}

TEST_CASE("two deterministic writes of the same study give the same bytes") {
  const test::TemporaryDirectory one;
  const test::TemporaryDirectory two;
  test::write_example(one / "r.h5");
  test::write_example(two / "other.h5");
  CHECK(test::bytes_of(one / "r.h5") == test::bytes_of(two / "other.h5"));
}

TEST_CASE("only the last block may hold fewer runs, so that a file has one history") {
  const test::TemporaryDirectory directory;
  const auto study = test::example_study(model);
  const auto records = test::example_records(study);
  sim::io::ResultWriter writer(directory / "r.h5", study, false);
  test::write(writer, std::span(records).first(3));
  CHECK(writer.write_rest());
  CHECK_FALSE(writer.write_rest());
  CHECK(sim::io::read_status(directory / "r.h5.partial").ok == 3);
  CHECK_THROWS_AS(writer.write(records[3]), std::logic_error);
}

TEST_CASE(
    "a chunk has the months of a block of runs, or parts of fewer runs the larger those are") {
  const auto runs_in_chunk = [](const std::vector<hsize_t>& shape) {
    const auto chunk = sim::io::chunk_shape(shape);
    CHECK(std::equal(chunk.begin() + 1, chunk.end(), shape.begin() + 1));
    return chunk[0];
  };
  CHECK(runs_in_chunk({1000, 120}) == 16);
  CHECK(runs_in_chunk({1000, 120, 4}) == 4);
  CHECK(runs_in_chunk({1000, 120, 64}) == 2);
  CHECK(runs_in_chunk({1000, 120, 342}) == 1);
  CHECK(runs_in_chunk({1000, 360, 100'000}) == 1);
}

TEST_CASE("a disk that gets full keeps the blocks before, whatever does not fit") {
  const test::TemporaryDirectory directory;
  const auto study = test::example_study(model);
  const auto records = test::example_records(study);
  const std::span all(records);
  // Lengths of the partial file: with no run, with one block, with two.
  std::vector<std::uintmax_t> lengths;
  {
    sim::io::ResultWriter writer(directory / "length.h5", study, false);
    const auto measure = [&] {
      lengths.push_back(std::filesystem::file_size(directory / "length.h5.partial"));
    };
    writer.create();
    measure();
    test::write(writer, all.first(16));
    measure();
    test::write(writer, all.subspan(16));
    writer.write_rest();
    measure();
  }
  for (std::size_t fit = 1; fit < lengths.size(); ++fit) {
    CAPTURE(fit);
    const auto meets_full_disk = [&] {
      test::limit_files_to(lengths[fit] + 10);
      return refusal(directory, [&] {
               sim::io::ResultWriter writer(directory / "r.h5", study, true);
               test::write(writer, all);
               writer.finish(test::example_summary(model), {});
             }) == "r.h5.partial (File too large). Free some space, or write to another disk.";
    };
    CHECK(test::went_well(test::in_a_process(meets_full_disk)));
    const auto status = sim::io::read_status(directory / "r.h5.partial");
    CHECK(status.partial);
    CHECK(status.ok + status.failed == (fit == 1 ? 16 : 19));
    CHECK_FALSE(std::filesystem::exists(directory / "r.h5"));
  }
}

TEST_CASE("a result is never overwritten unless told so") {
  const test::TemporaryDirectory directory;
  const auto study = test::example_study(model);
  directory.write("r.h5", "precious");
  directory.write("s.h5.partial", "unfinished");

  CHECK(refusal(directory, [&] { sim::io::ResultWriter(directory / "r.h5", study, false); }) ==
        "r.h5 (file exists). Use --force to replace it, or another name.");
  CHECK(refusal(directory, [&] { sim::io::ResultWriter(directory / "s.h5", study, false); }) ==
        "s.h5.partial (left by a study that did not finish). See what it holds with maatwerk "
        "status; use --force to start again, or another name.");
  CHECK(test::bytes_of(directory / "r.h5") == "precious");
  CHECK(test::bytes_of(directory / "s.h5.partial") == "unfinished");

  { const sim::io::ResultWriter forced(directory / "r.h5", study, true); }
  CHECK(test::bytes_of(directory / "r.h5") == "precious");  // until the new one is whole
}

TEST_CASE("a place where nothing can be written is refused, and nothing is left there") {
  const test::TemporaryDirectory directory;
  const auto study = test::example_study(model);
  directory.write("folder/file", "");

  CHECK(refusal(directory, [&] { sim::io::ResultWriter(directory / "no/r.h5", study, false); }) ==
        "no/r.h5.partial (No such file or directory). Make its directory first, or give another "
        "name.");
  CHECK(refusal(directory, [&] { sim::io::ResultWriter(directory / "folder", study, false); }) ==
        "folder (a directory). Give the name of a file.");
  CHECK(refusal(directory,
                [&] { sim::io::ResultWriter(directory / "folder/file/r.h5", study, false); }) ==
        "folder/file/r.h5.partial (Not a directory). Check the directory and its "
        "permissions, or give another name.");
}

TEST_CASE("what is no result file is refused by its status") {
  const test::TemporaryDirectory directory;
  directory.write("text.h5", "hello");
  CHECK(refusal(directory, [&] { sim::io::read_status(directory / "gone.h5"); }) ==
        "gone.h5 (no such file). Give the path of a result file.");
  CHECK_THAT(refusal(directory, [&] { sim::io::read_status(directory / "text.h5"); }),
             Catch::Matchers::StartsWith("text.h5 (not a result file that can be read"));
}

TEST_CASE("a study in which no run has rows for a table is written all the same") {
  const test::TemporaryDirectory directory;
  auto study = test::example_study(model);
  study.plan.resize(1);
  study.scenarios.resize(1);
  sim::io::RunRecord failed;
  failed.status = sim::io::RunStatus::failed;
  failed.message = "nothing came of it";
  sim::io::ResultWriter writer(directory / "r.h5", study, false);
  writer.write(failed);
  writer.finish({}, {});
  CHECK(sim::io::read_status(directory / "r.h5").failures.size() == 1);
}
