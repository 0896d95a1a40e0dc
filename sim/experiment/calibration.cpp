#include "sim/experiment/calibration.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "sim/core/error.hpp"
#include "sim/core/math.hpp"
#include "sim/experiment/designs.hpp"
#include "sim/experiment/draws.hpp"
#include "sim/experiment/plausible.hpp"
#include "sim/experiment/worlds.hpp"
#include "sim/study/stopwatch.hpp"

namespace sim::experiment {

namespace {
constexpr int most_waves = 8;
constexpr double still_shrinks = 0.7;      // a wave that leaves more of what was left is the last
constexpr double fits_up_to = 2;           // standard deviations, as margins are meant
constexpr std::size_t most_lessons = 400;  // an emulator takes its cube of time
constexpr std::size_t fewest_lessons = 10;
constexpr std::size_t points_shown = 1000;

double square(double number) { return number * number; }

/// A vector that was run.
struct Made {
  int wave = 0;
  std::uint64_t seed = 0;
  std::vector<double> place;
  std::vector<std::vector<double>> values = {};  ///< by figure: each replicate's
  std::vector<double> mean = {};                 ///< by figure
  std::vector<io::RunRecord> records = {};
};

double mean_of(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return values.empty() ? not_a_number : sum / static_cast<double>(values.size());
}

Scenario scenario_at(const CalibrationPlan& plan, std::span<const double> place) {
  Scenario scenario = plan.scenario.scenario;
  for (std::size_t k = 0; k < place.size(); ++k) {
    const ParameterInfo& parameter = plan.model->parameters()[plan.free[k]];
    scenario.values[plan.free[k]] =
        io::to_value(parameter, drawn_value(parameter, place[k], plan.scheme));
  }
  return scenario;
}

bool allowed(const CalibrationPlan& plan, std::span<const double> place) {
  return !plan.model->conflict(scenario_at(plan, place));
}

/// Whether a process would feed on itself without end. That takes as long to say as a short run, so
/// it is asked only of points that are to be run.
bool runs_away(const CalibrationPlan& plan, std::span<const double> place) {
  return plan.model->supercritical(scenario_at(plan, place)).has_value();
}

/// A calibration under way.
class Course {
 public:
  Course(const CalibrationPlan& plan, const study::Options& options, io::RunLog* log)
      : plan_(plan),
        options_(options),
        log_(log),
        parallel_(plan.threads),
        plausible_(plan.free.size(), targets_of(plan),
                   [&plan](std::span<const double> place) { return allowed(plan, place); }) {
    fit_.figures = plan.figures;
    fit_.discrepancy = plan.discrepancy;
  }

  CalibrationOutcome run() {
    if (make_waves()) find_enough();
    if (!outcome_.stopped) conclude();
    return std::move(outcome_);
  }

 private:
  static std::vector<Target> targets_of(const CalibrationPlan& plan) {
    std::vector<Target> targets;
    for (const auto& figure : plan.figures)
      targets.push_back(
          {figure.value,
           (square(figure.margin) + square(plan.discrepancy * figure.value)) / square(fits_up_to)});
    return targets;
  }

  std::size_t figures() const { return plan_.figures.size(); }
  std::size_t dimensions() const { return plan_.free.size(); }
  std::span<const double> row(const std::vector<double>& points, std::size_t place) const {
    return std::span(points).subspan(place * dimensions(), dimensions());
  }

  /// Vectors as worlds of a study that has no other runs.
  io::Study study_of(std::span<const std::size_t> vectors) const {
    io::Study study;
    study.file_type = "worlds";
    study.model = plan_.model;
    study.scenarios = {plan_.scenario};
    io::Worlds worlds;
    worlds.drawn.parameters = plan_.free;
    worlds.replicates = plan_.replicates;
    worlds.scheme = io::found_worlds;
    worlds.seed = plan_.scenario.scenario.run.seed;
    for (const std::size_t vector : vectors) {
      const Scenario scenario = scenario_at(plan_, made_[vector].place);
      for (const std::size_t parameter : plan_.free)
        worlds.drawn.values.push_back(as_number(scenario.values[parameter]));
      worlds.seeds.push_back(made_[vector].seed);
    }
    worlds.drawn.points = worlds.count();
    study.plan = io::world_plan(worlds.count(), 1, plan_.replicates);
    study.worlds = std::move(worlds);
    return study;
  }

