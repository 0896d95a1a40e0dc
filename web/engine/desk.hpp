#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "models/discretion/discretion.hpp"
#include "sim/core/close_up.hpp"
#include "sim/core/model.hpp"

#define EXPORT(name) __attribute__((export_name(#name)))

/// The scenario that is being made, its run and its numbers; a case, and what was told of it.
struct Desk {
  sim::Scenario scenario;
  sim::Parallel parallel{1};
  std::unique_ptr<sim::Run> run;
  sim::RunResult result;
  std::vector<double> answer;
  std::vector<sim::CasePerson> people;
  std::unique_ptr<sim::Onlooker> onlooker;
  std::string told;
};

inline Desk& desk() {
  static Desk instance;
  return instance;
}

inline const sim::Model& model() { return discretion::model(); }

/// A number as the kind of value that the row has.
sim::Value value_of(const sim::ParameterInfo& parameter, double number);
