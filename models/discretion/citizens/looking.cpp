#include "models/discretion/citizens/looking.hpp"

// The part of citizens that looks at decisions, complains, and is corrected.
#include <algorithm>
#include <atomic>
#include <bit>
#include <cmath>
#include <span>
#include <utility>

#include "models/discretion/citizens/constants.hpp"
#include "models/discretion/citizens/looks.hpp"
#include "models/discretion/world/lists.hpp"
#include "models/discretion/world/running_mean.hpp"
#include "sim/core/batch.hpp"
#include "sim/core/math.hpp"
#include "sim/core/prefetch.hpp"

namespace discretion {

namespace {

/// Whether a tailored treatment has been revoked by this month. A function of clocks, so nothing
/// is touched until somebody looks.
bool is_revoked(const World& world, const Office& office, const Outcome& outcome) {
  const int last =
      std::min(world.month, outcome.month + office.parameters.citizens.revocation_months);
  const auto& clock = office.revocation_clock;
  return clock[static_cast<std::size_t>(last)] - clock[static_cast<std::size_t>(outcome.month)] >=
         outcome.revocation;
}

/// \param home an office that is likely the citizen's
double treatment_now(const World& world, std::uint32_t citizen, const Outcome& outcome,
                     const Office& home) {
  if (outcome.revocation != Outcome::never) {
    const bool at_home = citizen - home.first_citizen < home.last_citizen - home.first_citizen;
    const Office& office = at_home ? home : world.offices[world.office_of(CitizenId{citizen})];
    if (is_revoked(world, office, outcome))
      return office.rule[world.citizens[citizen].life_situation];
  }
  return static_cast<double>(outcome.treatment);
}

template <class Value>
void count_one(Value& counter) {
  std::atomic_ref<Value>(counter).fetch_add(1, std::memory_order_relaxed);
}

/// Citizens whose random numbers are drawn side by side; what they read stays in the L1 cache.
constexpr std::size_t side_by_side = 128;
using Words = sim::RandomBatch<side_by_side>::Reader;  ///< of one of them

/// Contacts whom a citizen sees, a bit for each: those decided within memory who are alike in the
/// citizen's eyes.
using Seen = std::uint32_t;
static_assert(most_contacts <= 32);

/// Calls visit(contact, the contact's outcome, treatment as it stands) for every contact who is
/// seen.
template <class Visit>
void look_at_contacts(const World& world, const Office& office, std::uint32_t i, Seen seen,
                      Visit visit) {
  for (; seen != 0; seen &= seen - 1) {
    const auto k = static_cast<std::size_t>(std::countr_zero(seen));
    const std::uint32_t j = world.contacts(i, k).citizen;
    const Outcome& other = world.outcomes[j];
    visit(j, other, treatment_now(world, j, other, office));
  }
}

/// The contact who is best off, if tailored; else nobody.
std::uint32_t most_envied(const World& world, const Office& office, std::uint32_t i,
                          double treatment, Seen seen) {
  const double tolerance = office.parameters.citizens.difference_tolerance;
  double largest = 0;
  std::uint32_t envied = nobody;
  look_at_contacts(
      world, office, i, seen, [&](std::uint32_t contact, const Outcome& other, double theirs) {
        const bool is_tailored = other.option == Option::tailor;
        const double more =
            (is_tailored ? office.now.levers.envy : 1.0) * (theirs - treatment - tolerance);
        if (more <= largest) return;
        largest = more;
        envied = is_tailored ? contact : nobody;
      });
  return envied;
}

/// A rule one can point at is felt less, a judgement more.
double felt_after(const CitizenParameters& p, const LeverEffects& levers, Option option) {
  switch (option) {
    case Option::tailor: return p.felt_after_tailoring * levers.felt_after_tailoring;
    case Option::apply: return p.felt_after_rule * levers.felt_after_rule;
    default: return 1.0;
  }
}

/// Of what is felt, what a complaint is about.
bool is_about_equality(const CitizenParameters& p, const Feelings& feelings, std::size_t lane) {
  return feelings.difference[lane] > p.own_weight * feelings.shortfall[lane];
}

void count_complaint(const OfficeMonth& month, bool tailored, bool equality, Tally& cell) {
  cell[Count::complaints] += 1;
  if (equality) cell[Count::equality_complaints] += 1;
  if (!tailored) return;
  cell[Count::complaints_tailored] += 1;
  if (month.own_relation) cell[Count::arbitrariness_complaints] += 1;
}

/// A complaint reaches administrators as a signal, and the worker as blame and work.
/// \param contacts whom the citizen sees
void let_complaint_be_heard(World& world, const Office& office, std::uint32_t i, bool equality,
                            Seen contacts, Tally& cell) {
  const Outcome& own = world.outcomes[i];
  const std::uint32_t worker = world.citizens[i].handler;
  const OfficeMonth& month = office.now;
  if (equality) cell[Count::equality_heard] += 1;
  if (own.option == Option::tailor && month.own_relation && month.effects.own_relation)
    cell[Count::arbitrariness_heard] += 1;
  const std::uint32_t envied =
      equality ? most_envied(world, office, i, static_cast<double>(own.treatment), contacts)
               : nobody;
  if (envied != nobody && world.citizens[envied].handler != nobody) {
    // The neighbour's worker, who tailored, is blamed for what the neighbour got.
    count_one(world.workers.blame[world.citizens[envied].handler][tailor]);
  } else {
    count_one(world.workers.blame[worker][static_cast<std::size_t>(own.option)]);
  }
  ++world.workers.objections[worker];
}

/// The worker's decision is looked at once more, after everybody has looked.
void reopen(World& world, std::uint32_t i) {
  Citizen& citizen = world.citizens[i];
  citizen.next_case = std::exchange(world.workers.corrected[citizen.handler], i);
}

/// \return whether the complaint is upheld
bool uphold(World& world, const Office& office, std::uint32_t i, double misfit, Words& random,
            Tally& cell) {
  const Citizen& citizen = world.citizens[i];
  const Outcome& own = world.outcomes[i];
  const bool tailored = own.option == Option::tailor;
  const double probability =
      upheld_probability(world, office, LifeSituationId{citizen.life_situation}, own.option,
                         static_cast<double>(own.treatment), misfit);
  if (random.uniform() >= probability) return false;
  cell[Count::upheld] += 1;
  if (tailored) cell[Count::upheld_tailored] += 1;
  ++world.workers.upheld[citizen.handler];
  reopen(world, i);
  return true;
}

/// A claim to equality that is not upheld may still succeed: the desk fears what comes of it.
/// \return whether it gives in
bool concede(World& world, const Office& office, std::uint32_t i, Words& random) {
  Citizen& citizen = world.citizens[i];
  const double fear = world.workers.blame_expectation[citizen.handler];
  if (random.uniform() >= concession_probability(office.parameters.citizens, fear)) return false;
  citizen.flags |= flag::conceded;
  reopen(world, i);
  return true;
}

/// The second party of a case looks at the decision as well; it has no history with the office.
/// Nothing is taken back from a citizen on its complaint (no reformatio in peius).
void let_second_party_complain(World& world, const Office& office, std::uint32_t i, double want,
                               double treatment, Tally& cell) {
  const CitizenParameters& p = office.parameters.citizens;
  const OfficeMonth& month = office.now;
  const Citizen& citizen = world.citizens[i];
  const Outcome& own = world.outcomes[i];
  const double given_up = std::max(
      0.0, treatment - opposite_want(world, LifeSituationId{citizen.life_situation}, want) -
               p.own_tolerance);
  const double now = p.own_weight * given_up * felt_after(p, month.levers, own.option);
  sim::Random random(world.stream, Draw::opponent, i, citizen.case_number);
  random.word();  // whether there is one
  const double logit = p.complaint_level + (p.complaint_grievance + p.complaint_now) * now;
  if (random.uniform() >= sim::logistic(logit)) return;
  cell[Count::opponent_complaints] += 1;
  count_complaint(month, own.option == Option::tailor, false, cell);
  let_complaint_be_heard(world, office, i, false, 0, cell);
}

/// Whether a complaint about equality is put in from outside.
bool is_put_in(const World& world, const Office& office, std::uint32_t i) {
  const double share = office.parameters.loops.added_complaints;
  return share > 0 &&
         sim::Random(world.stream, Draw::pulse, i, world.citizens[i].case_number).bernoulli(share);
}

/// What citizens look at that is their own.
void see_own(const World& world, std::uint32_t i, Looks& looks, std::size_t lane) {
  const Citizen& citizen = world.citizens[i];
  const Outcome& own = world.outcomes[i];
  looks.citizens[lane] = static_cast<double>(i);
  looks.treatment[lane] = static_cast<double>(own.treatment);
  looks.rule[lane] = world.offices[citizen.office].rule[citizen.life_situation];
  looks.claims_succeed[lane] = world.offices[citizen.office].claims_succeed[citizen.life_situation];
  looks.tailored[lane] = own.option == Option::tailor ? -1 : 0;
  looks.applied[lane] = own.option == Option::apply ? -1 : 0;
  looks.need[lane] = world.need(citizen);
  looks.want_beyond[lane] = static_cast<double>(citizen.want_beyond);
  looks.assertiveness[lane] = static_cast<double>(citizen.assertiveness);
  looks.grievance[lane] = static_cast<double>(citizen.grievance);
  looks.trust[lane] = static_cast<double>(citizen.trust);
  looks.uncertainty_before[lane] = static_cast<double>(citizen.uncertainty);
  looks.hardship[lane] = static_cast<double>(citizen.hardship);
}

/// Hardship moves as the citizen feels it.
void move_hardship(Citizen& citizen, const Feelings& feelings, std::size_t lane, Tally& cell) {
  citizen.hardship = static_cast<float>(feelings.hardship[lane]);
  cell.totals[static_cast<std::size_t>(Total::hardship_change)].add_units(
      feelings.hardship_change[lane]);
}

/// Corrects a decision whose complaint was upheld, by the need as it was decided on, or meets a
/// claim that the desk gives in to, by what is wanted. Nobody is worse off for having complained
/// (no reformatio in peius). \param looks place to work it out
void correct_decision(World& world, std::uint32_t i, Looks& looks, Notebook& notebook) {
  constexpr std::size_t lane = 0;
  Citizen& citizen = world.citizens[i];
  const Office& office = world.offices[citizen.office];
  looks.count = 1;
  see_own(world, i, looks, lane);
  Feelings feelings;
  feel(world, office, looks, feelings);
  move_hardship(citizen, feelings, lane, notebook.cells[world.cell(citizen)]);
  const double treatment = looks.treatment[lane];
  const bool conceded = (citizen.flags & flag::conceded) != 0;
  citizen.flags = static_cast<std::uint8_t>(citizen.flags & ~flag::conceded);
  const double gap = (conceded ? feelings.want[lane] : looks.need[lane]) - treatment;
  const double share = office.parameters.citizens.correction;
  world.outcomes[i].treatment = static_cast<float>(treatment + share * std::max(0.0, gap));
}

/// What a citizen made of this decision, in the place of the one before.
void mark_complaint(Citizen& citizen, bool complains, bool equality) {
  unsigned flags = citizen.flags & ~(0U | flag::complained | flag::of_equality);
  if (complains) flags |= flag::complained;
  if (complains && equality) flags |= flag::of_equality;
  citizen.flags = static_cast<std::uint8_t>(flags);
}

/// Citizens with a decision, who look at it.
class Lookers {
 public:
  /// Adds one, whose contacts' outcomes are fetched. \return whether there is room for another
  bool add(const World& world, std::uint32_t i) {
    const Citizen& citizen = world.citizens[i];
    const Office& office = world.offices[citizen.office];
    const std::size_t c = count_++;
    citizens_[c] = i;
    cases_[c] = citizen.case_number;
    offices_[c] = citizen.office;
    compares_ = compares_ || office.now.others;
    for (std::size_t k = 0; k < world.contacts.each(); ++k) {
      const auto [j, alike] = world.contacts(i, k);
      if (office.now.others) sim::prefetch(world.outcomes[j]);
      contacts_[k][c] = j | (alike ? alike_bit : 0U);
    }
    return count_ < side_by_side;
  }
  /// All look, and are gone.
  void look_at_once(World& world, Notebook& notebook) {
    const auto citizens = std::span<const std::uint32_t>(citizens_).first(count_);
    const auto cases = std::span<const std::uint32_t>(cases_).first(count_);
    if (compares_) draw_looks(world, citizens, cases);
    complaints_.draw(world.stream, Draw::complaint, citizens, cases);
    sim::uniform(complaints_.word(0), uniforms_);
    for (std::size_t c = 0; c < count_;) c = look_side_by_side(world, c, notebook);
    count_ = 0;
    compares_ = false;
  }

