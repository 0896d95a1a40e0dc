#include "sim/io/result_file.hpp"

#include <cerrno>
#include <optional>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "sim/core/error.hpp"
#include "sim/io/result_layout.hpp"

namespace sim::io {

namespace {

std::filesystem::path with_ending(const std::filesystem::path& name, const char* ending) {
  return name.string() + ending;
}

std::string remedy(const std::string& cause) {
  if (cause == std::generic_category().message(ENOENT))
    return "Make its directory first, or give another name.";
  if (cause == std::generic_category().message(ENOSPC) ||
      cause == std::generic_category().message(EDQUOT) ||
      cause == std::generic_category().message(EFBIG))
    return "Free some space, or write to another disk.";
  return "Check the directory and its permissions, or give another name.";
}

/// Runs something that writes to a path and turns what HDF5 or the system says into one line.
template <class Work>
void writing(const std::filesystem::path& path, Work&& work) {
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

/// Makes the system put a file or the entries of a directory on the disk.
void sync(const std::filesystem::path& path) {
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) throw std::system_error(errno, std::generic_category());
  const int failed = fsync(descriptor);
  const int error = errno;
  close(descriptor);
  // Some file systems cannot sync a directory, and say EINVAL; the data are safe all the same.
  if (failed != 0 && error != EINVAL) throw std::system_error(error, std::generic_category());
}

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

}  // namespace

struct ResultWriter::Impl {
  std::filesystem::path name;
  std::filesystem::path partial_name;
  Study study;  // a copy: the caller's may be gone before the last block
  std::optional<ResultData> partial;
  std::size_t next_run = 0;
};

ResultWriter::ResultWriter(const std::filesystem::path& name, const Study& study, bool force)
    : impl_(std::make_unique<Impl>()) {
  impl_->name = name;
  impl_->partial_name = with_ending(name, ".partial");
  impl_->study = study;
  const auto exists = [](const std::filesystem::path& path) {
    std::error_code ignored;
    return std::filesystem::exists(path, ignored);
  };
  if (std::error_code ignored; std::filesystem::is_directory(name, ignored))
    throw FileError(fmt::format("{} (a directory). Give the name of a file.", name.string()));
  if (!force && exists(name))
    throw FileError(fmt::format("{} (file exists). Use --force to replace it, or another name.",
                                name.string()));
  if (!force && exists(impl_->partial_name))
    throw FileError(
        fmt::format("{} (left by a study that did not finish). See what it holds with maatwerk "
                    "status; use --force to start again, or another name.",
                    impl_->partial_name.string()));
  writing(impl_->partial_name, [this] {
    Scaffold scaffold(impl_->partial_name);
    impl_->partial.emplace(impl_->partial_name, impl_->study);
    impl_->partial->flush();
    scaffold.keep();
  });
}

ResultWriter::~ResultWriter() = default;

void ResultWriter::write_block(std::span<const RunRecord> records) {
  if (records.size() > runs_per_block ||
      impl_->next_run + records.size() > impl_->study.plan.size())
    throw std::logic_error("a block of more runs than were planned");
  for (std::size_t i = 0; i < records.size(); ++i)
    if (records[i].run != impl_->next_run + i)
      throw std::logic_error("runs are written in the order of the plan");
  writing(impl_->partial_name, [&] {
    impl_->partial->write(impl_->next_run, records);
    impl_->partial->flush();
  });
  impl_->next_run += records.size();
}

void ResultWriter::finish(const Summary& summary, const Performance& performance) {
  const auto unfinished = with_ending(impl_->name, ".writing");
  writing(impl_->name, [&] {
    Scaffold scaffold(unfinished);
    ResultData whole(unfinished, impl_->study);
    whole.copy_runs(*impl_->partial);
    whole.write_summary(summary);
    whole.write_performance(performance);
    whole.mark_complete();
    whole.close();
    sync(unfinished);
    std::filesystem::rename(unfinished, impl_->name);
    scaffold.keep();
    const auto directory = impl_->name.parent_path();
    sync(directory.empty() ? "." : directory);
  });
  impl_->partial.reset();
  std::error_code ignored;  // the result is whole; a partial that stays is only untidy
  std::filesystem::remove(impl_->partial_name, ignored);
}

}  // namespace sim::io
