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

  sim::VariantInfo part(const std::string& name) const {
    return {"cut:" + name, {{parameter("loops." + name), false}}};
  }
  /// What is made of a dynamic, or of a part of it, counted and not acting.
  sim::ResponseInfo response(std::string_view name_of_metric, const std::string& name,
                             std::optional<std::size_t> part = std::nullopt) const {
    return {metric(name_of_metric),
            {"effect:" + name, {{parameter("loops." + name + "_effect"), false}}},
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
  return {"see_difference",
          rows.cut("see_difference"),
          {rows.more("restrictions_expected"), rows.more("preconditions"),
           rows.stopped("equality_complaints_per_tailored")},
          {rows.metric("difference_seen"), rows.metric("complaints")},
          {rows.part("own_relation"), rows.part("others")},
          {{{rows.parameter("citizens.lens"), 3.0}}},
          {Rows::by_definition(rows.response("equality_complaints", "see_difference")),
           Rows::by_definition(rows.response("arbitrariness_complaints", "own_relation", 0)),
           Rows::by_definition(rows.response("equality_complaints", "others", 1))},
          sim::PulseInfo{rows.metric("equality_complaints"),
                         {{rows.parameter("loops.added_complaints"), 0.1}},
                         0.1}};
}

DynamicInfo seek_shelter(const Rows& rows) {
  return {
      "seek_shelter",
      rows.cut("seek_shelter"),
      {rows.more("shelter"), rows.more("room_left"), rows.less("moral_sensitivity")},
      {rows.metric("blame_expectation"), rows.metric("work_pressure")},
      {rows.part("self_protection"), rows.part("survival")},
      {{{rows.parameter("workers.exposure_tailoring"), 3.0},
        {rows.parameter("workers.exposure_shortcut"), 3.0}}},
      {rows.response("shelter", "seek_shelter"),
       rows.response("rule_per_call", "self_protection", 0),
       Rows::by_definition(rows.response("away_by_choice", "survival", 1))},
      sim::PulseInfo{rows.metric("shelter"), {{rows.parameter("loops.added_rules"), 0.5}}, 0.5}};
}

DynamicInfo pile_preconditions(const Rows& rows) {
  return {"pile_preconditions",
          rows.cut("pile_preconditions"),
          {rows.less("tailored"), rows.less("adaptation"), rows.stopped("preconditions"),
           rows.stopped("hours_per_tailored")},
          {rows.metric("worker_dispersion"), rows.metric("manager_trust")},
          {},
          {{{rows.parameter("managers.blame_weight"), 10.0}}},
          {Rows::by_definition(rows.response("preconditions_expected", "pile_preconditions"))},
          sim::PulseInfo{rows.metric("preconditions_expected"),
                         {{rows.parameter("loops.added_preconditions"), std::int64_t{2}}},
                         2}};
}

DynamicInfo risk_rule_reflex(const Rows& rows) {
  return {"risk_rule_reflex",
          rows.cut("risk_rule_reflex"),
          {rows.more("underserved"), rows.less("take_up"), rows.stopped("measures_born"),
           rows.stopped("restrictions_expected"), rows.stopped("complexity")},
          {rows.metric("salience"), rows.metric("incidents")},
          {},
          {{{rows.parameter("administration.incident"), 10.0}}},
          {Rows::by_definition(rows.response("answers_expected", "risk_rule_reflex"))},
          sim::PulseInfo{rows.metric("answers_expected"),
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
