#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>

#include "sim/io/result_file.hpp"
#include "sim/io/safe_file.hpp"

namespace sim::io {

/// The finished runs of a sweep as a plain file that only grows: what `--resume` reads.
///
/// It has what HDF5's file rounds or leaves out, and is on the disk block by block: of an HDF5
/// file, a machine that goes down can leave any part. A block is in the journal before HDF5 sees
/// it; one that was cut short has a wrong checksum and is dropped.
class Journal {
 public:
  /// Starts anew. \param experiment digest that a reader has to know
  static Journal create(const std::filesystem::path&, const std::string& experiment);
  /// Hands on each whole block, then goes on behind the last one.
  /// \throws FileError if it cannot be read, InputError if it is of another experiment
  static Journal resume(const std::filesystem::path&, const std::string& experiment,
                        const std::function<void(std::span<const RunRecord>)>& take);

  /// Appends a block and waits until it is on the disk.
  void append(std::span<const RunRecord>);

 private:
  Journal(std::filesystem::path, Descriptor);
  void write_all(const std::string& bytes);

  std::filesystem::path path_;
  Descriptor descriptor_;
};

}  // namespace sim::io
