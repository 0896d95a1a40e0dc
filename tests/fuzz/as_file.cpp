#include "tests/fuzz/as_file.hpp"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>

#include <unistd.h>

#include "sim/core/error.hpp"

namespace fuzz {

namespace {

constexpr std::size_t longest_message = 100'000;

/// A folder in memory, if there is such, gone at the end.
class Folder {
 public:
  Folder() {
    std::string name = std::filesystem::exists("/dev/shm") ? "/dev/shm/maatwerk-fuzz-XXXXXX"
                                                           : "/tmp/maatwerk-fuzz-XXXXXX";
    path_ = mkdtemp(name.data());
    std::filesystem::create_directories(path_);
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace

void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "maatwerk-fuzz: %s\n", what);
  std::abort();
}

int refused_or_read(const std::uint8_t* data, std::size_t size, const char* ending,
                    const std::function<void(const std::filesystem::path&)>& read) {
  static const Folder folder;
  const auto path = folder.path() / (std::string("input") + ending);
  std::ofstream(path, std::ios::binary)
      .write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));  // NOLINT
  try {
    read(path);
  } catch (const sim::Error& error) {
    const std::string_view message = error.what();
    require(!message.empty() && message.size() < longest_message, "a message of no fit length");
  }
  return 0;
}

}  // namespace fuzz