 private:
  static constexpr std::size_t contacts_per_block = 8;  // half a word each
  /// Room for lanes behind the last citizen.
  using OfEach = std::array<std::uint32_t, side_by_side + sim::lanes>;

  /// The words that say whether contacts look alike who are not, half a word a contact.
  void draw_looks(const World& world, std::span<const std::uint32_t> citizens,
                  std::span<const std::uint32_t> cases) {
    const std::size_t blocks =
        (world.contacts.each() + contacts_per_block - 1) / contacts_per_block;
    for (std::uint32_t block = 0; block < blocks; ++block) {
      OfEach* words = &looks_words_[std::size_t{4} * block];
      sim::first_words(world.stream, Draw::look, citizens, cases,
                       {words[0].data(), words[1].data(), words[2].data(), words[3].data()}, block);
    }
  }
  /// Those from `first` on look, as far as they are of one office and there are lanes.
  /// \return who is next
  std::size_t look_side_by_side(World& world, std::size_t first, Notebook& notebook) {
    const Office& office = world.offices[offices_[first]];
    const std::size_t most = std::min(count_ - first, sim::lanes);
    std::size_t together = 1;
    while (together < most && offices_[first + together] == offices_[first]) ++together;
    for (std::size_t lane = 0; lane < together; ++lane) {
      see_own(world, citizens_[first + lane], looks_, lane);
      looks_.uniform[lane] = uniforms_[first + lane];
    }
    looks_.count = together;
    looks_.contact = seen_.data();
    looks_.contacts = office.now.others ? world.contacts.each() : 0;
    for (std::size_t k = 0; k < looks_.contacts; ++k)
      see_contact(world, office, first, together, k);
    if (!office.now.effects.others) compare_for_the_count(world, office, first, together);
    feel(world, office, looks_, feelings_);
    for (std::size_t lane = 0; lane < together; ++lane)
      react(world, office, first + lane, lane, notebook);
    return first + together;
  }
  /// Feels what citizens would who compare, and leaves them to feel without.
  void compare_for_the_count(World& world, const Office& office, std::size_t first,
                             std::size_t together) {
    Looks looks = looks_;
    for (std::size_t lane = 0; lane < together; ++lane) {
      looks.grievance[lane] =
          static_cast<double>(world.comparing.grievance[citizens_[first + lane]]);
      looks.trust[lane] = static_cast<double>(world.comparing.trust[citizens_[first + lane]]);
    }
    feel(world, office, looks, comparing_);
    for (std::size_t lane = 0; lane < together; ++lane) {
      world.comparing.grievance[citizens_[first + lane]] =
          static_cast<float>(comparing_.grievance[lane]);
      world.comparing.trust[citizens_[first + lane]] = static_cast<float>(comparing_.trust[lane]);
    }
    looks_.contacts = 0;
  }
  void see_contact(const World& world, const Office& office, std::size_t first,
                   std::size_t together, std::size_t k) {
    ContactLanes& seen = seen_[k];
    seen.contact = &contacts_[k][first];
    seen.chance = &looks_words_[k / 2][first];
    for (std::size_t lane = 0; lane < together; ++lane) {
      const std::uint32_t j = seen.contact[lane] & ~alike_bit;
      const Outcome& other = world.outcomes[j];
      seen.treatment[lane] = treatment_now(world, j, other, office);
      seen.decided[lane] = other.month;
      seen.tailored[lane] = other.option == Option::tailor ? -1 : 0;
    }
  }
  void react(World& world, const Office& office, std::size_t c, std::size_t lane,
             Notebook& notebook) {
    const std::uint32_t i = citizens_[c];
    Citizen& citizen = world.citizens[i];
    Tally& cell = notebook.cells[world.cell(citizen)];
    const auto add = [&cell](Total which, std::int64_t units) {
      cell.totals[static_cast<std::size_t>(which)].add_units(units);
    };
    citizen.grievance = static_cast<float>(feelings_.grievance[lane]);
    citizen.trust = static_cast<float>(feelings_.trust[lane]);
    // What citizens see and say is counted, also where it does not act.
    const Feelings& counted = office.now.effects.others ? feelings_ : comparing_;
    citizen.uncertainty = static_cast<float>(counted.uncertainty[lane]);
    add(Total::difference_seen, counted.difference_seen[lane]);
    add(Total::grievance_change, feelings_.grievance_change[lane]);
    add(Total::trust_change, feelings_.trust_change[lane]);
    add(Total::uncertainty_change, counted.uncertainty_change[lane]);
    cell[Count::unwanted] -= feelings_.unwanted[lane];
    const CitizenParameters& p = office.parameters.citizens;
    const auto seen = static_cast<Seen>(feelings_.seen[lane]);
    if (counted.complains[lane] != 0) {
      const bool tailored = world.outcomes[i].option == Option::tailor;
      count_complaint(office.now, tailored, is_about_equality(p, counted, lane), cell);
    }
    bool reopened = false;
    const bool equality = is_about_equality(p, feelings_, lane);
    mark_complaint(citizen, feelings_.complains[lane] != 0, equality);
    if (feelings_.complains[lane] != 0) {
      let_complaint_be_heard(world, office, i, equality, seen, cell);
      reopened = answer_complaint(world, office, c, lane, equality, cell);
    }
    if (is_put_in(world, office, i)) let_complaint_be_heard(world, office, i, true, seen, cell);
    if (is_opposed(world, p, CitizenId{i}))
      let_second_party_complain(world, office, i, feelings_.want[lane], looks_.treatment[lane],
                                cell);
    if (reopened) return;  // what is corrected acts on hardship then
    move_hardship(citizen, feelings_, lane, cell);
  }
  /// \return whether the decision is looked at once more
  bool answer_complaint(World& world, const Office& office, std::size_t c, std::size_t lane,
                        bool equality, Tally& cell) {
    Words words = complaints_[c];
    words.uniform();  // whether there is a complaint
    const bool upheld = uphold(world, office, citizens_[c], feelings_.misfit[lane], words, cell);
    if (!equality) return upheld;
    const bool conceded = !upheld && concede(world, office, citizens_[c], words);
    cell[Count::claims] += 1;
    if (upheld) cell[Count::claims_upheld] += 1;
    if (conceded) cell[Count::claims_conceded] += 1;
    return upheld || conceded;
  }

