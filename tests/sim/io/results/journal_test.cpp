#include "sim/io/results/journal.hpp"

#include <string>

#include <catch2/catch.hpp>

#include "tests/sim/io/temporary_directory.hpp"

namespace {

/// Longer than what is written at once, and no whole number of words.
std::string long_text() {
  std::string text;
  while (text.size() < 200001) text += std::to_string(text.size()) + ' ';
  text.resize(200001);
  return text;
}

}  // namespace

TEST_CASE("a frame comes back as it was given, in pieces of whatever size", "[unit][journal]") {
  const test::TemporaryDirectory directory;
  const std::string text = long_text();
  sim::io::Journal journal(directory / "j");
  journal.clear();
  journal.append([&](const sim::io::Journal::Sink& sink) {
    for (std::size_t at = 0, size = 1; at < text.size(); at += size, size = 3 * size % 70001)
      sink(std::string_view(text).substr(at, size));
  });
  journal.append(text);
  journal.append("");
  sim::io::JournalReader reader(directory / "j");
  CHECK(reader.next() == text);
  CHECK(reader.next() == text);
  CHECK(reader.next() == "");
  CHECK_FALSE(reader.next());
  CHECK(reader.rest() == 0);
}

TEST_CASE("a frame of which a byte is another is the end of a journal", "[unit][journal]") {
  const test::TemporaryDirectory directory;
  sim::io::Journal journal(directory / "j");
  journal.clear();
  journal.append("what was there before");
  const std::uint64_t whole = std::filesystem::file_size(directory / "j");
  journal.append(long_text());
  std::fstream file(directory / "j", std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(static_cast<std::streamoff>(whole) + 100000);
  file.put('#');
  file.close();
  sim::io::JournalReader reader(directory / "j");
  CHECK(reader.next() == "what was there before");
  CHECK_FALSE(reader.next());
  CHECK(reader.good() == whole);
}