  /// Runs points as vectors of a wave, as many as the budget allows. \return whether all were run
  bool make(const std::vector<double>& all, int wave) {
    std::vector<double> points;
    for (std::size_t i = 0; i < all.size() / dimensions(); ++i)
      if (!runs_away(plan_, row(all, i)))
        points.insert(points.end(), row(all, i).begin(), row(all, i).end());
    const std::size_t wanted = points.size() / dimensions();
    const auto replicates = static_cast<std::size_t>(plan_.replicates);
    const std::size_t count = std::min(wanted, (plan_.budget() - outcome_.runs) / replicates);
    outcome_.spent = count < wanted;
    std::vector<std::size_t> vectors;
    for (std::size_t i = 0; i < count; ++i) {
      vectors.push_back(made_.size());
      const auto place = row(points, i);
      Made& made = made_.emplace_back();
      made.wave = wave;
      made.seed = seed_of(plan_.scenario.scenario.run.seed, static_cast<int>(vectors.back()));
      made.place.assign(place.begin(), place.end());
      made.values.resize(figures());
    }
    run_all(study_of(vectors), vectors);
    return !outcome_.stopped && !outcome_.spent;
  }

  void run_all(io::Study study, const std::vector<std::size_t>& vectors) {
    const std::size_t windows = study.windows().size(), before = outcome_.runs;
    std::size_t there = 0;
    for (; log_ != nullptr && there < study.plan.size(); ++there) {
      auto record = log_->replay();
      if (!record) break;
      take(made_[vectors[static_cast<std::size_t>(study.plan[there].world)]], std::move(*record),
           windows);
    }
    study.plan.erase(study.plan.begin(), study.plan.begin() + static_cast<std::ptrdiff_t>(there));
    study::Options options;
    options.threads = plan_.threads;
    options.stop = options_.stop;
    options.report = [&](study::Progress progress) {
      progress.planned += before + there;
      progress.done += before + there;
      progress.failed += outcome_.failed;
      progress.seconds = stopwatch_.seconds();
      options_.report(progress);
    };
    options.observers.emplace_back([&](const io::RunPlan& run, const io::RunRecord& record) {
      if (log_ != nullptr) log_->add(record);
      take(made_[vectors[static_cast<std::size_t>(run.world)]], record, windows);
    });
    if (!study.plan.empty()) outcome_.stopped = study::run(study, options).stopped;
    if (log_ != nullptr) log_->flush();
    for (const std::size_t vector : vectors)
      for (auto& values : made_[vector].values) made_[vector].mean.push_back(mean_of(values));
  }

  void take(Made& made, io::RunRecord record, std::size_t windows) {
    ++outcome_.runs;
    if (record.status != io::RunStatus::ok) ++outcome_.failed;
    for (std::size_t f = 0; f < figures() && record.status == io::RunStatus::ok; ++f) {
      const io::Observable& of = plan_.figures[f].of;
      const double value =
          record.window_means[of.metric * windows + static_cast<std::size_t>(of.window)] *
          of.factor;
      if (std::isfinite(value)) made.values[f].push_back(value);
    }
    made.records.push_back(std::move(record));
  }

  /// Variance of one run about its vector's mean, of the vectors of a wave together.
  double noise_of(std::size_t figure, int wave) const {
    double sum = 0;
    std::size_t degrees = 0;
    for (const Made& made : made_) {
      const auto& values = made.values[figure];
      if (made.wave != wave || values.size() < 2) continue;
      for (const double value : values) sum += square(value - made.mean[figure]);
      degrees += values.size() - 1;
    }
    return degrees == 0 ? 0.0 : sum / static_cast<double>(degrees);
  }

