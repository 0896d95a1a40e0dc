#pragma once

#include <algorithm>
#include <cstdint>

namespace discretion {

/// The first of a part of n things: parts are as even as possible, the first ones get one more.
constexpr std::uint32_t part_start(std::uint32_t n, std::uint32_t parts, std::uint32_t part) {
  return part * (n / parts) + std::min(part, n % parts);
}

/// The part that a thing is in.
constexpr std::uint32_t part_of(std::uint32_t n, std::uint32_t parts, std::uint32_t thing) {
  const std::uint32_t size = n / parts;
  const std::uint32_t larger = n % parts;
  const std::uint32_t border = larger * (size + 1);
  return thing < border ? thing / (size + 1) : larger + (thing - border) / size;
}

}  // namespace discretion
