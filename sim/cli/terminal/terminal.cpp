#include "sim/cli/terminal/terminal.hpp"

#include <algorithm>
#include <cstdlib>

#include <sys/ioctl.h>
#include <unistd.h>

namespace sim::cli {

namespace {
std::string_view environment(const char* name) {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): nobody sets variables
  return value == nullptr ? "" : value;
}
}  // namespace

Terminal terminal_of(std::FILE* stream) {
  Terminal terminal;
  const int descriptor = fileno(stream);
  const bool is_terminal = isatty(descriptor) != 0;
  terminal.moves = is_terminal && environment("TERM") != "dumb";
  terminal.colour = terminal.moves && environment("NO_COLOR").empty();
  winsize size{};
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg): the system call has no other form
  if (is_terminal && ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    terminal.columns = std::max<int>(size.ws_col, 60);
  }
  return terminal;
}

std::string bold(const Terminal& terminal, std::string_view text) {
  return terminal.colour ? "\033[1m" + std::string(text) + "\033[0m" : std::string(text);
}

std::string dim(const Terminal& terminal, std::string_view text) {
  return terminal.colour ? "\033[2m" + std::string(text) + "\033[0m" : std::string(text);
}

std::size_t width_of(std::string_view text) {
  // Bytes that continue a character start with the bits 10.
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

}  // namespace sim::cli
