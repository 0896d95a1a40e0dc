#include "models/discretion/checks/closed_form_checks.hpp"

#include <catch2/catch.hpp>

// Users run them with the self test, which also compares bits of this version.
TEST_CASE("what theory can solve comes out as its formulas say", "[unit][checks]") {
  const auto checks = discretion::closed_form_checks();
  CHECK(checks.size() >= 10);
  for (const sim::SelfCheck& check : checks) {
    INFO(check.name);
    CHECK(check.find().value_or("") == "");
  }
}
