#pragma once

#include "sim/core/model_like.hpp"

namespace test {

/// What a random number of the toy is for.
enum class Draw : std::uint32_t { luck, office_luck, measure };

/// A model with one of everything that the engine can describe, and next to nothing to compute.
///
/// For tests of reading, writing, comparing and commanding. The section [testing] makes a run
/// fail or take its time on purpose. Shares fall as tailoring rises, so that contrasts between
/// its variants have a known sign. More offices than citizens cannot run.
class ToyModel : public sim::ModelLike {
 public:
  ToyModel();
};

}  // namespace test
