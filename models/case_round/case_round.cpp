#include "models/case_round/case_round.hpp"

#include <string>

#include "models/case_round/round.hpp"

namespace case_round {

namespace {

using Described = sim::Description<Parameters, World>;

std::vector<Described::Metric> metrics() {
  using enum sim::Better;
  std::vector<Described::Metric> table{
      Described::share("filed", "citizen", neutral,
                       [](const World& w) { return static_cast<double>(w.filed) / w.citizens; }),
      Described::share("granted", "citizen", higher, nullptr),
      Described::share("fairness", "citizen", higher,
                       [](const World& w) { return mean(w, w.fairness); }),
      Described::share("trust", "citizen", higher, [](const World& w) { return mean(w, w.trust); }),
      Described::share(
          "complaints", "administrator", lower,
          [](const World& w) { return static_cast<double>(w.complaints) / w.citizens; }),
      Described::share("rules", "administrator", neutral,
                       [](const World& w) { return static_cast<double>(w.rules); }),
      Described::share("n_granted", "citizen", neutral,
                       [](const World& w) { return static_cast<double>(w.granted); }),
      Described::share("n_filed", "citizen", neutral,
                       [](const World& w) { return static_cast<double>(w.filed); })};
  table[1].numerator = "n_granted";
  table[1].denominator = "n_filed";
  for (std::size_t term = table.size() - 2; term < table.size(); ++term)
    table[term].info.term = true;
  return table;
}

World make(const Parameters& p, const sim::Start& start) {
  return make_world(static_cast<std::uint32_t>(p.population.size), start.stream, start.parallel);
}

double bytes(const Parameters& p, int) {
  constexpr double columns = 4 * 2 + 5 * 4 + 1;
  return p.population.size * (columns + neighbours * rewired * sizeof(Rewired) +
                              static_cast<double>(sizeof(Worker)) / citizens_per_worker);
}

Described describe() {
  return {.name = "case-round",
          .step = "round",
          .make = make,
          .phases = phases(),
          .metrics = metrics(),
          .agents = [](const Parameters& p) { return static_cast<double>(p.population.size); },
          .bytes = bytes,
          .texts = text_files};
}

}  // namespace

const sim::Model& model() {
  static const sim::DescribedModel instance(describe());
  return instance;
}

}  // namespace case_round
