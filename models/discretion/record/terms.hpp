#pragma once

#include <string_view>

#include "models/discretion/record/measurements.hpp"
#include "models/discretion/world/units.hpp"

/// The sums that ratios are made of: numerators and denominators of metrics, a month's worth each.
/// They are added up before they are divided, over months, offices and life situations alike.
namespace discretion {

struct Term {
  std::string_view name;
  UnitOfMeasure unit;
  Measurement measure;  ///< none: a metric of that name that is reported anyway
};

namespace terms {

template <Count which>
double counted(const Observation& o) {
  return o.sum(which);
}
template <Total which>
double added_up(const Observation& o) {
  return o.sum(which);
}

/// Reported anyway.
inline constexpr Term decisions{"decisions", units::cases, nullptr};
inline constexpr Term filed{"filed", units::cases, nullptr};
inline constexpr Term measures_born{"measures_born", units::number, nullptr};

// clang-format off
// --- cases: whole numbers
inline constexpr Term handlings{"n_handlings", units::cases, cases_handled};
inline constexpr Term wishes{"n_wishes", units::cases, counted<Count::wishes>};
inline constexpr Term citizens{"n_citizens", units::cases,
    [](const Observation& o) { return o.citizens; }};
inline constexpr Term underserved{"n_underserved", units::cases, counted<Count::underserved>};
inline constexpr Term unwanted{"n_unwanted", units::cases, counted<Count::unwanted>};
inline constexpr Term complaints{"n_complaints", units::cases, counted<Count::complaints>};
inline constexpr Term equality_complaints{"n_equality_complaints", units::cases,
    counted<Count::equality_complaints>};
inline constexpr Term hardship_complaints{"n_hardship_complaints", units::cases,
    [](const Observation& o) { return o.sum(Count::complaints) - o.sum(Count::equality_complaints); }};
inline constexpr Term opponent_complaints{"n_opponent_complaints", units::cases,
    counted<Count::opponent_complaints>};
inline constexpr Term complaints_tailored{"n_complaints_tailored", units::cases,
    counted<Count::complaints_tailored>};
inline constexpr Term upheld{"n_upheld", units::cases, counted<Count::upheld>};
inline constexpr Term claims{"n_claims", units::cases, counted<Count::claims>};
inline constexpr Term claims_upheld{"n_claims_upheld", units::cases, counted<Count::claims_upheld>};
inline constexpr Term claims_conceded{"n_claims_conceded", units::cases,
    counted<Count::claims_conceded>};
inline constexpr Term upheld_tailored{"n_upheld_tailored", units::cases,
    counted<Count::upheld_tailored>};
inline constexpr Term asked{"n_asked", units::cases, counted<Count::asked>};
inline constexpr Term declined{"n_declined", units::cases, counted<count_of("declines")>};
inline constexpr Term wrong_routes{"n_wrong_routes", units::cases, counted<count_of("wrong_route")>};
inline constexpr Term low_capacity{"n_low_capacity", units::cases, counted<Count::low_capacity>};
inline constexpr Term high_capacity{"n_high_capacity", units::cases, counted<Count::high_capacity>};
inline constexpr Term tailored_low_capacity{"n_tailored_low_capacity", units::cases,
    counted<Count::tailored_low_capacity>};
inline constexpr Term tailored_high_capacity{"n_tailored_high_capacity", units::cases,
    counted<Count::tailored_high_capacity>};
inline constexpr Term applied{"n_applied", units::cases, counted<Count::applied>};
inline constexpr Term tailored{"n_tailored", units::cases, counted<Count::tailored>};
inline constexpr Term shortcuts{"n_shortcuts", units::cases, counted<Count::shortcut>};
inline constexpr Term escalated{"n_escalated", units::cases, counted<Count::escalated>};
inline constexpr Term towards{"n_towards", units::cases,
    [](const Observation& o) { return o.sum(Count::tailored) + o.sum(Count::escalated); }};
inline constexpr Term away{"n_away", units::cases,
    [](const Observation& o) { return o.sum(Count::shortcut) + pending(o); }};
inline constexpr Term decided_or_left{"n_decided_or_left", units::cases,
    [](const Observation& o) { return o.sum(Count::decisions) + pending(o); }};
inline constexpr Term over_conformity{"n_over_conformity", units::cases,
    counted<Count::over_conform>};
inline constexpr Term conflicts{"n_conflicts", units::cases, counted<Count::conflict>};
inline constexpr Term severe{"n_severe", units::cases, counted<Count::severe>};
inline constexpr Term unmet{"n_unmet", units::cases,
    [](const Observation& o) { return o.sum(Count::severe) - o.sum(Count::severe_tailored); }};
inline constexpr Term sampled{"n_sampled", units::cases, counted<Count::sampled>};
inline constexpr Term sampled_otherwise{"n_sampled_otherwise", units::cases,
    counted<Count::sampled_otherwise>};
inline constexpr Term audit_errors{"n_audit_errors", units::cases, counted<Count::audit_error>};
inline constexpr Term audit_errors_tailored{"n_audit_errors_tailored", units::cases,
    counted<Count::audit_error_tailored>};
inline constexpr Term wishes_low_capacity{"n_wishes_low_capacity", units::cases,
    counted<Count::wishes_low_capacity>};
inline constexpr Term filed_low_capacity{"n_filed_low_capacity", units::cases,
    counted<Count::filed_low_capacity>};
inline constexpr Term wishes_high_capacity{"n_wishes_high_capacity", units::cases,
    counted<Count::wishes_high_capacity>};
inline constexpr Term filed_high_capacity{"n_filed_high_capacity", units::cases,
    counted<Count::filed_high_capacity>};
inline constexpr Term wishes_without_problems{"n_wishes_without_problems", units::cases,
    counted<Count::wishes_without_problems>};
inline constexpr Term filed_without_problems{"n_filed_without_problems", units::cases,
    counted<Count::filed_without_problems>};
inline constexpr Term wishes_several_problems{"n_wishes_several_problems", units::cases,
    counted<Count::wishes_several_problems>};
inline constexpr Term filed_several_problems{"n_filed_several_problems", units::cases,
    counted<Count::filed_several_problems>};
inline constexpr Term arbitrariness_complaints{"n_arbitrariness_complaints", units::cases,
    counted<Count::arbitrariness_complaints>};
inline constexpr Term calls{"n_calls", units::cases, counted<Count::calls>};
inline constexpr Term calls_ruled{"n_calls_ruled", units::cases, counted<Count::calls_ruled>};
inline constexpr Term calls_sheltered{"n_calls_sheltered", units::cases,
    counted<Count::calls_sheltered>};
inline constexpr Term avoided{"n_avoided", units::cases, counted<Count::avoided>};

// --- sums
inline constexpr Term misfit{"sum_misfit", units::need.at_least(0), added_up<Total::misfit>};
inline constexpr Term misfit_low_capacity{"sum_misfit_low_capacity", units::need.at_least(0),
    added_up<Total::misfit_low_capacity>};
inline constexpr Term misfit_high_capacity{"sum_misfit_high_capacity", units::need.at_least(0),
    added_up<Total::misfit_high_capacity>};
inline constexpr Term difference_seen{"sum_difference_seen", units::need,
    added_up<Total::difference_seen>};
inline constexpr Term waiting{"sum_waiting", units::months, added_up<sum_of("waited")>};
inline constexpr Term treatment_within{"sum_treatment_within", units::squared_need.at_least(0),
    [](const Observation& o) {
      return squares_within(o, Total::treatment, Total::treatment_squared);
    }};
inline constexpr Term freedom_within{"n_freedom_within", units::number, freedom_of_squares_within};
inline constexpr Term sampled_variance{"sum_sampled_variance", units::squared_need.at_least(0),
    added_up<Total::sampled_variance>};
inline constexpr Term gap_closed{"sum_gap_closed", units::need, added_up<Total::gap_closed>};
inline constexpr Term perceived_gap{"sum_perceived_gap", units::need.at_least(0),
    added_up<Total::perceived_gap>};
inline constexpr Term adaptation{"sum_adaptation", units::need.at_least(0), added_up<Total::adaptation>};
inline constexpr Term entropy{"sum_entropy", units::bits, added_up<Total::entropy>};
inline constexpr Term dispersion_noise{"sum_dispersion_noise", units::squared_need,
    [](const Observation& o) {
      return o.workers == nullptr ? sim::not_a_number : team_sum(o, o.workers->noise());
    }};
inline constexpr Term dispersion_shown{"sum_dispersion_shown", units::squared_need.at_least(0),
    [](const Observation& o) {
      return o.workers == nullptr ? sim::not_a_number : team_sum(o, o.workers->shown());
    }};
inline constexpr Term hours{"sum_hours", units::hours, added_up<Total::hours>};
inline constexpr Term hours_variance{"sum_hours_variance", units::number,
    [](const Observation& o) {
      return squares_about_mean(o.sum(Count::decisions), o.sum(Total::hours),
                                o.sum(Total::hours_squared));
    }};
inline constexpr Term hours_tailored{"sum_hours_tailored", units::hours,
    added_up<Total::hours_tailored>};
inline constexpr Term hours_tailored_spread{"sum_hours_tailored_spread", units::hours,
    [](const Observation& o) {
      return spread_times_sum(o.sum(Count::tailored), o.sum(Total::hours_tailored),
                              o.sum(Total::hours_tailored_squared));
    }};
inline constexpr Term hours_overhead{"sum_hours_overhead", units::hours,
    added_up<Total::hours_overhead>};
inline constexpr Term hours_there{"sum_hours_available", units::hours, hours_available};
inline constexpr Term measures_descended{"measures_descended", units::number,
    [](const Observation& o) {
      return o.administration_mean([](const Administration& a) { return a.descended; });
    }};
inline constexpr Term off_the_law{"sum_off_the_law_squared", units::squared_need.at_least(0),
    added_up<Total::above_law_squared>};
inline constexpr Term group_covariance{"sum_group_covariance", units::squared_need,
    [](const Observation& o) { return over_life_situations(o).covariance; }};
inline constexpr Term group_variance{"sum_group_variance", units::squared_need.at_least(0),
    [](const Observation& o) { return over_life_situations(o).variance; }};
inline constexpr Term individual_covariance{"sum_individual_covariance", units::squared_need,
    [](const Observation& o) { return over_citizens(o).covariance; }};
inline constexpr Term individual_variance{"sum_individual_variance", units::squared_need.at_least(0),
    [](const Observation& o) { return over_citizens(o).variance; }};
inline constexpr Term misuse_paid{"sum_misuse_paid", units::need, added_up<Total::misuse_paid>};
inline constexpr Term cost_hours{"sum_cost_hours", units::euro,
    [](const Observation& o) { return 1000.0 * o.sum(Total::cost_hours); }};
inline constexpr Term cost_treatment{"sum_cost_treatment", units::euro,
    [](const Observation& o) { return 1000.0 * o.sum(Total::cost_treatment); }};
inline constexpr Term cost{"sum_cost", units::euro,
    [](const Observation& o) { return 1000.0 * o.sum(Total::cost); }};
inline constexpr Term cost_spread{"sum_cost_spread", units::euro,
    [](const Observation& o) {
      return 1000.0 * spread_times_sum(o.sum(Count::decisions), o.sum(Total::cost),
                                       o.sum(Total::cost_squared));
    }};
inline constexpr Term room_there{"sum_room_there", units::need.at_least(0), added_up<Total::room>};
inline constexpr Term room_left{"sum_room_left", units::need.at_least(0),
    [](const Observation& o) { return o.sum(Total::room) - o.sum(Total::room_used); }};
inline constexpr Term cost_within{"sum_cost_within", units::number,
    [](const Observation& o) {
      return 1e6 * squares_within(o, Total::cost, Total::cost_squared);
    }};
// clang-format on

}  // namespace terms
}  // namespace discretion
