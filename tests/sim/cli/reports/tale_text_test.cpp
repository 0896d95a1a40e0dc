#include "sim/cli/reports/tale_text.hpp"

#include <catch2/catch.hpp>

#include "models/discretion/discretion.hpp"

using sim::cli::filled;
using sim::cli::Speech;

TEST_CASE("a verb agrees with the number beside it", "[unit][tale]") {
  const auto said = [](const char* language, std::int64_t desks) {
    const sim::Sentence sentence{"case.scenario.grants_once",
                                 {{"workers", std::int64_t{20}}, {"desks", desks}}};
    return filled(Speech(discretion::model(), language), sentence);
  };
  CHECK(said("nl", 1) == "Van 20 uitvoerders zou er 1 in deze zaak maatwerk leveren.");
  CHECK(said("nl", 0) == "Van 20 uitvoerders zouden er 0 in deze zaak maatwerk leveren.");
  CHECK(said("nl", 11) == "Van 20 uitvoerders zouden er 11 in deze zaak maatwerk leveren.");
  CHECK(said("en", 1) == "Of 20 workers 1 would tailor this case.");
}

TEST_CASE("what is no number is spoken of in the plural", "[unit][tale]") {
  const sim::Sentence sentence{"case.after.first",
                               {{"complains", std::int64_t{3}}, {"mended", std::string("–")}}};
  CHECK(
      filled(Speech(discretion::model(), "nl"), sentence) ==
      "Geweigerd, klaagt de eerste in 3 van de 100 zaken; van 100 klachten herstellen er – iets.");
}

TEST_CASE("an element of a breakdown is said by its number where nobody named it", "[unit][tale]") {
  const sim::Sentence sentence{"story.rule.aim",
                               {{"situation", sim::Element{"life_situation", 2}}}};
  CHECK(filled(Speech(discretion::model()), sentence) == "It aims at life situation 2.");
}
