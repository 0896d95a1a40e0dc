#pragma once

namespace sim {

/// Asks for the cache line that this begins in, without waiting for it. Never changes a result.
template <class Value>
void prefetch(const Value& value) {
  __builtin_prefetch(&value);
}

}  // namespace sim
