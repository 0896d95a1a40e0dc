#include "sim/io/scenario/organisation.hpp"

#include <algorithm>
#include <map>

#include <catch2/catch.hpp>

#include "models/discretion/discretion.hpp"
#include "sim/io/files/arithmetic.hpp"
#include "sim/io/files/toml_document.hpp"
#include "sim/io/scenario/observed.hpp"
#include "sim/io/words/model_texts.hpp"
#include "sim/io/words/words.hpp"

using namespace sim::io;

namespace {
const sim::Model& model() { return discretion::model(); }

/// An organisation that knows everything there is to know.
Organisation all_known() {
  const std::map<std::string, double> figures{{"clients", 6000},
                                              {"offices", 3},
                                              {"staff", 24},
                                              {"team", 8},
                                              {"working_hours", 1200},
                                              {"decisions", 6800},
                                              {"hours_a_decision", 3},
                                              {"take_up", 78},
                                              {"term", 56},
                                              {"rule_change", 9},
                                              {"wage", 62},
                                              {"leaving", 14},
                                              {"paid", 1100},
                                              {"varies", 350},
                                              {"differ", 25},
                                              {"simulated", 100}};
  Organisation organisation;
  organisation.place = "here";
  for (const auto& [name, value] : figures) organisation.facts[name] = {value, "", "", ""};
  return organisation;
}

double value_of_default(std::size_t row) {
  return sim::as_number(model().parameters()[row].default_value);
}

/// Parameters after the conversion.
std::map<std::size_t, double> values(const Organisation& organisation) {
  std::map<std::size_t, double> all;
  for (std::size_t row = 0; row < model().parameters().size(); ++row)
    all[row] = value_of_default(row);
  for (const auto& set : converted(model(), organisation, value_of_default))
    all[set.parameter] = set.value;
  return all;
}
}  // namespace

TEST_CASE("every figure that may be observed is of a metric of the model", "[unit][organisation]") {
  const auto rows = text_table(model().texts(), "observed")["figure"].as_array()->size();
  CHECK(rows >= 9);
  CHECK(observables(model()).size() == rows);
}

TEST_CASE("every figure that sets a parameter comes back from the parameters",
          "[unit][organisation]") {
  const Organisation given = all_known();
  const auto parameters = values(given);
  Organisation nothing;
  nothing.place = "here";
  for (const auto& row : organisation_table(model()).given) {
    if (row.from.empty()) continue;
    INFO(row.name);
    const auto back =
        figure_from(model(), row, nothing, [&](std::size_t place) { return parameters.at(place); });
    CHECK(back.value() == Approx(given.facts.at(row.name).value));
  }
}

TEST_CASE("a figure that says what the model has changes nothing", "[unit][organisation]") {
  Organisation nothing;
  nothing.place = "here";
  for (const auto& row : organisation_table(model()).given) {
    if (row.from.empty() || row.name == "decisions" || row.name == "working_hours") continue;
    INFO(row.name);
    Organisation one;
    one.place = "here";
    one.facts[row.name] = {figure_from(model(), row, nothing, value_of_default).value(), "", "",
                           ""};
    for (const auto& set : converted(model(), one, value_of_default)) {
      INFO(model().parameters()[set.parameter].name);
      CHECK(set.value == Approx(value_of_default(set.parameter)));
    }
  }
}

TEST_CASE(
    "the table of figures names what there is, and every text of it is there in each language",
    "[unit][organisation]") {
  const OrganisationTable table = organisation_table(model());
  const auto asked = [&](const std::string& formula) {
    for (const auto& name : names_in(formula)) {
      INFO(formula + ": " + name);
      const bool figure =
          std::ranges::any_of(table.given, [&](const auto& row) { return row.name == name; });
      CHECK((figure || name.find('.') != std::string::npos));
      if (!figure) CHECK_NOTHROW(parameter_named(model(), name));
    }
  };
  for (const auto& row : table.given) asked(row.from.empty() ? "1" : row.from);
  for (const auto& row : table.sets) asked(row.is);
  for (const auto& row : table.plausible) asked(row.is);
  for (const auto& row : table.spoken) asked(row.is);
  for (const auto& language : languages(model())) {
    const Words& said = words(model(), language);
    const auto there = [&](const std::string& key) {
      INFO(language + ": " + key);
      CHECK_FALSE(said.text(key).empty());
    };
    for (const auto& row : table.given) {
      there("organisation." + row.name + ".label"), there("organisation." + row.name + ".question");
      there("unit." + row.unit);
    }
    for (const auto& row : table.plausible) there("organisation.plausible." + row.name);
    for (const auto& row : table.spoken) {
      there("organisation.spoken." + row.name + ".label"), there("unit." + row.unit);
    }
    for (const auto& row : table.choices) {
      there("organisation.choice." + row.name + ".question");
      for (const auto& answer : row.answers)
        there("organisation.choice." + row.name + "." + answer.name);
    }
  }
}

TEST_CASE("every row that tells results in an organisation's words names a metric of the model",
          "[unit][organisation]") {
  const toml::table file = text_table(model().texts(), "organisation");
  CHECK(organisation_table(model()).spoken.size() == file["spoken"].as_array()->size());
}
