#pragma once

#include <string>
#include <vector>

#include "models/discretion/cases/case_summary.hpp"
#include "sim/core/close_up.hpp"

namespace discretion {

/// What is told of one scenario: each moment, and what the years between them did.
struct CaseTold {
  std::string scenario;
  std::vector<CaseSummary> moments;
  std::vector<double> between;  ///< what each of all_parts adds to the share that tailors
};

/// A case in several runs, in the first year and the last.
class CaseStudy {
 public:
  CaseStudy(std::vector<Person> people, std::vector<std::string> scenarios,
            std::vector<sim::WatchedRun> runs, int months);

  bool looks_at(int time) const { return time == first_ || time == last_; }
  void look(const World& world, std::size_t place);
  sim::Tale tell() const;

 private:
  /// What is known of one run.
  struct Seen {
    std::vector<Hearing> hearings;  ///< the first year's, and the last's if it is another
    std::vector<double> between;    ///< what each of all_parts adds over the years
  };
  std::vector<CaseTold> summaries() const;

  std::vector<Person> people_;
  std::vector<std::string> scenarios_;
  std::vector<sim::WatchedRun> runs_;
  int first_, last_;
  std::vector<Seen> seen_;  ///< [place]
};

}  // namespace discretion
