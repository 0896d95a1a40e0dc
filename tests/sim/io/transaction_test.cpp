#include "sim/io/transaction.hpp"

#include <algorithm>
#include <chrono>
#include <random>
#include <system_error>
#include <thread>

#include <catch2/catch.hpp>
#include <fcntl.h>
#include <sys/file.h>

#include "tests/sim/io/child_process.hpp"
#include "tests/sim/io/temporary_directory.hpp"

namespace {

using Bytes = std::vector<std::byte>;

constexpr std::size_t page = 4096;

Bytes many(std::size_t count, int value) { return Bytes(count, static_cast<std::byte>(value)); }

Bytes on_disk(const std::filesystem::path& path) {
  const std::string text = test::bytes_of(path);
  const auto raw = std::as_bytes(std::span(text));
  return {raw.begin(), raw.end()};
}

Bytes as_read(const sim::io::Transaction& file, std::uint64_t place, std::size_t count) {
  Bytes bytes(count);
  file.read(place, bytes);
  return bytes;
}

/// Whether a commit is refused where no file may be longer than this.
bool refused_at(sim::io::Transaction& file, std::size_t longest) {
  test::limit_files_to(longest);
  try {
    file.commit();
  } catch (const std::system_error& error) {
    return error.code().value() == EFBIG;
  }
  return false;
}

}  // namespace

TEST_CASE(
    "what is read is what was written, committed or not, and the disk has what was committed") {
  const test::TemporaryDirectory directory;
  sim::io::Transaction file(directory / "f");
  Bytes expected;
  std::mt19937 words(7);
  const auto below = [&](std::size_t end) { return words() % end; };
  for (int step = 0; step < 4000; ++step) {
    const std::size_t kind = below(100);
    if (kind < 60) {
      const std::size_t place = below(expected.size() + 3 * page);
      const Bytes bytes = many(1 + below(2 * page), static_cast<int>(below(256)));
      file.write(place, bytes);
      expected.resize(std::max(expected.size(), place + bytes.size()));
      std::ranges::copy(bytes, expected.begin() + static_cast<std::ptrdiff_t>(place));
    } else if (kind < 90) {
      const std::size_t place = below(expected.size() + page), count = below(3 * page);
      Bytes there(count);
      for (std::size_t i = 0; i < count && place + i < expected.size(); ++i)
        there[i] = expected[place + i];
      REQUIRE((as_read(file, place, count) == there));
    } else if (kind < 93) {
      const std::size_t size = below(expected.size() + 2 * page);
      file.resize(size);
      expected.resize(size);
    } else {
      file.commit();
      REQUIRE((on_disk(directory / "f") == expected));
    }
    REQUIRE(file.size() == expected.size());
  }
}

TEST_CASE("more than is kept in memory is written as it comes, and counts from the commit on") {
  const test::TemporaryDirectory directory;
  const Bytes large = many(20 << 20, 5);
  {
    sim::io::Transaction file(directory / "f");
    file.write(0, many(page, 1));
    file.commit();
    file.write(page, large);
    file.write(2 * page, many(page, 6));
    CHECK((as_read(file, page, page) == many(page, 5)));
    CHECK((as_read(file, 2 * page, page) == many(page, 6)));
    CHECK(std::filesystem::file_size(directory / "f") > large.size());
  }
  CHECK((on_disk(directory / "f") == many(page, 1)));
}

TEST_CASE("a file that is dropped has what it had after its last commit") {
  const test::TemporaryDirectory directory;
  {
    sim::io::Transaction file(directory / "f");
    file.write(0, many(3 * page, 1));
    file.commit();
    file.write(page, many(page, 2));
    file.write(3 * page, many(page, 3));
  }
  CHECK((on_disk(directory / "f") == many(3 * page, 1)));
}

TEST_CASE("a commit that finds no room leaves what was committed, and goes through when there is") {
  const test::TemporaryDirectory directory;
  const Bytes before = many(8 * page, 1);
  // No room for what is appended; for that, but not for the changes.
  for (const auto& [appended, longest] : {std::pair{64 * page, 16 * page}, {0 * page, 8 * page}}) {
    CAPTURE(appended, longest);
    sim::io::Transaction file(directory / "f");
    file.write(0, before);
    file.commit();
    file.write(0, many(8 * page, 2));
    file.write(8 * page, many(appended, 3));

    CHECK(test::went_well(test::in_a_process([&] { return refused_at(file, longest); })));

    sim::io::recover(directory / "f");
    Bytes there = on_disk(directory / "f");
    there.resize(before.size());
    CHECK((there == before));
    CHECK_FALSE(std::filesystem::exists(directory / "f.redo"));
    file.commit();
    Bytes after = many(8 * page, 2);
    after.resize(8 * page + appended, std::byte{3});
    CHECK((on_disk(directory / "f") == after));
  }
}

