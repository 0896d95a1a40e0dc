#pragma once

#include <concepts>
#include <cstdint>
#include <type_traits>

/// Who and what has a number, each as a type of its own: a team is no worker, and no month either.
namespace discretion {

enum class CitizenId : std::uint32_t {};
/// A worker, or the desk of a manager or administrator who decides cases.
enum class WorkerId : std::uint32_t {};
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
