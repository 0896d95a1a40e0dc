#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <vector>

#include "sim/io/safe_file.hpp"

namespace sim::io {

/// A new file in which what is written counts from a commit on, all of it or nothing: also if the
/// process is killed, or the disk is full, amid a commit.
///
/// Bytes behind the committed ones are written as they come. Changes of committed bytes are kept in
/// memory, written to NAME.redo by a commit, and then to their places; NAME.redo goes when they are
/// there. What a kill leaves half done `recover` does again.
class Transaction {
 public:
  /// Creates or replaces the file. \throws std::system_error
  explicit Transaction(std::filesystem::path);
  /// Drops what was not committed.
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  /// Length in bytes, what was not committed included.
  std::uint64_t size() const { return end_; }
  /// Cuts the file short, or makes it longer by zeros.
  void resize(std::uint64_t);
  /// \throws std::system_error
  void write(std::uint64_t place, std::span<const std::byte>);
  /// Reads what was written, committed or not; behind the end there are zeros.
  /// \throws std::system_error
  void read(std::uint64_t place, std::span<std::byte>) const;
  /// \throws std::system_error; then the file is as it was after the last commit, or `recover`
  /// makes it as it should be after this one
  void commit();

 private:
  void change(std::uint64_t place, std::span<const std::byte>);
  std::vector<std::byte>& page_at(std::uint64_t first);
  void append(std::uint64_t place, std::span<const std::byte>);
  void write_tail();

  std::filesystem::path path_;
  Descriptor descriptor_;
  std::uint64_t committed_ = 0;  ///< bytes that count
  std::uint64_t written_ = 0;    ///< those and what is written behind them
  std::uint64_t end_ = 0;
  std::vector<std::byte> tail_;                              ///< from `written_` on
  std::map<std::uint64_t, std::vector<std::byte>> changed_;  ///< pages of committed bytes
  bool redo_left_ = false;                                   ///< there is a whole NAME.redo
};

/// Ends a commit that a kill interrupted; waits for one that goes on. Does nothing if there is
/// none. \throws std::system_error
void recover(const std::filesystem::path&);

}  // namespace sim::io
