#include "models/discretion/metrics.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "models/discretion/administrators.hpp"
#include "models/discretion/measurements.hpp"
#include "models/discretion/policy.hpp"

namespace discretion {

namespace {

using sim::Better;

/// Cases decided or passed on.
double handlings(const Observation& o) { return o.sum(Count::decisions) + o.sum(Count::escalated); }

// --- the table ----------------------------------------------------------------------------------

struct Unit {
  std::string_view unit;
  std::string_view scale;
  std::string_view currency;
  bool count = false;
};
constexpr Unit share{"1", "", "", false};
constexpr Unit need_sd{"1", "standard deviation of need", "", false};
constexpr Unit index_value{"1", "index", "", false};
constexpr Unit number{"1", "count", "", false};
constexpr Unit euro{"1", "", "EUR", false};
constexpr Unit months{"month", "", "", false};
constexpr Unit hours{"hour", "", "", false};
constexpr Unit bits{"bit", "", "", false};
constexpr Unit count_of_cases{"1", "", "", true};

const std::vector<int> nowhere{};
const std::vector<int> offices{by_office};
const std::vector<int> offices_and_lives{by_office, by_life_situation};

Metric row(std::string_view name, const Unit& unit, const std::vector<int>& breakdowns,
           Better better, std::string_view perspective, std::string_view label_en,
           std::string_view label_nl, std::string_view definition, Measurement measure) {
  Metric metric;
  metric.info.name = name;
  metric.info.unit = unit.unit;
  metric.info.scale = unit.scale;
  metric.info.currency = unit.currency;
  metric.info.count = unit.count;
  metric.info.breakdowns = breakdowns;
  metric.info.better = better;
  metric.info.perspective = perspective;
  metric.info.label_en = label_en;
  metric.info.label_nl = label_nl;
  metric.info.definition = definition;
  metric.measure = measure;
  return metric;
}

}  // namespace

const std::vector<Metric>& metric_table() {
  // clang-format off
  static const std::vector<Metric> table{
      row("underserved", share, offices_and_lives, Better::lower, "citizen",
          "underserved decisions", "ondermaatse besluiten",
          "Share of decisions that leave a shortfall of treatment on need beyond the threshold.",
          [](const Observation& o) { return o.sum(Count::underserved) / o.sum(Count::decisions); }),
      row("misfit", need_sd, offices_and_lives, Better::lower, "citizen",
          "misfit", "misfit",
          "Mean distance between need and treatment.",
          [](const Observation& o) { return o.sum(Total::misfit) / o.sum(Count::decisions); }),
      row("difference_seen", need_sd, offices_and_lives, Better::lower, "citizen",
          "difference seen", "gezien verschil",
          "Mean by which look-alikes are seen to get more, beyond tolerance.",
          [](const Observation& o) {
            return o.sum(Total::difference_seen) / o.sum(Count::decisions);
          }),
      row("grievance", need_sd, offices_and_lives, Better::lower, "citizen",
          "grievance", "wrok",
          "Mean grievance of all citizens: a running average of what is felt at decisions.",
          [](const Observation& o) { return stock(o, &Stocks::grievance); }),
      row("trust", index_value, offices_and_lives, Better::higher, "citizen",
          "trust", "vertrouwen",
          "Mean trust of all citizens, less what broken promises cost.",
          [](const Observation& o) {
            return stock(o, &Stocks::trust)
                - o.office_mean([](const Office& f) { return f.month.disappointment; });
          }),
      row("uncertainty", need_sd, offices_and_lives, Better::lower, "citizen",
          "uncertainty", "onzekerheid",
          "Mean uncertainty of all citizens: how much tailored outcomes among look-alikes vary.",
          [](const Observation& o) { return stock(o, &Stocks::uncertainty); }),
      row("unwanted", share, offices_and_lives, Better::lower, "citizen",
          "unwanted decisions", "ongewenste besluiten",
          "Share of decisions that fit the need but not the want.",
          [](const Observation& o) { return o.sum(Count::unwanted) / o.sum(Count::decisions); }),
      row("complaints", share, offices_and_lives, Better::lower, "citizen",
          "complaints", "klachten",
          "Complaints per decision.",
          [](const Observation& o) { return o.sum(Count::complaints) / o.sum(Count::decisions); }),
      row("equality_complaints", share, offices_and_lives, Better::lower, "citizen",
          "equality complaints", "gelijkheidsklachten",
          "Complaints that others got more, per decision.",
          [](const Observation& o) {
            return o.sum(Count::equality_complaints) / o.sum(Count::decisions);
          }),
      row("hardship_complaints", share, offices_and_lives, Better::lower, "citizen",
          "hardship complaints", "klachten over tekort",
          "Complaints about the own shortfall, per decision.",
          [](const Observation& o) {
            return (o.sum(Count::complaints) - o.sum(Count::equality_complaints))
                / o.sum(Count::decisions);
          }),
      row("upheld", share, offices, Better::neutral, "citizen",
          "complaints upheld", "gegronde klachten",
          "Share of complaints that are upheld.",
          [](const Observation& o) { return o.sum(Count::upheld) / o.sum(Count::complaints); }),
      row("upheld_tailored", share, offices, Better::lower, "citizen",
          "upheld after tailoring", "gegrond na maatwerk",
          "Upheld complaints about tailored decisions, per decision.",
          [](const Observation& o) {
            return o.sum(Count::upheld_tailored) / o.sum(Count::decisions);
          }),
      row("take_up", share, offices_and_lives, Better::higher, "citizen",
          "take-up", "gebruik",
          "Share of wishes that become a case.",
          [](const Observation& o) { return o.sum(Count::filed) / o.sum(Count::wishes); }),
      row("waiting", months, offices_and_lives, Better::lower, "citizen",
          "waiting time", "wachttijd",
          "Mean months between filing and decision, of the month's decisions.",
          [](const Observation& o) { return o.sum(Total::waiting) / o.sum(Count::decisions); }),
      row("waiting_p95", months, offices, Better::lower, "citizen",
          "waiting time, 95th percentile", "wachttijd, 95e percentiel",
          "Months within which 95 % of the month's decisions were made.",
          [](const Observation& o) { return waiting_p95(o); }),
      row("disclosure", share, offices_and_lives, Better::lower, "citizen",
          "disclosure", "openheid gevraagd",
          "Share of decisions in which the citizen had to disclose: tailored, or refused.",
          [](const Observation& o) { return o.sum(Count::asked) / o.sum(Count::decisions); }),
      row("capacity_gap", need_sd, offices, Better::lower, "citizen",
          "capacity gap", "doenvermogenkloof",
          "Misfit of citizens with capacity below 0.5 less that of citizens above 0.8.",
          [](const Observation& o) {
            return o.sum(Total::misfit_low_capacity)
                / o.sum(Count::low_capacity)
                - o.sum(Total::misfit_high_capacity) / o.sum(Count::high_capacity);
          }),
      row("equality", index_value, offices_and_lives, Better::higher, "citizen",
          "equality of treatment", "gelijkheid van behandeling",
          "1 less the pooled standard deviation of treatment within office and life situation.",
          [](const Observation& o) { return equality(o); }),
      row("predictability", index_value, offices, Better::higher, "citizen",
          "predictability", "voorspelbaarheid",
          "1 less the standard deviation of a same case's treatment over workers and choices "
          "(a keyed tenth of cases).",
          [](const Observation& o) {
            return 1.0 - std::sqrt(o.sum(Total::sampled_variance) / o.sum(Count::sampled));
          }),
      row("variance_case", share, nowhere, Better::neutral, "citizen",
          "variance: case", "variantie: zaak",
          "Share of the variance of treatment due to need beyond the life situation; a "
          "vignette study in months divisible by 12.",
          [](const Observation& o) { return o.variance.case_file; }),
      row("variance_life_situation", share, nowhere, Better::neutral, "citizen",
          "variance: life situation", "variantie: levenssituatie",
          "Share of the variance of treatment due to the life situation; a "
          "vignette study in months divisible by 12.",
          [](const Observation& o) { return o.variance.life_situation; }),
      row("variance_office", share, nowhere, Better::lower, "citizen",
          "variance: office", "variantie: kantoor",
          "Share of the variance of treatment due to the office, whose rules it is; a "
          "vignette study in months divisible by 12.",
          [](const Observation& o) { return o.variance.office; }),
      row("variance_team", share, nowhere, Better::lower, "citizen",
          "variance: team", "variantie: team",
          "Share of the variance of treatment due to the team; a "
          "vignette study in months divisible by 12.",
          [](const Observation& o) { return o.variance.team; }),
      row("variance_worker", share, nowhere, Better::lower, "citizen",
          "variance: worker", "variantie: uitvoerder",
          "Share of the variance of treatment due to the worker, on average and from case to case; a "
          "vignette study in months divisible by 12.",
          [](const Observation& o) { return o.variance.worker; }),
      row("variance_noise", share, nowhere, Better::lower, "citizen",
          "variance: noise", "variantie: ruis",
          "Share of the variance of treatment due to errors of perception and chance in the choice; a "
          "vignette study in months divisible by 12.",
          [](const Observation& o) { return o.variance.noise; }),
      row("vignette_sd", need_sd, nowhere, Better::lower, "citizen",
          "system noise", "systeemruis",
          "Standard deviation of a same case's treatment over the workers of all offices, their "
          "errors and choices; a vignette study in months divisible by 12.",
          [](const Observation& o) { return o.variance.sd_same_case; }),
      row("hardship", index_value, offices_and_lives, Better::lower, "citizen",
          "hardship", "nood",
          "Mean stock of hardship of all citizens.",
          [](const Observation& o) { return stock(o, &Stocks::hardship); }),
      row("overdistinction", need_sd, offices, Better::lower, "citizen",
          "unwarranted distinction", "onnodig onderscheid",
          "How far rules distinguish between two life situations beyond what their needs "
          "warrant; root mean square over pairs.",
          [](const Observation& o) {
            return o.office_mean(
                [&](const Office& f) { return overdistinction(o.world, f.rule); });
          }),
      row("profiling", index_value, offices, Better::lower, "citizen",
          "profiling", "profilering",
          "Mean absolute deviation between life situations of verification, which true misuse "
          "does not explain.",
          [](const Observation& o) { return profiling(o); }),
      row("declined", share, offices_and_lives, Better::lower, "citizen",
          "does without tailoring", "ziet af van maatwerk",
          "Share of decisions on citizens who could not bear what tailoring costs them.",
          [](const Observation& o) { return o.sum(Count::declined) / o.sum(Count::decisions); }),
      row("tailored_low_capacity", share, offices, Better::neutral, "citizen",
          "tailored, low capacity", "maatwerk bij weinig doenvermogen",
          "Share tailored of decisions on citizens with capacity below 0.5.",
          [](const Observation& o) {
            return o.sum(Count::tailored_low_capacity) / o.sum(Count::low_capacity);
          }),
      row("tailored_high_capacity", share, offices, Better::neutral, "citizen",
          "tailored, high capacity", "maatwerk bij veel doenvermogen",
          "Share tailored of decisions on citizens with capacity above 0.8.",
          [](const Observation& o) {
            return o.sum(Count::tailored_high_capacity) / o.sum(Count::high_capacity);
          }),
      row("wrong_routes", share, offices_and_lives, Better::lower, "citizen",
          "wrong routes", "verkeerde routes",
          "Share of decisions by another life situation's rule, whose route the citizen took.",
          [](const Observation& o) {
            return o.sum(Count::wrong_route) / o.sum(Count::decisions);
          }),
      row("opponent_complaints", share, offices_and_lives, Better::lower, "citizen",
          "complaints by second parties", "klachten van tweede partijen",
          "Complaints by second parties, per decision; they are complaints too.",
          [](const Observation& o) {
            return o.sum(Count::opponent_complaints) / o.sum(Count::decisions);
          }),
      row("equality_complaints_per_tailored", share, offices, Better::lower, "citizen",
          "equality complaints per tailored decision", "gelijkheidsklachten per maatwerkbesluit",
          "Complaints that others got more, per tailored decision.",
          [](const Observation& o) {
            return o.sum(Count::equality_complaints) / o.sum(Count::tailored);
          }),
      row("applied", share, offices_and_lives, Better::neutral, "worker",
          "rule applied", "regel toegepast",
          "Share of handlings in which the rule was applied.",
          [](const Observation& o) { return o.sum(Count::applied) / handlings(o); }),
      row("tailored", share, offices_and_lives, Better::neutral, "worker",
          "tailored", "maatwerk",
          "Share of handlings that were tailored.",
          [](const Observation& o) { return o.sum(Count::tailored) / handlings(o); }),
      row("shortcut", share, offices_and_lives, Better::lower, "worker",
          "shortcuts", "informele routines",
          "Share of handlings by informal routine.",
          [](const Observation& o) { return o.sum(Count::shortcut) / handlings(o); }),
      row("escalated", share, offices_and_lives, Better::neutral, "worker",
          "passed on", "doorverwezen",
          "Share of handlings in which the case was passed on to who decides on tailoring.",
          [](const Observation& o) { return o.sum(Count::escalated) / handlings(o); }),
      row("towards", share, offices, Better::neutral, "worker",
          "coping towards clients", "coping richting cliënt",
          "Tailored or passed on, as a share of handlings (Tummers et al. 2015).",
          [](const Observation& o) {
            return (o.sum(Count::tailored) + o.sum(Count::escalated)) / handlings(o);
          }),
      row("away", share, offices, Better::lower, "worker",
          "coping away from clients", "coping weg van cliënt",
          "Shortcuts and cases left waiting, as a share of decisions and cases left.",
          [](const Observation& o) {
            return (o.sum(Count::shortcut) + pending(o)) / (o.sum(Count::decisions) + pending(o));
          }),
      row("against", share, offices, Better::lower, "worker",
          "coping against clients", "coping tegen cliënt",
          "Rule applied to a gap beyond the worker's norm while there was room, as a share of "
          "decisions.",
          [](const Observation& o) {
            return o.sum(Count::over_conform) / o.sum(Count::decisions);
          }),
      row("over_conformity", share, offices_and_lives, Better::lower, "worker",
          "over-conformity", "overconformisme",
          "Rule applied to a perceived gap beyond the worker's norm while there is room, as a "
          "share of decisions.",
          [](const Observation& o) {
            return o.sum(Count::over_conform) / o.sum(Count::decisions);
          }),
      row("unused_room", share, offices, Better::lower, "worker",
          "unused room", "onbenutte ruimte",
          "Room less the share of perceived gaps that was closed, over decisions with room.",
          [](const Observation& o) {
            return team_mean(o, room_of) - o.sum(Total::gap_closed) / o.sum(Total::perceived_gap);
          }),
      row("moral_sensitivity", index_value, offices, Better::higher, "worker",
          "moral sensitivity", "morele gevoeligheid",
          "Mean moral sensitivity of workers.",
          [](const Observation& o) { return worker_mean(o, o.world.workers.sensitivity); }),
      row("blame_expectation", index_value, offices, Better::lower, "worker",
          "blame expectation", "verwachte aanspreking",
          "Mean blame that workers expect for a tailored decision.",
          [](const Observation& o) { return worker_mean(o, o.world.workers.blame_expectation); }),
      row("norm", need_sd, offices, Better::neutral, "worker",
          "norm", "norm",
          "Mean perceived gap beyond which workers think tailoring is called for.",
          [](const Observation& o) { return worker_mean(o, o.world.workers.norm); }),
      row("conflict", share, offices_and_lives, Better::lower, "worker",
          "conflicts of loyalty", "loyaliteitsconflicten",
          "Share of handlings in which two loyalties want different options.",
          [](const Observation& o) { return o.sum(Count::conflict) / handlings(o); }),
      row("adaptation", need_sd, offices_and_lives, Better::neutral, "worker",
          "adaptation", "aanpassing",
          "Mean distance between tailored treatment and rule, over all decisions.",
          [](const Observation& o) { return o.sum(Total::adaptation) / o.sum(Count::decisions); }),
      row("invocation", bits, offices, Better::lower, "worker",
          "uncertainty of invocation", "onzekerheid van toepassing",
          "Mean entropy of tailoring per severe case.",
          [](const Observation& o) { return o.sum(Total::entropy) / o.sum(Count::severe); }),
      row("worker_dispersion", need_sd, offices, Better::lower, "worker",
          "dispersion between workers", "verschil tussen uitvoerders",
          "Standard deviation between a team's workers of mean(treatment - rule), mean over "
          "teams.",
          [](const Observation& o) { return team_mean_finite(o, o.world.teams.dispersion); }),
      row("margin", share, offices, Better::neutral, "worker",
          "margin of judgement", "beoordelingsmarge",
          "Share of cases in which another worker of the office, with the same file and choice "
          "draw, would choose otherwise (a keyed tenth of cases).",
          [](const Observation& o) {
            return o.sum(Count::sampled_otherwise) / o.sum(Count::sampled);
          }),
      row("work_pressure", index_value, offices, Better::lower, "worker",
          "work pressure", "werkdruk",
          "Mean of pending cases over hours, less 1, at least 0.",
          [](const Observation& o) { return worker_mean(o, o.world.workers.pressure); }),
      row("unit_load_gap", index_value, offices, Better::neutral, "worker",
          "work pressure of the unit", "werkdruk van de bijzondere eenheid",
          "Mean work pressure in the special unit less that of the other workers.",
          [](const Observation& o) { return unit_gap(o, o.world.workers.pressure); }),
      row("unit_morale_gap", index_value, offices, Better::neutral, "worker",
          "moral sensitivity of the unit", "morele gevoeligheid van de bijzondere eenheid",
          "Mean moral sensitivity in the special unit less that of the other workers.",
          [](const Observation& o) { return unit_gap(o, o.world.workers.sensitivity); }),
      row("room", share, offices, Better::neutral, "manager",
          "room", "ruimte",
          "Mean share of a perceived gap that workers may close, after restrictions and "
          "preconditions.",
          [](const Observation& o) { return team_mean(o, room_of); }),
      row("preconditions", number, offices, Better::lower, "manager",
          "preconditions", "randvoorwaarden",
          "Mean preconditions of a team.",
          [](const Observation& o) { return team_mean(o, preconditions_of); }),
      row("preconditions_born", number, offices, Better::lower, "manager",
          "preconditions born", "nieuwe randvoorwaarden",
          "New preconditions per team.",
          [](const Observation& o) { return team_mean(o, preconditions_born_of); }),
      row("manager_trust", index_value, offices, Better::higher, "manager",
          "trust of managers", "vertrouwen van managers",
          "Mean trust of managers in their workers' judgement.",
          [](const Observation& o) { return team_mean(o, trust_of); }),
      row("unmet", share, offices_and_lives, Better::lower, "manager",
          "severe cases not tailored", "schrijnende gevallen zonder maatwerk",
          "Share of decisions that are severe (need - rule beyond the threshold) and not "
          "tailored.",
          [](const Observation& o) {
            return (o.sum(Count::severe) - o.sum(Count::severe_tailored))
                / o.sum(Count::decisions);
          }),
      row("hours_per_case", hours, offices_and_lives, Better::lower, "manager",
          "hours per case", "uren per zaak",
          "Mean hours of a decision.",
          [](const Observation& o) { return o.sum(Total::hours) / o.sum(Count::decisions); }),
      row("hours_sd", hours, offices, Better::lower, "manager",
          "spread of hours", "spreiding van uren",
          "Standard deviation of the hours of a decision.",
          [](const Observation& o) { return spread(o, Total::hours, Total::hours_squared); }),
      row("hours_cv", index_value, offices, Better::lower, "manager",
          "relative spread of hours of tailoring", "relatieve spreiding van uren maatwerk",
          "Standard deviation of the hours of a tailored decision over their mean.",
          [](const Observation& o) {
            const double n = o.sum(Count::tailored);
            const double mean = o.sum(Total::hours_tailored) / n;
            const double variance = o.sum(Total::hours_tailored_squared) / n - mean * mean;
            return std::sqrt(std::max(0.0, variance)) / mean;
          }),
      row("hours_per_tailored", hours, offices, Better::lower, "manager",
          "hours per tailored case", "uren per maatwerkzaak",
          "Mean hours of a tailored decision.",
          [](const Observation& o) {
            return o.sum(Total::hours_tailored) / o.sum(Count::tailored);
          }),
      row("overhead", share, offices, Better::lower, "manager",
          "overhead", "overhead",
          "Share of hours that goes to complexity and preconditions.",
          [](const Observation& o) { return o.sum(Total::hours_overhead) / o.sum(Total::hours); }),
      row("utilisation", share, offices, Better::neutral, "manager",
          "utilisation", "bezetting",
          "Hours spent on cases over workers' hours.",
          [](const Observation& o) { return utilisation(o); }),
      row("backlog", number, offices, Better::lower, "manager",
          "backlog", "werkvoorraad",
          "Pending cases per citizen.",
          [](const Observation& o) { return pending(o) / o.citizens; }),
      row("measures", number, offices, Better::lower, "administrator",
          "measures in force", "maatregelen van kracht",
          "Measures in force, mean per office.",
          [](const Observation& o) {
            return o.administration_mean([](const Administration& a) { return a.in_force; });
          }),
      row("measures_born", number, offices, Better::lower, "administrator",
          "measures born", "nieuwe maatregelen",
          "Measures announced this month, mean per office.",
          [](const Observation& o) {
            return o.administration_mean([](const Administration& a) { return a.born; });
          }),
      row("measures_revised", number, offices, Better::lower, "administrator",
          "measures revised", "herziene maatregelen",
          "Measures revised this month, mean per office.",
          [](const Observation& o) {
            return o.administration_mean([](const Administration& a) { return a.revised; });
          }),
      row("measures_repealed", number, offices, Better::neutral, "administrator",
          "measures repealed", "ingetrokken maatregelen",
          "Measures repealed this month, mean per office.",
          [](const Observation& o) {
            return o.administration_mean([](const Administration& a) { return a.repealed; });
          }),
      row("measures_born_restrict", number, offices, Better::lower, "administrator",
          "restrictions born", "nieuwe beperkingen",
          "Measures of kind restrict announced this month, mean per office.",
          [](const Observation& o) { return born(o, MeasureKind::restrict); }),
      row("restrictions_born_of_difference", number, offices, Better::lower, "administrator",
          "restrictions born of difference", "beperkingen na verschil",
          "Restrictions announced this month that answer complaints about equality or "
          "arbitrariness, mean per office.",
          [](const Observation& o) {
            return o.administration_mean(
                [](const Administration& a) { return a.restrictions_of_difference; });
          }),
      row("measures_born_verify", number, offices, Better::lower, "administrator",
          "verifications born", "nieuwe controles",
          "Measures of kind verify announced this month, mean per office.",
          [](const Observation& o) { return born(o, MeasureKind::verify); }),
      row("measures_born_repair", number, offices, Better::neutral, "administrator",
          "repairs born", "nieuwe reparaties",
          "Measures of kind repair announced this month, mean per office.",
          [](const Observation& o) { return born(o, MeasureKind::repair); }),
      row("measures_born_relax", number, offices, Better::neutral, "administrator",
          "relaxations born", "nieuwe verruimingen",
          "Measures of kind relax announced this month, mean per office.",
          [](const Observation& o) { return born(o, MeasureKind::relax); }),
      row("births_descended", share, offices, Better::lower, "administrator",
          "births from earlier measures", "maatregelen uit maatregelen",
          "Share of the month's new measures that follow from earlier measures.",
          [](const Observation& o) {
            return o.administration_mean([](const Administration& a) { return a.descended; })
                / o.administration_mean([](const Administration& a) { return a.born; });
          }),
      row("salience", index_value, offices, Better::lower, "administrator",
          "salience", "urgentie",
          "Attention of administrators, over all causes.",
          [](const Observation& o) {
            return o.administration_mean(
                [](const Administration& a) { return a.total_salience(); });
          }),
      row("salience_harshness", index_value, offices, Better::lower, "administrator",
          "salience of harshness", "urgentie van hardvochtigheid",
          "Attention of administrators to harshness.",
          [](const Observation& o) { return salience(o, Cause::harshness); }),
      row("salience_equality", index_value, offices, Better::lower, "administrator",
          "salience of equality", "urgentie van gelijkheid",
          "Attention of administrators to equality.",
          [](const Observation& o) { return salience(o, Cause::equality); }),
      row("salience_arbitrariness", index_value, offices, Better::lower, "administrator",
          "salience of arbitrariness", "urgentie van willekeur",
          "Attention of administrators to arbitrariness.",
          [](const Observation& o) { return salience(o, Cause::arbitrariness); }),
      row("salience_profiling", index_value, offices, Better::lower, "administrator",
          "salience of profiling", "urgentie van profilering",
          "Attention of administrators to profiling.",
          [](const Observation& o) { return salience(o, Cause::profiling); }),
      row("salience_misuse", index_value, offices, Better::lower, "administrator",
          "salience of misuse", "urgentie van misbruik",
          "Attention of administrators to misuse.",
          [](const Observation& o) { return salience(o, Cause::misuse); }),
      row("salience_drift", index_value, offices, Better::lower, "administrator",
          "salience of loss of grip", "urgentie van gripverlies",
          "Attention of administrators to loss of grip.",
          [](const Observation& o) { return salience(o, Cause::drift); }),
      row("expectation", need_sd, offices, Better::neutral, "administrator",
          "expectation", "verwachting",
          "What announcements have added to what citizens want.",
          [](const Observation& o) {
            return o.administration_mean([](const Administration& a) { return a.expectation; });
          }),
      row("promise_gap", need_sd, offices, Better::lower, "administrator",
          "broken promises", "gebroken beloften",
          "What measures that took effect this month promised and did not deliver.",
          [](const Observation& o) {
            return o.administration_mean([](const Administration& a) { return a.promise_gap; });
          }),
      row("complexity", index_value, offices, Better::lower, "administrator",
          "complexity", "complexiteit",
          "Felt complexity of law, measures and preconditions.",
          [](const Observation& o) {
            return o.office_mean([](const Office& f) { return f.month.complexity; });
          }),
      row("incidents", number, offices, Better::lower, "administrator",
          "incidents", "incidenten",
          "Incidents in the media, per 10,000 citizens.",
          [](const Observation& o) { return 10000.0 * o.sum(Count::incidents) / o.citizens; }),
      row("fidelity", index_value, offices_and_lives, Better::higher, "administrator",
          "fidelity to the law", "wetsgetrouwheid",
          "1 / (1 + mean squared deviation of treatment from the law at the start).",
          [](const Observation& o) {
            return 1.0 / (1.0 + o.sum(Total::above_law_squared) / o.sum(Count::decisions));
          }),
      row("arbitrariness", share, offices, Better::lower, "administrator",
          "complaints about tailoring", "klachten over maatwerk",
          "Complaints about tailored decisions, per decision.",
          [](const Observation& o) {
            return o.sum(Count::complaints_tailored) / o.sum(Count::decisions);
          }),
      row("audit_errors", share, offices, Better::lower, "administrator",
          "errors by audit", "fouten volgens controle",
          "Share of decisions that deviate from the audits' yardstick beyond tolerance.",
          [](const Observation& o) {
            return o.sum(Count::audit_error) / o.sum(Count::decisions);
          }),
      row("audit_errors_tailored", share, offices, Better::lower, "administrator",
          "tailoring marked as error", "maatwerk als fout geteld",
          "Share of tailored decisions that audits mark as errors.",
          [](const Observation& o) {
            return o.sum(Count::audit_error_tailored) / o.sum(Count::tailored);
          }),
      row("paid_by_others", need_sd, offices, Better::lower, "society",
          "paid by others", "betaald door anderen",
          "By how much rules fall to pay for what tailoring gives above them.",
          [](const Observation& o) { return o.office_mean(paid_back); }),
      row("office_dispersion", need_sd, nowhere, Better::lower, "administrator",
          "dispersion between offices", "verschil tussen kantoren",
          "Standard deviation between offices of mean treatment less the mean need of the "
          "citizens' life situations.",
          [](const Observation& o) { return office_dispersion(o); }),
      row("realised_group", share, offices, Better::neutral, "society",
          "realised group tailoring", "gerealiseerd groepsmaatwerk",
          "Slope of mean treatment on mean need over life situations, weighted by decisions.",
          [](const Observation& o) { return realised_group(o); }),
      row("realised_individual", share, offices_and_lives, Better::neutral, "society",
          "realised individual tailoring", "gerealiseerd individueel maatwerk",
          "Slope of treatment - rule on the citizen's individual circumstance, over decisions.",
          [](const Observation& o) { return realised_individual(o); }),
      row("misuse_paid", need_sd, offices, Better::lower, "society",
          "misuse paid", "betaald misbruik",
          "Treatment above the rule given to citizens who overstate, per decision.",
          [](const Observation& o) { return o.sum(Total::misuse_paid) / o.sum(Count::decisions); }),
      row("cost_administration", euro, offices, Better::lower, "society",
          "cost of handling", "uitvoeringskosten",
          "Cost of workers' hours, per decision.",
          [](const Observation& o) {
            return 1000.0 * o.sum(Total::cost_hours) / o.sum(Count::decisions);
          }),
      row("cost_service", euro, offices, Better::neutral, "society",
          "cost of service", "kosten van voorzieningen",
          "Cost of treatment above zero, per decision.",
          [](const Observation& o) {
            return 1000.0 * o.sum(Total::cost_treatment) / o.sum(Count::decisions);
          }),
      row("cost_hardship", euro, offices, Better::lower, "society",
          "cost of hardship", "kosten van nood",
          "Cost of hardship, per citizen and month.",
          [](const Observation& o) {
            return o.world.offices[o.first_office].parameters.costs.hardship
                * stock(o, &Stocks::hardship);
          }),
      row("cost_cv", index_value, offices, Better::lower, "society",
          "relative spread of cost", "relatieve spreiding van kosten",
          "Standard deviation of a decision's cost over its mean.",
          [](const Observation& o) {
            return spread(o, Total::cost, Total::cost_squared) / (o.sum(Total::cost)
                / o.sum(Count::decisions));
          }),
      row("cost_top1", share, nowhere, Better::lower, "society",
          "cost share of the costliest 1 %", "kostenaandeel van de duurste 1 %",
          "Share of all costs since month 1 that the costliest 1 % of citizens took; in months "
          "divisible by 12.",
          [](const Observation& o) { return o.cost_top1; }),
      row("decisions", count_of_cases, offices_and_lives, Better::neutral, "society",
          "decisions", "besluiten",
          "Cases decided this month.",
          [](const Observation& o) { return o.sum(Count::decisions); }),
      row("filed", count_of_cases, offices_and_lives, Better::neutral, "society",
          "cases filed", "ingediende zaken",
          "Cases filed this month.",
          [](const Observation& o) { return o.sum(Count::filed); }),
      row("pending", count_of_cases, offices, Better::neutral, "society",
          "pending cases", "openstaande zaken",
          "Cases that wait at the end of the month.",
          [](const Observation& o) { return pending(o); }),
  };
  // clang-format on
  return table;
}

}  // namespace discretion
