#pragma once

#include "sim/core/vectorised.hpp"

namespace test {

/// Runs a check under each instruction set that this processor has, one number at a time first.
template <class Check>
void with_each_instruction_set(Check check) {
  for (const auto most : {sim::Instructions::one, sim::Instructions::plain, sim::Instructions::avx2,
                          sim::Instructions::avx512}) {
    sim::limit_instructions(most);
    check();
  }
}

}  // namespace test
