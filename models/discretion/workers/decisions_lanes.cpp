// Compiled for each Number (sim/core/number.cmake).
#include "models/discretion/citizens/constants.hpp"
#include "models/discretion/workers/constants.hpp"
#include "models/discretion/workers/decisions.hpp"
#include "sim/core/number.hpp"

namespace discretion {

using namespace sim::numbers;

namespace {

/// Decisions of one worker, a register of them; see `work_out`.
template <class Number>
class WorkingOut {
  using Answer = sim::AnswerTo<Number>;

 public:
  WorkingOut(const Office& office, const Decisions& d, Entries& entries, sim::Place<Number> here)
      : office_(office),
        p_(office.parameters),
        d_(d),
        entries_(entries),
        here_(here),
        given_(here(d.choices.treatment)),
        need_(here(d.cases.need)),
        rule_in_force_(here(d.cases.rule_in_force)),
        above_(given_ - rule_in_force_),
        tailored_(here(d.choices.tailors)),
        cut_short_(here(d.choices.cuts_short)),
        misread_(here(d.cases.misread)) {}

  /// What citizens get.
  void treatment() {
    const Number above_law = given_ - here_(d_.cases.law_at_start);
    const Number squared = above_ * above_;
    const Number circumstance = here_(d_.cases.circumstance);
    count(Count::decisions, every<Number>(true));
    add(Total::treatment, given_);
    add(Total::treatment_squared, given_ * given_);
    add(Total::above_rule, above_);
    add(Total::above_law_squared, above_law * above_law);
    add(Total::deviation_squared, squared);
    add_if(Total::deviation_complex, misread_ | cut_short_, squared);
    add(Total::circumstance_squared, circumstance * circumstance);
    add(Total::circumstance_above_rule, circumstance * above_);
    here_.store(above_, entries_.above_rule);
  }

  /// What is known of the cases, as it is.
  void facts() {
    for_each_fact([this]<std::size_t row>() {
      constexpr const auto& fact = std::get<row>(case_facts);
      if constexpr (fact.use.summed && is_answer<row>)
        count(count_of(fact.name), here_(fact.of(d_.cases)));
      else if constexpr (fact.use.summed)
        add(sum_of(fact.name), here_(fact.of(d_.cases)));
    });
  }

  /// What it takes and costs.
  void price(double pay) {
    const WorkerParameters& wp = p_.workers;
    const Number hours = here_(d_.choices.hours);
    const Number of_others =
        cut_short_ ? all<Number>(wp.hours_shortcut) : all<Number>(wp.hours_rule);
    const Number base = tailored_ ? all<Number>(wp.hours_tailoring) : of_others;
    const Number paid = hours * pay * p_.costs.hour;
    const Number granted = above_zero(given_) * p_.costs.treatment;
    const Number cost_hours = paid / euro_per_thousand;
    const Number cost_treatment = granted / euro_per_thousand;
    const Number cost = cost_hours + cost_treatment;
    add(Total::hours, hours);
    add(Total::hours_squared, hours * hours);
    add_if(Total::hours_tailored, tailored_, hours);
    add_if(Total::hours_tailored_squared, tailored_, hours * hours);
    add(Total::hours_overhead, hours - base);
    add(Total::cost_hours, cost_hours);
    add(Total::cost_treatment, cost_treatment);
    add(Total::cost, cost);
    add(Total::cost_squared, cost * cost);
    here_.store((paid + granted) / euro_per_thousand, entries_.cost);
  }

