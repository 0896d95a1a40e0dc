#include "sim/experiment/loops.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>

namespace sim::experiment {

namespace {
constexpr int first_year = 12;
constexpr int long_enough = 36;
// In the order of Verdict.
constexpr std::array<std::string_view, 4> effect_words{"acts the other way", "no difference",
                                                       "undecided", "acts"};
constexpr std::array<std::string_view, 4> interaction_words{"masks", "no interaction", "undecided",
                                                            "feeds"};

std::size_t place_of_last_year(const std::vector<Window>& windows) {
  const auto found = std::ranges::find(windows, Window::last_year);
  return found == windows.end() ? 0 : static_cast<std::size_t>(found - windows.begin());
}

/// Whether the cut of a loop stops a metric by itself.
bool stopped(const DynamicInfo& dynamic, std::size_t metric) {
  return std::ranges::any_of(dynamic.signatures, [&](const auto& signature) {
    return signature.metric == metric && signature.by_definition;
  });
}

/// Signatures that say something of two loops: those that neither cut stops by itself.
std::vector<std::pair<std::size_t, SignatureInfo>> signatures_of(const Model& model,
                                                                 std::size_t one,
                                                                 std::size_t other) {
  std::vector<std::pair<std::size_t, SignatureInfo>> found;
  for (const std::size_t owner : {one, other}) {
    for (const auto& signature : model.dynamics()[owner].signatures) {
      const bool known = std::ranges::any_of(
          found, [&](const auto& entry) { return entry.second.metric == signature.metric; });
      const bool sized = stopped(model.dynamics()[one], signature.metric) ||
                         stopped(model.dynamics()[other], signature.metric);
      if (!sized && !known) found.emplace_back(owner, signature);
    }
  }
  return found;
}

/// Answers findings of one kind, which are one family; what stops by definition asks nothing.
/// \param difference the member that is judged
template <class Found>
void answer(std::vector<Found>& all, Estimate Found::*difference) {
  std::vector<Question> family;
  std::vector<Found*> asked;
  for (auto& one : all) {
    if (one.signature.by_definition) {
      one.answer.p_holm = std::numeric_limits<double>::quiet_NaN();
      continue;
    }
    family.push_back({directed(one.*difference, one.signature.sign), any_difference});
    asked.push_back(&one);
  }
  const std::vector<Answer> answers = decide(family);
  for (std::size_t row = 0; row < asked.size(); ++row) asked[row]->answer = answers[row];
}
}  // namespace

LoopLayout::LoopLayout(const Model& model) : dynamics_(model.dynamics().size()), gains_(model) {
  for (const auto& dynamic : model.dynamics()) parts_ += dynamic.parts.size();
}

int push_month(int months) {
  return months >= long_enough ? first_year + 1 : std::max(1, months / 3);
}

std::string_view effect_word(const LoopEffect& effect) {
  if (effect.signature.by_definition) return "by definition";
  return effect_words[static_cast<std::size_t>(effect.answer.verdict)];
}

std::string_view interaction_word(Verdict verdict) {
  return interaction_words[static_cast<std::size_t>(verdict)];
}

LoopSample::LoopSample(const Model& model, std::size_t bases, int months)
    : model_(model),
      layout_(model),
      bases_(bases),
      months_(months),
      sample_(bases * layout_.per_base(), reported_metrics(model).size(), months),
      window_(place_of_last_year(sample_.windows())),
      series_(bases * layout_.per_base()) {
  const auto track = [&](std::size_t metric) {
    if (std::ranges::find(tracked_, metric) == tracked_.end()) tracked_.push_back(metric);
  };
  for (const auto& dynamic : model.dynamics()) {
    for (const auto& signature : dynamic.signatures) track(signature.metric);
    if (dynamic.pulse) track(dynamic.pulse->metric);
  }
}

void LoopSample::see(const io::RunPlan& run, const io::RunRecord& record) {
  if (record.status == io::RunStatus::not_started) return;
  sample_.see(run, record);
  auto& months_by_run = series_[static_cast<std::size_t>(run.scenario)].emplace_back();
  if (record.status != io::RunStatus::ok) return;
  for (const std::size_t metric : tracked_) {
    const auto months =
        std::span(record.result.overall)
            .subspan(metric * static_cast<std::size_t>(months_), static_cast<std::size_t>(months_));
    months_by_run.insert(months_by_run.end(), months.begin(), months.end());
  }
}

LoopFindings LoopSample::findings() const {
  LoopFindings findings;
  for (std::size_t base = 0; base < bases_; ++base) {
    add_effects(base, findings);
    add_interactions(base, findings);
    add_responses(base, findings);
    add_gains(base, findings);
    add_pulses(base, findings);
  }
  answer(findings.effects, &LoopEffect::difference);
  answer(findings.interactions, &LoopInteraction::amount);
  return findings;
}

LoopEffect LoopSample::effect(std::size_t base, std::size_t dynamic, const SignatureInfo& signature,
                              const std::string& cut, std::size_t scenario) const {
  const auto closed = values(layout_.setting(base, 0), signature.metric);
  const auto open = values(scenario, signature.metric);
  const Estimate difference = paired_contrast(closed, open).difference;
  return {base,
          dynamic,
          cut,
          signature,
          estimate(closed),
          estimate(open),
          difference,
          paired_ratio(closed, open),
          {}};
}

void LoopSample::add_effects(std::size_t base, LoopFindings& findings) const {
  const auto& dynamics = model_.dynamics();
  std::size_t part = 0;
  for (std::size_t dynamic = 0; dynamic < dynamics.size(); ++dynamic) {
    const DynamicInfo& info = dynamics[dynamic];
    for (const auto& signature : info.signatures) {
      findings.effects.push_back(effect(base, dynamic, signature, model_.cuts()[info.cut].name,
                                        layout_.setting(base, std::size_t{1} << dynamic)));
    }
    for (const auto& piece : info.parts) {
      for (const auto& signature : info.signatures) {
        findings.effects.push_back(
            effect(base, dynamic, signature, piece.name, layout_.part(base, part)));
      }
      ++part;
    }
  }
}

void LoopSample::add_interactions(std::size_t base, LoopFindings& findings) const {
  for (std::size_t one = 0; one < layout_.dynamics(); ++one) {
    for (std::size_t other = one + 1; other < layout_.dynamics(); ++other) {
      for (const auto& [owner, signature] : signatures_of(model_, one, other)) {
        std::vector<std::vector<double>> cells;
        for (std::size_t setting = 0; setting < layout_.settings(); ++setting) {
          cells.push_back(values(layout_.setting(base, setting), signature.metric));
        }
        std::vector<double> amounts;
        for (std::size_t replicate = 0; replicate < cells.front().size(); ++replicate) {
          std::vector<double> row;
          for (const auto& cell : cells) row.push_back(cell[replicate]);
          amounts.push_back(interaction(row, one, other));
        }
        findings.interactions.push_back(
            {base, one, other, owner, signature, estimate(amounts), {}});
      }
    }
  }
}

void LoopSample::add_gains(std::size_t base, LoopFindings& findings) const {
  const auto& dynamics = model_.dynamics();
  std::size_t place = 0;
  std::size_t parts_before = 0;
  const std::size_t before = findings.gains.size();
  for (std::size_t dynamic = 0; dynamic < dynamics.size(); ++dynamic) {
    for (const auto& response : dynamics[dynamic].responses) {
      const std::size_t cut = response.part ? layout_.part(base, parts_before + *response.part)
                                            : layout_.setting(base, std::size_t{1} << dynamic);
      const std::size_t counted = layout_.of_gains(base, GainLayout::counted(place++));
      Gain gain = gain_of(values(layout_.setting(base, 0), response.metric),
                          values(counted, response.metric), values(cut, response.metric));
      gain.base = base;
      gain.dynamic = dynamic;
      gain.response = response;
      findings.gains.push_back(std::move(gain));
    }
    parts_before += dynamics[dynamic].parts.size();
  }
  judge(std::span(findings.gains).subspan(before));
}

void LoopSample::add_pulses(std::size_t base, LoopFindings& findings) const {
  const auto& dynamics = model_.dynamics();
  std::size_t place = 0;
  for (std::size_t dynamic = 0; dynamic < dynamics.size(); ++dynamic) {
    const auto& pulse = dynamics[dynamic].pulse;
    if (!pulse) continue;
    const std::size_t pulsed = layout_.of_gains(base, layout_.gains().pulsed(place++));
    const auto first = static_cast<std::size_t>(pulse_month(months_));
    const auto after = static_cast<std::size_t>(months_after_pulse(months_));
    auto followed = response_of(differences(pulsed, layout_.setting(base, 0), pulse->metric, first,
                                            first + after))
                        .integrals;
    for (double& sum : followed) sum /= pulse->size;
    findings.pulses.push_back({base, dynamic, static_cast<int>(after), estimate(followed)});
  }
}

std::vector<std::vector<double>> LoopSample::push_differences(std::size_t pushed,
                                                              std::size_t unpushed,
                                                              std::size_t metric) const {
  return differences(pushed, unpushed, metric, static_cast<std::size_t>(push_month(months_) - 1),
                     static_cast<std::size_t>(months_));
}

std::vector<std::vector<double>> LoopSample::differences(std::size_t pushed, std::size_t unpushed,
                                                         std::size_t metric, std::size_t begin,
                                                         std::size_t end) const {
  std::vector<std::vector<double>> differences;
  const auto months = static_cast<std::size_t>(months_);
  const auto place =
      static_cast<std::size_t>(std::ranges::find(tracked_, metric) - tracked_.begin());
  const auto& with = series_[pushed];
  const auto& without = series_[unpushed];
  // A replicate that failed on either side keeps its place, so that closed and cut stay paired.
  for (std::size_t replicate = 0; replicate < std::min(with.size(), without.size()); ++replicate) {
    auto& row = differences.emplace_back(end - begin, std::numeric_limits<double>::quiet_NaN());
    if (with[replicate].empty() || without[replicate].empty()) continue;
    for (std::size_t month = begin; month < end; ++month) {
      row[month - begin] =
          with[replicate][place * months + month] - without[replicate][place * months + month];
    }
  }
  return differences;
}

void LoopSample::add_responses(std::size_t base, LoopFindings& findings) const {
  const auto& dynamics = model_.dynamics();
  for (std::size_t dynamic = 0; dynamic < dynamics.size(); ++dynamic) {
    for (const auto& signature : dynamics[dynamic].signatures) {
      if (signature.by_definition) continue;
      LoopResponse found{base, dynamic, signature, {}, {}, {}, {}, {}};
      found.closed = response_of(push_differences(layout_.pushed(base, dynamic, false),
                                                  layout_.setting(base, 0), signature.metric));
      found.open = response_of(push_differences(layout_.pushed(base, dynamic, true),
                                                layout_.setting(base, std::size_t{1} << dynamic),
                                                signature.metric));
      found.closed_integral = estimate(found.closed.integrals);
      found.open_integral = estimate(found.open.integrals);
      found.difference = paired_contrast(found.closed.integrals, found.open.integrals).difference;
      findings.responses.push_back(std::move(found));
    }
  }
}

}  // namespace sim::experiment
