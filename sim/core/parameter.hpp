#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace sim {

/// How well something is founded, in every list of parameters.
enum class Grade : std::uint8_t { document, literature, assumed, calibrated };

/// Whether a value is used only while the world is made, or may be changed by an event.
enum class Change : std::uint8_t { setup, live };

/// On which scale a parameter is halved and doubled where the whole model is varied, so that each
/// value drawn is one that it may have. See sim/core/drawing.hpp.
enum class Drawing : std::uint8_t {
  none,       ///< not drawn
  factor,     ///< the value itself, with its sign: rates, weights, sizes
  odds,       ///< the odds of a probability or share
  logit,      ///< the odds that a level in log-odds stands for: the level, ± ln 2
  half_life,  ///< how long it takes until half of what is kept each month has gone
  distance    ///< the distance from 1 of what multiplies
};

enum class Kind : std::uint8_t { boolean, integer, real, choice };

/// What a parameter rests on. That something is at work may be read in a document which says
/// nothing of how much of it there is, so the number has a grade of its own.
struct Source {
  Grade mechanism = Grade::assumed;
  std::string_view citation = {};  ///< of the mechanism
  Grade number = Grade::assumed;
  std::string_view stated = {};  ///< what is said of the number, and where; empty if it is assumed
};

/// Allowed values, both ends included.
struct Range {
  double min = 0;
  double max = 0;
};

/// The value of one parameter; a choice is its index in the row's list.
using Value = std::variant<bool, std::int64_t, double>;

/// One parameter of any model: what programs and documents need to know of it.
struct ParameterInfo {
  std::string name;  ///< dotted, as in scenario files: "citizens.lens"
  std::string unit;  ///< "1", "month", "hour", "euro", "standard deviation of need"
  Kind kind = Kind::real;
  Range range;                       ///< numbers only
  std::vector<std::string> choices;  ///< choices only
  Value default_value;
  Source source;
  Change change = Change::live;
  Drawing drawing = Drawing::none;  ///< in random draws and screenings of the whole model
  bool lever = false;               ///< an intervention, listed as one

  /// Whether draws of the whole model vary it.
  bool free() const { return drawing != Drawing::none; }
};

/// A row of a section's table; the default is the member's initialiser and nowhere else.
template <class Owner, class Member>
struct Parameter {
  constexpr Parameter(Member Owner::*row_member, std::string_view row_name,
                      std::string_view row_unit, Range row_range,
                      // cppcheck-suppress passedByValue ; a view and a grade, at compile time
                      Source row_source = {}, Change row_change = Change::live,
                      Drawing row_drawing = Drawing::none)
      : member(row_member),
        name(row_name),
        unit(row_unit),
        range(row_range),
        source(row_source),
        change(row_change),
        drawing(row_drawing) {}

  Member Owner::*member;
  std::string_view name;  ///< within its section
  std::string_view unit;
  Range range;
  Source source;
  Change change;
  Drawing drawing;
};

/// What the parameters of a section are.
enum class Role : std::uint8_t { setting, lever };

/// A section of a model's parameters: "citizens".
template <class Parameters, class Member>
struct Section {
  constexpr Section(std::string_view section_name, Member Parameters::*section_member,
                    Role section_role = Role::setting)
      : name(section_name), member(section_member), role(section_role) {}
  std::string_view name;
  Member Parameters::*member;
  Role role;
};

/// The names of an enum's values, in order; specialise for each enum that is a parameter.
template <class Enum>
struct ChoiceNames;

/// The tables of all sections of `Parameters`, flattened, with ways to read and write each value.
///
/// `Parameters::sections()` gives a tuple of `Section` rows; each section type has a
/// static constexpr `table()` that gives a tuple of `Parameter` rows. Where many sources see them,
/// both are templates on their owner, and the table is instantiated in one: hundreds of rows are as
/// many types.
template <class Parameters>
class ParameterTable {
 public:
  ParameterTable();

  const std::vector<ParameterInfo>& rows() const { return rows_; }
  void set(Parameters& parameters, std::size_t row, const Value& value) const {
    access_[row].set(parameters, value);
  }
  Value value(const Parameters& parameters, std::size_t row) const {
    return access_[row].value(parameters);
  }

 private:
  struct Access {
    std::function<Value(const Parameters&)> value;
    std::function<void(Parameters&, const Value&)> set;
  };

  template <class Owner>
  void add_section(const Section<Parameters, Owner>& section) {
    const std::size_t first = rows_.size();
    std::apply([&](const auto&... row) { (add_row(section.name, section.member, row), ...); },
               Owner::table());
    for (std::size_t row = first; row < rows_.size(); ++row)
      rows_[row].lever = section.role == Role::lever;
  }

  template <class Owner, class Member>
  void add_row(std::string_view section_name, Owner Parameters::*section,
               const Parameter<Owner, Member>& row) {
    static const Parameters defaults{};
    ParameterInfo info;
    info.name = std::string(section_name) + "." + std::string(row.name);
    info.unit = row.unit;
    info.range = row.range;
    info.source = row.source;
    info.change = row.change;
    info.drawing = row.drawing;
    info.default_value = to_value(defaults.*section.*(row.member));
    if constexpr (std::is_same_v<Member, bool>) {
      info.kind = Kind::boolean;
    } else if constexpr (std::is_enum_v<Member>) {
      info.kind = Kind::choice;
      for (const auto name : ChoiceNames<Member>::names) info.choices.emplace_back(name);
    } else if constexpr (std::is_integral_v<Member>) {
      info.kind = Kind::integer;
    }
    rows_.push_back(std::move(info));
    access_.push_back(
        Access{[section, member = row.member](const Parameters& parameters) {
                 return to_value(parameters.*section.*member);
               },
               [section, member = row.member](Parameters& parameters, const Value& value) {
                 parameters.*section.*member = from_value<Member>(value);
               }});
  }

  template <class Member>
  static Value to_value(const Member& member) {
    if constexpr (std::is_same_v<Member, bool>)
      return member;
    else if constexpr (std::is_enum_v<Member> || std::is_integral_v<Member>)
      return static_cast<std::int64_t>(member);
    else
      return static_cast<double>(member);
  }
  template <class Member>
  static Member from_value(const Value& value) {
    return std::visit([](auto v) { return static_cast<Member>(v); }, value);
  }

  std::vector<ParameterInfo> rows_;
  std::vector<Access> access_;
};

// Outside, so that it is not inline: only such are left to the source of an `extern template`.
template <class Parameters>
ParameterTable<Parameters>::ParameterTable() {
  std::apply([this](const auto&... section) { (this->add_section(section), ...); },
             Parameters::sections());
}

/// A value as a plain number: false and true are 0 and 1, a choice is its index.
inline double as_number(const Value& value) {
  return std::visit([](auto v) { return static_cast<double>(v); }, value);
}

}  // namespace sim