  /// How the decisions fit the needs, and who bears it where they do not.
  void fit(const World& world, const Desk& desk) {
    const double h = world.threshold;
    const Number gap = need_ - given_;
    const Number misfit = absolute(gap);
    const Number capacity = here_(d_.cases.capacity);
    const Answer low_capacity = capacity < little_capacity;
    const Answer high_capacity = capacity > much_capacity;
    add(Total::misfit, misfit);
    add_if(Total::misfit_low_capacity, low_capacity, misfit);
    add_if(Total::misfit_high_capacity, high_capacity, misfit);
    count(Count::low_capacity, low_capacity);
    count(Count::high_capacity, high_capacity);
    count(Count::tailored_low_capacity, low_capacity & tailored_);
    count(Count::tailored_high_capacity, high_capacity & tailored_);

    const Number off_by = misfit - p_.policy.audit_tolerance;
    const Number off_rule = absolute(above_) - p_.policy.audit_tolerance;
    const Answer error = (p_.policy.audit_yardstick == Yardstick::need ? off_by : off_rule) > 0.0;
    add_if(Total::misfit_beyond, off_by > 0.0, off_by * off_by);
    count(Count::audit_error, error);
    count(Count::audit_error_tailored, error & tailored_);

    const Answer severe = need_ - rule_in_force_ > h;
    count(Count::severe, severe);
    count(Count::severe_tailored, severe & tailored_);
    const Answer underserved = gap > h;
    count(Count::underserved, underserved);
    const auto& administration =
        world.administrations[static_cast<std::size_t>(office_.administration)];
    const AdministrationParameters& ap = p_.administration;
    const double incident =
        ap.incident * (1.0 + ap.incident_excitement * administration.recent_incidents);
    count(Count::incidents, underserved & (here_(d_.incident) < incident));
    // What the rules themselves did: without it the decision would have fitted (section 5,
    // parents).
    count(Count::slipped, underserved & (gap - here_(d_.cases.rule_loss) <= h));
    // Tailoring in full room would have fitted. If the worker did not tailor at all, restrictions
    // bear the share of room that they took: so much less was there to gain.
    const Number rule_read = here_(d_.cases.rule);
    const Number seen = here_(d_.judgements.gap);
    const Answer may_tailor = here_(d_.judgements.may_tailor);
    const Answer would_fit = need_ - rule_read - desk.room_unrestricted * seen <= h;
    const auto taken = all<Number>(1.0 - desk.room / desk.room_unrestricted);
    add_if(Total::restricted, underserved & may_tailor & would_fit,
           tailored_ ? all<Number>(1.0) : taken);
    count(Count::misread, underserved & misread_ & (gap + rule_read - rule_in_force_ <= h));
  }

  /// What was chosen, and what the case called for.
  void choice(double room, double norm) {
    const Number seen = here_(d_.judgements.gap);
    const Number size = absolute(seen);
    const Answer beyond_gate = here_(d_.judgements.beyond_gate);
    const Answer has_room = here_(d_.judgements.has_room);
    const Answer calls = beyond_gate & (size > norm);
    const Answer applied = !(tailored_ | cut_short_ | here_(d_.choices.passes_on));
    count(Count::beyond_gate, beyond_gate);
    count(Count::binding, calls);
    count(Count::with_room, has_room);
    add_if(Total::perceived_gap, has_room, size);
    add_if(Total::gap_closed, has_room, size - absolute(seen - (given_ - here_(d_.cases.rule))));
    const Answer refused = calls & every<Number>(room > little_room);
    count(Count::asked, has_room & (tailored_ | refused));
    count(Count::over_conform, has_room & calls & applied);
    count(Count::applied, applied);
    count(Count::tailored, tailored_);
    count(Count::shortcut, cut_short_);
    add_if(Total::adaptation, tailored_, absolute(above_));
    add_if(Total::tailored_above, tailored_, above_);
  }

  /// What workers chose, carried out or not, where a case called for tailoring.
  void shelter(const Choices& chosen, double norm_at_start) {
    const Answer tailored = here_(chosen.tailors);
    const Answer cut_short = here_(chosen.cuts_short);
    const Answer ruled = !(tailored | cut_short | here_(chosen.passes_on));
    const Answer calls =
        here_(d_.judgements.beyond_gate) & (absolute(here_(d_.judgements.gap)) > norm_at_start);
    count(Count::calls, calls);
    count(Count::calls_ruled, calls & ruled);
    count(Count::calls_sheltered, calls & (ruled | cut_short));
    count(Count::avoided, cut_short);
    const Answer has_room = here_(d_.judgements.has_room);
    const Number room = absolute(here_(d_.judgements.treatment[tailor]) - here_(d_.cases.rule));
    add_if(Total::room, has_room, room);
    add_if(Total::room_used, has_room & tailored, room);
  }

