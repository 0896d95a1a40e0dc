#include "models/discretion/stories/tell_rule.hpp"

#include <algorithm>

namespace discretion {

namespace {

using sim::Data;
using sim::Field;
using sim::Passage;

/// Rules that it led to, theirs included.
std::size_t descendants(const std::vector<Measure>& rules, std::size_t rule) {
  std::size_t found = 0;
  for (std::size_t k = rule + 1; k < rules.size(); ++k)
    if (rules[k].parent == static_cast<int>(rule)) found += 1 + descendants(rules, k);
  return found;
}

std::size_t most_fertile(const std::vector<Measure>& rules) {
  std::size_t most = 0;
  for (std::size_t k = 1; k < rules.size(); ++k)
    if (descendants(rules, k) > descendants(rules, most)) most = k;
  return most;
}

Field cause_word(std::size_t cause) { return word("cause", cause_names[cause]); }
Field kind_word(const Measure& rule) {
  return word("kind", measure_kind_names[static_cast<std::size_t>(rule.kind)]);
}
sim::Sentence say_of_rule(std::string_view key,
                          std::vector<std::pair<std::string, Field>> fields = {}) {
  return {"story.rule." + std::string(key), std::move(fields)};
}

/// What is remembered of a rule, from its announcement on.
std::vector<const RuleMoment*> moments_of(const Memory& memory, std::size_t rule) {
  std::vector<const RuleMoment*> found;
  for (const RuleMoment& m : memory.rules)
    if (m.administration == 0 && m.rule == rule) found.push_back(&m);
  return found;
}

/// Announced, by which signals, against what and from which rule.
void tell_birth(const Measure& rule, const RuleMoment& birth, Passages& passages) {
  auto& sentences = passages.back().sentences;
  sentences.push_back(at(birth.month));
  sentences.push_back(say_of_rule(
      "born",
      {{"cause", cause_word(static_cast<std::size_t>(rule.cause))}, {"kind", kind_word(rule)}}));
  double sum = 0;
  for (const double pressing : birth.salience) sum += pressing;
  const auto most =
      static_cast<std::size_t>(std::ranges::max_element(birth.salience) - birth.salience.begin());
  if (sum > 0)
    sentences.push_back(say_of_rule(
        "pressing", {{"cause", cause_word(most)}, {"share", of_100(birth.salience[most] / sum)}}));
  if (rule.parent >= 0)
    sentences.push_back(say_of_rule("parent", {{"parent", std::int64_t{rule.parent}}}));
  if (rule.life_situation >= 0)
    sentences.push_back(say_of_rule("aim", {{"situation", situation(rule.life_situation)}}));
}

/// What was decided, in some months, in the offices of the administration whose rules are told.
struct Practice {
  std::int64_t decisions = 0, tailored = 0, complaints = 0;
};
Practice practice_in(const Memory& memory, int first, int last) {
  Practice sum;
  const std::size_t offices = memory.administration_of_office.size();
  for (auto month = static_cast<std::size_t>(first); month <= static_cast<std::size_t>(last);
       ++month)
    for (std::size_t o = 0; o < offices; ++o) {
      if (memory.administration_of_office[o] != 0) continue;
      const OfficeMoment& m = memory.offices[(month - 1) * offices + o];
      sum.decisions += m.decisions;
      sum.tailored += m.tailored;
      sum.complaints += m.complaints;
    }
  return sum;
}

/// The half year before a rule takes effect and the half year from then on, where both were seen.
struct Effect {
  Practice before, after;
};
std::optional<Effect> effect_of(const Measure& rule, const Memory& memory) {
  constexpr int half_a_year = 6;
  const int from = rule.effective - memory.warm_up;
  const int until = rule.ended > 0 ? rule.ended - memory.warm_up - 1 : memory.months;
  if (!rule.acted || from <= half_a_year || std::min(until, memory.months) < from + half_a_year - 1)
    return std::nullopt;
  const Effect effect{practice_in(memory, from - half_a_year, from - 1),
                      practice_in(memory, from, from + half_a_year - 1)};
  if (effect.before.decisions == 0 || effect.after.decisions == 0) return std::nullopt;
  return effect;
}
double share_tailored(const Practice& p) {
  return static_cast<double>(p.tailored) / static_cast<double>(p.decisions);
}
double share_complaints(const Practice& p) {
  return static_cast<double>(p.complaints) / static_cast<double>(p.decisions);
}
void tell_effect(const Effect& effect, std::vector<sim::Sentence>& sentences) {
  sentences.push_back(
      say_of_rule("tailored_around", {{"before", of_100(share_tailored(effect.before))},
                                      {"after", of_100(share_tailored(effect.after))}}));
  sentences.push_back(
      say_of_rule("complaints_around", {{"before", of_100(share_complaints(effect.before))},
                                        {"after", of_100(share_complaints(effect.after))}}));
}

/// Takes effect, slips, is revised and ends.
void tell_course(const Measure& rule, const std::vector<const RuleMoment*>& moments,
                 const std::optional<Effect>& effect, int warm_up, Passages& passages) {
  auto& sentences = new_paragraph(passages).sentences;
  if (!rule.acted) {
    sentences.push_back(say_of_rule("not_yet"));
    return;
  }
  sentences.push_back(at(rule.effective - warm_up));
  sentences.push_back(say_of_rule("effective"));
  if (effect) tell_effect(*effect, sentences);
  sentences.push_back(say_of_rule(rule.side_sign < 0 ? "slipped_down" : "slipped_up",
                                  {{"situation", situation(rule.side_situation)}}));
  for (std::size_t k = 1; k < moments.size(); ++k) {
    if (moments[k]->revisions == moments[k - 1]->revisions) continue;
    sentences.push_back(at(moments[k]->month));
    sentences.push_back(say_of_rule("revised", {{"effect", of_100(moments[k]->effectiveness)}}));
  }
  if (rule.ended > 0) {
    sentences.push_back(at(rule.ended - warm_up));
    sentences.push_back(say_of_rule("ended"));
  } else {
    sentences.push_back(say_of_rule("stands", {{"part", part(rule.effectiveness)}}));
  }
}

void tell_children(const std::vector<Measure>& rules, std::size_t parent, int warm_up,
                   Passages& passages) {
  auto& sentences = new_paragraph(passages).sentences;
  for (std::size_t k = parent + 1; k < rules.size(); ++k) {
    if (rules[k].parent != static_cast<int>(parent)) continue;
    sentences.push_back(at(rules[k].announced - warm_up));
    sentences.push_back(
        say_of_rule("child", {{"rule", static_cast<std::int64_t>(k)},
                              {"cause", cause_word(static_cast<std::size_t>(rules[k].cause))},
                              {"kind", kind_word(rules[k])}}));
  }
  const std::size_t led_to = descendants(rules, parent);
  if (led_to > 1)
    sentences.push_back(say_of_rule("descendants", {{"rules", static_cast<std::int64_t>(led_to)}}));
}

Data data_of(const std::vector<const RuleMoment*>& moments) {
  Data::List all;
  for (const RuleMoment* m : moments) {
    Data::Named salience;
    for (std::size_t c = 0; c < causes; ++c)
      salience.emplace_back(cause_names[c], Data{m->salience[c]});
    all.push_back({Data::Named{{"month", {std::int64_t{m->month}}},
                               {"revisions", {std::int64_t{m->revisions}}},
                               {"in_force", {m->in_force}},
                               {"effectiveness", {m->effectiveness}},
                               {"salience", {std::move(salience)}}}});
  }
  return {std::move(all)};
}

Data around(const std::optional<Effect>& effect) {
  if (!effect) return {Data::Named{}};
  const auto named = [](const Practice& p) {
    return Data{Data::Named{
        {"decisions", {p.decisions}}, {"tailored", {p.tailored}}, {"complaints", {p.complaints}}}};
  };
  return {Data::Named{{"before", named(effect->before)}, {"after", named(effect->after)}}};
}

Data rule_passages(const Remembered& life, std::size_t k, Passages& passages) {
  const Memory& memory = *life.memory;
  const auto& rules = memory.administrations.front().measures;
  const auto moments = moments_of(memory, k);
  const auto effect = effect_of(rules[k], memory);
  if (!moments.empty()) {
    tell_birth(rules[k], *moments.front(), passages);
    tell_course(rules[k], moments, effect, memory.warm_up, passages);
    tell_children(rules, k, memory.warm_up, passages);
  }
  return {Data::Named{{"scenario", {life.scenario}},
                      {"rule", {static_cast<std::int64_t>(k)}},
                      {"months", {std::int64_t{memory.months}}},
                      {"descendants", {static_cast<std::int64_t>(descendants(rules, k))}},
                      {"around", around(effect)},
                      {"moments", data_of(moments)}}};
}

}  // namespace

sim::Tale tell_rule(const Lives& lives, std::optional<int> who) {
  sim::Tale tale;
  Passage opening;
  opening.heading = {"story.rule.title"};
  if (!who) opening.sentences.push_back({"story.rule.chosen"});
  tale.passages.push_back(std::move(opening));
  add_passages(
      lives,
      [&](const Remembered& life, Passages& passages) -> Data {
        const auto& rules = life.memory->administrations.front().measures;
        if (rules.empty() ||
            (who && (*who < 0 || static_cast<std::size_t>(*who) >= rules.size()))) {
          passages.back().sentences.push_back({"story.rule.none"});
          return {Data::Named{{"scenario", {life.scenario}}}};
        }
        const std::size_t k = who ? static_cast<std::size_t>(*who) : most_fertile(rules);
        passages.back().sentences.push_back({"story.rule.number",
                                             {{"rule", static_cast<std::int64_t>(k)},
                                              {"rules", static_cast<std::int64_t>(rules.size())}}});
        return rule_passages(life, k, passages);
      },
      tale);
  return tale;
}

}  // namespace discretion
