#pragma once

#include <filesystem>
#include <string_view>

namespace sim::io {

/// The program that is running, links followed.
std::filesystem::path own_program();

/// A folder that is shipped with the program: PREFIX/share/maatwerk/NAME of a program that is
/// installed as PREFIX/bin/maatwerk, and otherwise NAME of the sources that it was built from.
std::filesystem::path shipped(std::string_view name);

}  // namespace sim::io
