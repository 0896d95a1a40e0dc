#include "sim/cli/terminal/progress.hpp"

#include <cmath>
#include <cstdio>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "sim/cli/terminal/json.hpp"
#include "sim/cli/terminal/print.hpp"

namespace sim::cli {

namespace {
constexpr double seconds_between_lines = 30;
constexpr double seconds_between_bars = 0.1;
constexpr int bar_columns = 30;

double seconds_left(const study::Progress& progress) {
  if (progress.done == 0) return 0;
  const auto left = static_cast<double>(progress.planned - progress.done);
  return progress.seconds * left / static_cast<double>(progress.done);
}

std::string failed_text(const study::Progress& progress) {
  return progress.failed == 0 ? "" : fmt::format(", {} failed", progress.failed);
}

std::string bar_of(const study::Progress& progress) {
  const auto full = static_cast<int>(progress.done * bar_columns / progress.planned);
  std::string bar;
  for (int column = 0; column < bar_columns; ++column) bar += column < full ? "━" : "┄";
  return bar;
}

std::string line_of(const study::Progress& progress) {
  return fmt::format("{}/{} runs{}, {} left", progress.done, progress.planned,
                     failed_text(progress), duration_text(seconds_left(progress)));
}

void print_json(const study::Progress& progress) {
  const nlohmann::ordered_json line{{"done", progress.done},
                                    {"planned", progress.planned},
                                    {"failed", progress.failed},
                                    {"seconds", progress.seconds},
                                    {"seconds_left", seconds_left(progress)}};
  note("{}", document_text(line, -1));
}
}  // namespace

std::string duration_text(double seconds) {
  const long whole = std::lround(seconds);
  if (whole < 1) return "under 1 s";
  if (whole < 60) return fmt::format("{} s", whole);
  if (whole < 3600) return fmt::format("{} min {} s", whole / 60, whole % 60);
  return fmt::format("{} h {} min", whole / 3600, whole % 3600 / 60);
}

ProgressDisplay::~ProgressDisplay() { clear(); }

void ProgressDisplay::clear() {
  if (drawn_) note_text("\r\033[K");
  drawn_ = false;
}

void ProgressDisplay::update(const study::Progress& progress) {
  const double since = progress.seconds - last_;
  switch (form_) {
    case Form::none: return;
    case Form::json:
      if (progress.block) print_json(progress);
      return;
    case Form::plain:
      if (since < seconds_between_lines) return;
      note("{}\n", line_of(progress));
      break;
    case Form::bar:
      if (since < seconds_between_bars && progress.done < progress.planned) return;
      note_text(fmt::format("\r\033[K{} {}", bar_of(progress), line_of(progress)));
      drawn_ = true;
      break;
  }
  last_ = progress.seconds;
}

ProgressDisplay::Form progress_form(const std::string& word, bool quiet) {
  using Form = ProgressDisplay::Form;
  if (word == "none" || (word == "auto" && quiet)) return Form::none;
  if (word == "bar") return Form::bar;
  if (word == "plain") return Form::plain;
  if (word == "json") return Form::json;
  return terminal_of(stderr).moves ? Form::bar : Form::plain;
}

}  // namespace sim::cli
