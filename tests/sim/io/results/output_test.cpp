#include "sim/io/results/output.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <random>
#include <thread>

#include <catch2/catch.hpp>

#include "sim/io/results/journal.hpp"
#include "sim/io/results/labelled_group.hpp"
#include "sim/io/results/packed.hpp"
#include "sim/io/results/result_reader.hpp"
#include "sim/io/results/run_blocks.hpp"
#include "tests/sim/io/child_process.hpp"
#include "tests/sim/io/example_study.hpp"
#include "tests/sim/io/temporary_directory.hpp"

namespace {

const test::ToyModel model;

using sim::io::Output;
using sim::io::Start;

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

/// The same numbers, or both none.
bool same(const std::vector<double>& one, const std::vector<double>& other) {
  return std::ranges::equal(
      one, other, [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); });
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

TEST_CASE("a journal can be read as a result file while its study still runs") {
  const test::TemporaryDirectory directory;
  const auto study = test::example_study(model);
  const auto records = test::example_records(study);
  Output output(directory / "r.h5", study, Start::fresh, test::ignore);
  CHECK(refusal(directory, [&] { sim::io::read_status(directory / "r.h5.partial"); }) ==
        "r.h5.partial (no run is in it yet). Look again later.");

  test::write(output, std::span(records).first(15));
  CHECK(output.write(records[15]));

  CHECK(sim::io::read_status(directory / "r.h5.partial").ok == 15);
  test::write(output, std::span(records).subspan(16));
  CHECK(output.flush());
  CHECK_FALSE(output.flush());
  CHECK(sim::io::read_status(directory / "r.h5.partial").ok == 18);
}

TEST_CASE("runs that were not needed are marked in the whole file, and take next to no room") {
  const test::TemporaryDirectory directory;
  const auto study = test::example_study(model);
  const auto records = test::example_records(study);
  const auto write = [&](const std::string& name, std::size_t replicates_too_many) {
    sim::io::Study longer = study;
    for (std::size_t i = 0; i < replicates_too_many; ++i)
      longer.plan.push_back({0, static_cast<int>(100 + i), -1});
    Output output(directory / name, longer, Start::fresh, test::ignore);
    test::write(output, records);
    output.finish({test::example_summary(model), {}, {}});
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

TEST_CASE("runs are taken in the order of the plan only") {
  const test::TemporaryDirectory directory;
  const auto study = test::example_study(model);
  const auto records = test::example_records(study);
  Output output(directory / "r.h5", study, Start::fresh, test::ignore);
  output.write(records[0]);
  CHECK_THROWS_AS(output.write(records[2]), std::logic_error);
}

/// The bytes of the example, written in pieces by writers that end without a word.
std::string written_in_pieces(const std::vector<std::size_t>& ends) {
  const test::TemporaryDirectory directory;
  const auto study = test::example_study(model);
  const auto records = test::example_records(study);
  for (const std::size_t end : ends) {
    Output output(directory / "r.h5", study, Start::resume, test::ignore);
    while (output.next() < end) output.write(records[output.next()]);
    output.flush();
  }
  Output output(directory / "r.h5", study, Start::resume, test::ignore);
  while (output.next() < records.size()) output.write(records[output.next()]);
  output.finish({test::example_summary(model), {}, sim::io::Performance()});
  return test::bytes_of(directory / "r.h5");
}

TEST_CASE("a study that was resumed, amid a block or not, ends in the same bytes") {
  const test::TemporaryDirectory directory;
  test::write_example(directory / "r.h5");
  const std::string whole = test::bytes_of(directory / "r.h5");
  CHECK(written_in_pieces({}) == whole);
  CHECK(written_in_pieces({1}) == whole);
  CHECK(written_in_pieces({3, 5, 6, 15}) == whole);
  CHECK(written_in_pieces({16}) == whole);
  CHECK(written_in_pieces({2, 18, 19, 20}) == whole);
}

TEST_CASE("a resumed study tells of the runs that it has, and of no other study's") {
  const test::TemporaryDirectory directory;
  auto study = test::example_study(model);
  study.digest = "one";
  const auto records = test::example_records(study);
  {
    Output output(directory / "r.h5", study, Start::fresh, test::ignore);
    test::write(output, std::span(records).first(18));
    output.flush();
  }
  std::vector<std::size_t> runs;
  {
    const Output output(directory / "r.h5", study, Start::resume, [&](const auto& record) {
      runs.push_back(record.run);
      CHECK(same(record.result.overall, records[record.run].result.overall));
    });
    CHECK(output.next() == 18);
    CHECK(output.dropped() == 0);
  }
  CHECK(runs.size() == 18);
  study.digest = "other";
  CHECK_THROWS_AS(Output(directory / "r.h5", study, Start::resume, test::ignore), sim::InputError);
}

TEST_CASE("what is no whole block at the end of a journal is cut off, and told of") {
  const auto study = test::example_study(model);
  const auto records = test::example_records(study);
  const auto resumed_after = [&](const std::function<void(std::string&)>& damage) {
    const test::TemporaryDirectory directory;
    std::uintmax_t one_block = 0;
    {
      Output output(directory / "r.h5", study, Start::fresh, test::ignore);
      test::write(output, std::span(records).first(16));
      one_block = std::filesystem::file_size(directory / "r.h5.partial");
      test::write(output, std::span(records).subspan(16));
      output.flush();
    }
    std::string bytes = test::bytes_of(directory / "r.h5.partial");
    damage(bytes);
    directory.write("r.h5.partial", bytes);
    CHECK(sim::io::read_status(directory / "r.h5.partial").ok == 15);
    Output output(directory / "r.h5", study, Start::resume, test::ignore);
    CHECK(output.next() == 16);
    CHECK(output.dropped() == bytes.size() - one_block);
    test::write(output, std::span(records).subspan(16));
    output.finish({test::example_summary(model), {}, {}});
    return test::bytes_of(directory / "r.h5");
  };
  const test::TemporaryDirectory directory;
  test::write_example(directory / "whole.h5");
  const std::string whole = test::bytes_of(directory / "whole.h5");
  CHECK(resumed_after([](std::string& bytes) { bytes.pop_back(); }) == whole);
  CHECK(resumed_after([](std::string& bytes) { bytes.resize(bytes.size() - 1000); }) == whole);
  CHECK(resumed_after([](std::string& bytes) { bytes[bytes.size() - 500] ^= 1; }) == whole);
}

TEST_CASE("a frame with a right checksum that no study wrote is refused, and not followed") {
  const auto study = test::example_study(model);
  const auto records = test::example_records(study);
  const auto resumed_with = [&](sim::io::Block block, std::size_t bytes) {
    const test::TemporaryDirectory directory;
    {
      Output output(directory / "r.h5", study, Start::fresh, test::ignore);
      test::write(output, std::span(records).first(16));
    }
    std::string frame;
    sim::io::pack_into([&](std::string_view piece) { frame += piece; }, block);
    {
      sim::io::Journal journal(directory / "r.h5.partial");
      journal.go_on_behind(std::filesystem::file_size(directory / "r.h5.partial"));
      journal.append(std::string_view(frame).substr(0, bytes));
    }
    return refusal(directory,
                   [&] { Output(directory / "r.h5", study, Start::resume, test::ignore); });
  };
  const std::string start = "r.h5.partial (cannot be read: ";
  const std::string end = "). It is damaged: use --force to start again, or another name.";
  const sim::io::Block good{16, {records[16], records[17]}, {}};
  CHECK(resumed_with(good, std::string::npos) == "nothing was refused");
  for (const std::size_t bytes : {0, 7, 12, 40, 100})
    CHECK(resumed_with(good, bytes) == start + "it ends within a value" + end);
  CHECK(resumed_with({17, {records[17]}, {}}, std::string::npos) ==
        start + "its runs are out of order" + end);
  CHECK(resumed_with({16, {records[16], records[16]}, {}}, std::string::npos) ==
        start + "its runs are out of order" + end);
  auto none = records[16];
  none.status = static_cast<sim::io::RunStatus>(9);
  CHECK(resumed_with({16, {none}, {}}, std::string::npos) ==
        start + "its runs are out of order" + end);
  std::vector<sim::io::RunRecord> more(records.begin() + 16, records.end());
  while (16 + more.size() <= records.size()) {
    more.push_back(more.back());
    ++more.back().run;
  }
  CHECK(resumed_with({16, more, {}}, std::string::npos) ==
        start + "it has more runs than the study" + end);
}

TEST_CASE("a writer that is killed at any moment leaves the blocks that it told of") {
  const auto study = test::example_study(model);
  const auto records = test::example_records(study);
  const test::TemporaryDirectory whole;
  test::write_example(whole / "r.h5");
  std::minstd_rand luck(7);
  for (int round = 0; round < 30; ++round) {
    const test::TemporaryDirectory directory;
    const pid_t child = test::in_a_process([&] {
      Output output(directory / "r.h5", study, Start::fresh, test::ignore);
      for (const auto& record : records)
        if (output.write(record)) directory.write("told", "");
      output.finish({test::example_summary(model), {}, {}});
      return true;
    });
    std::this_thread::sleep_for(std::chrono::microseconds(luck() % 40000));
    kill(child, SIGKILL);
    test::went_well(child);
    const bool told = std::filesystem::exists(directory / "told");
    if (std::filesystem::exists(directory / "r.h5")) {
      CHECK(test::bytes_of(directory / "r.h5") == test::bytes_of(whole / "r.h5"));
      continue;
    }
    Output output(directory / "r.h5", study, Start::resume, test::ignore);
    CHECK(output.next() >= (told ? 16U : 0U));
    while (output.next() < records.size()) output.write(records[output.next()]);
    output.finish({test::example_summary(model), {}, {}});
    CHECK(test::bytes_of(directory / "r.h5") == test::bytes_of(whole / "r.h5"));
  }
}

TEST_CASE("a second writer of a name is told who holds it, and changes nothing") {
  const test::TemporaryDirectory directory;
  const auto study = test::example_study(model);
  const auto records = test::example_records(study);
  Output output(directory / "r.h5", study, Start::fresh, test::ignore);
  for (const auto start : {Start::fresh, Start::replace, Start::resume}) {
    const std::string text =
        refusal(directory, [&] { Output(directory / "r.h5", study, start, test::ignore); });
    CHECK_THAT(text, Catch::Matchers::StartsWith("r.h5.partial (written by process " +
                                                 std::to_string(getpid()) + " on "));
    CHECK_THAT(text, Catch::Matchers::Contains(" since 2"));
  }
  test::write(output, records);
  output.finish({test::example_summary(model), {}, {}});
  CHECK(sim::io::read_status(directory / "r.h5").ok == 18);
}

TEST_CASE("a file that came there while a study ran is not replaced, and no run is lost") {
  const test::TemporaryDirectory directory;
  const auto study = test::example_study(model);
  {
    Output output(directory / "r.h5", study, Start::fresh, test::ignore);
    test::write(output, test::example_records(study));
    directory.write("r.h5", "precious");
    CHECK_THAT(
        refusal(directory,
                [&] {
                  output.finish({test::example_summary(model), {}, {}});
                }),
        Catch::Matchers::StartsWith("r.h5 (another file came there meanwhile). Move it away"));
  }
  CHECK(test::bytes_of(directory / "r.h5") == "precious");
  CHECK_FALSE(std::filesystem::exists(directory / "r.h5.writing"));
  std::filesystem::remove(directory / "r.h5");
  Output output(directory / "r.h5", study, Start::resume, test::ignore);
  CHECK(output.next() == 20);
}

TEST_CASE("only a whole file of the same study is whole already") {
  const test::TemporaryDirectory directory;
  auto study = test::example_study(model);
  study.digest = "one";
  CHECK_FALSE(sim::io::is_whole(directory / "r.h5", study));
  {
    Output output(directory / "r.h5", study, Start::fresh, test::ignore);
    test::write(output, test::example_records(study));
    output.finish({test::example_summary(model), {}, {}});
  }
  CHECK(sim::io::is_whole(directory / "r.h5", study));
  study.digest = "other";
  CHECK_FALSE(sim::io::is_whole(directory / "r.h5", study));
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
  const auto study = test::example_study(model);
  const auto records = test::example_records(study);
  const std::span all(records);
  const test::TemporaryDirectory whole;
  test::write_example(whole / "r.h5");
  // Lengths of the journal: before a run, with one block, with two.
  std::vector<std::uintmax_t> lengths;
  {
    Output output(whole / "length.h5", study, Start::fresh, test::ignore);
    const auto measure = [&] {
      lengths.push_back(std::filesystem::file_size(whole / "length.h5.partial"));
    };
    test::write(output, all.first(4));
    measure();
    test::write(output, all.subspan(4, 12));
    measure();
    test::write(output, all.subspan(16));
    output.flush();
    measure();
  }
  for (std::size_t fit = 1; fit < lengths.size(); ++fit) {
    CAPTURE(fit);
    const test::TemporaryDirectory directory;
    const auto meets_full_disk = [&] {
      test::limit_files_to(lengths[fit] + 10);
      const std::string text = refusal(directory, [&] {
        Output output(directory / "r.h5", study, Start::fresh, test::ignore);
        test::write(output, all);
        output.finish({test::example_summary(model), {}, {}});
      });
      return text.find(
                 " (File too large). Free some space, or write to another disk. "
                 "r.h5.partial keeps all runs flushed before: --resume goes on.") !=
             std::string::npos;
    };
    CHECK(test::went_well(test::in_a_process(meets_full_disk)));
    const auto status = sim::io::read_status(directory / "r.h5.partial");
    CHECK(status.partial);
    CHECK(status.ok + status.failed == (fit == 1 ? 16 : 19));
    CHECK_FALSE(std::filesystem::exists(directory / "r.h5"));
    CHECK_FALSE(std::filesystem::exists(directory / "r.h5.writing"));
    Output output(directory / "r.h5", study, Start::resume, test::ignore);
    while (output.next() < records.size()) output.write(records[output.next()]);
    output.finish({test::example_summary(model), {}, {}});
    CHECK(test::bytes_of(directory / "r.h5") == test::bytes_of(whole / "r.h5"));
  }
}

TEST_CASE("a result is never overwritten unless told so") {
  const test::TemporaryDirectory directory;
  const auto study = test::example_study(model);
  directory.write("r.h5", "precious");
  directory.write("s.h5.partial", "unfinished");

  CHECK(refusal(directory, [&] {
          Output(directory / "r.h5", study, Start::fresh, test::ignore);
        }) == "r.h5 (file exists). Use --force to replace it, or another name.");
  CHECK(
      refusal(directory, [&] { Output(directory / "s.h5", study, Start::fresh, test::ignore); }) ==
      "s.h5.partial (left by a study that did not finish). See what it holds with maatwerk "
      "status; use --resume to go on, --force to start again, or another name.");
  CHECK(test::bytes_of(directory / "r.h5") == "precious");
  CHECK(test::bytes_of(directory / "s.h5.partial") == "unfinished");

  { const Output forced(directory / "r.h5", study, Start::replace, test::ignore); }
  CHECK(test::bytes_of(directory / "r.h5") == "precious");  // until the new one is whole
}

TEST_CASE("a place where nothing can be written is refused, and nothing is left there") {
  const test::TemporaryDirectory directory;
  const auto study = test::example_study(model);
  directory.write("folder/file", "");

  CHECK(refusal(directory,
                [&] { Output(directory / "no/r.h5", study, Start::fresh, test::ignore); }) ==
        "no/r.h5.partial (No such file or directory). Make its directory first, or give another "
        "name.");
  CHECK(refusal(directory, [&] {
          Output(directory / "folder", study, Start::fresh, test::ignore);
        }) == "folder (a directory). Give the name of a file.");
  CHECK(
      refusal(directory,
              [&] { Output(directory / "folder/file/r.h5", study, Start::fresh, test::ignore); }) ==
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
  Output output(directory / "r.h5", study, Start::fresh, test::ignore);
  output.write(failed);
  output.finish({});
  CHECK(sim::io::read_status(directory / "r.h5").failures.size() == 1);
}
