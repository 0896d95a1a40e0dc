#pragma once

#include <string>

#include <nlohmann/json.hpp>

namespace sim::cli {

using Json = nlohmann::ordered_json;

/// \param indent -1 for one line
inline std::string document_text(const Json& document, int indent = 2) {
  // A file's name may be any bytes.
  return document.dump(indent, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace sim::cli
