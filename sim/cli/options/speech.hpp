#pragma once

#include <cassert>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "sim/cli/options/arguments.hpp"
#include "sim/io/words/words.hpp"

namespace sim::cli {

/// The language in which a command answers. What it says stands in sim/words and beside the model.
class Speech {
 public:
  explicit Speech(const Model& model, std::string_view language = io::english)
      : words_(&io::words(model, language)) {}

  const io::Words& words() const { return *words_; }

  /// The text with this key, its fields filled in.
  template <class... Fields>
  std::string operator()(std::string_view key, const Fields&... fields) const {
    const std::string& text = words_->text(key);
    assert(!text.empty() && "a text that no file has");
    return fmt::format(fmt::runtime(text), fields...);
  }

 private:
  const io::Words* words_;
};

/// In the language of --lang, or English.
/// \throws UsageError if the model does not speak it
Speech speech_of(const Model&, const Arguments&);

/// The language of --lang, or all of the model's, English first.
std::vector<std::string> spoken_languages(const Model&, const Arguments&);

}  // namespace sim::cli
