#include "sim/cli/reports/model_json.hpp"

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "sim/cli/reports/glossary.hpp"
#include "sim/core/close_up.hpp"
#include "sim/io/results/build_info.hpp"
#include "sim/io/words/run_settings.hpp"

namespace sim::cli {

namespace {
using Json = nlohmann::ordered_json;

/// What each row has, by the names of its fields; in texts a field for each language.
class Tables {
 public:
  explicit Tables(const Model& model) : model_(model), glossary_(model, io::languages(model)) {}

  template <class Rows, class Make>
  static Json list(const Rows& rows, Make make) {
    Json all = Json::array();
    for (const auto& row : rows) all.push_back(make(row));
    return all;
  }

  Json parameter(const ParameterInfo& row) const {
    Json entry{{"name", row.name},
               {"unit", row.unit},
               {"kind", kind(row)},
               {"default", as_number(row.default_value)},
               {"live", row.change == Change::live},
               {"lever", row.lever},
               {"free", row.free()},
               {"help", help(row)}};
    if (row.kind == Kind::choice)
      entry["choices"] = row.choices;
    else if (row.kind != Kind::boolean)
      entry.update({{"min", row.range.min}, {"max", row.range.max}});
    entry["mechanism"] = {{"grade", grade(row.source.mechanism)}, {"source", row.source.citation}};
    entry["number"] = {{"grade", grade(row.source.number)}, {"source", row.source.stated}};
    return entry;
  }

  Json metric(const MetricInfo& row) const {
    constexpr std::array better{"higher", "lower", "neutral"};
    return {
        {"name", row.name},
        {"unit", row.unit},
        {"scale", row.scale},
        {"currency", row.currency},
        {"perspective", row.perspective},
        {"better", better.at(static_cast<std::size_t>(row.better))},
        {"label", label(row)},
        {"definition", texts([&](const auto& words) { return words.definition(model_, row); })}};
  }

  Json variant(const VariantInfo& row) const {
    return {{"name", row.name}, {"label", label(row)}, {"help", help(row)}, {"set", set(row.set)}};
  }

  Json dynamic(const DynamicInfo& row) const {
    const auto signature = [](const SignatureInfo& sign) {
      return Json{
          {"metric", sign.metric}, {"sign", sign.sign}, {"by_definition", sign.by_definition}};
    };
    return {{"name", row.name},
            {"label", label(row)},
            {"help", help(row)},
            {"cut", set(model_.cuts()[row.cut].set)},
            {"signatures", list(row.signatures, signature)},
            {"drivers", row.drivers},
            {"responses",
             list(row.responses, [](const auto& response) { return Json(response.metric); })}};
  }

  Json phase(const PhaseInfo& row) const { return {{"name", row.name}, {"help", help(row)}}; }

  Json breakdown(const BreakdownInfo& row) const {
    return {{"name", row.group}, {"help", help(row)}};
  }

  // Told as the other kinds of rows are, which need words.
  // NOLINTNEXTLINE(readability-convert-member-functions-to-static)
  Json table(const TableInfo& row) const {
    return {{"name", row.group},
            {"columns", list(row.columns, [](const auto& column) { return Json(column.name); })}};
  }

  Json word(const io::Concept& row) const {
    return {{"name", row.name},
            {"term", texts([&](const auto& words) { return in(words, row).term; })},
            {"meaning", texts([&](const auto& words) { return in(words, row).meaning; })}};
  }

  Json rule(const io::Rule& row) const {
    return {{"name", row.name},
            {"section", row.section},
            {"sentence", texts([&](const auto& words) { return sentence(words, row); })},
            {"parameters", row.parameters}};
  }

  // NOLINTNEXTLINE(readability-convert-member-functions-to-static)
  Json case_key(const CaseKey& row) const {
    return {{"name", row.info.name.substr(row.info.name.rfind('.') + 1)},
            {"kind", kind(row.info)},
            {"default", as_number(row.info.default_value)},
            {"needed", row.needed},
            {"grades", row.grades}};
  }

  Json set(const std::vector<std::pair<std::size_t, Value>>& values) const {
    Json entry = Json::object();
    for (const auto& [row, value] : values) entry[model_.parameters()[row].name] = as_number(value);
    return entry;
  }

  const Glossary& glossary() const { return glossary_; }

 private:
  template <class Say>
  Json texts(Say say) const {
    Json entry = Json::object();
    for (const auto& [language, text] : glossary_.texts(say)) entry[language] = text;
    return entry;
  }
  template <class Row>
  Json help(const Row& row) const {
    return texts([&](const auto& words) { return words.help(row); });
  }
  template <class Row>
  Json label(const Row& row) const {
    return texts([&](const auto& words) { return words.label(row); });
  }
  static std::string kind(const ParameterInfo& row) {
    constexpr std::array kinds{"boolean", "integer", "real", "choice"};
    return kinds.at(static_cast<std::size_t>(row.kind));
  }
  static std::string grade(Grade grade) {
    constexpr std::array names{"document", "literature", "assumed", "calibrated"};
    return names.at(static_cast<std::size_t>(grade));
  }

  const Model& model_;
  Glossary glossary_;
};

}  // namespace

Json model_json(const Model& model) {
  const Tables tables(model);
  const auto each = [&](const auto& rows, auto make) {
    return Tables::list(rows, [&](const auto& row) { return (tables.*make)(row); });
  };
  return {{"schema_version", 1},
          {"version", io::build_info().version},
          {"commit", io::build_info().git_sha},
          {"model", model.name()},
          {"languages", io::languages(model)},
          {"run", each(io::run_rows(model), &Tables::parameter)},
          {"parameters", each(model.parameters(), &Tables::parameter)},
          {"metrics", each(model.metrics(), &Tables::metric)},
          {"phases", each(model.phases(), &Tables::phase)},
          {"breakdowns", each(model.breakdowns(), &Tables::breakdown)},
          {"tables", each(model.tables(), &Tables::table)},
          {"variants", each(model.variants(), &Tables::variant)},
          {"dynamics", each(model.dynamics(), &Tables::dynamic)},
          {"case_keys", each(model.close_up() == nullptr ? std::vector<CaseKey>()
                                                         : model.close_up()->case_keys(),
                             &Tables::case_key)},
          {"words", each(tables.glossary().spoken.front()->concepts, &Tables::word)},
          {"rules", each(tables.glossary().rules, &Tables::rule)},
          {"draw_settings", tables.set(model.draw_settings())}};
}

}  // namespace sim::cli
