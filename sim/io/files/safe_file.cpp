#include "sim/io/files/safe_file.hpp"

#include <cerrno>
#include <cstdio>
#include <fstream>
#include <string>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <linux/magic.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "sim/core/error.hpp"
#include "sim/io/files/hdf5.hpp"

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

/// Anything but a file, in a word.
const char* kind_word(std::filesystem::file_type type) {
  using Type = std::filesystem::file_type;
  switch (type) {
    case Type::directory: return "a directory";
    case Type::block:
    case Type::character: return "a device";
    case Type::fifo: return "a pipe";
    case Type::socket: return "a socket";
    case Type::symlink: return "a link to nothing";
    default: return "not a file";
  }
}

/// Whether it is one of the kernel's own: of no size, and some are never read to the end.
bool is_of_the_kernel(const std::filesystem::path& path) {
  struct statfs system {};
  if (statfs(path.c_str(), &system) != 0) return false;
  return system.f_type == PROC_SUPER_MAGIC || system.f_type == SYSFS_MAGIC;
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

/// Makes the system put a file or the entries of a directory on the disk.
void sync(const std::filesystem::path& path) {
  const Descriptor file(open_descriptor(path, O_RDONLY));
  // Some file systems cannot sync a directory, and say EINVAL; the data are safe all the same.
  if (fsync(file.get()) != 0 && errno != EINVAL)
    throw std::system_error(errno, std::generic_category());
}

}  // namespace

void check_replaceable(const std::filesystem::path& name, bool replace) {
  using Type = std::filesystem::file_type;
  std::error_code ignored;
  Type type = std::filesystem::status(name, ignored).type();
  if (type == Type::none || type == Type::unknown) return;  // opening it says why
  if (type == Type::not_found) type = std::filesystem::symlink_status(name, ignored).type();
  if (type == Type::not_found || type == Type::none) return;
  if (type != Type::regular)
    throw FileError(
        fmt::format("{} ({}). Give the name of a file.", name.string(), kind_word(type)));
  if (!replace)
    throw FileError(fmt::format("{} (file exists). Use --force to replace it, or another name.",
                                name.string()));
}

void check_readable(const std::filesystem::path& path, const std::string& asked_by,
                    const std::string& remedy) {
  using Type = std::filesystem::file_type;
  std::error_code ignored;
  const Type type = std::filesystem::status(path, ignored).type();
  const auto refuse = [&](const char* what) {
    throw FileError(fmt::format("{}{} ({}). {}", asked_by, path.string(), what, remedy));
  };
  if (type == Type::not_found) refuse("no such file");
  if (type == Type::none || type == Type::unknown) return;  // opening it says why
  if (type != Type::regular) refuse(kind_word(type));
  if (is_of_the_kernel(path)) refuse("not a file on a disk");
}

std::string first_bytes(const std::filesystem::path& path, std::size_t count) {
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(path, ignored)) return "";  // a pipe would wait for ever
  std::string bytes(count, '\0');
  std::ifstream file(path, std::ios::binary);
  file.read(bytes.data(), static_cast<std::streamsize>(count));
  bytes.resize(static_cast<std::size_t>(file.gcount()));
  return bytes;
}

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
  check_replaceable(name, true);
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

std::optional<Descriptor> open_locked(const std::filesystem::path& path) {
  check_replaceable(path, true);
  for (;;) {
    Descriptor file(open_descriptor(path, O_RDWR | O_CREAT));
    if (!lock(file.get())) return std::nullopt;
    // Its last holder may have removed it, or given it its name, before we had the lock.
    struct stat held {
    }, there{};
    if (fstat(file.get(), &held) != 0) fail();
    if (stat(path.c_str(), &there) == 0 && held.st_ino == there.st_ino) return file;
  }
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

void truncate(const Descriptor& file, std::uint64_t bytes) {
  if (ftruncate(file.get(), static_cast<off_t>(bytes)) != 0) fail();
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
