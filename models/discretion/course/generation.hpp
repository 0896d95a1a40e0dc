#pragma once

#include "models/discretion/world/world.hpp"
#include "sim/core/model.hpp"

namespace discretion {

/// Makes the world of a replicate: citizens with one decided case each, workers, teams, offices.
/// \param parameters by scenario; \param events for the inflow clocks, months of the record
World generate(const Parameters& parameters, const sim::Scenario& scenario,
               const sim::ParameterTable<Parameters>& table, std::uint32_t replicate,
               sim::Parallel& parallel);

/// Whether an event acts in an office.
bool acts_in(const sim::Event& event, std::size_t office);

/// Bytes of a world of this size, contacts and queues included.
double world_bytes(const Parameters& parameters, int months);

}  // namespace discretion
