#include "sim/cli/terminal/text_table.hpp"

#include <limits>

#include <catch2/catch.hpp>

using namespace sim::cli;

TEST_CASE("columns line up, also under letters of two bytes", "[unit][text_table]") {
  TextTable table({{"", TextTable::Align::left}, {"mean"}});
  table.add_row({"één", "1"});
  table.add_row({"three", "10"});
  CHECK(table.text({}) == "       mean\néén       1\nthree    10\n");
}

TEST_CASE("columns that do not fit go below, under the first one again", "[unit][text_table]") {
  TextTable table({{"", TextTable::Align::left}, {"aaaa"}, {"bbbb"}});
  table.add_row({"x", "1", "2"});
  CHECK(table.text({.columns = 9}) == "   aaaa\nx     1\n\n   bbbb\nx     2\n");
}

TEST_CASE("marks stand behind their cells and leave the others in line", "[unit][text_table]") {
  TextTable table({{"", TextTable::Align::left}, {"mean"}, {"b"}});
  table.add_marked_row({{"x", ""}, {"1.5", " n=2"}, {"7", ""}});
  table.add_marked_row({{"y", ""}, {"22.5", ""}, {"8", ""}});
  CHECK(table.text({}) == "   mean      b\nx   1.5 n=2  7\ny  22.5      8\n");
}

TEST_CASE("numbers are rounded by their interval", "[unit][text_table]") {
  CHECK(show({0.123456, 0, 9, 0.111111, 0.135801}).plus_minus == "0.123 ± 0.012");
  CHECK(show({1234.5, 0, 9, 1111.1, 1357.9}).interval == "[1111, 1358]");
  CHECK(show({0.5, 0, 9, 0.5, 0.5}).mean == "0.5000");
  CHECK(show({-0.001, 0, 9, -0.401, 0.399}).mean == "0.00");
}

TEST_CASE("what is no number is a dash", "[unit][text_table]") {
  constexpr double missing = std::numeric_limits<double>::quiet_NaN();
  CHECK(show({missing, missing, 0, missing, missing}).plus_minus == "-");
  CHECK(show({2, missing, 1, missing, missing}).interval == "-");
}

TEST_CASE("text is broken at blanks", "[unit][text_table]") {
  CHECK(wrapped("one two three", 2, 9) == "  one two\n  three\n");
}
