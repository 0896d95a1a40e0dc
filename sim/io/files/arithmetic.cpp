#include "sim/io/files/arithmetic.hpp"

#include <algorithm>
#include <cctype>
#include <stdexcept>

#include "sim/core/math.hpp"

namespace sim::io {

namespace {

/// Reads a formula from left to right, and works it out as it goes.
class Formula {
 public:
  Formula(std::string_view text, const Known& known) : text_(text), known_(known) {}

  std::optional<double> whole() {
    const double value = sum();
    if (next() != '\0') wrong();
    return unknown_ ? std::nullopt : std::optional(value);
  }

 private:
  double sum() {
    double value = product();
    while (next() == '+' || next() == '-') {
      const bool less = text_[at_++] == '-';
      const double other = product();
      value = less ? value - other : value + other;
    }
    return value;
  }
  double product() {
    double value = factor();
    while (next() == '*' || next() == '/') {
      const bool divided = text_[at_++] == '/';
      const double other = factor();
      value = divided ? value / other : value * other;
    }
    return value;
  }
  double factor() {
    if (take('-')) return -factor();
    if (take('(')) {
      const double value = sum();
      expect(')');
      return value;
    }
    if (std::isdigit(static_cast<unsigned char>(next())) != 0) return number();
    const std::string_view word = name();
    return take('(') ? function(word) : named(word);
  }
  double number() {
    std::size_t length = 0;
    const double value = std::stod(std::string(text_.substr(at_)), &length);
    at_ += length;
    return value;
  }
  std::string_view name() {
    const auto part_of_name = [](char c) {
      return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.';
    };
    next();
    const std::size_t first = at_;
    while (at_ < text_.size() && part_of_name(text_[at_])) ++at_;
    if (at_ == first) wrong();
    return text_.substr(first, at_ - first);
  }
  double named(std::string_view word) {
    const auto value = known_(word);
    if (!value) unknown_ = true;
    return value.value_or(1.0);
  }
  double function(std::string_view word) {
    std::vector<double> given{sum()};
    while (take(',')) given.push_back(sum());
    expect(')');
    if (word == "log" && given.size() == 1) return log(given[0]);
    if (word == "exp" && given.size() == 1) return exp(given[0]);
    if (word == "max" && given.size() == 2) return std::max(given[0], given[1]);
    if (word == "min" && given.size() == 2) return std::min(given[0], given[1]);
    if (word == "powers" && given.size() == 2) return powers(given[0], given[1]);
    wrong();
  }
  static double powers(double n, double s) {
    double total = 0;
    for (int x = 1; x <= n; ++x) total += power(x, -s);
    return total;
  }

  char next() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
    return at_ < text_.size() ? text_[at_] : '\0';
  }
  bool take(char c) {
    if (next() != c) return false;
    ++at_;
    return true;
  }
  void expect(char c) {
    if (!take(c)) wrong();
  }
  [[noreturn]] void wrong() const {
    throw std::logic_error("no formula at place " + std::to_string(at_) + ": " +
                           std::string(text_));
  }

  std::string_view text_;
  const Known& known_;
  std::size_t at_ = 0;
  bool unknown_ = false;
};
}  // namespace

std::optional<double> value_of(std::string_view formula, const Known& known) {
  return Formula(formula, known).whole();
}

std::vector<std::string> names_in(std::string_view formula) {
  std::vector<std::string> names;
  value_of(formula, [&](std::string_view name) {
    if (std::ranges::find(names, name) == names.end()) names.emplace_back(name);
    return std::optional(1.0);
  });
  return names;
}

}  // namespace sim::io
