#pragma once

#include <cmath>
#include <cstdint>

namespace sim {

/// A sum of real numbers whose value does not depend on the order of adding.
///
/// Each term is rounded once to a multiple of 2^-30 and added as an integer, which is associative:
/// blocks, threads and orders of work cannot change a bit. Resolution 9.3e-10, range +-8.6e9.
class Sum {
 public:
  void add(double term) { units_ += std::llrint(term * scale); }
  /// Takes one term out and puts another in; a term leaves as exactly as it came.
  void replace(double out, double in) {
    units_ += std::llrint(in * scale) - std::llrint(out * scale);
  }
  static constexpr double scale = 1073741824.0;  ///< 2^30 units are 1
  /// Adds a term that was rounded to units before.
  void add_units(std::int64_t units) { units_ += units; }
  Sum& operator+=(Sum other) {
    units_ += other.units_;
    return *this;
  }
  double value() const { return static_cast<double>(units_) * (1.0 / scale); }

 private:
  std::int64_t units_ = 0;
};

}  // namespace sim
