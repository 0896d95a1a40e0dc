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
  std::string_view label_en;
  std::string_view label_nl;
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
inline constexpr Term decisions{"decisions", units::cases, "", "", nullptr};
inline constexpr Term filed{"filed", units::cases, "", "", nullptr};
inline constexpr Term measures_born{"measures_born", units::number, "", "", nullptr};

// clang-format off
// --- cases: whole numbers
inline constexpr Term handlings{"n_handlings", units::cases,
    "cases decided or passed on", "zaken beslist of doorverwezen", cases_handled};
inline constexpr Term wishes{"n_wishes", units::cases,
    "wishes to file", "wensen om aan te vragen", counted<Count::wishes>};
inline constexpr Term underserved{"n_underserved", units::cases,
    "underserved decisions", "ondermaatse besluiten", counted<Count::underserved>};
inline constexpr Term unwanted{"n_unwanted", units::cases,
    "unwanted decisions", "ongewenste besluiten", counted<Count::unwanted>};
inline constexpr Term complaints{"n_complaints", units::cases,
    "complaints", "klachten", counted<Count::complaints>};
inline constexpr Term equality_complaints{"n_equality_complaints", units::cases,
    "equality complaints", "gelijkheidsklachten", counted<Count::equality_complaints>};
inline constexpr Term hardship_complaints{"n_hardship_complaints", units::cases,
    "hardship complaints", "klachten over tekort",
    [](const Observation& o) { return o.sum(Count::complaints) - o.sum(Count::equality_complaints); }};
inline constexpr Term opponent_complaints{"n_opponent_complaints", units::cases,
    "complaints by second parties", "klachten van tweede partijen",
    counted<Count::opponent_complaints>};
inline constexpr Term complaints_tailored{"n_complaints_tailored", units::cases,
    "complaints about tailored decisions", "klachten over maatwerkbesluiten",
    counted<Count::complaints_tailored>};
inline constexpr Term upheld{"n_upheld", units::cases,
    "complaints upheld", "gegronde klachten", counted<Count::upheld>};
inline constexpr Term claims{"n_claims", units::cases,
    "claims to equality answered", "beantwoorde eisen van gelijkheid", counted<Count::claims>};
inline constexpr Term claims_upheld{"n_claims_upheld", units::cases,
    "claims to equality upheld", "gegronde eisen van gelijkheid", counted<Count::claims_upheld>};
inline constexpr Term claims_conceded{"n_claims_conceded", units::cases,
    "claims to equality conceded", "toegegeven eisen van gelijkheid",
    counted<Count::claims_conceded>};
inline constexpr Term upheld_tailored{"n_upheld_tailored", units::cases,
    "complaints upheld after tailoring", "gegronde klachten na maatwerk",
    counted<Count::upheld_tailored>};
inline constexpr Term asked{"n_asked", units::cases,
    "citizens who had to disclose", "burgers die openheid moesten geven", counted<Count::asked>};
inline constexpr Term declined{"n_declined", units::cases,
    "citizens who did without tailoring", "burgers die van maatwerk afzagen",
    counted<count_of("declines")>};
inline constexpr Term wrong_routes{"n_wrong_routes", units::cases,
    "wrong routes", "verkeerde routes", counted<count_of("wrong_route")>};
inline constexpr Term low_capacity{"n_low_capacity", units::cases,
    "decisions on citizens with capacity below 0.5",
    "besluiten over burgers met een doenvermogen onder 0,5", counted<Count::low_capacity>};
inline constexpr Term high_capacity{"n_high_capacity", units::cases,
    "decisions on citizens with capacity above 0.8",
    "besluiten over burgers met een doenvermogen boven 0,8", counted<Count::high_capacity>};
inline constexpr Term tailored_low_capacity{"n_tailored_low_capacity", units::cases,
    "tailored, capacity below 0.5", "maatwerk, doenvermogen onder 0,5",
    counted<Count::tailored_low_capacity>};
inline constexpr Term tailored_high_capacity{"n_tailored_high_capacity", units::cases,
    "tailored, capacity above 0.8", "maatwerk, doenvermogen boven 0,8",
    counted<Count::tailored_high_capacity>};
inline constexpr Term applied{"n_applied", units::cases,
    "rule applied", "regel toegepast", counted<Count::applied>};
inline constexpr Term tailored{"n_tailored", units::cases,
    "tailored", "maatwerk", counted<Count::tailored>};
