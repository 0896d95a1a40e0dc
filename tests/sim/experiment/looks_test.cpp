#include "sim/experiment/looks.hpp"

#include <catch2/catch.hpp>

using namespace sim::experiment;
using sim::io::RunStatus;

namespace {
/// Half-widths of the mean of the second metric in the last year.
std::vector<Precision> wanted(double half_width) {
  return {{{1, sim::Window::last_year}, half_width, ""}};
}

/// A run of two metrics with one value of interest.
void see(Looks& looks, int scenario, double value, int point = -1,
         RunStatus status = RunStatus::ok) {
  sim::io::RunRecord record;
  record.status = status;
  if (status == RunStatus::ok) record.window_means = {9, 9, 9, 9, value, 9};
  looks.see({scenario, 0, point}, record);
}
}  // namespace

TEST_CASE("a precision is reached when the interval of every scenario is narrow enough",
          "[unit][looks]") {
  // Two values 1 apart: half the width is 12.706 / 2 (Student t, one degree of freedom).
  for (const double half_width : {6.3, 6.4}) {
    Looks looks(wanted(half_width), 2);
    for (const double value : {0.0, 1.0}) {
      see(looks, 0, value);
      see(looks, 1, 0);
    }
    CHECK(looks.enough() == (half_width == 6.4));
  }
}

TEST_CASE("one run, or none that ended well, has no interval and so no precision",
          "[unit][looks]") {
  Looks looks(wanted(1000), 1);
  CHECK_FALSE(looks.enough());
  see(looks, 0, 1);
  CHECK_FALSE(looks.enough());
  see(looks, 0, 0, -1, RunStatus::failed);
  CHECK_FALSE(looks.enough());
  see(looks, 0, 1);
  CHECK(looks.enough());
}

TEST_CASE("a design point starts with no runs of the point before", "[unit][looks]") {
  Looks looks(wanted(1000), 1);
  see(looks, 0, 1, 0);
  see(looks, 0, 1, 0);
  CHECK(looks.enough());
  see(looks, 0, 1, 1);
  CHECK_FALSE(looks.enough());
}
