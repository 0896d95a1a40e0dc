#include "web/engine/tale_json.hpp"

#include <array>
#include <string_view>
#include <type_traits>

namespace {

std::string quoted(std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string all = "\"";
  for (const char letter : text) {
    const auto code = static_cast<unsigned char>(letter);
    if (letter == '"' || letter == '\\')
      (all += '\\') += letter;
    else if (code < 0x20)
      ((all += "\\u00") += digits[code >> 4]) += digits[code & 15];
    else
      all += letter;
  }
  return all + "\"";
}

template <class Rows, class Write>
std::string list(const Rows& rows, Write write) {
  std::string all = "[";
  for (const auto& row : rows) all += (all.size() > 1 ? "," : "") + write(row);
  return all + "]";
}

template <class Pairs, class Write>
std::string object(const Pairs& pairs, Write write) {
  std::string all = "{";
  for (const auto& [name, value] : pairs)
    all += (all.size() > 1 ? "," : "") + quoted(name) + ":" + write(value);
  return all + "}";
}

/// An object of values that are JSON already.
template <std::size_t count>
std::string record(const std::array<std::pair<std::string_view, std::string>, count>& pairs) {
  return object(pairs, [](const std::string& json) { return json; });
}

class Writer {
 public:
  explicit Writer(std::vector<double>& numbers) : numbers_(numbers) {}

  std::string tale(const sim::Tale& tale) {
    return record<2>({{{"passages", list(tale.passages, [&](const auto& row) { return of(row); })},
                       {"data", of(sim::Data{tale.data})}}});
  }

 private:
  std::string of(const sim::Passage& passage) {
    const auto each = [&](const auto& row) { return of(row); };
    const auto row_of = [&](const auto& row) { return list(row, each); };
    return record<4>({{{"heading", of(passage.heading)},
                       {"sentences", list(passage.sentences, each)},
                       {"columns", list(passage.columns, each)},
                       {"rows", list(passage.rows, row_of)}}});
  }
  std::string of(const sim::Sentence& sentence) {
    return record<2>(
        {{{"key", quoted(sentence.key)},
          {"fields", object(sentence.fields, [&](const auto& value) { return of(value); })}}});
  }
  std::string of(const sim::Word& word) {
    return record<2>({{{"key", quoted(word.key)}, {"otherwise", quoted(word.otherwise)}}});
  }
  std::string of(const sim::Element& element) { return of(element.number); }
  std::string of(const sim::Field& field) {
    return std::visit([&](const auto& value) { return of(value); }, field);
  }
  std::string of(const sim::Data& data) {
    return std::visit(
        [&]<class Value>(const Value& value) -> std::string {
          if constexpr (std::is_same_v<Value, std::monostate>)
            return "null";
          else if constexpr (std::is_same_v<Value, bool>)
            return value ? "true" : "false";
          else if constexpr (std::is_same_v<Value, sim::Data::List>)
            return list(value, [&](const auto& entry) { return of(entry); });
          else if constexpr (std::is_same_v<Value, sim::Data::Named>)
            return object(value, [&](const auto& entry) { return of(entry); });
          else
            return of(value);
        },
        data.value);
  }
  std::string of(std::int64_t number) { return std::to_string(number); }
  std::string of(const std::string& text) { return quoted(text); }
  std::string of(double number) {
    numbers_.push_back(number);
    return "{\"at\":" + std::to_string(numbers_.size() - 1) + "}";
  }

  std::vector<double>& numbers_;
};

}  // namespace

std::string json_of(const sim::Tale& tale, std::vector<double>& numbers) {
  return Writer(numbers).tale(tale);
}
