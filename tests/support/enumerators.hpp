#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace test {

/// Whether an enum has a name for a number: what GCC and Clang print for one without is a cast.
template <class Enum, Enum value>
constexpr bool has_name() {
  const std::string_view text = __PRETTY_FUNCTION__;
  constexpr std::string_view before = "value = ";
  const auto printed = text.substr(text.rfind(before) + before.size());
  return !printed.starts_with('(') || printed.starts_with("(anonymous namespace)");
}

/// The numbers below 256 that an enum has names for, in order.
template <class Enum>
std::vector<std::uint32_t> enumerators() {
  std::vector<std::uint32_t> found;
  [&]<std::uint32_t... numbers>(std::integer_sequence<std::uint32_t, numbers...>) {
    ((has_name<Enum, static_cast<Enum>(numbers)>() ? found.push_back(numbers) : void()), ...);
  }
  (std::make_integer_sequence<std::uint32_t, 256>());
  return found;
}

}  // namespace test
