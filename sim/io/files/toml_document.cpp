#include "sim/io/files/toml_document.hpp"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <optional>
#include <sstream>
#include <system_error>

#include <fmt/format.h>

#include "sim/core/error.hpp"
#include "sim/io/files/safe_file.hpp"
#include "sim/io/files/toml_text.hpp"
#include "sim/io/files/utf8.hpp"

namespace sim::io {

namespace {

std::string read_text(const std::filesystem::path& path, const std::string& asked_by) {
  check_readable(path, asked_by,
                 "Give the path of a .toml file, or a name that maatwerk list shows.");
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  std::string text(std::istreambuf_iterator<char>(file), {});
  if (!file.is_open() || file.bad())
    throw FileError(fmt::format("{}{} ({}). Check its permissions.", asked_by, path.string(),
                                std::generic_category().message(errno)));
  return text;
}

void check_utf8(const std::string& path, std::string_view text) {
  int line = 1;
  int column = 1;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = sequence_length(text.substr(at));
    if (length == 0)
      throw InputError(fmt::format("{}:{}:{}: byte 0x{:02X} (not UTF-8). Save the file as UTF-8.",
                                   path, line, column, static_cast<unsigned char>(text[at])));
    ++column;
    if (text[at] == '\n') {
      ++line;
      column = 1;
    }
    at += length;
  }
}

/// toml++ bounds how deep values nest, and not how many parts a key has; each is a table in a
/// table, and taking thousands of these apart overflows the stack.
class KeyDepth {
 public:
  explicit KeyDepth(std::string_view text) : text_(text) {}

  /// Line of the first key of too many parts; 0 if there is none.
  int line_of_too_deep() {
    int dots = 0;
    while (at_ < text_.size()) {
      const char letter = text_[at_];
      if (letter == '"' || letter == '\'') {
        skip_quoted(letter);
        continue;
      }
      if (letter == '#') {
        at_ = std::min(text_.find('\n', at_), text_.size());
        continue;
      }
      if (letter == '.' && ++dots > most_parts) return line_;
      if (std::string_view("\n=,[]{}").find(letter) != std::string_view::npos) dots = 0;
      if (letter == '\n') ++line_;
      ++at_;
    }
    return 0;
  }

 private:
  static constexpr int most_parts = 100;
  static constexpr std::size_t most_closing = 5;  // quotes: two are of the text, three end it

  /// Goes behind a text or a name in quotes, of one line, or of many between three and three.
  void skip_quoted(char quote) {
    const bool of_many = quotes_here(quote) >= 3;
    at_ += of_many ? 3 : 1;
    while (at_ < text_.size()) {
      const char letter = text_[at_];
      if (letter == quote) {
        const std::size_t quotes = of_many ? std::min(quotes_here(quote), most_closing) : 1;
        at_ += quotes;
        if (!of_many || quotes >= 3) return;
        continue;
      }
      if (letter == '\n' && !of_many) return;
      if (letter == '\n') ++line_;
      const bool escapes = letter == '\\' && quote == '"' && text_.substr(at_ + 1, 1) != "\n";
      at_ += escapes ? 2 : 1;
    }
  }
  std::size_t quotes_here(char quote) const {
    return std::min(text_.find_first_not_of(quote, at_), text_.size()) - at_;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int line_ = 1;
};

}  // namespace

toml::table parse_toml(const std::string& text, const std::string& name) {
  if (const int line = KeyDepth(text).line_of_too_deep(); line > 0)
    throw InputError(
        fmt::format("{}:{}:1: a key of more than a hundred parts (no table nests so "
                    "deep). Shorten it.",
                    name, line));
  try {
    return toml::parse(text);
  } catch (const toml::parse_error& error) {
    // toml++ starts with "Error while parsing ...: "; only the rest says something.
    std::string why(error.description());
    if (const auto colon = why.find(": "); colon != std::string::npos) why.erase(0, colon + 2);
    // Its words for the line end inside an open text.
    if (why.starts_with("unescaped control characters"))
      why = "a text that is not closed on its line";
    const auto& at = error.source().begin;
    throw InputError(
        fmt::format("{}:{}:{}: {} (not valid TOML). See https://toml.io for the syntax.", name,
                    at.line, at.column, why));
  }
}

std::string read_utf8(const std::filesystem::path& path, const std::string& asked_by) {
  std::string text = read_text(path, asked_by);
  check_utf8(path.string(), text);
  return text;
}

TomlDocument read_toml(const std::filesystem::path& path, const std::string& asked_by) {
  TomlDocument document{path.string(), read_utf8(path, asked_by), {}};
  document.root = parse_toml(document.text, document.path);
  return document;
}

std::string place(const TomlDocument& document, const toml::source_region& region) {
  return fmt::format("{}:{}:{}", document.path, region.begin.line, region.begin.column);
}

std::vector<Entry> in_file_order(const toml::table& table) {
  std::vector<Entry> entries;
  for (const auto& [key, value] : table) entries.push_back(Entry{&key, &value});
  std::ranges::stable_sort(entries, [](const Entry& a, const Entry& b) {
    const auto& left = a.key->source().begin;
    const auto& right = b.key->source().begin;
    return left.line != right.line ? left.line < right.line : left.column < right.column;
  });
  return entries;
}

std::string type_words(const toml::node& node) {
  switch (node.type()) {
    case toml::node_type::table: return "a table";
    case toml::node_type::array: return "a list";
    case toml::node_type::string: return "a string";
    case toml::node_type::integer: return "a whole number";
    case toml::node_type::floating_point: return "a real number";
    case toml::node_type::boolean: return "true or false";
    default: return "a date or time";
  }
}

std::string shown(const toml::node& node) {
  if (node.is_table()) return "{...}";
  if (node.is_array()) return "[...]";
  if (const auto text = node.value_exact<std::string>()) return toml_string(cut(*text));
  if (const auto real = node.value_exact<double>()) return toml_real(*real);
  if (const auto integer = node.value_exact<std::int64_t>()) return std::to_string(*integer);
  if (const auto boolean = node.value_exact<bool>()) return *boolean ? "true" : "false";
  std::ostringstream text;
  node.visit([&](const auto& value) { text << value; });
  return text.str();
}

}  // namespace sim::io
