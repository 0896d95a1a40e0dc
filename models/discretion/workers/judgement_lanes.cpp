// Compiled for each Number (sim/core/number.cmake).
#include <limits>

#include "models/discretion/workers/judgement.hpp"
#include "models/discretion/workers/levers_lanes.hpp"
#include "sim/core/number.hpp"

namespace discretion {

using namespace sim::numbers;

namespace {

/// Cases before one worker, in one Number; see `judge`.
template <class Number>
class Assessment {
  using enum Loyalty;
  using Answer = sim::AnswerTo<Number>;
  using ByOption = std::array<Number, options>;

 public:
  Assessment(const World& world, const Office& office, const Desk& desk, const Cases& cases,
             sim::Place<Number> here)
      : world_(world), office_(office), desk_(desk), cases_(cases), here_(here) {}

  /// The gap as the worker perceives it, and what that opens.
  void perceive() {
    const double bias = world_.worker_traits.bias[number(desk_.worker)];
    const Number told =
        here_(cases_.disclosed) * (here_(cases_.need) + here_(cases_.overstatement) - rule_);
    gap_ = told + month_.levers.perception * desk_.error * bias +
           month_.levers.perception * here_(cases_.noise);
    exposed_ = all<Number>(desk_.exposure);
    gate_ = all<Number>(month_.gate);
    if (levers_) gate_ = opened_gate(month_, here_(cases_.works));
    size_ = absolute(gap_);
    beyond_gate_ = size_ > gate_;
    has_room_ = every<Number>(desk_.room > 0) & beyond_gate_ & (size_ <= p_.policy.conditions_cap) &
                !here_(cases_.declines);
    may_tailor_ = every<Number>(desk_.tailors) & has_room_;
    const Answer stuck = gap_ > hard_case * minds_.norm[number(desk_.worker)];
    may_refer_ =
        every<Number>(desk_.refers) & has_room_ & (every<Number>(desk_.refers_all) | stuck);
    may_cut_short_ = here_(cases_.habit) > 0.0;
  }

  /// What each option gives, and what it leaves of the gap.
  void foresee() {
    closed_ = desk_.room * gap_;
    if (levers_) closed_ = within_limit(pulled_, closed_);
    const Number routine = here_(cases_.routine);
    tailored_ = rule_ + closed_;
    cut_short_ = rule_ + routine;
    treatment_ = {rule_, tailored_, cut_short_, rule_};
    remaining_ = {size_, absolute(gap_ - closed_), absolute(gap_ - routine),
                  absolute(gap_ - desk_.faith * closed_)};
    if (cases_.any_opposed) weigh_both_parties();
  }

  /// The hours of each option, and the burden of preconditions on it.
  void count_hours() {
    for (std::size_t x = 0; x < options; ++x) hours_[x] = all<Number>(desk_.hours[x]);
    if (levers_) {
      const Number capacity = here_(cases_.capacity);
      const Answer has_fix_team = here_(cases_.has_fix_team);
      for (std::size_t x = 0; x < options; ++x)
        hours_[x] = hours_with_levers<Number>(pulled_, hours_[x], capacity, has_fix_team);
      hours_[apply] += hours_of_no(pulled_, gap_, minds_.norm[number(desk_.worker)]);
      hours_[tailor] += hours_of_tailoring(pulled_, closed_);
    }
    burden_of_tailoring_ = desk_.burden;
    if (p_.policy.default_treatment == Default::tailoring) {
      illegality_ *= p_.policy.default_illegality;
      burden_of_tailoring_ = 0;
      hours_[apply] = has_room_ ? hours_[apply] + desk_.reasons : hours_[apply];
      burden_of_rule_ = has_room_ ? all<Number>(desk_.burden) : none_;
    }
  }

  /// What each option is worth to each voice.
  void let_voices_speak() {
    speak_for_citizen();
    speak_for_law();
    speak_for_organisation();
    speak_for_profession();
    speak_for_society();
    speak_for_self();
    if (levers_) pull_at_votes();
  }

