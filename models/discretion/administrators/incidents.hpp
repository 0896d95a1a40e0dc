#pragma once

#include "models/discretion/parameters.hpp"

namespace discretion {

/// Underserved wishes a month for each citizen, if one rule at mean need answered every wish and
/// nobody's hardship had grown yet: the wishes of those 1 - fitting_quantile who need most.
double wishes_underserved(const NeedParameters&);

/// How many incidents an incident makes, all in all, where so much is underserved. From 1 on they
/// make each other without end (Hawkes 1971; ODD, section 7.12).
double incident_branching(const Parameters&);

}  // namespace discretion
