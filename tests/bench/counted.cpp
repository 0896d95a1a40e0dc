#include <array>
#include <cstdint>
#include <cstdio>
#include <string_view>
#include <vector>

#include "models/case_round/case_round.hpp"
#include "models/discretion/discretion.hpp"
#include "sim/core/batch.hpp"
#include "sim/core/vectorised.hpp"

// Small fixed workloads whose instructions a test counts (check_instructions.py).

namespace {

void run(const sim::Model& model, std::int64_t citizens, int months) {
  sim::Scenario scenario = sim::default_scenario(model);
  scenario.values[*sim::find_parameter(model, "population.size")] = citizens;
  scenario.run.warm_up = 0;
  scenario.run.months = months;
  sim::Parallel parallel(1);
  if (model.simulate(scenario, 0, parallel).overall.empty()) std::puts("nothing");
}

void draw_and_transform() {
  constexpr std::size_t count = 20000;
  std::vector<std::uint32_t> entities(count);
  std::vector<std::uint32_t> words(count);
  std::vector<double> values(count);
  for (std::uint32_t k = 0; k < count; ++k) entities[k] = k;
  sim::first_words({1, 2}, 3U, entities, entities, {words.data(), nullptr, nullptr, nullptr});
  sim::uniform(words, values);
  sim::normal_quantile(values);
  sim::logistic(values);
  sim::log(values);
  if (values.front() > 0) std::puts("a logarithm of a probability above 0");
}

struct Workload {
  std::string_view name;
  void (*run)();
};
constexpr std::array workloads{
    Workload{"nothing", [] {}},
    Workload{"discretion_generation", [] { run(discretion::model(), 8000, 1); }},
    Workload{"discretion_months", [] { run(discretion::model(), 8000, 25); }},
    Workload{"case_round", [] { run(case_round::model(), 10000, 20); }},
    Workload{"batch", draw_and_transform},
};

}  // namespace

/// `maatwerk_counted [WORKLOAD]`: runs one, or names all.
int main(int argument_count, char** arguments) {
  sim::limit_instructions(sim::Instructions::plain);
  for (const Workload& workload : workloads) {
    if (argument_count == 1) std::printf("%s\n", workload.name.data());
    if (argument_count == 2 && workload.name == arguments[1]) {
      workload.run();
      return 0;
    }
  }
  return argument_count == 1 ? 0 : 2;
}
