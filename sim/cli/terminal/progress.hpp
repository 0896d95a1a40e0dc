#pragma once

#include <string>

#include "sim/cli/terminal/terminal.hpp"
#include "sim/study/study.hpp"

namespace sim::cli {

/// Shows on stderr how far a study is.
class ProgressDisplay {
 public:
  enum class Form : unsigned char { none, bar, plain, json };

  explicit ProgressDisplay(Form form) : form_(form) {}
  ~ProgressDisplay();
  ProgressDisplay(const ProgressDisplay&) = delete;
  ProgressDisplay& operator=(const ProgressDisplay&) = delete;

  void update(const study::Progress&);
  /// Takes the bar off the screen, before other text.
  void clear();

 private:
  Form form_;
  bool drawn_ = false;
  double last_ = 0;  ///< seconds of the study when something was shown last
};

/// \param word a choice of --progress; auto is a bar on a terminal, else lines
ProgressDisplay::Form progress_form(const std::string& word, bool quiet);

/// "42 s", "3 min 20 s", "2 h 5 min".
std::string duration_text(double seconds);

}  // namespace sim::cli
