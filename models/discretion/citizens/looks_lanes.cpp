// Compiled for each Number (sim/core/number.cmake).
#include "models/discretion/citizens/constants.hpp"
#include "models/discretion/citizens/looks.hpp"
#include "sim/core/number.hpp"

namespace discretion {

using namespace sim::numbers;

namespace {

/// Change of a stock by traits that move from one value to another.
template <class Number>
sim::IntegerOf<Number> change_of(const Number& before, const Number& after) {
  return nearest_integers(after * sim::Sum::scale) - nearest_integers(before * sim::Sum::scale);
}

/// What citizens see of contacts: whom, look-alikes who got more (disadvantageous inequality, Fehr
/// & Schmidt 1999), and how much tailored outcomes vary.
template <class Number>
struct Comparison {
  sim::IntegerOf<Number> seen{};  ///< a bit each
  Number difference{};
  Number uncertainty{};
};

/// Compares with those decided within memory who are alike in the citizens' eyes.
template <class Number>
Comparison<Number> compare(const World& world, const Office& office, const Looks& looks,
                           sim::Place<Number> here) {
  const CitizenParameters& p = office.parameters.citizens;
  const Number none{};
  const auto one = all<Number>(1.0);
  const Number treatment = here(looks.treatment);
  const Number citizens = here(looks.citizens);
  const double lens = office.now.lens;
  const double oldest = world.month - p.memory;
  constexpr std::int64_t number = alike_bit - 1;
  constexpr std::int64_t half_a_word = 0xffff;
  Comparison<Number> result;
  Number alike{};
  Number more{};
  Number tailored{};
  Number sum{};
  Number squares{};
  for (std::size_t k = 0; k < looks.contacts; ++k) {
    const ContactLanes& contact = looks.contact[k];
    const sim::IntegerOf<Number> word = here(contact.contact);
    const sim::IntegerOf<Number> chance = (here(contact.chance) >> (k % 2 * 16)) & half_a_word;
    const sim::AnswerTo<Number> is_alike =
        as_number<Number>(word) >= static_cast<double>(alike_bit);
    const sim::AnswerTo<Number> looks_alike = as_number<Number>(chance) < lens;
    const sim::AnswerTo<Number> is_other = as_number<Number>(word & number) != citizens;
    const sim::AnswerTo<Number> is_remembered = here(contact.decided) >= oldest;
    const sim::AnswerTo<Number> seen = (is_alike | looks_alike) & is_remembered & is_other;
    const sim::AnswerTo<Number> is_tailored = seen & here(contact.tailored);
    const Number theirs = here(contact.treatment);
    const Number explained = is_tailored ? all<Number>(office.now.levers.envy) : one;
    const Number beyond = explained * (theirs - treatment - p.difference_tolerance);
    result.seen |= where<Number>(seen, std::int64_t{1} << k);
    alike += seen ? one : none;
    more += seen ? above_zero(beyond) : none;
    tailored += is_tailored ? one : none;
    sum += is_tailored ? theirs : none;
    squares += is_tailored ? theirs * theirs : none;
  }
  const Number variance = (squares - sum * sum / tailored) / (tailored - 1.0);
  result.difference = alike > 0.0 ? more / alike : none;
  const Number deviation = square_root(tailored > 1.0 ? above_zero(variance) : none);
  result.uncertainty = deviation;
  return result;
}

}  // namespace

template <class Number>
void Looking<Number>::feel(const World& world, const Office& office, const Looks& looks,
                           Feelings& f) {
  const CitizenParameters& p = office.parameters.citizens;
  const NeedParameters& np = office.parameters.need;
  const LeverEffects& levers = office.now.levers;
  const Number none{};
  const auto whole = all<Number>(1.0);
  for (std::size_t lane = 0; lane < looks.count; lane += sim::width<Number>) {
    const sim::Place<Number> here{lane};
    const Number need = here(looks.need);
    const Number treatment = here(looks.treatment);
    const Number want = need + p.want_margin + office.now.expectation + here(looks.want_beyond);
    // A rule one can point at is felt less, a judgement more.
    const Number of_rule =
        here(looks.applied) ? all<Number>(p.felt_after_rule * levers.felt_after_rule) : whole;
    const Number felt = here(looks.tailored)
                            ? all<Number>(p.felt_after_tailoring * levers.felt_after_tailoring)
                            : of_rule;
    const Comparison<Number> seen = compare(world, office, looks, here);
    const Number difference_seen = seen.difference;
    const Number favour = here(looks.tailored) ? above_zero(treatment - here(looks.rule)) : none;
    const Number seen_uncertainty = seen.uncertainty + office.now.insecurity * favour;
    const Number shortfall = above_zero(want - treatment - p.own_tolerance) * felt;
    const Number now =
        difference_seen + p.own_weight * shortfall + p.uncertainty_weight * seen_uncertainty;
    const Number gap = need - treatment;
    const Number misfit = absolute(gap);

    const Number grievance = here(looks.grievance);
    const Number next_grievance = grievance + p.grievance_rate * (now - grievance);
    const Number trust = here(looks.trust);
    const Number reached = p.trust_level - p.trust_slope * now;
    const Number at_least = reached < 0.0 ? none : reached;
    const Number target = at_least > 1.0 ? whole : at_least;
    const Number pace = target < trust ? all<Number>(p.trust_fall) : all<Number>(p.trust_rise);
    const Number next_trust = trust + pace * (target - trust);
    const Number assertiveness = here(looks.assertiveness);
    const Number calculated =
        p.claim_payoff * here(looks.claims_succeed) * above_zero(1.0 + assertiveness);
    const Number logit = p.complaint_level + p.complaint_grievance * next_grievance +
                         p.complaint_now * now + assertiveness +
                         (difference_seen > 0.0 ? calculated : none);

    // Every decision brings hardship part of the way to where such decisions leave it; where they
    // fit, to none.
    const Number hardship = here(looks.hardship);
    const Number relieved = hardship - np.hardship_relief * hardship;
    const Number added =
        relieved + np.hardship_underserved * (gap - world.threshold + np.hardship_step);
    const Number left = gap > world.threshold ? added : relieved;

    const Number grievance_stored = rounded_to_float(next_grievance);
    const Number trust_stored = rounded_to_float(next_trust);
    const Number uncertainty_stored = rounded_to_float(seen_uncertainty);
    const Number hardship_stored = rounded_to_float(left > 1.0 ? whole : left);
    here.store(seen.seen, f.seen);
    here.store(difference_seen, f.difference);
    here.store(want, f.want);
    here.store(shortfall, f.shortfall);
    here.store(misfit, f.misfit);
    here.store(grievance_stored, f.grievance);
    here.store(trust_stored, f.trust);
    here.store(uncertainty_stored, f.uncertainty);
    here.store(hardship_stored, f.hardship);
    here.store((misfit <= fitting_share * world.threshold) & (want - treatment > p.own_tolerance),
               f.unwanted);
    here.store(logit, f.complaint);
    here.store(here(looks.uniform) < logistic(logit), f.complains);
    here.store(nearest_integers(difference_seen * sim::Sum::scale), f.difference_seen);
    here.store(change_of(grievance, grievance_stored), f.grievance_change);
    here.store(change_of(trust, trust_stored), f.trust_change);
    here.store(change_of(here(looks.uncertainty_before), uncertainty_stored), f.uncertainty_change);
    here.store(change_of(hardship, hardship_stored), f.hardship_change);
  }
}

template struct Looking<sim::CompiledNumber>;

}  // namespace discretion
