#include "sim/experiment/emulator.hpp"

#include <algorithm>
#include <cmath>

#include <Eigen/Cholesky>
#include <Eigen/Core>

#include "sim/core/math.hpp"
#include "sim/experiment/climb.hpp"

namespace sim::experiment {

namespace {
using Matrix = Eigen::MatrixXd;
using Vector = Eigen::VectorXd;

// Settings, all of them logarithms, and what is held likely of each beforehand. Values are scaled
// to a variance of 1 and dimensions run from 0 to 1, so that these suit any figure.
enum : std::size_t { smooth, lines, rough, lengths };
constexpr double constant_variance = 1;
constexpr double smallest = -7, largest = 5;
constexpr int most_steps = 40;
constexpr double jitter = 1e-8;

struct Belief {
  double mean, sd;
};
/// A length of several cubes is that of a dimension that does not matter, as most do not.
Belief belief_of(std::size_t setting, std::size_t dimensions) {
  switch (setting) {
    case smooth:
    case lines: return {-0.5, 1};
    case rough: return {-3, 1};
    default: return {0.5 * log(static_cast<double>(dimensions)) + 0.5, 1};
  }
}

/// Eigen cuts products into blocks by the processor's caches, and sums in another order with them:
/// said here, they are the same everywhere.
void fix_blocks() {
  static const bool fixed = [] {
    Eigen::setCpuCacheSizes(32 << 10, 256 << 10, 2 << 20);
    return true;
  }();
  static_cast<void>(fixed);
}

double square(double number) { return number * number; }

/// Lessons with values of mean 0 and variance 1, as the covariance takes them.
struct Scaled {
  explicit Scaled(const Lessons& lessons)
      : points(Eigen::Map<const Matrix>(lessons.points.data(),
                                        static_cast<Eigen::Index>(lessons.dimensions),
                                        static_cast<Eigen::Index>(lessons.size()))),
        values(static_cast<Eigen::Index>(lessons.size())),
        noise(static_cast<Eigen::Index>(lessons.size())) {
    const auto n = static_cast<double>(lessons.size());
    for (const double value : lessons.values) mean += value / n;
    double variance = 0;
    for (const double value : lessons.values) variance += square(value - mean) / n;
    if (variance > 0) scale = std::sqrt(variance);
    for (Eigen::Index i = 0; i < values.size(); ++i) {
      const auto row = static_cast<std::size_t>(i);
      values[i] = (lessons.values[row] - mean) / scale;
      noise[i] = lessons.noise[row] / square(scale) + jitter;
    }
  }

  Matrix points;  // a column for each
  Vector values, noise;
  double mean = 0, scale = 1;
};

/// Settings as they enter the covariance.
struct Sizes {
  explicit Sizes(std::span<const double> settings)
      : smooth_variance(exp(2 * settings[smooth])),
        line_variance(exp(2 * settings[lines])),
        rough_variance(exp(2 * settings[rough])),
        closeness(static_cast<Eigen::Index>(settings.size() - lengths)) {
    for (Eigen::Index k = 0; k < closeness.size(); ++k)
      closeness[k] = exp(-2 * settings[lengths + static_cast<std::size_t>(k)]);
  }
  double smooth_variance, line_variance, rough_variance;
  Vector closeness;  // 1 / length^2

  /// Of lines: a variance of 1 at the ends of a typical diagonal, whatever the dimensions.
  double line_scale() const { return 4.0 * line_variance / static_cast<double>(closeness.size()); }
};

/// Loops and not products: a sum of a point's own dimensions has one order.
double smooth_covariance(const Sizes& sizes, const double* one, const double* other) {
  double distance = 0;
  for (Eigen::Index k = 0; k < sizes.closeness.size(); ++k)
    distance += square(one[k] - other[k]) * sizes.closeness[k];
  return sizes.smooth_variance * exp(-0.5 * distance);
}

double line_covariance(const Sizes& sizes, const double* one, const double* other) {
  double sum = 0;
  for (Eigen::Index k = 0; k < sizes.closeness.size(); ++k)
    sum += (one[k] - 0.5) * (other[k] - 0.5);
  return sizes.line_scale() * sum;
}

struct Covariances {
  Matrix smooth_part, line_part;

