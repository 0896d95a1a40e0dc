#include "sim/io/words/words.hpp"

#include <algorithm>

#include <catch2/catch.hpp>

#include "tests/support/toy_model.hpp"
#include "tests/support/toy_texts.hpp"

namespace {

bool has(const std::vector<std::string>& keys, const std::string& key) {
  return std::ranges::find(keys, key) != keys.end();
}

/// The toy, of which metric 0 is metric 5 over metric 6, and with a metric that no file knows.
class RatioToy final : public test::ToyModel {
 public:
  RatioToy() : metrics_(test::ToyModel::metrics()) {
    metrics_[0].ratio = sim::Ratio{5, 6};
    metrics_[5].term = metrics_[6].term = true;
    metrics_[3].name = "without_words";
  }
  const std::vector<sim::MetricInfo>& metrics() const override { return metrics_; }

 private:
  std::vector<sim::MetricInfo> metrics_;
};

/// The toy with one more file.
class FrisianToy final : public test::ToyModel {
 public:
  std::vector<sim::TextFile> texts() const override {
    auto files = test::toy_texts();
    files.push_back({"fy", "metrics.waiting.label = \"wachttiid\""});
    return files;
  }
};

}  // namespace

TEST_CASE("a third language is one more file", "[unit][words]") {
  const FrisianToy toy;
  CHECK(sim::io::languages(toy) == std::vector<std::string>{"en", "nl", "fy"});
  CHECK(sim::io::words(toy, "fy").label(toy.metrics()[2]) == "wachttiid");
  CHECK(has(sim::io::missing_texts(toy, "fy"), "metrics.waiting.definition"));
  CHECK_FALSE(has(sim::io::missing_texts(toy, "fy"), "metrics.waiting.label"));
}

TEST_CASE("a language says in English what it lacks", "[unit][words]") {
  const test::ToyModel toy;
  const auto& dutch = sim::io::words(toy, "nl");
  CHECK(dutch.label(toy.metrics().front()) == "te weinig geholpen burgers");
  CHECK(dutch.definition(toy, toy.metrics().front()) ==
        "Share of citizens who get less than they need.");
  CHECK(sim::io::words(toy, "xx").label(toy.metrics().front()) == "underserved citizens");
}

TEST_CASE("what the program says of every model needs no file of the model", "[unit][words]") {
  const test::ToyModel toy;
  CHECK(sim::io::words(toy).text("parameters.run.months.help") == "Recorded length of a run.");
  CHECK(sim::io::words(toy, "nl").text("parameters.run.months.help").starts_with("Lengte"));
}

TEST_CASE("a term says of which ratios it is a term", "[unit][words]") {
  const RatioToy toy;
  CHECK(sim::io::words(toy).definition(toy, toy.metrics()[5]) ==
        "Trust: numerator of underserved.");
  CHECK(sim::io::words(toy, "nl").definition(toy, toy.metrics()[6]) ==
        "Werklast: noemer van underserved.");
}

TEST_CASE("a row without a label is called by its name", "[unit][words]") {
  const RatioToy toy;
  CHECK(sim::io::words(toy).label(toy.metrics()[3]) == "without words");
}

TEST_CASE("texts that a language lacks are named", "[unit][words]") {
  const RatioToy toy;
  const auto english = sim::io::missing_texts(toy, "en");
  CHECK(english == std::vector<std::string>{"metrics.without_words.definition",
                                            "metrics.without_words.label"});
  const auto dutch = sim::io::missing_texts(toy, "nl");
  CHECK(has(dutch, "parameters.policy.budget.help"));
  CHECK(has(dutch, "tables.measures.kind.help"));
  CHECK(has(dutch, "summary"));
  CHECK_FALSE(has(dutch, "parameters.citizens.lens.help"));
}

TEST_CASE("texts of rows that are gone are named", "[unit][words]") {
  CHECK(sim::io::needless_texts(test::ToyModel(), "en").empty());
  CHECK(sim::io::needless_texts(RatioToy(), "en") ==
        std::vector<std::string>{"metrics.gap.definition", "metrics.gap.label",
                                 "metrics.trust.definition", "metrics.workload.definition"});
}

TEST_CASE("the program's own words are the same in each of its languages", "[unit][words]") {
  const auto& english = sim::io::own_words("en");
  for (const auto& language : sim::io::languages(test::ToyModel())) {
    const auto& words = sim::io::own_words(language);
    for (const auto& [key, text] : english.texts) {
      INFO(language << ": " << key);
      CHECK(words.texts.contains(key));
      CHECK_FALSE(text.empty());
    }
    CHECK(words.texts.size() == english.texts.size());
  }
}