  /// The probability of each option: a multinomial logit of the voices' weighted sum.
  void weigh() {
    const auto weights = loyalties_at(world_, desk_);
    ByOption utility = votes_[self];
    for (std::size_t v = 0; v < loyalties; ++v) {
      for (std::size_t x = 0; x < options; ++x) utility[x] += weights[v] * votes_[v][x];
    }
    const auto out = all<Number>(-std::numeric_limits<double>::infinity());
    utility[tailor] = may_tailor_ ? utility[tailor] : out;
    utility[shortcut] = may_cut_short_ ? utility[shortcut] : out;
    utility[escalate] = may_refer_ ? utility[escalate] : out;
    const Number best = larger(larger(utility[apply], utility[tailor]),
                               larger(utility[shortcut], utility[escalate]));
    ByOption odds{};
    for (std::size_t x = 0; x < options; ++x) {
      if (x == escalate && !desk_.refers) continue;  // all out
      odds[x] = exp_below_709<Number>((utility[x] - best) * (1.0 / wp_.temperature));
    }
    odds[shortcut] *= here_(cases_.habit);
    const Number sum = odds[apply] + odds[tailor] + odds[shortcut] + odds[escalate];
    for (std::size_t x = 0; x < options; ++x) probability_[x] = odds[x] / sum;
  }

  void write(Judgements& j) const {
    here_.store(gap_, j.gap);
    here_.store(beyond_gate_, j.beyond_gate);
    here_.store(has_room_, j.has_room);
    here_.store(may_tailor_, j.may_tailor);
    here_.store(may_refer_, j.may_refer);
    here_.store(may_cut_short_, j.may_cut_short);
    for (std::size_t x = 0; x < options; ++x) {
      here_.store(hours_[x], j.hours[x]);
      here_.store(treatment_[x], j.treatment[x]);
      here_.store(probability_[x], j.probability[x]);
      for (std::size_t v = 0; v < voices; ++v) here_.store(votes_[v][x], j.votes[v][x]);
    }
  }

 private:
  /// Two parties who want opposite things count alike for the loyalty to the citizen.
  void weigh_both_parties() {
    const Number opposite_want = here_(cases_.opposite_want);
    const Answer opposed = here_(cases_.opposed);
    for (std::size_t x = 0; x < options; ++x) {
      const Number both = 0.5 * (remaining_[x] + above_zero<Number>(treatment_[x] - opposite_want));
      remaining_[x] = opposed ? both : remaining_[x];
    }
  }

  void speak_for_citizen() {
    const double shortfall_weight = -wp_.gap_weight * minds_.sensitivity[number(desk_.worker)];
    for (std::size_t x = 0; x < options; ++x) {
      votes_[citizen][x] =
          shortfall_weight * remaining_[x] - wp_.queue_weight * hours_[x] * desk_.queue_hardship;
    }
  }
  void speak_for_law() {
    const Number precedent = here_(cases_.precedent);
    ByOption& vote = votes_[law];
    vote[apply] = -precedent_weight_ * absolute<Number>(rule_ - precedent);
    vote[tailor] = -illegality_ * absolute(closed_) -
                   precedent_weight_ * absolute<Number>(tailored_ - precedent);
    vote[shortcut] = -wp_.shortcut_illegality * absolute(here_(cases_.routine)) -
                     precedent_weight_ * absolute<Number>(cut_short_ - precedent);
    vote[escalate] = vote[apply];
  }
  void speak_for_organisation() {
    const double effort =
        wp_.effort_weight * (1.0 + desk_.pressure) * (1.0 + p_.policy.output_steering);
    const double relief = wp_.shortcut_relief * unrest(office_, desk_.overload);
    ByOption& vote = votes_[organisation];
    vote[apply] = -effort * (hours_[apply] - 1.0) - effort * burden_of_rule_;
    vote[tailor] = -effort * (hours_[tailor] - 1.0) - effort * burden_of_tailoring_;
    vote[shortcut] = -effort * (hours_[shortcut] - 1.0) + relief;
    vote[escalate] = -effort * (hours_[escalate] - 1.0);
  }
  void speak_for_profession() {
    const Number worth =
        size_ - minds_.norm[number(desk_.worker)] -
        wp_.yielding_weight * above_zero<Number>(here_(cases_.want) - here_(cases_.need));
    votes_[profession] = {none_, worth, all<Number>(-wp_.shortcut_shame), desk_.faith * worth};
  }
  void speak_for_society() {
    const Number generosity = wp_.generosity_weight * (1.0 + here_(cases_.claimants)) * crisis_;
    const Number suspected = wp_.suspicion * here_(cases_.verification) * crisis_;
    const Number suspicion = gap_ > 0.0 ? suspected : none_;
    votes_[society] = {none_, -generosity * above_zero<Number>(tailored_ - rule_) - suspicion,
                       -generosity * above_zero<Number>(cut_short_ - rule_), none_};
  }
  void speak_for_self() {
    const Number blame = minds_.blame_expectation[number(desk_.worker)] * exposed_;
    const Number blame_for_rule = minds_.blame_for_rule[number(desk_.worker)] * exposed_;
    const double hidden = (1.0 - wp_.blame_direction) * wp_.exposure_rule;
    votes_[self] = {-blame_for_rule - blame * hidden, -blame * wp_.exposure_tailoring,
                    -blame * wp_.exposure_shortcut, -blame * wp_.exposure_escalation};
  }
  void pull_at_votes() {
    const Number works = here_(cases_.works);
    const auto distance = absolute<Number>(tailored_ - here_(cases_.precedent));
    const Number given = tailored_ - rule_;
    votes_[law][tailor] += legality_of_reasons(pulled_, felt_illegality_, given);
    votes_[law][tailor] += binding_of_precedent(pulled_, works, precedent_weight_, distance);
    votes_[organisation][tailor] *= worth_of_time(pulled_, desk_.pressure);
    votes_[society][tailor] +=
        welcome(pulled_, wp_, works, here_(cases_.claimants), crisis_, given);
    const double step = p_.need.hardship_step;
    const Number before = hardship_at(gap_, world_.threshold, step);
    for (std::size_t x = 0; x < options; ++x) {
      const Number left = gap_ - (treatment_[x] - rule_);
      const Number after = hardship_at(left, world_.threshold, step);
      votes_[society][x] +=
          pulled_.costs_and_benefits * pulled_.costs_and_benefits_weight * (before - after);
    }
  }

