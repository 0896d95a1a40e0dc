#pragma once

#include <concepts>
#include <cstdint>
#include <type_traits>

/// What has a number that crosses an interface, each as a type of its own: a citizen is no worker,
/// and no month either. Within a rule, and in columns and lists, they are plain numbers.
namespace discretion {

enum class CitizenId : std::uint32_t {};
enum class WorkerId : std::uint32_t {};  ///< or the desk where one sits
enum class TeamId : std::uint32_t {};
enum class AdministrationId : std::uint32_t {};
enum class LifeSituationId : std::uint32_t {};

template <class Id>
concept IsId = std::is_enum_v<Id> && std::same_as<std::underlying_type_t<Id>, std::uint32_t>;

/// Place in arrays by that id, and its part of a random number's address.
template <IsId Id>
constexpr std::uint32_t number(Id id) {
  return static_cast<std::uint32_t>(id);
}

}  // namespace discretion
