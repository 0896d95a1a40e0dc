#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

/// What a simulation would give where it was not run: a Gaussian process (Rasmussen and Williams
/// 2006) over the unit cube. Same bits on any processor and for any number of threads
/// (docs/decisions/0031-history-matching.md).
namespace sim::experiment {

/// What is expected somewhere, and how far it may be off.
struct Expected {
  double mean = 0;
  double variance = 0;  ///< of the mean there; of a point left out also that of its noise
};

/// What an emulator learns from: points of the unit cube, row by row, and a value at each.
struct Lessons {
  std::size_t dimensions = 0;
  std::vector<double> points;  ///< [point][dimension]
  std::vector<double> values;  ///< finite
  std::vector<double> noise;   ///< variance of each value about what is to be learnt

  std::size_t size() const { return values.size(); }
};

/// A constant, a line along each dimension and a smooth rest, whose sizes and lengths are those
/// that make the lessons most likely.
class Emulator {
 public:
  /// \param start settings of an earlier emulator to begin with, or none
  explicit Emulator(const Lessons&, std::span<const double> start = {});
  ~Emulator();
  Emulator(const Emulator&) = delete;
  Emulator& operator=(const Emulator&) = delete;
  Emulator(Emulator&&) noexcept;
  Emulator& operator=(Emulator&&) noexcept;

  Expected at(std::span<const double> point) const;
  /// Only the mean, which costs much less.
  double mean_at(std::span<const double> point) const;
  /// At most what a variance can be: that of knowing nothing.
  double largest_variance() const;
  /// Of each lesson, what all others say of it (Rasmussen and Williams 2006, section 5.4.2).
  std::vector<Expected> left_out() const;
  /// In logarithms: sizes of the smooth part, the lines and what is neither, then the lengths.
  std::vector<double> settings() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// The logarithm of how likely lessons are under settings, up to a constant, with what is held
/// likely of settings beforehand.
/// \param gradient gets its derivative by each setting
double log_likelihood(const Lessons&, std::span<const double> settings,
                      std::vector<double>& gradient);

}  // namespace sim::experiment
