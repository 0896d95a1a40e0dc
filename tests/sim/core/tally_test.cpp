#include "sim/core/tally.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

#include <catch2/catch.hpp>

#include "sim/core/random.hpp"

namespace {

/// Terms of very different sizes and both signs: as doubles, their sum depends on the order.
std::vector<double> awkward_terms() {
  std::vector<double> terms;
  for (std::uint32_t i = 0; i < 10000; ++i) {
    sim::Random random({1, 0}, 0U, i, 0);
    terms.push_back(random.normal() * sim::exp(5 * random.normal()));
  }
  return terms;
}

double sum_of(const std::vector<double>& terms) {
  sim::Sum sum;
  for (const double term : terms) sum.add(term);
  return sum.value();
}

}  // namespace

TEST_CASE("the order of adding changes no bit of a sum", "[unit][tally]") {
  auto terms = awkward_terms();
  const double forwards = sum_of(terms);
  const double plain_forwards = std::accumulate(terms.begin(), terms.end(), 0.0);
  std::ranges::reverse(terms);
  CHECK(sum_of(terms) == forwards);
  std::ranges::sort(terms);
  CHECK(sum_of(terms) == forwards);
  // The same terms in plain doubles, so that this test is known to ask for something.
  CHECK(std::accumulate(terms.begin(), terms.end(), 0.0) != plain_forwards);
}

TEST_CASE("partial sums of any blocks add up to the same bits", "[unit][tally]") {
  const auto terms = awkward_terms();
  for (const std::size_t size : {std::size_t{1}, std::size_t{7}, std::size_t{4096}}) {
    sim::Sum total;
    for (std::size_t start = 0; start < terms.size(); start += size) {
      sim::Sum part;
      const std::size_t end = std::min(start + size, terms.size());
      for (std::size_t i = start; i < end; ++i) part.add(terms[i]);
      total += part;
    }
    CHECK(total.value() == sum_of(terms));
  }
}

TEST_CASE("a term is rounded to the nearest unit, not cut off", "[unit][tally]") {
  sim::Sum sum;
  sum.add(0.75 * 0x1p-30);
  CHECK(sum.value() == 0x1p-30);
  sum.add(-1.75 * 0x1p-30);
  CHECK(sum.value() == -0x1p-30);
}

TEST_CASE("a sum is right to half a unit of resolution for each term", "[unit][tally]") {
  const auto terms = awkward_terms();
  long double truth = 0;
  for (const double term : terms) truth += term;
  CHECK(sum_of(terms) == Approx(static_cast<double>(truth)).margin(10000 * 0x1p-31));
}

TEST_CASE("what is added and taken away again leaves nothing", "[unit][tally]") {
  sim::Sum sum;
  for (int i = 0; i < 1000; ++i) sum.add(0.1);
  for (int i = 0; i < 1000; ++i) sum.add(-0.1);
  CHECK(sum.value() == 0.0);
}

TEST_CASE("whole numbers are summed exactly up to eight thousand million", "[unit][tally]") {
  sim::Sum sum;
  for (int i = 0; i < 8; ++i) sum.add(1e9);
  CHECK(sum.value() == 8e9);
}
