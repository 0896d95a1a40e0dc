#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/core/error.hpp"
#include "sim/io/files/toml_document.hpp"

namespace sim::experiment {

/// One table of a file, whose keys are read by name and checked; every mistake is an InputError
/// `FILE:LINE:COL: KEY = VALUE (why). Suggestion.`
class TomlFields {
 public:
  /// \param what it is, for messages: "a hypothesis"
  TomlFields(const io::TomlDocument& document, const toml::table& table, std::string what)
      : document_(document), table_(table), what_(std::move(what)) {}

  /// \throws InputError for each key that is none of these, with the nearest
  void allow(const std::vector<std::string>& keys) const;

  bool has(std::string_view key) const { return table_.contains(key); }
  std::string text(std::string_view key) const;
  /// A text or a list of texts, not empty and none twice.
  std::vector<std::string> texts(std::string_view key) const;
  /// A list of whole numbers, not empty.
  std::vector<int> integers(std::string_view key) const;
  bool boolean(std::string_view key) const;  ///< false if it is not there
  double positive(std::string_view key) const;
  std::optional<std::uint64_t> seed(std::string_view key) const;  ///< none if it is not there
  /// Tables of a list, as fields of their own.
  std::vector<TomlFields> tables(std::string_view key, const std::string& what) const;

  /// `FILE:LINE:COL: KEY = VALUE (why). Suggestion.`
  /// \param item of a list, to point at; -1: the value as a whole
  InputError wrong(std::string_view key, const std::string& why, const std::string& suggestion,
                   int item = -1) const;

 private:
  const toml::node& node(std::string_view key) const;

  const io::TomlDocument& document_;
  const toml::table& table_;
  std::string what_;
};

}  // namespace sim::experiment
