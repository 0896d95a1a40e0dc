#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace sim::io {

/// Runs something that writes to a path and turns what HDF5 or the system says into one line.
/// \throws FileError
void writing(const std::filesystem::path&, const std::function<void()>& work);

/// Refuses a name that nothing may be written under: of what is no file (a device, a pipe, a
/// directory, a link to nothing), or of a file that is to stay.
/// \throws FileError
void check_replaceable(const std::filesystem::path& name, bool replace);

/// Refuses to read what is no file on a disk: a pipe may never end, /proc may say anything.
/// \param asked_by before the name, for messages
/// \param remedy what to give instead, a sentence
/// \throws FileError
void check_readable(const std::filesystem::path&, const std::string& asked_by,
                    const std::string& remedy);

/// The first bytes of a file, fewer if it has fewer; none of what is no file or cannot be read.
std::string first_bytes(const std::filesystem::path&, std::size_t count);

/// NAME with something behind it: ".partial".
std::filesystem::path with_ending(const std::filesystem::path& name, const char* ending);

/// Removes a file when it goes out of scope, unless told to keep it.
class Scaffold {
 public:
  explicit Scaffold(std::filesystem::path path) : path_(std::move(path)) {}
  ~Scaffold() {
    std::error_code ignored;
    if (!kept_) std::filesystem::remove(path_, ignored);
  }
  Scaffold(const Scaffold&) = delete;
  Scaffold& operator=(const Scaffold&) = delete;
  void keep() { kept_ = true; }

 private:
  std::filesystem::path path_;
  bool kept_ = false;
};

/// Waits until a file is on the disk, and gives it a name in the same directory.
/// \param replace another file of that name, if there is one
/// \throws std::system_error; FileError if there is another file, and it is to stay
void put_in_place(const std::filesystem::path& file, const std::filesystem::path& name,
                  bool replace);

/// A file that is written as NAME.writing and gets its name when it is whole; nothing stays behind
/// of one that does not become so.
class Unfinished {
 public:
  explicit Unfinished(const std::filesystem::path& name)
      : name_(name), path_(path_of(name)), scaffold_(path_) {}

  static std::filesystem::path path_of(const std::filesystem::path& name) {
    return with_ending(name, ".writing");
  }
  const std::filesystem::path& path() const { return path_; }
  /// Puts the file, whole and closed as it is, in its place.
  /// \throws as put_in_place
  void finish(bool replace);

 private:
  std::filesystem::path name_;
  std::filesystem::path path_;
  Scaffold scaffold_;
};

/// Has a whole file written as an Unfinished one.
/// \throws FileError
void write_whole(const std::filesystem::path& name, bool replace,
                 const std::function<void(const std::filesystem::path& unfinished)>& work);

/// Opens a file as the system does, and not for programs that this one starts.
/// \param flags of open(2)
/// \return a descriptor, or -1 with the reason in errno
int open_descriptor(const std::filesystem::path&, int flags);

/// Owns a descriptor.
class Descriptor {
 public:
  /// \throws std::system_error of errno if it is negative: what could not be opened
  explicit Descriptor(int);
  ~Descriptor();
  Descriptor(Descriptor&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return descriptor_; }

 private:
  int descriptor_;
};

/// Opens or creates a file for this process alone.
/// \return nothing if another process holds it
/// \throws std::system_error; FileError of what is no file
std::optional<Descriptor> open_locked(const std::filesystem::path&);

/// Creates or replaces a file. \throws std::system_error
void write_file(const std::filesystem::path&, std::string_view bytes);
/// Writes bytes to their place in a file, all of them. \throws std::system_error
void write_at(const Descriptor&, std::uint64_t place, std::string_view bytes);

/// Drops what is behind this many bytes. \throws std::system_error
void truncate(const Descriptor&, std::uint64_t bytes);

bool file_exists(const std::filesystem::path&);

}  // namespace sim::io