  /// Of each figure: vectors of this wave, and of others that nothing speaks against.
  std::vector<std::size_t> lessons_for(std::size_t figure, int wave) const {
    std::vector<std::size_t> vectors;
    const std::size_t most = std::min(most_lessons, plan_.vectors_of_wave() * 3 / 2);
    for (std::size_t i = made_.size(); i-- > 0 && vectors.size() < most;) {
      if (!std::isfinite(made_[i].mean[figure])) continue;
      if (made_[i].wave == wave || is_near_[i] != 0) vectors.push_back(i);
    }
    std::ranges::reverse(vectors);
    return vectors;
  }

  Lessons lessons_of(std::size_t figure, double noise,
                     const std::vector<std::size_t>& vectors) const {
    Lessons lessons;
    lessons.dimensions = dimensions();
    for (const std::size_t vector : vectors) {
      const Made& made = made_[vector];
      lessons.points.insert(lessons.points.end(), made.place.begin(), made.place.end());
      lessons.values.push_back(made.mean[figure]);
      lessons.noise.push_back(noise / static_cast<double>(made.values[figure].size()));
    }
    return lessons;
  }

  void learn(int wave) {
    is_near_.assign(made_.size(), 0);
    parallel_.for_each_block(made_.size(), [&](std::size_t i, int) {
      if (made_[i].wave != wave && plausible_.within(made_[i].place, learns_up_to_))
        is_near_[i] = 1;
    });
    std::vector<std::optional<Lesson>> learnt(figures());
    left_out_.assign(figures(), {});
    io::Wave record;
    record.left_out_inside.assign(figures(), 0.0);
    for (std::size_t f = 0; f < figures(); ++f)
      if (lessons_for(f, wave).size() < fewest_lessons)
        throw InputError(fmt::format(
            "observed.{} (the model gives no value of it in {} of {} vectors that were run). Leave "
            "the figure out, or change the scenario.",
            plan_.figures[f].of.name, made_.size() - lessons_for(f, wave).size(), made_.size()));
    parallel_.for_each_block(figures(), [&](std::size_t f, int) {
      const auto vectors = lessons_for(f, wave);
      const double noise = noise_of(f, wave);
      std::vector<double> start;
      if (!plausible_.waves().empty()) start = plausible_.waves().back()[f].emulator.settings();
      const Lessons lessons = lessons_of(f, noise, vectors);
      learnt[f].emplace(Lesson{Emulator(lessons, start), noise});
      const auto expected = learnt[f]->emulator.left_out();
      double inside = 0;
      for (std::size_t i = 0; i < vectors.size(); ++i) {
        left_out_[f].emplace_back(vectors[i], expected[i]);
        if (square(lessons.values[i] - expected[i].mean) <=
            square(fits_up_to) * expected[i].variance)
          inside += 1.0 / static_cast<double>(vectors.size());
      }
      record.left_out_inside[f] = inside;
    });
    std::vector<Lesson> lessons;
    for (auto& lesson : learnt) lessons.push_back(std::move(*lesson));
    for (const Lesson& lesson : lessons) record.noise.push_back(std::sqrt(lesson.noise));
    note_left_out(wave);
    plausible_.add_wave(std::move(lessons));
    record.vectors = static_cast<std::size_t>(
        std::ranges::count_if(made_, [&](const Made& made) { return made.wave == wave; }));
    fit_.waves.push_back(std::move(record));
    if (wave == 0) fit_.share_alone = shares_alone();
  }

  /// What each figure leaves by itself. The first wave alone knows of all of the space.
  std::vector<double> shares_alone() {
    const std::size_t count = points_shown;
    const auto points = lhs_points(count, dimensions(),
                                   seed_of(plan_.scenario.scenario.run.seed, 0, Draw::wave_design));
    std::vector<std::vector<char>> left(figures(), std::vector<char>(count, 0));
    parallel_.for_each_block(count, [&](std::size_t i, int) {
      for (std::size_t f = 0; f < figures(); ++f)
        left[f][i] = plausible_.implausibility(row(points, i), f) <= implausible_beyond ? 1 : 0;
    });
    std::vector<double> shares;
    for (const auto& of_figure : left)
      shares.push_back(static_cast<double>(std::ranges::count(of_figure, 1)) /
                       static_cast<double>(count));
    return shares;
  }

