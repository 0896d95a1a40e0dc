#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "sim/core/model.hpp"
#include "sim/experiment/gain.hpp"
#include "sim/experiment/loop_statistics.hpp"
#include "sim/experiment/summarise.hpp"
#include "sim/experiment/verdict.hpp"
#include "sim/io/results/result_file.hpp"

/// How strong each feedback loop is, whether loops feed or mask each other, and how each answers a
/// push from outside.
namespace sim::experiment {

/// Where each scenario of a loops study is. Of each base: all settings of its dynamics (bit d of a
/// setting: dynamic d is cut), then the cuts of parts, then for each dynamic the pushed world with
/// every loop closed and with this one cut; then what gains need.
class LoopLayout {
 public:
  explicit LoopLayout(const Model&);

  std::size_t dynamics() const { return dynamics_; }
  std::size_t settings() const { return std::size_t{1} << dynamics_; }
  std::size_t per_base() const { return settings() + parts_ + 2 * dynamics_ + gains_.size(); }
  std::size_t setting(std::size_t base, std::size_t cut_dynamics) const {
    return base * per_base() + cut_dynamics;
  }
  /// \param part counted over all dynamics
  std::size_t part(std::size_t base, std::size_t part) const {
    return base * per_base() + settings() + part;
  }
  std::size_t pushed(std::size_t base, std::size_t dynamic, bool cut) const {
    return base * per_base() + settings() + parts_ + 2 * dynamic + (cut ? 1 : 0);
  }
  const GainLayout& gains() const { return gains_; }
  /// \param place in the layout of gains
  std::size_t of_gains(std::size_t base, std::size_t place) const {
    return base * per_base() + settings() + parts_ + 2 * dynamics_ + place;
  }

 private:
  std::size_t dynamics_;
  std::size_t parts_ = 0;
  GainLayout gains_;
};

/// First month of the push: after the first year, if the run is long enough to see an answer.
int push_month(int months);

/// Words for verdicts on interactions: "feeds" if together two loops move the signature further
/// than the sum of each alone, "masks" if less far, "no interaction", "undecided".
std::string_view interaction_word(Verdict);

/// One signature, closed against one cut, in the last year.
struct LoopEffect {
  std::size_t base = 0;
  std::size_t dynamic = 0;
  std::string cut;  ///< "cut:see_difference", "cut:own_relation"
  SignatureInfo signature;
  Estimate closed;
  Estimate open;  ///< with the loop cut
  Estimate difference;
  Ratio ratio;
  Answer answer;  ///< in the signature's sign, over all effects but those by definition
};

/// Word for closed minus cut: "acts", "acts the other way", "no difference", "undecided", or "by
/// definition" of what has no verdict; whether a loop feeds itself is another question.
std::string_view effect_word(const LoopEffect&);

/// Two loops on one signature.
struct LoopInteraction {
  std::size_t base = 0;
  std::size_t one = 0;
  std::size_t other = 0;
  std::size_t owner = 0;  ///< whose signature it is
  SignatureInfo signature;
  Estimate amount;
  Answer answer;  ///< in the signature's sign; adjusted over all interactions
};

/// One signature's answer to the push on its dynamic, with the loop closed and cut.
struct LoopResponse {
  std::size_t base = 0;
  std::size_t dynamic = 0;
  SignatureInfo signature;
  Response closed;
  Response open;
  Estimate closed_integral;
  Estimate open_integral;
  Estimate difference;  ///< of the integrals, closed minus cut
};

struct LoopFindings {
  std::vector<LoopEffect> effects;
  std::vector<LoopInteraction> interactions;
  std::vector<LoopResponse> responses;
  std::vector<Gain> gains;
  std::vector<PulseAnswer> pulses;
};

/// Collects what loops are judged by from the runs of a study, and judges.
class LoopSample {
 public:
  LoopSample(const Model&, std::size_t bases, int months);
  void see(const io::RunPlan&, const io::RunRecord&);
  LoopFindings findings() const;
  Window window() const { return sample_.windows()[window_]; }

 private:
  std::vector<double> values(std::size_t scenario, std::size_t metric) const {
    return sample_.values(scenario, metric, window_);
  }
  LoopEffect effect(std::size_t base, std::size_t dynamic, const SignatureInfo&,
                    const std::string& cut, std::size_t scenario) const;
  void add_effects(std::size_t base, LoopFindings&) const;
  void add_interactions(std::size_t base, LoopFindings&) const;
  void add_responses(std::size_t base, LoopFindings&) const;
  void add_gains(std::size_t base, LoopFindings&) const;
  void add_pulses(std::size_t base, LoopFindings&) const;
  /// Pushed minus not, by replicate and month; months from 0.
  std::vector<std::vector<double>> differences(std::size_t pushed, std::size_t unpushed,
                                               std::size_t metric, std::size_t begin,
                                               std::size_t end) const;
  std::vector<std::vector<double>> push_differences(std::size_t pushed, std::size_t unpushed,
                                                    std::size_t metric) const;

  const Model& model_;
  LoopLayout layout_;
  std::size_t bases_;
  int months_;
  Sample sample_;
  std::size_t window_;
  std::vector<std::size_t> tracked_;  ///< metrics of responses
  /// [scenario][replicate]: months of each tracked metric; empty if the run failed
  std::vector<std::vector<std::vector<double>>> series_;
};

}  // namespace sim::experiment
