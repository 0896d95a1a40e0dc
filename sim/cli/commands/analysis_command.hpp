#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sim::cli {

/// Becomes the analysis that was installed with the program, with these arguments as they are: exit
/// code and signals are its own. Returns only by throwing.
[[noreturn]] void become_analysis(std::string_view command,
                                  const std::vector<std::string>& arguments);

}  // namespace sim::cli
