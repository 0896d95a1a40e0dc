#include "models/discretion/parameters.hpp"

template class sim::ParameterTable<discretion::Parameters>;
