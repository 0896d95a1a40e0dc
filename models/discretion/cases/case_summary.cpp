#include "models/discretion/cases/case_summary.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "sim/core/math.hpp"

namespace discretion {

namespace {

/// The value below which this share of all weight lies.
double quantile(std::vector<std::pair<double, double>> weighted, double share) {
  std::ranges::sort(weighted);
  double all = 0;
  for (const auto& [value, weight] : weighted) all += weight;
  double below = 0;
  for (const auto& [value, weight] : weighted) {
    below += weight;
    if (below >= share * all) return value;
  }
  return weighted.empty() ? sim::not_a_number : weighted.back().first;
}

template <class Visit>
void each_number(Refusal& sum, const Refusal& one, Visit visit) {
  visit(sum.complains, one.complains);
  visit(sum.mended, one.mended);
}

/// Calls visit(sum, one) for each number of an aftermath.
template <class Visit>
void each_number(Aftermath& sum, const Aftermath& one, Visit visit) {
  each_number(sum.first, one.first, visit);
  for (const std::size_t copy : {0U, 1U}) {
    visit(sum.second[copy], one.second[copy]);
    visit(sum.third[copy], one.third[copy]);
    visit(sum.third_after_complaint[copy], one.third_after_complaint[copy]);
    visit(sum.third_without[copy], one.third_without[copy]);
    each_number(sum.second_refused[copy], one.second_refused[copy], visit);
  }
}

/// Adds up over workers, then divides.
class Summing {
 public:
  explicit Summing(const Person& person) : person_(person) {
    sum_.parts.assign(neutral_parts, 0.0);
  }

  void add(const Hearing& hearing) {
    sum_.month = hearing.month;
    sum_.asks += hearing.take_up;
    ++hearings_;
    for (const Heard& heard : hearing.workers) add_worker(hearing, heard);
    add_colleagues(hearing);
  }
  CaseSummary result() {
    sum_.workers = n_ / hearings_;
    sum_.asks /= hearings_;
    for (double& share : sum_.chosen) share /= n_;
    for (double* number : {&sum_.given, &sum_.neutral, &sum_.repaired, &sum_.tailors_beside_repair})
      *number /= n_;
    for (double& part : sum_.parts) part /= n_;
    for (std::size_t v = 0; v < voices; ++v) {
      sum_.stakes[v] /= n_;
      for (double& share : sum_.wishes[v]) share /= n_;
      for (double& share : sum_.conflicts[v]) share /= n_;
    }
    if (granting_ > 0) {
      each_number(sum_.after, sum_.after, [&](double& number, double) { number /= granting_; });
      sum_.equality /= granting_;
    }
    sum_.may_grant = granting_ / n_;
    sum_.given_low = quantile(given_, 0.1);
    sum_.given_high = quantile(given_, 0.9);
    sum_.colleague = tailors_ > 0 ? 1.0 - both_tailor_ / tailors_ : sim::not_a_number;
    return sum_;
  }

 private:
  double covered(const Hearing& hearing, double treatment) const {
    return (treatment - hearing.base) / person_.need;
  }
  void add_worker(const Hearing& hearing, const Heard& heard) {
    const Verdict& verdict = heard.verdict;
    ++n_;
    for (std::size_t x = 0; x < options; ++x) sum_.chosen[x] += verdict.probability[x];
    for (const auto& [treatment, share] : verdict.given) {
      sum_.given += share * covered(hearing, treatment);
      given_.emplace_back(covered(hearing, treatment), share);
    }
    sum_.neutral += heard.neutral;
    for (std::size_t k = 0; k < neutral_parts; ++k) sum_.parts[k] += heard.parts[k];
    for (std::size_t v = 0; v < voices; ++v) {
      sum_.stakes[v] += verdict.wishes.stake[v];
      sum_.wishes[v][verdict.wishes.wish[v]] += 1;
      for (std::size_t other = v + 1; other < voices; ++other)
        sum_.conflicts[v][other] += verdict.wishes.conflict(v, other) ? 1 : 0;
    }
    if (person_.repair > 0) {
      sum_.repaired += covered(hearing, heard.by_repaired_rule);
      sum_.tailors_beside_repair += heard.tailors_beside_repair;
    }
    if (verdict.may_tailor) add_aftermath(heard.after);
  }
  void add_aftermath(const Aftermath& one) {
    ++granting_;
    each_number(sum_.after, one, [](double& number, double more) { number += more; });
    sum_.equality += one.second_refused[1].equality ? 1 : 0;
  }
  /// Pairs in a team in which the one tailors, and those in which both do.
  void add_colleagues(const Hearing& hearing) {
    std::map<std::uint32_t, std::array<double, 3>> teams;  // sum, squares, workers
    for (const Heard& heard : hearing.workers) {
      const double p = heard.verdict.tailors();
      auto& [sum, squares, workers] = teams[heard.team];
      sum += p, squares += p * p, ++workers;
    }
    for (const auto& [team, sums] : teams) {
      const auto& [sum, squares, workers] = sums;
      both_tailor_ += sum * sum - squares;
      tailors_ += sum * (workers - 1);
    }
  }

  const Person& person_;
  CaseSummary sum_;
  std::vector<std::pair<double, double>> given_;
  double n_ = 0, hearings_ = 0, granting_ = 0, tailors_ = 0, both_tailor_ = 0;
};

}  // namespace

CaseSummary summary_of(const std::vector<const Hearing*>& hearings, const Person& person) {
  Summing summing(person);
  for (const Hearing* hearing : hearings) summing.add(*hearing);
  CaseSummary summary = summing.result();
  summary.unlike = unlike_of(hearings);
  return summary;
}

}  // namespace discretion