inline constexpr Term shortcuts{"n_shortcuts", units::cases,
    "shortcuts", "informele routines", counted<Count::shortcut>};
inline constexpr Term escalated{"n_escalated", units::cases,
    "cases passed on", "doorverwezen zaken", counted<Count::escalated>};
inline constexpr Term towards{"n_towards", units::cases,
    "tailored or passed on", "maatwerk of doorverwezen",
    [](const Observation& o) { return o.sum(Count::tailored) + o.sum(Count::escalated); }};
inline constexpr Term away{"n_away", units::cases,
    "shortcuts and cases left waiting", "informele routines en wachtende zaken",
    [](const Observation& o) { return o.sum(Count::shortcut) + pending(o); }};
inline constexpr Term decided_or_left{"n_decided_or_left", units::cases,
    "cases decided or left waiting", "besliste en wachtende zaken",
    [](const Observation& o) { return o.sum(Count::decisions) + pending(o); }};
inline constexpr Term over_conformity{"n_over_conformity", units::cases,
    "rule applied beyond the norm while there was room",
    "regel toegepast boven de norm terwijl er ruimte was", counted<Count::over_conform>};
inline constexpr Term conflicts{"n_conflicts", units::cases,
    "conflicts of loyalty", "loyaliteitsconflicten", counted<Count::conflict>};
inline constexpr Term severe{"n_severe", units::cases,
    "severe cases", "schrijnende gevallen", counted<Count::severe>};
inline constexpr Term unmet{"n_unmet", units::cases,
    "severe cases not tailored", "schrijnende gevallen zonder maatwerk",
    [](const Observation& o) { return o.sum(Count::severe) - o.sum(Count::severe_tailored); }};
inline constexpr Term sampled{"n_sampled", units::cases,
    "cases put before a second worker", "zaken voorgelegd aan een tweede uitvoerder",
    counted<Count::sampled>};
inline constexpr Term sampled_otherwise{"n_sampled_otherwise", units::cases,
    "of those, chosen otherwise", "daarvan anders gekozen", counted<Count::sampled_otherwise>};
inline constexpr Term audit_errors{"n_audit_errors", units::cases,
    "errors by audit", "fouten volgens controle", counted<Count::audit_error>};
inline constexpr Term audit_errors_tailored{"n_audit_errors_tailored", units::cases,
    "tailoring marked as error", "maatwerk als fout geteld", counted<Count::audit_error_tailored>};
inline constexpr Term wishes_low_capacity{"n_wishes_low_capacity", units::cases,
    "wishes to file of citizens with capacity below 0.5", "wensen om aan te vragen van burgers met een doenvermogen onder 0,5",
    counted<Count::wishes_low_capacity>};
inline constexpr Term filed_low_capacity{"n_filed_low_capacity", units::cases,
    "cases filed of citizens with capacity below 0.5", "ingediende zaken van burgers met een doenvermogen onder 0,5",
    counted<Count::filed_low_capacity>};
inline constexpr Term wishes_high_capacity{"n_wishes_high_capacity", units::cases,
    "wishes to file of citizens with capacity above 0.8", "wensen om aan te vragen van burgers met een doenvermogen boven 0,8",
    counted<Count::wishes_high_capacity>};
inline constexpr Term filed_high_capacity{"n_filed_high_capacity", units::cases,
    "cases filed of citizens with capacity above 0.8", "ingediende zaken van burgers met een doenvermogen boven 0,8",
    counted<Count::filed_high_capacity>};
inline constexpr Term wishes_without_problems{"n_wishes_without_problems", units::cases,
    "wishes to file of citizens without problems", "wensen om aan te vragen van burgers zonder problemen",
    counted<Count::wishes_without_problems>};
inline constexpr Term filed_without_problems{"n_filed_without_problems", units::cases,
    "cases filed of citizens without problems", "ingediende zaken van burgers zonder problemen",
    counted<Count::filed_without_problems>};
inline constexpr Term wishes_several_problems{"n_wishes_several_problems", units::cases,
    "wishes to file of citizens with two problems or more", "wensen om aan te vragen van burgers met twee of meer problemen",
    counted<Count::wishes_several_problems>};
inline constexpr Term filed_several_problems{"n_filed_several_problems", units::cases,
    "cases filed of citizens with two problems or more", "ingediende zaken van burgers met twee of meer problemen",
    counted<Count::filed_several_problems>};
