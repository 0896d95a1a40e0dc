// toml++ compiled with the counters that lead libFuzzer.
// Its own assertions are off, as in Debian's library: the parser refuses `[;a]` all the same.
#define TOML_ASSERT(condition) static_cast<void>(0)
#define TOML_HEADER_ONLY 0
#define TOML_IMPLEMENTATION 1
#include <toml++/toml.h>
