#include "sim/io/results/journal.hpp"

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
#include "sim/io/files/host.hpp"

namespace sim::io {

namespace {

constexpr std::string_view magic = "maatwerk journal 4\n";
/// Behind the magic a line says who writes, so that `head -2` does too; frames begin here.
constexpr std::size_t head_size = 256;

/// FNV-1a (Fowler, Noll, Vo 1991) over words of 8 bytes: enough to tell a frame cut short.
class Checksum {
 public:
  /// \param bytes whole words, unless they are the last
  void add(std::string_view bytes) {
    std::uint64_t word = 0;
    for (; bytes.size() >= sizeof word; bytes.remove_prefix(sizeof word)) {
      std::memcpy(&word, bytes.data(), sizeof word);
      add(word);
    }
    if (bytes.empty()) return;
    word = 0;
    std::memcpy(&word, bytes.data(), bytes.size());
    add(word);
  }
  std::uint64_t value() const { return hash_; }

 private:
  void add(std::uint64_t word) {
    hash_ = (hash_ ^ word) * 1099511628211U;
    hash_ ^= hash_ >> 32U;
  }

  std::uint64_t hash_ = 14695981039346656037U;
};

std::uint64_t checksum(std::string_view bytes) {
  Checksum sum;
  sum.add(bytes);
  return sum.value();
}

/// Before each frame.
struct Frame {
  std::uint64_t size = 0;
  std::uint64_t sum = 0;
};

/// A frame on its way to its place in a file, piece by piece: a copy of a block in one piece would
/// cost its pages anew each time.
class FrameWriter {
 public:
  FrameWriter(const Descriptor& file, std::uint64_t place) : file_(file), place_(place) {
    buffer_.reserve(piece);
  }
  void add(std::string_view bytes) {
    while (!bytes.empty()) {
      const std::size_t fitting = std::min(bytes.size(), piece - buffer_.size());
      buffer_ += bytes.substr(0, fitting);
      bytes.remove_prefix(fitting);
      if (buffer_.size() == piece) write();
    }
  }
  /// What stands before the frame.
  Frame finish() {
    write();
    return {size_, sum_.value()};
  }

 private:
  static constexpr std::size_t piece = 1 << 16;  // whole words

  void write() {
    write_at(file_, place_ + size_, buffer_);
    sum_.add(buffer_);
    size_ += buffer_.size();
    buffer_.clear();
  }

  const Descriptor& file_;
  std::uint64_t place_;
  std::uint64_t size_ = 0;
  Checksum sum_;
  std::string buffer_;
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

}  // namespace

bool JournalReader::is_journal(const std::filesystem::path& path) {
  constexpr std::size_t any_version = magic.size() - 2;
  return first_bytes(path, any_version) == magic.substr(0, any_version);
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
        writing(path_, [&] { file = open_locked(path_); });
        if (!file)
          throw FileError(
              fmt::format("{} (written by {}). Wait until it is done, or give another name.",
                          path_.string(), holder(path_)));
        return std::move(*file);
      }()) {}

bool Journal::empty() const {
  const auto size = std::filesystem::file_size(path_);
  return size == 0 || (size <= head_size && JournalReader::is_journal(path_));
}

void Journal::clear() { go_on_behind(0); }

void Journal::go_on_behind(std::uint64_t bytes) {
  writing(path_, [&] {
    truncate(file_, bytes);
    write_at(file_, 0, head_of_this_process());
  });
  end_ = std::max<std::uint64_t>(bytes, head_size);
}

void Journal::append(std::string_view frame) {
  append([&](const Sink& sink) { sink(frame); });
}

void Journal::append(const std::function<void(const Sink&)>& give) {
  Frame before;
  writing(path_, [&] {
    try {
      FrameWriter frame(file_, end_ + sizeof before);
      give([&](std::string_view bytes) { frame.add(bytes); });
      before = frame.finish();
      write_at(file_, end_, {reinterpret_cast<const char*>(&before), sizeof before});  // NOLINT
      if (fdatasync(file_.get()) != 0 && errno != EINVAL)
        throw std::system_error(errno, std::generic_category());
    } catch (const std::system_error&) {
      // Only untidy if it fails: readers stop at what is no whole frame.
      static_cast<void>(ftruncate(file_.get(), static_cast<off_t>(end_)) == 0);
      throw;
    }
  });
  end_ += sizeof before + before.size;
}

void Journal::remove() noexcept {
  std::error_code ignored;  // the result is whole; what stays is only untidy
  std::filesystem::remove(path_, ignored);
}

}  // namespace sim::io