inline constexpr Term arbitrariness_complaints{"n_arbitrariness_complaints", units::cases,
    "complaints of arbitrariness", "klachten over willekeur",
    counted<Count::arbitrariness_complaints>};
inline constexpr Term calls{"n_calls", units::cases,
    "calls for tailoring", "appellen op maatwerk",
    counted<Count::calls>};
inline constexpr Term calls_ruled{"n_calls_ruled", units::cases,
    "calls answered with the rule, by choice", "appellen met de regel beantwoord, naar keuze",
    counted<Count::calls_ruled>};
inline constexpr Term calls_sheltered{"n_calls_sheltered", units::cases,
    "calls answered with rule or routine, by choice", "appellen met regel of routine beantwoord, naar keuze",
    counted<Count::calls_sheltered>};
inline constexpr Term avoided{"n_avoided", units::cases,
    "shortcuts, by choice", "informele routines, naar keuze",
    counted<Count::avoided>};

// --- sums
inline constexpr Term misfit{"sum_misfit", units::need,
    "sum of misfit", "som van misfit", added_up<Total::misfit>};
inline constexpr Term misfit_low_capacity{"sum_misfit_low_capacity", units::need,
    "sum of misfit, capacity below 0.5", "som van misfit, doenvermogen onder 0,5",
    added_up<Total::misfit_low_capacity>};
inline constexpr Term misfit_high_capacity{"sum_misfit_high_capacity", units::need,
    "sum of misfit, capacity above 0.8", "som van misfit, doenvermogen boven 0,8",
    added_up<Total::misfit_high_capacity>};
inline constexpr Term difference_seen{"sum_difference_seen", units::need,
    "sum of difference seen", "som van gezien verschil", added_up<Total::difference_seen>};
inline constexpr Term waiting{"sum_waiting", units::months,
    "sum of waiting time", "som van wachttijd", added_up<sum_of("waited")>};
inline constexpr Term treatment_within{"sum_treatment_within", units::squared_need,
    "squares of treatment within office and life situation",
    "kwadraten van behandeling binnen kantoor en levenssituatie",
    [](const Observation& o) {
      return squares_within(o, Total::treatment, Total::treatment_squared);
    }};
inline constexpr Term freedom_within{"n_freedom_within", units::number,
    "degrees of freedom within office and life situation",
    "vrijheidsgraden binnen kantoor en levenssituatie", freedom_of_squares_within};
inline constexpr Term sampled_variance{"sum_sampled_variance", units::squared_need,
    "sum of a same case's variance over workers",
    "som van de variantie van eenzelfde zaak over uitvoerders",
    added_up<Total::sampled_variance>};
inline constexpr Term gap_closed{"sum_gap_closed", units::need,
    "perceived gap that was closed", "gedicht deel van gezien tekort", added_up<Total::gap_closed>};
inline constexpr Term perceived_gap{"sum_perceived_gap", units::need,
    "perceived gap in decisions with room", "gezien tekort in besluiten met ruimte",
    added_up<Total::perceived_gap>};
inline constexpr Term adaptation{"sum_adaptation", units::need,
    "sum of adaptation", "som van aanpassing", added_up<Total::adaptation>};
inline constexpr Term entropy{"sum_entropy", units::bits,
    "sum of entropy of tailoring", "som van entropie van maatwerk", added_up<Total::entropy>};
inline constexpr Term dispersion_noise{"sum_dispersion_noise", units::squared_need,
    "squared dispersion between workers from the luck of cases",
    "kwadraat van verschil tussen uitvoerders door toeval van zaken",
    [](const Observation& o) {
      return o.workers == nullptr ? sim::not_a_number : team_sum(o, o.workers->noise());
    }};
inline constexpr Term dispersion_shown{"sum_dispersion_shown", units::squared_need,
    "squared dispersion between workers as months showed it",
    "kwadraat van verschil tussen uitvoerders zoals maanden het lieten zien",
    [](const Observation& o) {
      return o.workers == nullptr ? sim::not_a_number : team_sum(o, o.workers->shown());
    }};
inline constexpr Term hours{"sum_hours", units::hours,
    "hours of decisions", "uren van besluiten", added_up<Total::hours>};
inline constexpr Term hours_variance{"sum_hours_variance", units::number,
    "squares of hours about their mean", "kwadraten van uren rond hun gemiddelde",
    [](const Observation& o) {
      return squares_about_mean(o.sum(Count::decisions), o.sum(Total::hours),
                                o.sum(Total::hours_squared));
    }};
