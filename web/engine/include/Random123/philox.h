#pragma once
#pragma GCC system_header  // or a warning of include_next in every source

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <iostream>
#include <iterator>
#include <limits>
#include <stdexcept>

// Random123 refuses processors that it was not tested on. RISC-V is the one that it knows of which it asks for no
// instructions of its own: integers of 32 and 64 bits, the lowest byte first, as here.
#define __riscv
#include_next <Random123/philox.h>
#undef __riscv
