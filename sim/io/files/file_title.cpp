#include "sim/io/files/file_title.hpp"

#include "sim/core/error.hpp"
#include "sim/io/files/toml_document.hpp"

namespace sim::io {

std::string title_of(const std::filesystem::path& path) {
  try {
    const auto root = read_toml(path).root;
    const auto of_case = root["case"]["text"]["en"]["title"].value_or(std::string());
    return root["title"].value_or(of_case);
  } catch (const Error&) {
    return "(cannot be read; see maatwerk check)";  // a list goes on past one broken file
  }
}

}  // namespace sim::io
