#include "models/mutual_learning/mutual_learning.hpp"

#include <cmath>
#include <tuple>

#include "sim/core/described_model.hpp"

namespace mutual_learning {

namespace {

/// A row of the table of parameters: a number of at least 1, or a probability.
template <class Owner, class Number>
constexpr auto row(Number Owner::*member, std::string_view name, double most) {
  const sim::Source paper{sim::Grade::literature, "March (1991), pp. 74-79"};
  return sim::Parameter(member, name, "1", sim::Range{most > 1 ? 1.0 : 0.0, most}, paper,
                        most > 1 ? sim::Change::setup : sim::Change::live);
}

struct Learning {
  int individuals = 50, dimensions = 30;
  double socialisation = 0.5, fast_socialisation = 0.9, fast_share = 0;
  double code = 0.5, turnover = 0, turbulence = 0;

  static constexpr auto table() {
    using L = Learning;
    return std::tuple{row(&L::individuals, "individuals", 1e5),
                      row(&L::dimensions, "dimensions", 1e4),
                      row(&L::socialisation, "socialisation", 1),
                      row(&L::fast_socialisation, "fast_socialisation", 1),
                      row(&L::fast_share, "fast_share", 1),
                      row(&L::code, "code", 1),
                      row(&L::turnover, "turnover", 1),
                      row(&L::turbulence, "turbulence", 1)};
  }
};

struct Parameters {
  Learning learning;

  static constexpr auto sections() {
    return std::tuple{sim::Section{"learning", &Parameters::learning}};
  }
};

/// What a random number is for. Append only.
enum class Draw : std::uint32_t { reality, beliefs, turbulence, turnover, socialisation, code };

using Beliefs = std::vector<int>;  ///< by dimension: 1, -1, or 0 for none

struct World {
  Parameters parameters;
  sim::Stream stream;
  Beliefs reality, code, heard;
  std::vector<Beliefs> individuals;

  sim::Random random(Draw purpose, std::size_t entity, int period) const {
    return {stream, purpose, static_cast<std::uint32_t>(entity),
            static_cast<std::uint32_t>(period)};
  }
  void replace(std::size_t individual, int period) {
    auto luck = random(Draw::beliefs, individual, period);
    for (int& belief : individuals[individual]) belief = static_cast<int>(luck.below(3)) - 1;
  }
};

World make(const Parameters& p, const sim::Start& start) {
  const Beliefs none(static_cast<std::size_t>(p.learning.dimensions), 0);
  World w{p, start.stream, none, none, none, {}};
  for (std::size_t d = 0; d < none.size(); ++d)
    w.reality[d] = w.random(Draw::reality, d, 0).bernoulli(0.5) ? 1 : -1;
  w.individuals.assign(static_cast<std::size_t>(p.learning.individuals), none);
  for (std::size_t i = 0; i < w.individuals.size(); ++i) w.replace(i, 0);
  return w;
}

/// Share of beliefs that are the same.
double alike(const Beliefs& some, const Beliefs& others) {
  int same = 0;
  for (std::size_t d = 0; d < some.size(); ++d) same += some[d] == others[d] ? 1 : 0;
  return same / static_cast<double>(some.size());
}
double mean_alike(const World& w, const Beliefs& others) {
  double sum = 0;
  for (const Beliefs& beliefs : w.individuals) sum += alike(beliefs, others);
  return sum / static_cast<double>(w.individuals.size());
}

void shift(World& w, const sim::Step& step) {
  const double rate = w.parameters.learning.turbulence;
  for (std::size_t d = 0; d < w.reality.size(); ++d)
    if (w.random(Draw::turbulence, d, step.number).bernoulli(rate)) w.reality[d] *= -1;
}

void turn_over(World& w, const sim::Step& step) {
  const double rate = w.parameters.learning.turnover;
  for (std::size_t i = 0; i < w.individuals.size(); ++i)
    if (w.random(Draw::turnover, i, step.number).bernoulli(rate)) w.replace(i, step.number);
}

/// The majority counts against the code with each of its votes more (footnote 1 on p. 74).
void listen(World& w, const sim::Step& step) {
  w.heard = w.code;
  Beliefs votes(w.code.size(), 0);
  const double known = alike(w.code, w.reality);
  for (const Beliefs& beliefs : w.individuals) {
    if (alike(beliefs, w.reality) <= known) continue;
    for (std::size_t d = 0; d < votes.size(); ++d) votes[d] += beliefs[d];
  }
  for (std::size_t d = 0; d < votes.size(); ++d) {
    double unmoved = 1;
    for (int k = 0; k < std::abs(votes[d]); ++k) unmoved *= 1 - w.parameters.learning.code;
    if (w.random(Draw::code, d, step.number).bernoulli(1 - unmoved))
      w.heard[d] = votes[d] > 0 ? 1 : -1;
  }
}

void socialise(World& w, const sim::Step& step) {
  const Learning& p = w.parameters.learning;
  for (std::size_t i = 0; i < w.individuals.size(); ++i) {
    const bool fast = static_cast<double>(i) < p.fast_share * p.individuals;
    auto luck = w.random(Draw::socialisation, i, step.number);
    for (std::size_t d = 0; d < w.code.size(); ++d)
      if (luck.bernoulli(fast ? p.fast_socialisation : p.socialisation) && w.code[d] != 0)
        w.individuals[i][d] = w.code[d];
  }
}

void adopt(World& w, const sim::Step&) { w.code = w.heard; }

using Described = sim::Description<Parameters, World>;

Described describe() {
  using enum sim::Better;
  return {.name = "mutual_learning",
          .step = "period",
          .run = {.months = 100, .warm_up = 0, .replicates = 80},
          .make = make,
          .phases = {{"events", sim::apply_events<World>},
                     {"shift", shift},
                     {"turn_over", turn_over},
                     {"listen", listen},
                     {"socialise", socialise},
                     {"adopt", adopt}},
          .metrics = {Described::share("code_knowledge", "organisation", higher,
                                       [](const World& w) { return alike(w.code, w.reality); }),
                      Described::share("knowledge", "individual", higher,
                                       [](const World& w) { return mean_alike(w, w.reality); }),
                      Described::share("agreement", "organisation", neutral,
                                       [](const World& w) { return mean_alike(w, w.code); })},
          .variants = {{"slow", {{"learning.socialisation", 0.1}}},
                       {"fast", {{"learning.socialisation", 0.9}}}},
          .texts = text_files};
}

}  // namespace

const sim::Model& model() {
  static const sim::DescribedModel instance(describe());
  return instance;
}

}  // namespace mutual_learning
