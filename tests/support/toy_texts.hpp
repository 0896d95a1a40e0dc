#pragma once

#include <vector>

#include "sim/core/model.hpp"

namespace test {

/// What the toy says of itself, in English and Dutch.
std::vector<sim::TextFile> toy_texts();

}  // namespace test
