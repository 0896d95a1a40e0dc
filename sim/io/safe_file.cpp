#include "sim/io/safe_file.hpp"

#include <cerrno>
#include <cstdio>
#include <string>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "sim/core/error.hpp"
#include "sim/io/hdf5.hpp"

namespace sim::io {

namespace {

std::string remedy(const std::string& cause) {
  if (cause == std::generic_category().message(ENOENT))
    return "Make its directory first, or give another name.";
  if (cause == std::generic_category().message(ENOSPC) ||
      cause == std::generic_category().message(EDQUOT) ||
      cause == std::generic_category().message(EFBIG))
    return "Free some space, or write to another disk.";
  return "Check the directory and its permissions, or give another name.";
}

/// Makes the system put a file or the entries of a directory on the disk.
void sync(const std::filesystem::path& path) {
  const Descriptor file(open_descriptor(path, O_RDONLY));
  // Some file systems cannot sync a directory, and say EINVAL; the data are safe all the same.
  if (fsync(file.get()) != 0 && errno != EINVAL)
    throw std::system_error(errno, std::generic_category());
}

}  // namespace

void writing(const std::filesystem::path& path, const std::function<void()>& work) {
  hdf5::use_in_this_thread();
  try {
    work();
  } catch (const hdf5::Failure& failure) {
    throw FileError(
        fmt::format("{} ({}). {}", path.string(), failure.what(), remedy(failure.what())));
  } catch (const std::system_error& error) {
    const std::string cause = error.code().message();
    throw FileError(fmt::format("{} ({}). {}", path.string(), cause, remedy(cause)));
  }
}

void put_in_place(const std::filesystem::path& file, const std::filesystem::path& name,
                  bool replace) {
  sync(file);
  const auto keep_other = [&] {
    throw FileError(
        fmt::format("{} (another file came there meanwhile). Move it away, or use "
                    "--force to replace it.",
                    name.string()));
  };
  const int flags = replace ? 0 : RENAME_NOREPLACE;
  if (renameat2(AT_FDCWD, file.c_str(), AT_FDCWD, name.c_str(), flags) != 0) {
    if (errno == EEXIST) keep_other();
    if (errno != EINVAL && errno != ENOSYS) throw std::system_error(errno, std::generic_category());
    // A file system that cannot do both at once.
    if (!replace && file_exists(name)) keep_other();
    std::filesystem::rename(file, name);
  }
  const auto directory = name.parent_path();
  sync(directory.empty() ? "." : directory);
}

void Unfinished::finish(bool replace) {
  put_in_place(path_, name_, replace);
  scaffold_.keep();
}

void write_whole(const std::filesystem::path& name, bool replace,
                 const std::function<void(const std::filesystem::path& unfinished)>& work) {
  writing(name, [&] {
    Unfinished file(name);
    work(file.path());
    file.finish(replace);
  });
}

int open_descriptor(const std::filesystem::path& path, int flags) {
  constexpr int permissions = 0666;
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg): the system call has no other form
  return open(path.c_str(), flags | O_CLOEXEC, permissions);
}

Descriptor::Descriptor(int descriptor) : descriptor_(descriptor) {
  if (descriptor < 0) throw std::system_error(errno, std::generic_category());
}

Descriptor::~Descriptor() {
  if (descriptor_ >= 0) close(descriptor_);
}

void write_at(const Descriptor& file, std::uint64_t place, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = pwrite(file.get(), bytes.data(), bytes.size(), static_cast<off_t>(place));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) throw std::system_error(errno, std::generic_category());
    place += static_cast<std::uint64_t>(count);
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
}

void write_file(const std::filesystem::path& path, std::string_view bytes) {
  write_at(Descriptor(open_descriptor(path, O_WRONLY | O_CREAT | O_TRUNC)), 0, bytes);
}

std::filesystem::path with_ending(const std::filesystem::path& name, const char* ending) {
  return name.string() + ending;
}

bool file_exists(const std::filesystem::path& path) {
  std::error_code ignored;
  return std::filesystem::exists(path, ignored);
}

}  // namespace sim::io