 private:
  void count(Count which, const Answer& yes) {
    here_.store(yes, entries_.counts[static_cast<std::size_t>(which)]);
  }
  void add(Total which, const Number& terms) {
    here_.store(nearest_integers(terms * sim::Sum::scale),
                entries_.totals[static_cast<std::size_t>(which)]);
  }
  /// Adds the terms of some decisions only.
  void add_if(Total which, const Answer& yes, const Number& terms) {
    const Number none{};
    add(which, yes ? terms : none);
  }

  const Office& office_;
  const Parameters& p_;
  const Decisions& d_;
  Entries& entries_;
  sim::Place<Number> here_;
  Number given_;          ///< treatment [sd of need]
  Number need_;           ///< [sd of need]
  Number rule_in_force_;  ///< [sd of need]
  Number above_;          ///< treatment - rule in force [sd of need]
  Answer tailored_;
  Answer cut_short_;
  Answer misread_;
};

static_assert(sizeof(sim::Sum) == sizeof(std::int64_t), "sums are added as integers");

/// Adds what a Number's lanes hold in a square of rows to the numbers of their cells, of which
/// `numbers` are the first. \param sign of what is added
template <class Number, class Row>
void add_square(const Row* rows, sim::Place<Number> here,
                const std::array<void*, sim::width<Number>>& numbers, std::int64_t sign) {
  using Integer = sim::IntegerOf<Number>;
  std::array<Integer, sim::width<Number>> square;
  for (std::size_t k = 0; k < square.size(); ++k) square[k] = here.integers(rows[k]);
  transpose<Number>(square);
  for (std::size_t k = 0; k < square.size(); ++k) {
    Integer sum;
    std::memcpy(&sum, numbers[k], sizeof sum);
    sum = sign < 0 ? sum - square[k] : sum + square[k];
    std::memcpy(numbers[k], &sum, sizeof sum);
  }
}

}  // namespace

template <class Number>
void Deciding<Number>::work_out(const World& world, const Office& office, const Desk& desk,
                                const Decisions& decisions, const Choices& chosen,
                                Entries& entries) {
  for (std::size_t lane = 0; lane < decisions.cases.count; lane += sim::width<Number>) {
    WorkingOut<Number> decided(office, decisions, entries, sim::Place<Number>{lane});
    decided.treatment();
    decided.facts();
    decided.price(desk.pay);
    decided.fit(world, desk);
    decided.choice(desk.room, world.workers.norm[number(desk.worker)]);
    decided.shelter(chosen, world.worker_traits.norm_start[number(desk.worker)]);
  }
}

template <class Number>
void Deciding<Number>::add_up(const Entries& entries, std::size_t count, const Cells& cells) {
  constexpr std::size_t width = sim::width<Number>;
  for (std::size_t lane = 0; lane < count; lane += width) {
    const sim::Place<Number> here{lane};
    std::array<void*, width> numbers;
    for (std::size_t c = 0; c < decision_counts; c += width) {
      for (std::size_t k = 0; k < width; ++k) numbers[k] = &cells[lane + k]->counts[c];
      add_square(&entries.counts[c], here, numbers, -1);
    }
    for (std::size_t t = 0; t < decision_totals; t += width) {
      for (std::size_t k = 0; k < width; ++k) numbers[k] = &cells[lane + k]->totals[t];
      add_square(&entries.totals[t], here, numbers, 1);
    }
  }
}

template struct Deciding<sim::CompiledNumber>;

}  // namespace discretion
