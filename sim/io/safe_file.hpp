#pragma once

#include <filesystem>
#include <functional>

namespace sim::io {

/// Runs something that writes to a path and turns what HDF5 or the system says into one line.
/// \throws FileError
void writing(const std::filesystem::path&, const std::function<void()>& work);

/// Has a whole file written as NAME.writing, puts it on the disk and renames it into place; nothing
/// stays behind if that fails.
/// \throws FileError
void write_whole(const std::filesystem::path& name,
                 const std::function<void(const std::filesystem::path& unfinished)>& work);

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

/// Opens a file as the system does, and not for programs that this one starts.
/// \param flags of open(2)
/// \return a descriptor, or -1 with the reason in errno
int open_descriptor(const std::filesystem::path&, int flags);

/// NAME with something behind it: ".partial".
std::filesystem::path with_ending(const std::filesystem::path& name, const char* ending);
bool file_exists(const std::filesystem::path&);

}  // namespace sim::io
