#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/io/files/toml_document.hpp"

namespace sim::io {

/// A table of an experiment file, read key by key.
class ExperimentTable {
 public:
  /// \param subject what messages say before a key: "", "design.", "factor 2: "
  ExperimentTable(const TomlDocument& document, const toml::table& table, std::string subject)
      : document_(document), table_(table), subject_(std::move(subject)) {}
  /// \throws InputError for each key that is none of these
  void allow(const std::vector<std::string>& known) const;

  bool has(const std::string& key) const { return table_.contains(key); }
  const toml::node& node(const std::string& key) const { return *table_.get(key); }
  std::optional<std::string> text(const std::string& key) const;
  std::optional<bool> flag(const std::string& key) const;
  /// \throws InputError if it is not from min to max
  std::optional<std::int64_t> whole(const std::string& key, std::int64_t min,
                                    std::int64_t max) const;
  /// \throws InputError also for one that is given twice
  std::vector<std::string> texts(const std::string& key) const;
  /// Elements of a list that must not be empty.
  std::vector<const toml::node*> list(const std::string& key) const;
  /// The table or list of tables of that name.
  std::vector<const toml::table*> tables(const std::string& key) const;

  /// FILE:LINE:COL of a value, or of the table.
  std::string place_of(const std::string& key) const;
  std::string place_of(const toml::node&) const;
  std::string here() const;
  /// Ends with InputError: PLACE: SUBJECT KEY = VALUE (why). Suggestion.
  [[noreturn]] void refuse(const std::string& key, const std::string& why,
                           const std::string& suggestion) const;

 private:
  const TomlDocument& document_;
  const toml::table& table_;
  std::string subject_;
};

}  // namespace sim::io
