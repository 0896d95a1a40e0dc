#include "sim/io/transaction.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <cstring>
#include <optional>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sim/io/safe_file.hpp"

namespace sim::io {

namespace {

using Bytes = std::span<const std::byte>;

constexpr std::uint64_t page_size = 4096;
constexpr std::size_t most_in_memory = 2 << 20;  // of what is behind the committed bytes

[[noreturn]] void fail() { throw std::system_error(errno, std::generic_category()); }

void write_all(int descriptor, std::uint64_t place, Bytes bytes) {
  while (!bytes.empty()) {
    const ssize_t count = pwrite(descriptor, bytes.data(), bytes.size(), static_cast<off_t>(place));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) fail();
    place += static_cast<std::uint64_t>(count);
    bytes = bytes.subspan(static_cast<std::size_t>(count));
  }
}

/// \return bytes read; fewer than asked for only at the end of the file
std::size_t read_all(int descriptor, std::uint64_t place, std::span<std::byte> bytes) {
  std::size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t count = pread(descriptor, bytes.data() + done, bytes.size() - done,
                                static_cast<off_t>(place + done));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) fail();
    if (count == 0) break;
    done += static_cast<std::size_t>(count);
  }
  return done;
}

std::filesystem::path redo_of(const std::filesystem::path& path) {
  return with_ending(path, ".redo");
}

/// Changes of a file, as they are in NAME.redo: the length of it all, then place, length and bytes
/// of each. One that was cut short is shorter than it says.
class Redo {
 public:
  /// None yet. \param room bytes that the changes have
  explicit Redo(std::size_t room) : bytes_(sizeof(std::uint64_t)) { bytes_.reserve(room); }
  explicit Redo(std::vector<std::byte> bytes) : bytes_(std::move(bytes)) {}

  void add(std::uint64_t place, Bytes change) {
    add_number(place);
    add_number(change.size());
    bytes_.insert(bytes_.end(), change.begin(), change.end());
  }
  Bytes whole() {
    const std::uint64_t length = bytes_.size();
    std::memcpy(bytes_.data(), &length, sizeof length);
    return bytes_;
  }
  bool is_whole() const {
    return bytes_.size() >= sizeof(std::uint64_t) && number_at(0) == bytes_.size();
  }
  void apply(int descriptor) const {
    for (std::size_t at = sizeof(std::uint64_t); at < bytes_.size();) {
      const std::uint64_t place = number_at(at), length = number_at(at + sizeof place);
      at += 2 * sizeof place;
      write_all(descriptor, place, Bytes(bytes_).subspan(at, length));
      at += length;
    }
  }

 private:
  void add_number(std::uint64_t number) {
    const auto raw = std::bit_cast<std::array<std::byte, sizeof number>>(number);
    bytes_.insert(bytes_.end(), raw.begin(), raw.end());
  }
  std::uint64_t number_at(std::size_t at) const {
    std::uint64_t number = 0;
    std::memcpy(&number, bytes_.data() + at, sizeof number);
    return number;
  }

  std::vector<std::byte> bytes_;
};

/// Waits until the writer (LOCK_EX) does not hold the file, or readers (LOCK_SH) do not; a process
/// that is killed lets go of it. Where files have no locks, a reader may do once more what is done
/// anyway.
/// \return its length, or none if it has been removed meanwhile
std::optional<std::size_t> lock(int descriptor, int kind) {
  const auto has_no_locks = [] {
    return errno == ENOLCK || errno == EOPNOTSUPP || errno == ENOSYS || errno == EINVAL;
  };
  while (flock(descriptor, kind) != 0 && !has_no_locks())
    if (errno != EINTR) fail();
  struct stat state {};
  if (fstat(descriptor, &state) != 0) fail();
  if (state.st_nlink == 0) return std::nullopt;
  return static_cast<std::size_t>(state.st_size);
}

Descriptor create_locked(const std::filesystem::path& name) {
  for (;;) {
    Descriptor file(open_descriptor(name, O_RDWR | O_CREAT | O_TRUNC));
    // A reader that saw it empty removes it, as one that was left behind.
    if (lock(file.get(), LOCK_EX)) return file;
  }
}

void remove_redo(const std::filesystem::path& name) {
  if (unlink(name.c_str()) != 0 && errno != ENOENT) fail();
}

Descriptor create(const std::filesystem::path& path) {
  std::filesystem::remove(redo_of(path));  // of a file that was here before
  return Descriptor(open_descriptor(path, O_RDWR | O_CREAT | O_TRUNC));
}

}  // namespace

Transaction::Transaction(std::filesystem::path path)
    : path_(std::move(path)), descriptor_(create(path_)) {
  tail_.reserve(2 * most_in_memory);
}

Transaction::~Transaction() {
  // Only untidy if it fails: nothing says that there is more than was committed, but for a
  // NAME.redo that could not be carried out.
  if (!redo_left_)
    static_cast<void>(ftruncate(descriptor_.get(), static_cast<off_t>(committed_)) == 0);
}

