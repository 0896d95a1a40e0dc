#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "sim/core/close_up.hpp"
#include "sim/core/model.hpp"

namespace sim::io {

/// What a case says to people, in one language.
struct CaseTexts {
  std::string title;
  std::string story;     ///< to be read aloud
  std::string question;  ///< before anything is shown: what would you do?
  std::string limits;    ///< what the model cannot say of it
};

/// Where a case is told.
struct CaseSource {
  std::string document;
  std::string page;  ///< "p. 27", or the section that it stands in
};

/// Who asks: a value for each key of the model, and how people call them.
struct CaseAsker {
  CasePerson person;
  std::map<std::string, std::string, std::less<>> name;  ///< by language
};

struct CaseDescription {
  std::string path;                                     ///< as the user named it
  std::map<std::string, CaseTexts, std::less<>> texts;  ///< by language
  std::vector<CaseSource> sources;
  std::vector<CaseAsker> people;  ///< the first has the case, the others resemble them

  /// In this language, or in English.
  const CaseTexts& in(std::string_view language) const;
};

/// Reads a case and everything that is wrong with it.
/// \throws FileError if it cannot be opened; InputError with FILE:LINE:COL for what is missing or
/// wrong in it
CaseDescription read_case(const Model&, const std::filesystem::path&);

}  // namespace sim::io
