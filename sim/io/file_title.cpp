#include "sim/io/file_title.hpp"

#include "sim/core/error.hpp"
#include "sim/io/toml_document.hpp"

namespace sim::io {

std::string title_of(const std::filesystem::path& path) {
  try {
    return read_toml(path).root["title"].value_or(std::string());
  } catch (const Error&) {
    return "(cannot be read; see maatwerk check)";  // a list goes on past one broken file
  }
}

}  // namespace sim::io