  std::size_t count_ = 0;
  bool compares_ = false;  ///< whether anybody looks at contacts
  std::array<std::uint32_t, side_by_side> citizens_;
  std::array<std::uint32_t, side_by_side> cases_;
  std::array<std::uint16_t, side_by_side> offices_;
  std::array<OfEach, most_contacts> contacts_;         ///< [contact][citizen], with alike_bit
  std::array<OfEach, most_contacts / 2> looks_words_;  ///< [two contacts][citizen]
  std::array<double, side_by_side> uniforms_;          ///< whether citizens complain
  sim::RandomBatch<side_by_side> complaints_;
  std::array<ContactLanes, most_contacts> seen_;
  Looks looks_;
  Feelings feelings_;
  Feelings comparing_;  ///< of citizens whose view of others is counted only
};

}  // namespace

double upheld_probability(const World& world, const Office& office, LifeSituationId life_situation,
                          Option option, double treatment, double misfit) {
  const CitizenParameters& p = office.parameters.citizens;
  double probability =
      p.upheld_base + p.upheld_misfit * std::max(0.0, misfit - fitting_share * world.threshold);
  if (option == Option::shortcut)
    probability += p.upheld_routine * std::abs(treatment - office.rule[number(life_situation)]);
  if (option == Option::tailor) probability *= office.now.levers.upheld_tailored;
  return probability;
}

double concession_probability(const CitizenParameters& p, double blame_expectation) {
  return 1.0 - sim::exp(-p.concession * blame_expectation);
}

bool is_opposed(const World& world, const CitizenParameters& p, CitizenId citizen) {
  if (p.opposed <= 0) return false;
  const std::uint32_t i = number(citizen);
  return sim::Random(world.stream, Draw::opponent, i, world.citizens[i].case_number)
      .bernoulli(p.opposed);
}

double opposite_want(const World& world, LifeSituationId life_situation, double want) {
  return 2.0 * world.mean_need_of[number(life_situation)] - want;
}

double standing_treatment(const World& world, CitizenId citizen) {
  const std::uint32_t i = number(citizen);
  return treatment_now(world, i, world.outcomes[i], world.offices[world.citizens[i].office]);
}

void look_and_complain(World& world, sim::Parallel& parallel) {
  for_each_block_of_workers<Lookers>(
      world, parallel, {&world.workers.decided, nullptr},
      [&world](std::uint32_t i) {
        // A row of eight contacts may lie in two lines.
        sim::prefetch(*world.contacts.row(i));
        sim::prefetch(*world.contacts.last(i));
      },
      [&](std::uint32_t begin, std::uint32_t end, Notebook& notebook, auto& ahead,
          Lookers& lookers) {
        for (std::uint32_t w = begin; w < end; ++w) {
          std::uint32_t next = nobody;
          for (std::uint32_t i = world.workers.decided[w]; i != nobody; i = next) {
            next = world.citizens[i].next_case;  // before a complaint puts it in another list
            if (!lookers.add(world, i)) lookers.look_at_once(world, notebook);
          }
          ahead.step();
        }
        lookers.look_at_once(world, notebook);
      });
}

void learn_from_claims(World& world) {
  const auto groups = static_cast<std::size_t>(world.life_situations);
  for (std::size_t o = 0; o < world.offices.size(); ++o) {
    Office& office = world.offices[o];
    for (std::size_t g = 0; g < groups; ++g) {
      const Tally& cell = world.record.cells[o * groups + g];
      const double n = cell(Count::claims);
      if (n == 0) continue;
      const double succeeded = cell(Count::claims_upheld) + cell(Count::claims_conceded);
      office.claims_succeed[g] = moved_mean(office.claims_succeed[g], succeeded / n,
                                            office.parameters.citizens.claim_rate, n);
    }
  }
}

void correct(World& world, sim::Parallel& parallel) {
  for_each_block_of_workers(world, parallel,
                            [&](std::uint32_t begin, std::uint32_t end, Notebook& notebook) {
                              Looks looks;
                              for (std::uint32_t w = begin; w < end; ++w) {
                                for (std::uint32_t i = world.workers.corrected[w]; i != nobody;
                                     i = world.citizens[i].next_case)
                                  correct_decision(world, i, looks, notebook);
                              }
                            });
}

}  // namespace discretion