  const World& world_;
  const Office& office_;
  const Desk& desk_;
  const Cases& cases_;
  sim::Place<Number> here_;
  const Parameters& p_ = office_.parameters;
  const WorkerParameters& wp_ = p_.workers;
  const OfficeMonth& month_ = office_.now;
  const WorkerMinds& minds_ = minds_at(world_, desk_);
  bool levers_ = month_.levers.any;
  const LeverParameters& pulled_ = month_.levers.pulled;

  double felt_illegality_ = wp_.tailoring_illegality * month_.levers.law;
  double illegality_ = felt_illegality_;
  double precedent_weight_ = wp_.precedent_weight + month_.equality_salience;
  double crisis_ = 1.0 + wp_.crisis;
  Number none_{};
  Number rule_ = here_(cases_.rule);
  Number gap_;  ///< as perceived [sd of need]
  Number size_;
  Number gate_;
  Number exposed_;               ///< factor on blame expected
  Number closed_;                ///< of the gap, by tailoring [sd of need]
  Number tailored_, cut_short_;  ///< treatments [sd of need]
  Answer beyond_gate_, has_room_, may_tailor_, may_refer_, may_cut_short_;
  Number burden_of_rule_{};
  double burden_of_tailoring_ = 0;
  ByOption treatment_, remaining_, hours_, probability_;
  ByVoice<ByOption> votes_;
};

/// Of values by option, those of the options chosen.
template <class Number>
Number of_chosen(const std::array<sim::Numbers, options>& values,
                 const sim::AnswerTo<Number>& tailors, const sim::AnswerTo<Number>& cuts_short,
                 const sim::AnswerTo<Number>& passes_on, sim::Place<Number> here) {
  const Number early = tailors ? here(values[tailor]) : here(values[apply]);
  const Number late = cuts_short ? here(values[shortcut]) : early;
  return passes_on ? here(values[escalate]) : late;
}

/// What a voice wants: the number of its favourite option, if what it would lose by its worst one
/// is more than the scale of chance in a choice; a smaller wish is drowned and makes no dilemma.
template <class Number>
Number wish_of(const std::array<sim::Numbers, options>& votes, double weight,
               const std::array<sim::AnswerTo<Number>, options>& possible, double temperature,
               sim::Place<Number> here) {
  const std::array<Number, options> vote{here(votes[apply]), here(votes[tailor]),
                                         here(votes[shortcut]), here(votes[escalate])};
  Number best = vote[apply];
  Number worst = vote[apply];
  Number wish{};
  for (std::size_t x = 1; x < options; ++x) {
    const sim::AnswerTo<Number> better = possible[x] & (vote[x] > best);
    const sim::AnswerTo<Number> worse = possible[x] & (vote[x] < worst);
    best = better ? vote[x] : best;
    worst = worse ? vote[x] : worst;
    wish = better ? all<Number>(static_cast<double>(x)) : wish;
  }
  const auto indifferent = all<Number>(static_cast<double>(options));
  return weight * (best - worst) > temperature ? wish : indifferent;
}

}  // namespace

template <class Number>
void Judging<Number>::judge(const World& world, const Office& office, const Desk& desk,
                            const Cases& cases, Judgements& judgements) {
  for (std::size_t lane = 0; lane < cases.count; lane += sim::width<Number>) {
    Assessment<Number> assessment(world, office, desk, cases, sim::Place<Number>{lane});
    assessment.perceive();
    assessment.foresee();
    assessment.count_hours();
    assessment.let_voices_speak();
    assessment.weigh();
    assessment.write(judgements);
  }
}

template <class Number>
void Judging<Number>::choose(const Judgements& j, std::size_t count, Choices& choices) {
  for (std::size_t lane = 0; lane < count; lane += sim::width<Number>) {
    const sim::Place<Number> here{lane};
    const Number uniform = here(choices.uniform);
    const Number of_rule = here(j.probability[apply]);
    const Number of_tailoring = here(j.probability[tailor]);
    const Number of_shortcut = here(j.probability[shortcut]);
    const Number of_passing_on = here(j.probability[escalate]);
    const sim::AnswerTo<Number> early = uniform < of_rule + of_tailoring;
    const sim::AnswerTo<Number> tailors = early & !(uniform < of_rule);
    // Nothing but the rule is left where nothing else can be.
    const sim::AnswerTo<Number> late =
        !((uniform < of_rule) | early | ((of_shortcut == 0.0) & (of_passing_on == 0.0)));
    const sim::AnswerTo<Number> passes_on =
        late & (of_passing_on > 0.0) & ((uniform >= 1.0 - of_passing_on) | (of_shortcut == 0.0));
    const sim::AnswerTo<Number> cuts_short = late & !passes_on;
    here.store(tailors, choices.tailors);
    here.store(cuts_short, choices.cuts_short);
    here.store(passes_on, choices.passes_on);
    here.store(of_chosen(j.treatment, tailors, cuts_short, passes_on, here), choices.treatment);
    here.store(of_chosen(j.hours, tailors, cuts_short, passes_on, here), choices.hours);
  }
}

template <class Number>
void Judging<Number>::count_dilemmas(const Judgements& j,
                                     const std::array<double, loyalties>& weights,
                                     double temperature, std::size_t handled,
                                     DilemmaLanes& dilemmas, Choices& choices) {
  constexpr double indifferent = options;
  for (std::size_t lane = 0; lane < handled; lane += sim::width<Number>) {
    const sim::Place<Number> here{lane};
    const sim::AnswerTo<Number> counted = numbers_from<Number>(lane) < static_cast<double>(handled);
    const std::array<sim::AnswerTo<Number>, options> possible{
        every<Number>(true), here(j.may_tailor), here(j.may_cut_short), here(j.may_refer)};
    std::array<Number, voices> wishes;
    std::array<sim::AnswerTo<Number>, voices> wanting;
    for (std::size_t v = 0; v < voices; ++v) {
      wishes[v] =
          wish_of(j.votes[v], v < loyalties ? weights[v] : 1.0, possible, temperature, here);
      wanting[v] = counted & (wishes[v] < indifferent);
    }
    sim::AnswerTo<Number> conflict{};
    std::size_t pair = 0;
    for (std::size_t a = 0; a < voices; ++a) {
      for (std::size_t b = a + 1; b < voices; ++b, ++pair) {
        const sim::AnswerTo<Number> differ = wanting[a] & wanting[b] & (wishes[a] != wishes[b]);
        here.store(here(dilemmas[pair]) + where<Number>(differ, 1), dilemmas[pair]);
        if (b < loyalties) conflict |= differ;
      }
    }
    here.store(conflict, choices.conflict);
  }
}

template struct Judging<sim::CompiledNumber>;

}  // namespace discretion
