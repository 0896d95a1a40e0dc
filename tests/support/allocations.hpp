#pragma once

namespace test {

/// How often this program has taken memory from the heap. Only in programs with allocations.cpp.
long allocations();

}  // namespace test
