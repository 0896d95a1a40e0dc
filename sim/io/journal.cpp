#include "sim/io/journal.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sim/core/error.hpp"
#include "sim/io/host.hpp"

namespace sim::io {

namespace {

constexpr std::string_view magic = "maatwerk journal 4\n";
/// Behind the magic a line says who writes, so that `head -2` does too; frames begin here.
constexpr std::size_t head_size = 256;

/// FNV-1a (Fowler, Noll, Vo 1991) over words of 8 bytes: enough to tell a frame cut short.
std::uint64_t checksum(std::string_view bytes) {
  std::uint64_t hash = 14695981039346656037U;
  for (std::size_t at = 0; at < bytes.size(); at += sizeof(std::uint64_t)) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data() + at, std::min(sizeof word, bytes.size() - at));
    hash = (hash ^ word) * 1099511628211U;
    hash ^= hash >> 32U;
  }
  return hash;
}

/// Before each frame.
struct Frame {
  std::uint64_t size = 0;
  std::uint64_t sum = 0;
};

std::string head_of_this_process() {
  std::string head =
      fmt::format("{}process {} on {} since {}", magic, getpid(), host_name(), utc_now());
  head.resize(head_size - 1, ' ');
  return head + '\n';
}

/// Who holds a journal, as its head says.
std::string holder(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string line;
  std::getline(file, line);
  std::getline(file, line);
  while (line.ends_with(' ')) line.pop_back();
  return line.empty() ? "another process" : line;
}

[[noreturn]] void fail() { throw std::system_error(errno, std::generic_category()); }

/// \return false if another process holds it. Where files have no locks, nobody does.
bool lock(int descriptor) {
  while (flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    if (errno == EWOULDBLOCK) return false;
    if (errno == ENOLCK || errno == EOPNOTSUPP || errno == ENOSYS || errno == EINVAL) return true;
    if (errno != EINTR) fail();
  }
  return true;
}

struct stat state_of(int descriptor) {
  struct stat state {};
  if (fstat(descriptor, &state) != 0) fail();
  return state;
}

Descriptor open_locked(const std::filesystem::path& path) {
  for (;;) {
    Descriptor file(open_descriptor(path, O_RDWR | O_CREAT));
    if (!lock(file.get()))
      throw FileError(
          fmt::format("{} (written by {}). Wait until it is done, or give another name.",
                      path.string(), holder(path)));
    // Its last holder may have removed it, at the end of a study, before we had the lock.
    if (state_of(file.get()).st_nlink > 0) return file;
  }
}

}  // namespace

bool JournalReader::is_journal(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string start(magic.size(), '\0');
  file.read(start.data(), static_cast<std::streamsize>(start.size()));
  constexpr std::size_t any_version = magic.size() - 2;
  return start.starts_with(magic.substr(0, any_version));
}

JournalReader::JournalReader(const std::filesystem::path& path)
    : good_(head_size), file_(path, std::ios::binary) {
  std::error_code error;
  size_ = std::filesystem::file_size(path, error);
  std::string head(head_size, '\0');
  file_.read(head.data(), head_size);
  if (error || !file_ || !head.starts_with(magic))
    throw FileError(
        fmt::format("{} (no journal that this version reads). Use the version that wrote it, or "
                    "--force to start again.",
                    path.string()));
}

std::optional<std::string> JournalReader::next() {
  Frame frame;
  std::array<char, sizeof frame> head{};
  if (rest() < sizeof frame || !file_.read(head.data(), sizeof frame)) return std::nullopt;
  std::memcpy(&frame, head.data(), sizeof frame);
  if (frame.size > rest() - sizeof frame) return std::nullopt;
  std::string bytes(frame.size, '\0');
  if (!file_.read(bytes.data(), static_cast<std::streamsize>(bytes.size())) ||
      checksum(bytes) != frame.sum)
    return std::nullopt;
  good_ += sizeof frame + bytes.size();
  return bytes;
}

Journal::Journal(std::filesystem::path path)
    : path_(std::move(path)), file_([this] {
        std::optional<Descriptor> file;
        writing(path_, [&] { file.emplace(open_locked(path_)); });
        return std::move(*file);
      }()) {}

bool Journal::empty() const {
  const auto size = static_cast<std::uint64_t>(state_of(file_.get()).st_size);
  return size == 0 || (size <= head_size && JournalReader::is_journal(path_));
}

void Journal::clear() { go_on_behind(0); }

void Journal::go_on_behind(std::uint64_t bytes) {
  writing(path_, [&] {
    if (ftruncate(file_.get(), static_cast<off_t>(bytes)) != 0) fail();
    write_at(file_, 0, head_of_this_process());
  });
  end_ = std::max<std::uint64_t>(bytes, head_size);
}

void Journal::append(std::string_view frame) {
  const Frame before{frame.size(), checksum(frame)};
  writing(path_, [&] {
    try {
      write_at(file_, end_ + sizeof before, frame);
      write_at(file_, end_, {reinterpret_cast<const char*>(&before), sizeof before});  // NOLINT
      if (fdatasync(file_.get()) != 0 && errno != EINVAL) fail();
    } catch (const std::system_error&) {
      // Only untidy if it fails: readers stop at what is no whole frame.
      static_cast<void>(ftruncate(file_.get(), static_cast<off_t>(end_)) == 0);
      throw;
    }
  });
  end_ += sizeof before + frame.size();
}

void Journal::remove() noexcept {
  std::error_code ignored;  // the result is whole; what stays is only untidy
  std::filesystem::remove(path_, ignored);
}

}  // namespace sim::io
