#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "sim/io/files/safe_file.hpp"

/// A file that only grows, by whole frames: what is in it survives any kill, and a machine that
/// goes down (docs/decisions/0023). Frames are bytes here; sim/io/run_blocks says what they mean.
namespace sim::io {

/// Reads the whole frames of a journal, in order. Takes no lock: another process may be writing.
class JournalReader {
 public:
  /// Whether it is a journal, and not HDF5 or a text. \throws FileError if it cannot be read
  static bool is_journal(const std::filesystem::path&);
  /// \throws FileError if it is no journal of this version
  explicit JournalReader(const std::filesystem::path&);
  /// The next frame; nothing at the end, or where bytes follow that are no whole frame.
  std::optional<std::string> next();
  /// Bytes up to the end of the last frame read, and those behind it.
  std::uint64_t good() const { return good_; }
  std::uint64_t rest() const { return size_ - good_; }

 private:
  std::uint64_t size_ = 0;
  std::uint64_t good_ = 0;
  std::ifstream file_;
};

/// A journal that this process writes, and no other can meanwhile.
class Journal {
 public:
  /// Opens or creates it and locks it. \throws FileError that says who holds it, if somebody does
  explicit Journal(std::filesystem::path);

  const std::filesystem::path& path() const { return path_; }
  /// Whether there is nothing in it that could be lost.
  bool empty() const;
  /// Drops what is in it.
  void clear();
  /// Drops what is behind this many bytes, and goes on there.
  void go_on_behind(std::uint64_t bytes);
  /// Takes the next bytes of a frame.
  using Sink = std::function<void(std::string_view)>;
  /// Appends a frame, what `give` gives a sink, and waits until it is on the disk. A frame that
  /// does not fit is not there. \throws FileError, as when the disk is full
  void append(const std::function<void(const Sink&)>& give);
  void append(std::string_view frame);
  /// Removes the file, which nobody else can have got hold of before.
  void remove() noexcept;

 private:
  std::filesystem::path path_;
  Descriptor file_;
  std::uint64_t end_ = 0;
};

}  // namespace sim::io
