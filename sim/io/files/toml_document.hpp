#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <toml++/toml.h>

namespace sim::io {

/// A TOML file as text and as a tree whose nodes know their line and column.
struct TomlDocument {
  std::string path;  ///< as the user named it, for messages
  std::string text;
  toml::table root;
};

/// \param asked_by start of a message that says who named the file ("a.toml:2:11: "), or empty
/// \throws FileError if it cannot be read, InputError with FILE:LINE:COL if it is not TOML
TomlDocument read_toml(const std::filesystem::path&, const std::string& asked_by = "");

/// \param name of the file, for messages
/// \throws InputError for what is not TOML, or nests too deep
toml::table parse_toml(const std::string& text, const std::string& name);

/// The text of a file. \throws FileError if it cannot be read, InputError if it is not UTF-8
std::string read_utf8(const std::filesystem::path&, const std::string& asked_by = "");

/// `FILE:LINE:COL` of a node or a key.
std::string place(const TomlDocument&, const toml::source_region&);

/// A key of a table and its value.
struct Entry {
  const toml::key* key;
  const toml::node* value;
};
/// Entries in the order of the file, so that the first mistake is reported first.
std::vector<Entry> in_file_order(const toml::table&);

/// What a value is, for messages: "a string".
std::string type_words(const toml::node&);
/// A value on one line, for messages: `0.5`, `"high"`, `[...]`, `{...}`.
std::string shown(const toml::node&);

}  // namespace sim::io
