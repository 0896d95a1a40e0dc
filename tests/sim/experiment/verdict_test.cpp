#include "sim/experiment/verdict.hpp"

#include <cmath>
#include <fstream>
#include <limits>
#include <map>
#include <set>
#include <sstream>
#include <string>

#include <catch2/catch.hpp>

using namespace sim::experiment;
using sim::Estimate;

namespace {
constexpr double missing = std::numeric_limits<double>::quiet_NaN();

struct Case {
  Question question;
  double p_holm = 0;
  double p_equivalence_holm = 0;
  std::string verdict;
};

/// The table that analysis/verdicts.py is held to as well; its p values are R's.
std::map<std::string, std::vector<Case>> families() {
  std::ifstream file(VERDICT_CASES);
  std::map<std::string, std::vector<Case>> found;
  std::string line;
  std::getline(file, line);  // names of columns
  while (std::getline(file, line)) {
    std::istringstream fields(line);
    const auto next = [&] {
      std::string field;
      std::getline(fields, field, ',');
      return field;
    };
    const auto number = [&] { return std::stod(next()); };
    const std::string family = next();
    const double mean = number(), sd = number();
    const int n = std::stoi(next());
    const double smallest = number(), p = number(), p_equivalence = number();
    found[family].push_back(
        {{{mean, sd, n, missing, missing}, smallest}, p, p_equivalence, next()});
  }
  return found;
}

bool same(double value, double expected) {
  return std::isnan(expected) ? std::isnan(value) : value == Approx(expected).epsilon(1e-9);
}

std::vector<Answer> answers_to(const std::vector<Case>& cases) {
  std::vector<Question> family;
  for (const auto& one : cases) family.push_back(one.question);
  return decide(family);
}
}  // namespace

TEST_CASE("families are judged as in the table that the analysis shares", "[unit][verdict]") {
  std::set<std::string> verdicts;
  for (const auto& [family, cases] : families()) {
    INFO(family);
    const auto answers = answers_to(cases);
    for (std::size_t row = 0; row < cases.size(); ++row) {
      CHECK(name_of(answers[row].verdict) == cases[row].verdict);
      CHECK(same(answers[row].p_holm, cases[row].p_holm));
      CHECK(same(answers[row].p_equivalence_holm, cases[row].p_equivalence_holm));
      verdicts.insert(cases[row].verdict);
    }
  }
  CHECK(verdicts.size() == 4);
}

TEST_CASE("the interval of an answer is clear of 0 exactly if its adjusted p is below 0.05",
          "[unit][verdict]") {
  int clear = 0, not_clear = 0;
  for (const auto& [family, cases] : families()) {
    INFO(family);
    for (const auto& answer : answers_to(cases)) {
      if (std::isnan(answer.p_holm)) continue;
      const bool excludes = answer.interval.low > 0 || answer.interval.high < 0;
      CHECK(excludes == (answer.p_holm < 0.05));
      ++(excludes ? clear : not_clear);
    }
  }
  CHECK(clear > 0);
  CHECK(not_clear > 0);
}

TEST_CASE("a difference turned round keeps its bounds in order", "[unit][verdict]") {
  const Estimate turned = directed({2, 0.5, 9, 1, 4}, -1);
  CHECK(turned.mean == -2);
  CHECK(turned.ci_low == -4);
  CHECK(turned.ci_high == -1);
}
