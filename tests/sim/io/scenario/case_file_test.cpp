#include "sim/io/scenario/case_file.hpp"

#include <catch2/catch.hpp>

#include "tests/sim/io/temporary_directory.hpp"
#include "tests/support/toy_model.hpp"

namespace {

/// A desk at which a case has one key.
class ToyDesk final : public sim::CloseUp {
 public:
  ToyDesk() {
    sim::CaseKey key;
    key.info.name = "case.need";
    key.info.range = {0, 5};
    key.info.default_value = 1.0;
    keys_.push_back(key);
  }
  const std::vector<sim::CaseKey>& case_keys() const override { return keys_; }
  std::unique_ptr<sim::Onlooker> lay_case(std::vector<sim::CasePerson>, std::vector<std::string>,
                                          std::vector<sim::WatchedRun>, int) const override {
    return nullptr;
  }
  const std::vector<sim::StoryKind>& story_kinds() const override { return kinds_; }
  std::unique_ptr<sim::Onlooker> tell_story(std::size_t, std::optional<int>,
                                            std::vector<std::string>, std::vector<sim::WatchedRun>,
                                            int) const override {
    return nullptr;
  }

 private:
  std::vector<sim::CaseKey> keys_;
  std::vector<sim::StoryKind> kinds_;
};

/// A model of cases in English and Dutch, and with the beginning of a third language.
class ModelOfCases final : public test::ToyModel {
 public:
  std::vector<sim::TextFile> texts() const override {
    return {{"en", "case.grades.much = \"much\""},
            {"nl", "case.grades.much = \"veel\""},
            {"fy", "metrics.waiting.label = \"wachttiid\""}};
  }
  const sim::CloseUp* close_up() const override { return &desk_; }

 private:
  ToyDesk desk_;
};

sim::io::CaseDescription read(const std::string& texts) {
  const test::TemporaryDirectory folder;
  const auto path = folder.write(
      "case.toml",
      "schema_version = 1\n[case]\nneed = 2\n[[case.source]]\ndocument = \"a\"\n" + texts);
  return sim::io::read_case(ModelOfCases(), path);
}

std::string told_in(const std::string& language) {
  return "[case.text." + language + "]\ntitle = \"in " + language +
         "\"\nstory = \"b\"\nquestion = \"c\"\nlimits = \"d\"\n";
}

}  // namespace

TEST_CASE("a case is told in English where a language was only begun", "[unit][words]") {
  const auto description = read(told_in("en") + told_in("nl"));
  CHECK(description.in("nl").title == "in nl");
  CHECK(description.in("fy").title == "in en");
  CHECK(read(told_in("en") + told_in("nl") + told_in("fy")).in("fy").title == "in fy");
}

TEST_CASE("a case is told in every language that has grades", "[unit][words]") {
  CHECK_THROWS_WITH(read(told_in("en")), Catch::Contains("text.nl is missing") &&
                                             !Catch::Contains("text.fy is missing"));
}