inline constexpr Term hours_tailored{"sum_hours_tailored", units::hours,
    "hours of tailored decisions", "uren van maatwerkbesluiten", added_up<Total::hours_tailored>};
inline constexpr Term hours_tailored_spread{"sum_hours_tailored_spread", units::hours,
    "hours of tailored decisions times their squared relative spread",
    "uren van maatwerkbesluiten maal hun relatieve spreiding in het kwadraat",
    [](const Observation& o) {
      return spread_times_sum(o.sum(Count::tailored), o.sum(Total::hours_tailored),
                              o.sum(Total::hours_tailored_squared));
    }};
inline constexpr Term hours_overhead{"sum_hours_overhead", units::hours,
    "hours for complexity and preconditions", "uren voor complexiteit en randvoorwaarden",
    added_up<Total::hours_overhead>};
inline constexpr Term hours_there{"sum_hours_available", units::hours,
    "hours of workers", "uren van uitvoerders", hours_available};
inline constexpr Term measures_descended{"measures_descended", units::number,
    "measures born of earlier measures", "maatregelen uit maatregelen",
    [](const Observation& o) {
      return o.administration_mean([](const Administration& a) { return a.descended; });
    }};
inline constexpr Term off_the_law{"sum_off_the_law_squared", units::squared_need,
    "squares of treatment's deviation from the law",
    "kwadraten van de afwijking van de wet", added_up<Total::above_law_squared>};
inline constexpr Term group_covariance{"sum_group_covariance", units::squared_need,
    "products of need and treatment over life situations",
    "producten van behoefte en behandeling over levenssituaties",
    [](const Observation& o) { return over_life_situations(o).covariance; }};
inline constexpr Term group_variance{"sum_group_variance", units::squared_need,
    "squares of need over life situations", "kwadraten van behoefte over levenssituaties",
    [](const Observation& o) { return over_life_situations(o).variance; }};
inline constexpr Term individual_covariance{"sum_individual_covariance", units::squared_need,
    "products of circumstance and treatment above the rule",
    "producten van omstandigheid en behandeling boven de regel",
    [](const Observation& o) { return over_citizens(o).covariance; }};
inline constexpr Term individual_variance{"sum_individual_variance", units::squared_need,
    "squares of circumstance", "kwadraten van omstandigheid",
    [](const Observation& o) { return over_citizens(o).variance; }};
inline constexpr Term misuse_paid{"sum_misuse_paid", units::need,
    "sum of misuse paid", "som van betaald misbruik", added_up<Total::misuse_paid>};
inline constexpr Term cost_hours{"sum_cost_hours", units::euro,
    "cost of workers' hours", "kosten van uren",
    [](const Observation& o) { return 1000.0 * o.sum(Total::cost_hours); }};
inline constexpr Term cost_treatment{"sum_cost_treatment", units::euro,
    "cost of treatment", "kosten van voorzieningen",
    [](const Observation& o) { return 1000.0 * o.sum(Total::cost_treatment); }};
inline constexpr Term cost{"sum_cost", units::euro,
    "cost of decisions", "kosten van besluiten",
    [](const Observation& o) { return 1000.0 * o.sum(Total::cost); }};
inline constexpr Term cost_spread{"sum_cost_spread", units::euro,
    "cost of decisions times their squared relative spread",
    "kosten van besluiten maal hun relatieve spreiding in het kwadraat",
    [](const Observation& o) {
      return 1000.0 * spread_times_sum(o.sum(Count::decisions), o.sum(Total::cost),
                                       o.sum(Total::cost_squared));
    }};
inline constexpr Term room_there{"sum_room_there", units::need,
    "perceived gap that tailoring could close", "gezien tekort dat maatwerk kan dichten",
    added_up<Total::room>};
inline constexpr Term room_left{"sum_room_left", units::need,
    "of it, what was left by choice", "daarvan overgelaten, naar keuze",
    [](const Observation& o) { return o.sum(Total::room) - o.sum(Total::room_used); }};
inline constexpr Term cost_within{"sum_cost_within", units::number,
    "squares of cost within office and life situation", "kwadraten van kosten binnen kantoor en levenssituatie",
    [](const Observation& o) {
      return 1e6 * squares_within(o, Total::cost, Total::cost_squared);
    }};
// clang-format on

}  // namespace terms
}  // namespace discretion
