#pragma once

#include "models/discretion/workers/constants.hpp"
#include "models/discretion/world/world.hpp"
#include "sim/core/number.hpp"

/// What levers do to cases side by side (ODD, section 7.14), where one is pulled.
namespace discretion {

/// Perceived gap beyond which a case may be tailored: precedents that work open the gate.
template <class Number>
Number opened_gate(const OfficeMonth& month, const Number& works) {
  return month.gate * (1.0 - month.levers.pulled.precedent * works);
}
/// What may be closed of a gap: situational equality forbids more than its limit.
template <class Number>
Number within_limit(const LeverParameters& l, const Number& closed) {
  const auto limit = sim::numbers::all<Number>(l.situational_equality_limit);
  const Number at_most = closed > limit ? limit : closed;
  const Number within = at_most < -limit ? -limit : at_most;
  return closed + l.situational_equality * (within - closed);
}

/// Hours of an option, with those that levers ask of a case whatever is chosen.
template <class Number>
Number hours_with_levers(const LeverParameters& l, const Number& hours, const Number& capacity,
                         const sim::AnswerTo<Number>& has_fix_team) {
  const Number none{};
  const Number each =
      l.explanation * l.explanation_hours + l.help * l.help_hours * (1.0 - capacity);
  const Number meetings =
      has_fix_team ? sim::numbers::all<Number>(l.fix_team * l.fix_team_hours) : none;
  return hours + each + meetings;
}
/// Hours for a personal no.
template <class Number>
Number hours_of_no(const LeverParameters& l, const Number& gap, double norm) {
  const Number none{};
  return gap > norm ? sim::numbers::all<Number>(l.personal_no * l.personal_no_hours) : none;
}
template <class Number>
Number hours_of_tailoring(const LeverParameters& l, const Number& closed) {
  return l.front_line_signals * l.front_line_signals_hours +
         l.reasons * l.reasons_hours * (1.0 + sim::numbers::absolute(closed)) +
         l.situational_equality * l.situational_equality_hours +
         l.costs_and_benefits * l.costs_and_benefits_hours;
}

/// What time is worth rises with pressure by 1 + pressure; apart from the bulk it does not.
inline double worth_of_time(const LeverParameters& l, double pressure) {
  return 1.0 - l.separate_processes * pressure / (1.0 + pressure);
}
/// Reasons halve what is illegal about tailoring (model, section 3).
template <class Number>
Number legality_of_reasons(const LeverParameters& l, double illegality, const Number& given) {
  return legal_by_reasons * l.reasons * illegality * sim::numbers::absolute(given);
}
/// A precedent that works is a blessing: it binds to the answer, and look-alikes are welcome.
template <class Number>
Number binding_of_precedent(const LeverParameters& l, const Number& works, double precedent_weight,
                            const Number& distance) {
  return l.precedent * works * precedent_weight * distance;
}
template <class Number>
Number welcome(const LeverParameters& l, const WorkerParameters& p, const Number& works,
               const Number& claimants, double crisis, const Number& given) {
  return l.precedent * works * p.generosity_weight * claimants * crisis *
         sim::numbers::above_zero(given);
}
/// Hardship that an underserved gap brings (section 7.9), before its weight.
template <class Number>
Number hardship_at(const Number& gap, double threshold, double step) {
  const Number none{};
  return gap > threshold ? gap - threshold + step : none;
}

}  // namespace discretion
