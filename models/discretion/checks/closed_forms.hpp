#pragma once

#include <span>

/// What theory says of parts of the model that can be solved: for the self test and for tests.
/// docs/verification.md lists where each is checked.
namespace discretion::closed_form {

/// Share of citizens without problems whom one rule at the mean need leaves underserved: the mean
/// over life situations of 1 - Phi((h - m_g) / sqrt(1 - group_share)).
/// \param threshold h, given [sd of need]
double underserved_share(std::span<const double> group_need, double group_share, double threshold);

/// A worker's queue in the long run.
struct Queue {
  double filed = 0;    ///< cases a month
  double pending = 0;  ///< cases at the end of a month
  double waits = 0;    ///< share of cases that are not decided in the month they are filed
  /// Mean months that a case waits (Little's law).
  double waiting() const { return pending / filed; }
};
/// Each month every citizen without a pending case files one with this probability, and then so
/// many cases are decided, oldest first. The pending cases are a Markov chain, n to
/// max(0, n + binomial(citizens - n, probability) - capacity), solved by iteration. With many
/// citizens filings are Poisson: the discrete-time queue with fixed capacity.
Queue queue_at_rest(int citizens, double probability, int capacity);

/// Mean number of measures in force where one is born with one hazard and each ends with another,
/// looked at once a month.
double births_over_ends(double birth_hazard, double end_hazard);

/// Mean of a self-exciting process (Hawkes 1971) whose every event causes `branching` more, of
/// which there would be `background` without any.
double self_exciting_mean(double background, double branching);

}  // namespace discretion::closed_form