void Transaction::resize(std::uint64_t size) {
  // Bytes on the disk that were cut off before must not come back.
  if (const std::uint64_t end = std::min(size, written_); end_ < end)
    write(end_, std::vector<std::byte>(end - end_));
  end_ = size;
  tail_.resize(size > written_ ? size - written_ : 0);
}

void Transaction::write(std::uint64_t place, Bytes bytes) {
  if (place > end_) resize(place);
  const auto up_to = [&](std::uint64_t end) {
    const std::uint64_t count =
        place < end ? std::min<std::uint64_t>(end - place, bytes.size()) : 0;
    const Bytes part = bytes.first(count);
    bytes = bytes.subspan(count);
    return part;
  };
  end_ = std::max<std::uint64_t>(end_, place + bytes.size());
  if (const Bytes part = up_to(committed_); !part.empty()) {
    change(place, part);
    place += part.size();
  }
  if (const Bytes part = up_to(written_); !part.empty()) {
    write_all(descriptor_.get(), place, part);
    place += part.size();
  }
  if (!bytes.empty()) append(place, bytes);
}

void Transaction::change(std::uint64_t place, Bytes bytes) {
  while (!bytes.empty()) {
    const std::uint64_t within = place % page_size;
    const std::size_t count = std::min<std::uint64_t>(page_size - within, bytes.size());
    std::ranges::copy(bytes.first(count),
                      page_at(place - within).begin() + static_cast<std::ptrdiff_t>(within));
    place += count;
    bytes = bytes.subspan(count);
  }
}

std::vector<std::byte>& Transaction::page_at(std::uint64_t first) {
  auto& page = changed_[first];
  if (page.empty()) {
    page.resize(std::min(page_size, committed_ - first));
    read_all(descriptor_.get(), first, page);
  }
  return page;
}

void Transaction::append(std::uint64_t place, Bytes bytes) {
  const std::size_t at = place - written_;
  if (tail_.size() < at + bytes.size()) tail_.resize(at + bytes.size());
  std::ranges::copy(bytes, tail_.begin() + static_cast<std::ptrdiff_t>(at));
  if (tail_.size() > most_in_memory) write_tail();
}

void Transaction::write_tail() {
  write_all(descriptor_.get(), written_, tail_);
  written_ += tail_.size();
  tail_.clear();
}

void Transaction::read(std::uint64_t place, std::span<std::byte> bytes) const {
  std::ranges::fill(bytes, std::byte{0});
  if (place >= end_) return;
  bytes = bytes.first(std::min<std::uint64_t>(bytes.size(), end_ - place));
  const std::uint64_t end = place + bytes.size();
  if (place < written_)
    read_all(descriptor_.get(), place, bytes.first(std::min(end, written_) - place));
  // What is to be read of a piece of the file that is somewhere else.
  const auto take = [&](std::uint64_t first, Bytes piece) {
    const std::uint64_t from = std::max(first, place);
    const std::uint64_t to = std::min(first + piece.size(), end);
    if (from < to)
      std::memcpy(bytes.data() + (from - place), piece.data() + (from - first), to - from);
  };
  for (auto page = changed_.lower_bound(place - place % page_size);
       page != changed_.end() && page->first < end; ++page)
    take(page->first, page->second);
  take(written_, tail_);
}

void Transaction::commit() {
  write_tail();
  if (!changed_.empty()) {
    Redo redo((changed_.size() + 1) * (page_size + 2 * sizeof(std::uint64_t)));
    for (const auto& [first, page] : changed_) redo.add(first, page);
    const std::filesystem::path name = redo_of(path_);
    const Descriptor file = create_locked(name);
    try {
      write_all(file.get(), 0, redo.whole());
    } catch (const std::system_error&) {
      remove_redo(name);
      throw;
    }
    redo_left_ = true;
    redo.apply(descriptor_.get());
    remove_redo(name);
    redo_left_ = false;
    changed_.clear();
  }
  if (end_ < written_ && ftruncate(descriptor_.get(), static_cast<off_t>(end_)) != 0) fail();
  committed_ = written_ = end_;
}

void recover(const std::filesystem::path& path) {
  const std::filesystem::path name = redo_of(path);
  const int opened = open_descriptor(name, O_RDONLY);
  if (opened < 0 && (errno == ENOENT || errno == ENOTDIR)) return;
  const Descriptor file(opened);
  const auto length = lock(file.get(), LOCK_SH);
  if (!length) return;  // the commit has ended
  std::vector<std::byte> bytes(*length);
  read_all(file.get(), 0, bytes);
  if (const Redo redo(std::move(bytes)); redo.is_whole()) {  // else nothing was changed yet
    const Descriptor changed(open_descriptor(path, O_RDWR));
    redo.apply(changed.get());
  }
  remove_redo(name);
}

}  // namespace sim::io
