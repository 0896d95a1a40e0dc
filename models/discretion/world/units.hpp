#pragma once

#include <string_view>

namespace discretion {

/// What a metric is counted in.
struct UnitOfMeasure {
  std::string_view unit;
  std::string_view scale;
  std::string_view currency;
  bool count = false;
};

namespace units {
inline constexpr UnitOfMeasure share{"1", "", ""};
inline constexpr UnitOfMeasure need{"1", "standard deviation of need", ""};
inline constexpr UnitOfMeasure squared_need{"1", "variance of need", ""};
inline constexpr UnitOfMeasure index{"1", "index", ""};
inline constexpr UnitOfMeasure number{"1", "count", ""};
inline constexpr UnitOfMeasure euro{"1", "", "EUR"};
inline constexpr UnitOfMeasure months{"month", "", ""};
inline constexpr UnitOfMeasure hours{"hour", "", ""};
inline constexpr UnitOfMeasure bits{"bit", "", ""};
inline constexpr UnitOfMeasure cases{"1", "", "", true};
}  // namespace units

}  // namespace discretion