  Covariances(const Sizes& sizes, const Matrix& points)
      : smooth_part(points.cols(), points.cols()), line_part(points.cols(), points.cols()) {
    for (Eigen::Index j = 0; j < points.cols(); ++j)
      for (Eigen::Index i = j; i < points.cols(); ++i) {
        smooth_part(i, j) = smooth_part(j, i) =
            smooth_covariance(sizes, points.col(i).data(), points.col(j).data());
        line_part(i, j) = line_part(j, i) =
            line_covariance(sizes, points.col(i).data(), points.col(j).data());
      }
  }
  Matrix total(const Sizes& sizes, const Vector& noise) const {
    Matrix sum = smooth_part + line_part;
    sum.array() += constant_variance;
    sum.diagonal() += noise;
    sum.diagonal().array() += sizes.rough_variance;
    return sum;
  }
};

double log_likelihood(const Scaled& scaled, std::span<const double> settings,
                      std::vector<double>& gradient) {
  const Sizes sizes(settings);
  const Covariances parts(sizes, scaled.points);
  const Eigen::LLT<Matrix> cholesky(parts.total(sizes, scaled.noise));
  if (cholesky.info() != Eigen::Success) return not_a_number;
  const Vector weights = cholesky.solve(scaled.values);
  double likely = -0.5 * scaled.values.dot(weights);
  for (Eigen::Index i = 0; i < weights.size(); ++i) likely -= log(cholesky.matrixL()(i, i));

  // d/ds = 1/2 tr((w w' - K^-1) dK/ds) (Rasmussen and Williams 2006, equation 5.9).
  Matrix pull = -cholesky.solve(Matrix::Identity(weights.size(), weights.size()));
  pull += weights * weights.transpose();
  gradient.assign(settings.size(), 0.0);
  gradient[lines] = pull.cwiseProduct(parts.line_part).sum();
  gradient[rough] = pull.trace() * sizes.rough_variance;
  pull = pull.cwiseProduct(parts.smooth_part);
  gradient[smooth] = pull.sum();
  const Vector of_point = pull.rowwise().sum();
  const Matrix moved = scaled.points * pull;
  for (Eigen::Index k = 0; k < sizes.closeness.size(); ++k) {
    const auto along = scaled.points.row(k);
    const double spread =
        along.cwiseProduct(along).dot(of_point.transpose()) - along.dot(moved.row(k));
    gradient[lengths + static_cast<std::size_t>(k)] = spread * sizes.closeness[k];
  }
  for (std::size_t s = 0; s < settings.size(); ++s) {
    const Belief belief = belief_of(s, settings.size() - lengths);
    likely -= 0.5 * square((settings[s] - belief.mean) / belief.sd);
    gradient[s] -= (settings[s] - belief.mean) / square(belief.sd);
  }
  return likely;
}

std::vector<double> best_settings(const Scaled& scaled, std::size_t dimensions,
                                  std::span<const double> start) {
  std::vector<double> from(start.begin(), start.end());
  for (std::size_t s = from.size(); s < lengths + dimensions; ++s)
    from.push_back(belief_of(s, dimensions).mean);
  return climb([&](const auto& at, auto& gradient) { return log_likelihood(scaled, at, gradient); },
               std::move(from), smallest, largest, most_steps);
}
}  // namespace

double log_likelihood(const Lessons& lessons, std::span<const double> settings,
                      std::vector<double>& gradient) {
  fix_blocks();
  return log_likelihood(Scaled(lessons), settings, gradient);
}

struct Emulator::Impl {
  Impl(const Lessons& lessons, std::span<const double> start)
      : scaled(lessons),
        settings(best_settings(scaled, lessons.dimensions, start)),
        sizes(settings),
        cholesky(Covariances(sizes, scaled.points).total(sizes, scaled.noise)),
        weights(cholesky.solve(scaled.values)) {}

  Vector covariance_with(std::span<const double> point) const {
    Vector with(scaled.values.size());
    for (Eigen::Index i = 0; i < with.size(); ++i) {
      const double* lesson = scaled.points.col(i).data();
      with[i] = constant_variance + smooth_covariance(sizes, lesson, point.data()) +
                line_covariance(sizes, lesson, point.data());
    }
    return with;
  }
  double known_nothing(std::span<const double> point) const {
    return constant_variance + sizes.smooth_variance + sizes.rough_variance +
           line_covariance(sizes, point.data(), point.data());
  }
  double value(double scaled_value) const { return scaled.mean + scaled.scale * scaled_value; }
  double variance(double scaled_variance) const { return square(scaled.scale) * scaled_variance; }

  Scaled scaled;
  std::vector<double> settings;
  Sizes sizes;
  Eigen::LLT<Matrix> cholesky;
  Vector weights;
};

Emulator::Emulator(const Lessons& lessons, std::span<const double> start) {
  fix_blocks();
  impl_ = std::make_unique<Impl>(lessons, start);
}
Emulator::~Emulator() = default;
Emulator::Emulator(Emulator&&) noexcept = default;
Emulator& Emulator::operator=(Emulator&&) noexcept = default;

Expected Emulator::at(std::span<const double> point) const {
  const Vector with = impl_->covariance_with(point);
  const Vector known = impl_->cholesky.matrixL().solve(with);
  const double unknown = std::max(0.0, impl_->known_nothing(point) - known.squaredNorm());
  return {impl_->value(with.dot(impl_->weights)), impl_->variance(unknown)};
}

double Emulator::mean_at(std::span<const double> point) const {
  return impl_->value(impl_->covariance_with(point).dot(impl_->weights));
}

double Emulator::largest_variance() const {
  const std::vector<double> corner(static_cast<std::size_t>(impl_->sizes.closeness.size()), 1.0);
  return impl_->variance(impl_->known_nothing(corner));
}

std::vector<Expected> Emulator::left_out() const {
  const Eigen::Index n = impl_->weights.size();
  const Vector sharpness = impl_->cholesky.solve(Matrix::Identity(n, n)).diagonal();
  std::vector<Expected> expected;
  for (Eigen::Index i = 0; i < n; ++i)
    expected.push_back({impl_->value(impl_->scaled.values[i] - impl_->weights[i] / sharpness[i]),
                        impl_->variance(1 / sharpness[i])});
  return expected;
}

std::vector<double> Emulator::settings() const { return impl_->settings; }

}  // namespace sim::experiment