  void note_left_out(int wave) {
    expected_.resize(made_.size(), std::vector<Expected>(figures(), {not_a_number, not_a_number}));
    for (std::size_t f = 0; f < figures(); ++f)
      for (const auto& [vector, expected] : left_out_[f])
        if (made_[vector].wave == wave) expected_[vector][f] = expected;
  }

  std::vector<double> first_points() const {
    const auto all = lhs_points(plan_.vectors_of_wave(), dimensions(),
                                seed_of(plan_.scenario.scenario.run.seed, 1, Draw::wave_design));
    std::vector<double> points;
    for (std::size_t i = 0; i < all.size() / dimensions(); ++i)
      if (allowed(plan_, row(all, i)))
        points.insert(points.end(), row(all, i).begin(), row(all, i).end());
    return points;
  }

  /// Some of a region, far from each other and from what is there.
  std::vector<double> some_of(const Region& region, std::size_t count,
                              std::span<const double> there) const {
    std::vector<double> points;
    for (const std::size_t place : spread_out(region.points, dimensions(), count, there)) {
      const auto point = row(region.points, place);
      points.insert(points.end(), point.begin(), point.end());
    }
    return points;
  }

  Region region(double limit, int number) {
    return find_region(plausible_, plan_.vectors_of_wave(), limit, plan_.scenario.scenario.run.seed,
                       number, parallel_);
  }

  /// \return whether there is something to go on with
  bool make_waves() {
    std::vector<double> points = first_points();
    double share = 1;
    int in_vain = 0;
    for (int wave = 0; wave < most_waves; ++wave) {
      if (!make(points, wave)) return wave > 0 && !outcome_.stopped;
      learn(wave);
      const Region left = region(implausible_beyond, 2 + wave);
      fit_.waves.back().share = left.share;
      fit_.waves.back().limit = left.limit;
      fit_.plausible = some_of(left, points_shown, {});
      in_vain = left.limit > implausible_beyond ? in_vain + 1 : 0;
      if (in_vain == 2 || left.points.empty()) return false;
      learns_up_to_ = std::max(implausible_beyond, left.limit);
      outcome_.shrinking = left.share < still_shrinks * share;
      if (in_vain == 0 && !outcome_.shrinking) return true;
      share = left.share;
      points = some_of(left, plan_.vectors_of_wave(), {});
    }
    return true;
  }

  double distance(const Made& made, std::size_t figure) const {
    const double noise = square(fit_.waves.back().noise[figure]);
    const auto runs = static_cast<double>(made.values[figure].size());
    const Target& target = plausible_.targets()[figure];
    return std::abs(made.mean[figure] - target.value) /
           std::sqrt(target.variance + noise * (1 + 1 / runs));
  }
  double distance(const Made& made) const {
    double largest = 0;
    for (std::size_t f = 0; f < figures(); ++f) {
      const double of_figure = distance(made, f);
      if (std::isnan(of_figure)) return of_figure;
      largest = std::max(largest, of_figure);
    }
    return largest;
  }
  std::vector<std::size_t> fitting() const {
    std::vector<std::size_t> vectors;
    for (std::size_t i = 0; i < made_.size(); ++i)
      if (distance(made_[i]) <= fits_up_to) vectors.push_back(i);
    return vectors;
  }
  std::vector<double> places_of(std::span<const std::size_t> vectors) const {
    std::vector<double> places;
    for (const std::size_t vector : vectors)
      places.insert(places.end(), made_[vector].place.begin(), made_[vector].place.end());
    return places;
  }

