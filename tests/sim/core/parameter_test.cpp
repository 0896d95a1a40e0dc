#include "sim/core/parameter.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>

#include <catch2/catch.hpp>

namespace {

enum class Weather : std::uint8_t { dry, wet };

struct GardenParameters {
  int beds = 4;
  double water = 0.5;
  static constexpr auto table() {
    using P = GardenParameters;
    return std::tuple{
        sim::Parameter{&P::beds, "beds", "1", sim::Range{1, 100},
                       sim::Source{sim::Grade::document, "a garden book"}, sim::Change::setup},
        sim::Parameter{&P::water, "water", "1", sim::Range{0, 1}, sim::Source{}, sim::Change::live,
                       sim::Drawing::odds},
    };
  }
};

struct SeasonParameters {
  bool greenhouse = false;
  Weather weather = Weather::wet;
  static constexpr auto table() {
    using P = SeasonParameters;
    return std::tuple{
        sim::Parameter{&P::greenhouse, "greenhouse", "1", sim::Range{}},
        sim::Parameter{&P::weather, "weather", "1", sim::Range{}},
    };
  }
};

struct Parameters {
  GardenParameters garden;
  SeasonParameters season;
  static constexpr auto sections() {
    return std::tuple{sim::Section{"garden", &Parameters::garden},
                      sim::Section{"season", &Parameters::season}};
  }
};

enum Row : std::size_t { beds, water, greenhouse, weather };

}  // namespace

template <>
struct sim::ChoiceNames<Weather> {
  static constexpr std::array<std::string_view, 2> names{"dry", "wet"};
};

TEST_CASE("a table lists its rows section by section, with dotted names", "[unit][parameter]") {
  const sim::ParameterTable<Parameters> table;
  REQUIRE(table.rows().size() == 4);
  CHECK(table.rows()[beds].name == "garden.beds");
  CHECK(table.rows()[water].name == "garden.water");
  CHECK(table.rows()[greenhouse].name == "season.greenhouse");
  CHECK(table.rows()[weather].name == "season.weather");
}

TEST_CASE("a row knows its kind and its member's initialiser as default", "[unit][parameter]") {
  const sim::ParameterTable<Parameters> table;
  CHECK(table.rows()[beds].kind == sim::Kind::integer);
  CHECK(table.rows()[beds].default_value == sim::Value{std::int64_t{4}});
  CHECK(table.rows()[water].kind == sim::Kind::real);
  CHECK(table.rows()[water].default_value == sim::Value{0.5});
  CHECK(table.rows()[greenhouse].kind == sim::Kind::boolean);
  CHECK(table.rows()[greenhouse].default_value == sim::Value{false});
  CHECK(table.rows()[weather].kind == sim::Kind::choice);
  CHECK(table.rows()[weather].choices == std::vector<std::string>{"dry", "wet"});
  CHECK(table.rows()[weather].default_value == sim::Value{std::int64_t{1}});
}

TEST_CASE("a row carries what its line of the table says", "[unit][parameter]") {
  const sim::ParameterTable<Parameters> table;
  CHECK(table.rows()[beds].range.max == 100);
  CHECK(table.rows()[beds].source.mechanism == sim::Grade::document);
  CHECK(table.rows()[beds].source.citation == "a garden book");
  CHECK(table.rows()[beds].source.number == sim::Grade::assumed);
  CHECK(table.rows()[beds].change == sim::Change::setup);
  CHECK_FALSE(table.rows()[beds].free());
  CHECK(table.rows()[water].change == sim::Change::live);
  CHECK(table.rows()[water].drawing == sim::Drawing::odds);
  CHECK(table.rows()[water].free());
  CHECK(table.rows()[water].source.mechanism == sim::Grade::assumed);
}

TEST_CASE("each kind of parameter reads back what was set, and others stay", "[unit][parameter]") {
  const sim::ParameterTable<Parameters> table;
  Parameters parameters;
  table.set(parameters, beds, std::int64_t{9});
  table.set(parameters, water, 0.25);
  table.set(parameters, greenhouse, true);
  table.set(parameters, weather, std::int64_t{0});
  CHECK(parameters.garden.beds == 9);
  CHECK(parameters.garden.water == 0.25);
  CHECK(parameters.season.greenhouse);
  CHECK(parameters.season.weather == Weather::dry);
  CHECK(table.value(parameters, beds) == sim::Value{std::int64_t{9}});
  CHECK(table.value(parameters, water) == sim::Value{0.25});
  CHECK(table.value(parameters, greenhouse) == sim::Value{true});
  CHECK(table.value(parameters, weather) == sim::Value{std::int64_t{0}});

  table.set(parameters, water, 0.75);
  CHECK(table.value(parameters, beds) == sim::Value{std::int64_t{9}});
}

TEST_CASE("a whole number passes for a real one", "[unit][parameter]") {
  const sim::ParameterTable<Parameters> table;
  Parameters parameters;
  table.set(parameters, water, std::int64_t{1});
  CHECK(table.value(parameters, water) == sim::Value{1.0});
}

TEST_CASE("every value is a number to those who want one", "[unit][parameter]") {
  CHECK(sim::as_number(true) == 1.0);
  CHECK(sim::as_number(std::int64_t{12}) == 12.0);
  CHECK(sim::as_number(0.25) == 0.25);
}
