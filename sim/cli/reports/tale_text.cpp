#include "sim/cli/reports/tale_text.hpp"

#include <algorithm>
#include <cassert>
#include <type_traits>

#include <fmt/args.h>
#include <fmt/format.h>

#include "sim/cli/terminal/text_table.hpp"
#include "sim/io/words/run_settings.hpp"

namespace sim::cli {

namespace {
using Json = nlohmann::ordered_json;

std::string said(const Speech& say, const Word& word) {
  const std::string& text = say.words().text(word.key);
  assert((!text.empty() || !word.otherwise.empty()) && "a word that no file has");
  return text.empty() ? word.otherwise : text;
}

std::string cell_of(const Speech& say, const Field& field) {
  return std::visit(
      [&]<class Value>(const Value& value) {
        if constexpr (std::is_same_v<Value, Word>)
          return said(say, value);
        else if constexpr (std::is_same_v<Value, std::string>)
          return value;
        else if constexpr (std::is_same_v<Value, Element>)
          return fmt::format("{}", value.number);
        else if constexpr (std::is_same_v<Value, std::int64_t>)
          return value < 0 ? fmt::format("−{}", -value) : fmt::format("{}", value);
        else
          return fmt::format("{}", value);
      },
      field);
}

/// A text in which "{cases|is|are}" is one of both words, by whether the field is 1.
std::string agreeing(const std::string& text, const Sentence& sentence) {
  std::string found;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t open = text.find('{', at), close = text.find('}', open);
    if (close == std::string::npos) return found + text.substr(at);
    const std::string inside = text.substr(open + 1, close - open - 1);
    found += text.substr(at, open - at);
    at = close + 1;
    const std::size_t first = inside.find('|'), second = inside.find('|', first + 1);
    if (second == std::string::npos) {
      found += text.substr(open, at - open);
      continue;
    }
    const auto field = std::ranges::find(sentence.fields, inside.substr(0, first),
                                         &std::pair<std::string, Field>::first);
    assert(field != sentence.fields.end() && "a text that agrees with no field");
    const bool one = field->second == Field(std::int64_t{1});
    found += one ? inside.substr(first + 1, second - first - 1) : inside.substr(second + 1);
  }
  return found;
}

std::string paragraph(const Speech& say, const std::vector<Sentence>& sentences) {
  std::string text;
  for (const Sentence& sentence : sentences)
    text += (text.empty() ? "" : " ") + filled(say, sentence);
  return text;
}

std::string table_of(const Page& page, const Passage& passage) {
  using Align = TextTable::Align;
  std::vector<TextTable::Column> columns;
  for (std::size_t c = 0; c < passage.columns.size(); ++c) {
    // Words are to the left, numbers to the right.
    const bool words =
        c == 0 || (!passage.rows.empty() && std::holds_alternative<Word>(passage.rows.front()[c]));
    columns.push_back({said(page.say, passage.columns[c]), words ? Align::left : Align::right});
  }
  TextTable table(std::move(columns));
  for (const auto& row : passage.rows) {
    std::vector<std::string> cells;
    for (const Field& field : row) cells.push_back(cell_of(page.say, field));
    table.add_row(std::move(cells));
  }
  return table.text(page.terminal);
}

Json json_of(const Data& data) {
  return std::visit(
      []<class Value>(const Value& value) {
        if constexpr (std::is_same_v<Value, std::monostate>) {
          return Json();
        } else if constexpr (std::is_same_v<Value, Data::List>) {
          Json list = Json::array();
          for (const Data& entry : value) list.push_back(json_of(entry));
          return list;
        } else if constexpr (std::is_same_v<Value, Data::Named>) {
          return data_json(value);
        } else {
          return Json(value);
        }
      },
      data.value);
}
}  // namespace

std::string filled(const Speech& say, const Sentence& sentence) {
  assert(!say.words().text(sentence.key).empty() && "a sentence that no file has");
  const std::string text = agreeing(say.words().text(sentence.key), sentence);
  fmt::dynamic_format_arg_store<fmt::format_context> fields;
  for (const auto& [name, field] : sentence.fields) {
    if (const auto* number = std::get_if<double>(&field))
      fields.push_back(fmt::arg(name.c_str(), *number));
    else if (const auto* count = std::get_if<std::int64_t>(&field))
      fields.push_back(fmt::arg(name.c_str(), *count));
    else
      fields.push_back(fmt::arg(name.c_str(), cell_of(say, field)));
  }
  return io::capital(fmt::vformat(text, fields));  // a field may stand first
}

std::string text_of(const Page& page, const std::vector<Passage>& passages) {
  const auto width = static_cast<std::size_t>(page.terminal.columns);
  std::string text;
  for (const Passage& passage : passages) {
    text += "\n";
    if (!passage.heading.key.empty()) text += page.bold(filled(page.say, passage.heading)) + "\n";
    if (!passage.sentences.empty())
      text += wrapped(paragraph(page.say, passage.sentences), 0, width);
    if (!passage.rows.empty()) text += table_of(page, passage);
  }
  return text;
}

Json told_json(const Speech& say, const std::vector<Passage>& passages) {
  Json told = Json::array();
  for (const Passage& passage : passages) {
    Json one;
    one["heading"] = passage.heading.key.empty() ? "" : filled(say, passage.heading);
    one["about"] = passage.heading.key;
    one["sentences"] = Json::array();
    for (const Sentence& sentence : passage.sentences)
      one["sentences"].push_back(filled(say, sentence));
    one["columns"] = Json::array();
    for (const Word& column : passage.columns) one["columns"].push_back(said(say, column));
    one["rows"] = Json::array();
    for (const auto& row : passage.rows) {
      Json cells = Json::array();
      for (const Field& field : row) cells.push_back(cell_of(say, field));
      one["rows"].push_back(std::move(cells));
    }
    told.push_back(std::move(one));
  }
  return told;
}

Json data_json(const Data::Named& named) {
  Json object = Json::object();
  for (const auto& [name, entry] : named) object[name] = json_of(entry);
  return object;
}

}  // namespace sim::cli
