#include "sim/io/files/nearest.hpp"

#include <catch2/catch.hpp>

using sim::io::nearest;

TEST_CASE("a word with one letter too many, missing, wrong or swapped finds its name") {
  const std::vector<std::string> names{"citizens.lens", "citizens.noise", "run.seed"};
  CHECK(nearest("citizens.lense", names) == "citizens.lens");
  CHECK(nearest("citizens.len", names) == "citizens.lens");
  CHECK(nearest("citizens.lenz", names) == "citizens.lens");
  CHECK(nearest("citizens.lesn", names) == "citizens.lens");
  CHECK(nearest("RUN.SEED", names) == "run.seed");
}

TEST_CASE("a word that is like no name finds none") {
  CHECK(nearest("elephant", {"lens", "noise"}).empty());
  CHECK(nearest("x", {"lens"}).empty());
  CHECK(nearest("lens", {}).empty());
}

TEST_CASE("of two names equally near the first is taken") {
  CHECK(nearest("cat", {"car", "cap"}) == "car");
}

TEST_CASE("a suggestion is a sentence, or nothing") {
  CHECK(sim::io::did_you_mean("lenz", {"lens"}) == " Did you mean lens?");
  CHECK(sim::io::did_you_mean("elephant", {"lens"}).empty());
}
