#include "models/discretion/workers/decisions.hpp"

#include "sim/core/number.hpp"

namespace discretion {

void work_out(const World& world, const Office& office, const Desk& desk,
              const Decisions& decisions, const Choices& chosen, Entries& entries) {
  sim::for_this_processor([&]<class Number>() {
    Deciding<Number>::work_out(world, office, desk, decisions, chosen, entries);
  });
}

void add_up(const Entries& entries, std::size_t count, const Cells& cells) {
  sim::for_this_processor([&]<class Number>() { Deciding<Number>::add_up(entries, count, cells); });
}

}  // namespace discretion