  /// Runs more of what is left until enough fit.
  void find_enough() {
    constexpr std::size_t smallest_batch = 40, largest_batch = 400;
    constexpr double spare = 1.2;
    const int behind = static_cast<int>(fit_.waves.size());
    double rate = 0.5;
    for (int batch = 0; fitting().size() < plan_.worlds; ++batch) {
      const auto there = fitting();
      const double wanted = spare * static_cast<double>(plan_.worlds - there.size()) / rate;
      const std::size_t count =
          std::clamp(static_cast<std::size_t>(wanted), smallest_batch, largest_batch);
      const Region left =
          find_region(plausible_, 2 * count, fits_up_to, plan_.scenario.scenario.run.seed,
                      2 + most_waves + batch, parallel_);
      if (left.points.empty()) return;
      const std::size_t before = made_.size();
      if (!make(some_of(left, count, places_of(there)), behind)) return;
      if (made_.size() == before) return;
      rate = std::max(0.05, static_cast<double>(fitting().size() - there.size()) /
                                static_cast<double>(made_.size() - before));
    }
  }

  void conclude() {
    if (fit_.waves.empty()) return;
    // A part that the budget cut off has not been run.
    const auto fits = fitting();
    outcome_.fitting = fits.size();
    note_nearest();
    std::vector<std::size_t> chosen;
    for (const std::size_t place : spread_out(places_of(fits), dimensions(), plan_.worlds))
      chosen.push_back(fits[place]);
    std::ranges::sort(chosen);
    for (const std::size_t vector : chosen) fit_.chosen.push_back(static_cast<int>(vector));
    note_vectors();
    outcome_.study = study_of(chosen);
    for (const std::size_t vector : chosen)
      for (io::RunRecord& record : made_[vector].records) {
        record.run = outcome_.records.size();
        outcome_.records.push_back(std::move(record));
      }
    outcome_.plausible = std::make_shared<const Plausible>(std::move(plausible_));
    outcome_.study.matching = std::make_shared<const io::Matching>(std::move(fit_));
  }

  void note_nearest() {
    const Made* nearest = nullptr;
    for (const Made& made : made_)
      if (!std::isnan(distance(made)) &&
          (nearest == nullptr || distance(made) < distance(*nearest)))
        nearest = &made;
    if (nearest != nullptr) outcome_.nearest = {nearest->mean, distance(*nearest)};
  }

  void note_vectors() {
    io::FittedVectors& of = fit_.vectors;
    expected_.resize(made_.size(), std::vector<Expected>(figures(), {not_a_number, not_a_number}));
    for (std::size_t i = 0; i < made_.size(); ++i) {
      const Made& made = made_[i];
      of.wave.push_back(made.wave);
      of.fits.push_back(distance(made) <= fits_up_to ? 1 : 0);
      of.place.insert(of.place.end(), made.place.begin(), made.place.end());
      of.mean.insert(of.mean.end(), made.mean.begin(), made.mean.end());
      for (std::size_t f = 0; f < figures(); ++f) {
        of.implausibility.push_back(distance(made, f));
        of.left_out_mean.push_back(expected_[i][f].mean);
        of.left_out_sd.push_back(std::sqrt(expected_[i][f].variance));
      }
    }
  }

  const CalibrationPlan& plan_;
  const study::Options& options_;
  io::RunLog* log_;
  Parallel parallel_;
  study::Stopwatch stopwatch_;
  Plausible plausible_;
  double learns_up_to_ = implausible_beyond;
  std::vector<Made> made_;
  std::vector<char> is_near_;
  std::vector<std::vector<std::pair<std::size_t, Expected>>> left_out_;  ///< by figure
  std::vector<std::vector<Expected>> expected_;  ///< by vector and figure, left out
  io::Matching fit_;
  CalibrationOutcome outcome_;
};
}  // namespace

CalibrationOutcome calibrate(const CalibrationPlan& plan, const study::Options& options,
                             io::RunLog* log) {
  return Course(plan, options, log).run();
}

}  // namespace sim::experiment
