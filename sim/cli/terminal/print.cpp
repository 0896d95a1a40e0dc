#include "sim/cli/terminal/print.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

#include "sim/core/error.hpp"
#include "sim/io/files/safe_file.hpp"

namespace sim::cli {

namespace {
constexpr std::array<std::string_view, 3> own_codes{"\033[0m", "\033[1m", "\033[2m"};

/// Bytes of the control character at the start of a text; 0 if it starts with another.
std::size_t control_length(std::string_view text) {
  const auto first = static_cast<unsigned char>(text.front());
  if (first < 0x20 || first == 0x7F) return 1;
  const bool c1 = first == 0xC2 && text.size() > 1 && static_cast<unsigned char>(text[1]) < 0xA0;
  return c1 ? 2 : 0;  // U+0080 to U+009F in UTF-8: some terminals obey them too
}

std::size_t own_code_length(std::string_view text) {
  for (const auto code : own_codes)
    if (text.starts_with(code)) return code.size();
  return 0;
}

[[noreturn]] void lose_table() {
  // Who reads no further (`| head`) wants no message.
  if (errno == EPIPE) {
    std::signal(SIGPIPE, SIG_DFL);  // NOLINT(cert-err33-c): the next line ends the program
    std::raise(SIGPIPE);
  }
  throw FileError(fmt::format("standard output ({}). What was to be printed is lost.",
                              std::generic_category().message(errno)));
}
}  // namespace

std::string harmless(std::string_view text) {
  std::string safe;
  safe.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const char letter = text[at];
    const std::size_t control = control_length(text.substr(at));
    const std::size_t own = own_code_length(text.substr(at));
    const bool kept = own > 0 || control == 0 || letter == '\n' || letter == '\t';
    const std::size_t length = kept ? std::max<std::size_t>(1, own) : control;
    if (kept)
      safe.append(text, at, length);
    else
      safe += fmt::format("\\u{:04x}", static_cast<unsigned char>(text[at + length - 1]));
    at += length;
  }
  return safe;
}

void print_text(std::string_view text) {
  // The text outlives the call; cppcheck takes the caller's expression for over.
  // cppcheck-suppress danglingTemporaryLifetime
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) lose_table();
}

void note_text(std::string_view text) noexcept {
  // Unbuffered and unchecked, on purpose.
  // cppcheck-suppress danglingTemporaryLifetime
  static_cast<void>(std::fwrite(text.data(), 1, text.size(), stderr));
  static_cast<void>(std::fflush(stderr));
}

void finish_printing() {
  if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) lose_table();
}

void open_standard_streams() {
  // Reading only for standard output: what is printed is then lost, and said to be.
  constexpr std::array<int, 3> ways{O_RDONLY, O_RDONLY, O_WRONLY};
  for (int descriptor = 0; descriptor < 3; ++descriptor) {
    if (fcntl(descriptor, F_GETFD) >= 0 || errno != EBADF) continue;
    // The lowest that is free is what opening gives; it stays open to the end.
    static_cast<void>(open("/dev/null", ways[static_cast<std::size_t>(descriptor)]));
  }
}

}  // namespace sim::cli
