#include "tests/sim/core/number_operations.hpp"

#include "sim/core/number.hpp"

namespace test {

using namespace sim::numbers;

template <class Number>
void NumberOperations<Number>::work_out(const sim::Numbers& numbers, const sim::Numbers& others,
                                        Results& results) {
  for (std::size_t lane = 0; lane < sim::lanes; lane += sim::width<Number>) {
    const sim::Place<Number> here{lane};
    const Number a = here(numbers);
    const Number b = here(others);
    here.store(absolute(a), results.absolute);
    here.store(above_zero(a), results.above_zero);
    here.store(larger(a, b), results.larger);
    here.store(sim::numbers::exp(a), results.exponential);
    here.store(exp_below_709<Number>(a < 709.0 ? a : b), results.exponential_below_709);
    here.store(sim::numbers::logistic(a), results.logistic);
    here.store(rounded_to_float(a), results.as_float);
    here.store(nearest_integers(a), results.integers);
    here.store(as_number<Number>(nearest_integers(absolute(larger(a, b))) & 0xffffffffffff),
               results.whole);
    here.store(square_root(absolute(a)), results.root);
    here.store(where<Number>(a < b, 5), results.bits);
    here.store((a < b) & every<Number>(true), results.less);
  }
}

template <class Number>
void NumberOperations<Number>::transpose(std::array<sim::Integers, sim::lanes>& rows) {
  constexpr std::size_t width = sim::width<Number>;
  for (std::size_t first = 0; first < sim::lanes; first += width) {
    for (std::size_t lane = 0; lane < sim::lanes; lane += width) {
      const sim::Place<Number> here{lane};
      std::array<sim::IntegerOf<Number>, width> square;
      for (std::size_t k = 0; k < width; ++k) square[k] = here(rows[first + k]);
      sim::numbers::transpose<Number>(square);
      for (std::size_t k = 0; k < width; ++k) here.store(square[k], rows[first + k]);
    }
  }
}

template struct NumberOperations<sim::CompiledNumber>;

}  // namespace test
