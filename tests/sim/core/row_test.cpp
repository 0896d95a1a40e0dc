#include "sim/core/row.hpp"

#include <stdexcept>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

namespace {
struct Row {
  std::string name;
};
const std::vector<Row> rows{{"lens"}, {"noise"}};
}  // namespace

TEST_CASE("a row is found by its name", "[unit][row]") { CHECK(sim::row_of(rows, "noise") == 1); }

TEST_CASE("a misspelt row name cannot pass", "[unit][row]") {
  CHECK_THROWS_AS(sim::row_of(rows, "noise "), std::logic_error);
  CHECK_THROWS_WITH(sim::row_of(rows, "nois"), Catch::Contains("nois"));
}
