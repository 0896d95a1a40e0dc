#include <cmath>

#include <catch2/catch.hpp>

#include "models/discretion/discretion.hpp"
#include "sim/core/drawing.hpp"
#include "sim/io/words/words.hpp"

using sim::Drawing;

TEST_CASE("every parameter keeps to its range wherever it is drawn", "[unit][parameters]") {
  int drawn = 0;
  for (const auto& info : discretion::model().parameters()) {
    if (!info.free()) continue;
    INFO(info.name);
    REQUIRE((info.kind == sim::Kind::real || info.kind == sim::Kind::integer));
    for (const double end : {0.0, 1.0}) {
      const double value = sim::drawn_value(info, end);
      CHECK(value >= info.range.min);
      CHECK(value <= info.range.max);
    }
    CHECK(sim::drawn_value(info, 0) != sim::drawn_value(info, 1));
    ++drawn;
  }
  CHECK(drawn > 100);
}

TEST_CASE("a scale is one that its parameter has", "[unit][parameters]") {
  for (const auto& info : discretion::model().parameters()) {
    INFO(info.name);
    const std::string& help = sim::io::words(discretion::model()).help(info);
    const bool share = info.range.min >= 0 && info.range.max <= 1;
    const double value = sim::as_number(info.default_value);
    if (info.drawing == Drawing::odds) CHECK((share && value > 0 && value < 1));
    if (info.drawing == Drawing::half_life) CHECK((share && value > 0 && value < 1));
    if (info.drawing == Drawing::logit) CHECK(help.starts_with("Log-odds"));
    if (info.drawing == Drawing::distance) CHECK((value != 1 && std::abs(value - 1) <= 1));
    // What is kept each month is no share of a whole, and a log-odds no size.
    const bool kept = help.find("from month to month") != std::string::npos ||
                      help.find("utocorrelation") != std::string::npos;
    if (info.free() && kept) CHECK(info.drawing == Drawing::half_life);
    if (info.free() && help.starts_with("Log-odds")) CHECK(info.drawing == Drawing::logit);
    if (info.free() && help.starts_with("Probability")) CHECK(info.drawing == Drawing::odds);
    if (info.free() && help.starts_with("Share of"))
      CHECK((info.drawing == Drawing::odds || info.range.max > 1));
  }
}
