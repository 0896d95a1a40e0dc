#pragma once

#include <filesystem>
#include <string>

namespace sim::io {

/// Title of a TOML file that has one, for lists; of a broken file, that it is broken.
std::string title_of(const std::filesystem::path&);

}  // namespace sim::io
