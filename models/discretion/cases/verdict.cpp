#include "models/discretion/cases/verdict.hpp"

#include <algorithm>
#include <cmath>

#include "sim/core/math.hpp"

namespace discretion {

namespace {

using Readings = std::array<double, sim::lanes>;

/// As many standard normal errors as there are lanes, equally likely; their spread is exact.
const Readings& readings() {
  static const Readings errors = [] {
    Readings z{};
    double squares = 0;
    for (std::size_t k = 0; k < z.size(); ++k) {
      z[k] = sim::normal_quantile((static_cast<double>(k) + 0.5) / static_cast<double>(z.size()));
      squares += z[k] * z[k] / static_cast<double>(z.size());
    }
    for (double& error : z) error /= std::sqrt(squares);
    return z;
  }();
  return errors;
}

/// A case in all its readings before one worker.
class Read {
 public:
  Read(const Bench& bench, const Person& person)
      : bench_(bench), person_(person), desk_(bench.desk()), file_(file_of(bench, desk_, person)) {}

  const CaseFile& file() const { return file_; }
  const Desk& desk() const { return desk_; }

  /// The reading without error.
  Judgement plain() {
    lay(0, file_);
    cases_.count = 1;
    return in_lane(judged(), 0);
  }
  /// Calls visit(judgements, share) for the readings of the rule as it is, and as it is misread.
  template <class Visit>
  void each(Visit visit) {
    const double misread = bench_.office.now.misread;
    constexpr auto n = static_cast<double>(sim::lanes);
    lay_all(0.0);
    visit(judged(), (1.0 - misread) / n);
    if (misread <= 0) return;
    lay_all(bench_.office.parameters.administration.misreading_size);
    visit(judged(), misread / n);
  }

 private:
  void lay(std::size_t lane, const CaseFile& file) {
    cases_.files[lane] = file;
    cases_.lay_before(bench_.world, bench_.office, desk_, lane);
    cases_.claimants[lane] += person_.third_pays;
  }
  /// \param misread size of the error about the rule [sd of need]
  void lay_all(double misread) {
    constexpr std::size_t far = 3;  // so that both errors do not go together
    const WorkerParameters& p = bench_.office.parameters.workers;
    const double error = p.perception_noise * desk_.error * desk_.unskilled;
    for (std::size_t lane = 0; lane < sim::lanes; ++lane) {
      CaseFile file = file_;
      file.noise = error * readings()[lane];
      file.rule += misread * readings()[far * lane % sim::lanes];
      lay(lane, file);
    }
    cases_.count = sim::lanes;
  }
  const Judgements& judged() {
    Judging<double>::judge(bench_.world, bench_.office, desk_, cases_, judgements_);
    return judgements_;
  }

  const Bench& bench_;
  const Person& person_;
  const Desk desk_;
  const CaseFile file_;
  Cases cases_;
  Judgements judgements_;
};

}  // namespace

Verdict verdict_of(const Bench& bench, const Person& person) {
  Read read(bench, person);
  Verdict verdict;
  const Judgement plain = read.plain();
  verdict.rule = read.file().rule;
  verdict.may_tailor = plain.may_tailor;
  verdict.treatment = plain.treatment;
  verdict.wishes = wishes_of(bench.world, bench.office, read.desk(), plain);
  read.each([&](const Judgements& judgements, double share) {
    for (std::size_t lane = 0; lane < sim::lanes; ++lane) {
      for (std::size_t x = 0; x < options; ++x) {
        const double part = share * judgements.probability[x][lane];
        verdict.probability[x] += part;
        if (part > 0 && x != escalate)
          verdict.given.emplace_back(judgements.treatment[x][lane], part);
      }
    }
  });
  return verdict;
}

double probability_of_tailoring(const Bench& bench, const Person& person) {
  double sum = 0;
  Read(bench, person).each([&](const Judgements& judgements, double share) {
    for (std::size_t lane = 0; lane < sim::lanes; ++lane)
      sum += share * judgements.probability[tailor][lane];
  });
  return sum;
}

}  // namespace discretion
