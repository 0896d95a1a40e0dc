#include "models/discretion/dynamics.hpp"

#include <string>
#include <string_view>
#include <utility>

#include "sim/core/row.hpp"

namespace discretion {

namespace {
using sim::DynamicInfo;
using sim::SignatureInfo;

/// Rows of the model's tables by name.
class Rows {
 public:
  explicit Rows(const sim::Model& model) : model_(model) {}

  std::size_t parameter(std::string_view name) const {
    return sim::row_of(model_.parameters(), name);
  }
  std::size_t metric(std::string_view name) const { return sim::row_of(model_.metrics(), name); }
  std::size_t cut(std::string_view dynamic) const {
    return sim::row_of(model_.cuts(), "cut:" + std::string(dynamic));
  }

  SignatureInfo more(std::string_view name) const { return {metric(name), +1}; }
  SignatureInfo less(std::string_view name) const { return {metric(name), -1}; }
  /// What the cut itself stops, or what is arithmetic on that: of use as a size, not as evidence.
  SignatureInfo stopped(std::string_view name) const { return {metric(name), +1, true}; }

  sim::VariantInfo part(const std::string& name, std::string label_en, std::string label_nl) const {
    return {"cut:" + name,
            std::move(label_en),
            std::move(label_nl),
            {{parameter("loops." + name), false}}};
  }
  /// What is made of a dynamic, or of a part of it, counted and not acting.
  sim::ResponseInfo response(std::string_view name_of_metric, const std::string& name,
                             std::string label_en, std::string label_nl,
                             std::optional<std::size_t> part = std::nullopt) const {
    return {metric(name_of_metric),
            {"effect:" + name,
             std::move(label_en),
             std::move(label_nl),
             {{parameter("loops." + name + "_effect"), false}}},
            part};
  }
  static sim::ResponseInfo by_definition(sim::ResponseInfo response) {
    response.by_definition = true;
    return response;
  }

 private:
  const sim::Model& model_;
};

DynamicInfo see_difference(const Rows& rows) {
  return {
      "see_difference",
      "citizens see differences",
      "burgers zien verschil",
      rows.cut("see_difference"),
      {rows.more("restrictions_expected"), rows.more("preconditions"),
       rows.stopped("equality_complaints_per_tailored")},
      {rows.metric("difference_seen"), rows.metric("complaints")},
      {rows.part("own_relation", "own relation cut", "eigen relatie geknipt"),
       rows.part("others", "view of others cut", "zicht op anderen geknipt")},
      {"For three months everyone talks about others' treatment: a citizen's lens is tripled.",
       {{rows.parameter("citizens.lens"), 3.0}}},
      {Rows::by_definition(rows.response("equality_complaints", "see_difference",
                                         "difference counted only", "verschil telt alleen mee")),
       Rows::by_definition(rows.response("arbitrariness_complaints", "own_relation",
                                         "arbitrariness counted only", "willekeur telt alleen mee",
                                         0)),
       Rows::by_definition(rows.response("equality_complaints", "others",
                                         "view of others counted only",
                                         "zicht op anderen telt alleen mee", 1))},
      sim::PulseInfo{"complaints about equality after a tenth of decisions",
                     rows.metric("equality_complaints"),
                     {{rows.parameter("loops.added_complaints"), 0.1}},
                     0.1}};
}

DynamicInfo seek_shelter(const Rows& rows) {
  return {
      "seek_shelter",
      "workers seek shelter",
      "uitvoerders schuilen",
      rows.cut("seek_shelter"),
      {rows.more("shelter"), rows.more("room_left"), rows.less("moral_sensitivity")},
      {rows.metric("blame_expectation"), rows.metric("work_pressure")},
      {rows.part("self_protection", "self-protection cut", "zelfbescherming geknipt"),
       rows.part("survival", "survival cut", "overleven geknipt")},
      {"For three months three times the blame for a deviation falls on the worker.",
       {{rows.parameter("workers.exposure_tailoring"), 3.0},
        {rows.parameter("workers.exposure_shortcut"), 3.0}}},
      {rows.response("shelter", "seek_shelter", "shelter counted only", "schuilen telt alleen mee"),
       rows.response("rule_per_call", "self_protection", "self-protection counted only",
                     "zelfbescherming telt alleen mee", 0),
       Rows::by_definition(rows.response("away_by_choice", "survival", "survival counted only",
                                         "overleven telt alleen mee", 1))},
      sim::PulseInfo{"the rule in half of the calls for tailoring",
                     rows.metric("shelter"),
                     {{rows.parameter("loops.added_rules"), 0.5}},
                     0.5}};
}

DynamicInfo pile_preconditions(const Rows& rows) {
  return {"pile_preconditions",
          "managers pile on preconditions",
          "managers stapelen randvoorwaarden",
          rows.cut("pile_preconditions"),
          {rows.less("tailored"), rows.less("adaptation"), rows.stopped("preconditions"),
           rows.stopped("hours_per_tailored")},
          {rows.metric("worker_dispersion"), rows.metric("manager_trust")},
          {},
          {"For three months managers hold blame against their teams ten times as much.",
           {{rows.parameter("managers.blame_weight"), 10.0}}},
          {Rows::by_definition(rows.response("preconditions_expected", "pile_preconditions",
                                             "preconditions counted only",
                                             "randvoorwaarden tellen alleen mee"))},
          sim::PulseInfo{"two preconditions a team",
                         rows.metric("preconditions_expected"),
                         {{rows.parameter("loops.added_preconditions"), std::int64_t{2}}},
                         2}};
}

DynamicInfo risk_rule_reflex(const Rows& rows) {
  return {"risk_rule_reflex",
          "administrators' risk-rule reflex",
          "risico-regelreflex van bestuurders",
          rows.cut("risk_rule_reflex"),
          {rows.more("underserved"), rows.less("take_up"), rows.stopped("measures_born"),
           rows.stopped("restrictions_expected"), rows.stopped("complexity")},
          {rows.metric("salience"), rows.metric("incidents")},
          {},
          {"For three months an underserved decision becomes an incident ten times as often.",
           {{rows.parameter("administration.incident"), 10.0}}},
          {Rows::by_definition(rows.response("answers_expected", "risk_rule_reflex",
                                             "measures counted only",
                                             "maatregelen tellen alleen mee"))},
          sim::PulseInfo{"two measures an administration",
                         rows.metric("answers_expected"),
                         {{rows.parameter("loops.added_measures"), std::int64_t{2}}},
                         2}};
}
}  // namespace

std::vector<DynamicInfo> dynamic_table(const sim::Model& model) {
  const Rows rows(model);
  return {see_difference(rows), seek_shelter(rows), pile_preconditions(rows),
          risk_rule_reflex(rows)};
}

}  // namespace discretion