TEST_CASE("a commit that fails while bytes change is carried out by the next reader") {
  const test::TemporaryDirectory directory;
  sim::io::Transaction file(directory / "f");
  file.write(0, many(8 * page, 1));
  file.commit();
  file.write(7 * page, many(page, 2));
  // Room for the changes beside the file, but not in their place.
  CHECK(test::went_well(test::in_a_process([&] { return refused_at(file, 4 * page); })));
  CHECK((on_disk(directory / "f") == many(8 * page, 1)));

  sim::io::recover(directory / "f");

  Bytes after = many(7 * page, 1);
  after.resize(8 * page, std::byte{2});
  CHECK((on_disk(directory / "f") == after));
}

TEST_CASE("a writer that is killed at any moment leaves one of its commits, and all of it") {
  const test::TemporaryDirectory directory;
  constexpr std::size_t changed = 512 * page;
  std::mt19937 words(11);
  int interrupted = 0;  // amid a commit: about every second one
  for (int round = 0; round < 1000 && interrupted < 10; ++round) {
    // Every commit changes all that is there and makes it a page longer.
    const pid_t child = test::in_a_process([&] {
      sim::io::Transaction file(directory / "f");
      for (int commit = 0;; ++commit) {
        file.write(0, many(changed + static_cast<std::size_t>(commit) * page, commit % 256));
        file.commit();
      }
      return true;
    });
    std::this_thread::sleep_for(std::chrono::microseconds(5000 + words() % 20000 + 100 * round));
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    if (std::filesystem::exists(directory / "f.redo")) ++interrupted;

    sim::io::recover(directory / "f");

    Bytes there = on_disk(directory / "f");
    if (there.size() < changed) continue;  // killed before the first commit had ended
    const auto commit = there.front();
    const auto same = std::ranges::find_if(there, [&](std::byte value) { return value != commit; });
    // Behind it there may be pages that a next commit had begun to append.
    CHECK(static_cast<std::size_t>(same - there.begin()) >= changed);
  }
  CHECK(interrupted == 10);
}

TEST_CASE("a commit that goes on is waited for, and one that was left is carried out") {
  const test::TemporaryDirectory directory;
  directory.write("f", "kept");
  // 25 bytes in all; at place 0 goes 1 byte, X.
  using namespace std::string_literals;
  const std::string redo =
      "\x19\0\0\0\0\0\0\0"s + "\0\0\0\0\0\0\0\0"s + "\x01\0\0\0\0\0\0\0"s + "X";
  directory.write("f.redo", redo);
  const int held = open((directory / "f.redo").c_str(), O_RDONLY);
  flock(held, LOCK_EX);
  std::thread reader([&] { sim::io::recover(directory / "f"); });
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  CHECK(test::bytes_of(directory / "f") == "kept");
  std::filesystem::remove(directory / "f.redo");  // as the writer does at the end
  close(held);
  reader.join();
  CHECK(test::bytes_of(directory / "f") == "kept");

  directory.write("f.redo", redo);
  sim::io::recover(directory / "f");
  CHECK(test::bytes_of(directory / "f") == "Xept");
  CHECK_FALSE(std::filesystem::exists(directory / "f.redo"));
}

TEST_CASE("a redo file that was cut short, or is another file's, changes nothing") {
  const test::TemporaryDirectory directory;
  directory.write("f", "kept");
  sim::io::recover(directory / "f");
  directory.write("f.redo", "\xff\x01");
  sim::io::recover(directory / "f");
  CHECK(test::bytes_of(directory / "f") == "kept");
  CHECK_FALSE(std::filesystem::exists(directory / "f.redo"));

  directory.write("f.redo", "\xff\x01");
  sim::io::Transaction anew(directory / "f");
  CHECK_FALSE(std::filesystem::exists(directory / "f.redo"));
}
