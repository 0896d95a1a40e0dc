#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>

namespace fuzz {

/// Writes the bytes to a file of this ending in a folder of this process, and gives it to `read`.
/// What is refused is refused by a sim::Error of a length that can be read; anything else that is
/// thrown ends the program. \return 0, as libFuzzer wants it
int refused_or_read(const std::uint8_t* data, std::size_t size, const char* ending,
                    const std::function<void(const std::filesystem::path&)>& read);

/// Ends the program unless it holds.
void require(bool holds, const char* what);

}  // namespace fuzz
