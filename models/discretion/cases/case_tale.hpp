#pragma once

#include <vector>

#include "models/discretion/cases/case_study.hpp"

namespace discretion {

/// What is said of a case, scenario by scenario, and the numbers under it.
sim::Tale tale_of(const std::vector<CaseTold>& scenarios, const std::vector<Person>& people);

}  // namespace discretion
