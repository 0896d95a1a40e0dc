#include "models/discretion/administrators/levers.hpp"

#include <algorithm>

#include "models/discretion/rules/levers.hpp"
#include "models/discretion/rules/measures.hpp"
#include "sim/core/math.hpp"

namespace discretion {

int heard_from_front_line(const World& world, AdministrationId a) {
  const LeverParameters& l = levers_of(world, a);
  if (l.front_line_signals == 0) return -1;
  int loudest = -1;
  double most = 0;
  for (int g = 0; g < world.life_situations; ++g) {
    const bool heard_before =
        std::ranges::any_of(world.administrations[number(a)].measures, [&](const Measure& m) {
          return m.kind == MeasureKind::repair && m.life_situation == g && !m.acted;
        });
    const double answer =
        recurring_answer(world, a, LifeSituationId{static_cast<std::uint32_t>(g)});
    if (heard_before || answer <= most) continue;
    most = answer;
    loudest = g;
  }
  sim::Random random(world.stream, Draw::front_line, number(a),
                     static_cast<std::uint32_t>(world.month));
  const double hazard = l.front_line_signals * l.front_line_signals_rate * most;
  return random.uniform() < 1.0 - sim::exp(-hazard) ? loudest : -1;
}

double recurring_answer(const World& world, AdministrationId administration,
                        LifeSituationId life_situation) {
  double sum = 0;
  double offices = 0;
  for (const Office& office : world.offices) {
    if (!governs(office, administration)) continue;
    sum += office.recurring[number(life_situation)];
    offices += 1;
  }
  return sum / offices;
}

bool lapses(const World& world, AdministrationId a, std::size_t measure) {
  const LeverParameters& l = levers_of(world, a);
  const int age = world.month - world.administrations[number(a)].measures[measure].effective;
  if (l.sunset == 0 || age <= 0 || age % l.sunset_months != 0) return false;
  const auto occasion =
      static_cast<std::size_t>(world.month) * world.administrations.size() + number(a);
  sim::Random random(world.stream, Draw::sunset, static_cast<std::uint32_t>(measure),
                     static_cast<std::uint32_t>(occasion));
  return random.bernoulli(l.sunset);
}

}  // namespace discretion
