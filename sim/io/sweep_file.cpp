#include "sim/io/sweep_file.hpp"

#include <optional>
#include <stdexcept>
#include <system_error>

#include <fmt/format.h>

#include "sim/core/error.hpp"
#include "sim/io/journal.hpp"
#include "sim/io/result_layout.hpp"
#include "sim/io/safe_file.hpp"

namespace sim::io {

namespace {
/// A shard's journal is no other shard's.
std::string journal_head(const Study& study) {
  return fmt::format("{} {}+{}", study.sweep->experiment, study.sweep->first_run,
                     study.plan.size());
}

void check_names(const std::filesystem::path& name, SweepStart start) {
  std::error_code ignored;
  if (std::filesystem::is_directory(name, ignored))
    throw FileError(fmt::format("{} (a directory). Give the name of a file.", name.string()));
  if (start == SweepStart::replace) return;
  if (file_exists(name))
    throw FileError(fmt::format("{} (file exists). Use --force to replace it, or another name.",
                                name.string()));
  if (start == SweepStart::resume) return;
  for (const char* ending : {".partial", ".journal"}) {
    if (!file_exists(with_ending(name, ending))) continue;
    throw FileError(
        fmt::format("{}{} (left by a sweep that did not finish). Use --resume to go on, or "
                    "--force to start again.",
                    name.string(), ending));
  }
}
}  // namespace

struct SweepWriter::Impl {
  std::filesystem::path name, partial_name, journal_name;
  Study study;  // a copy: the caller's may be gone before the last block
  std::optional<ResultData> partial;
  std::optional<Journal> journal;
  std::vector<RunRecord> block;  ///< taken, not written
  std::size_t done = 0;          ///< runs of this file that are written

  void write_partial(std::span<const RunRecord> records) {
    if (done + records.size() > study.plan.size() ||
        (!records.empty() && records.front().run != study.sweep->first_run + done))
      throw std::logic_error("runs are written in the order of the plan");
    writing(partial_name, [&] {
      partial->write(done, records);
      partial->flush();
    });
    done += records.size();
  }
};

SweepWriter::SweepWriter(const std::filesystem::path& name, const Study& study, SweepStart start,
                         const std::function<void(std::span<const RunRecord>)>& replayed)
    : impl_(std::make_unique<Impl>()) {
  check_names(name, start);
  impl_->name = name;
  impl_->partial_name = with_ending(name, ".partial");
  impl_->journal_name = with_ending(name, ".journal");
  impl_->study = study;
  const bool resumed = start == SweepStart::resume && file_exists(impl_->journal_name);
  if (start == SweepStart::resume && !resumed && file_exists(impl_->partial_name))
    throw FileError(fmt::format("{} (missing, although there is {}). Use --force to start again.",
                                impl_->journal_name.string(), impl_->partial_name.string()));
  // The partial file is made anew, so that it has what the journal has. Not over a good one before
  // the journal is known to be of this experiment.
  const auto make_partial = [this] {
    writing(impl_->partial_name, [this] {
      impl_->partial.emplace(impl_->partial_name, impl_->study);
      impl_->partial->flush();
    });
  };
  if (!resumed) {
    // The journal first: a kill in between must leave something that can be resumed.
    impl_->journal.emplace(Journal::create(impl_->journal_name, journal_head(study)));
    make_partial();
    return;
  }
  impl_->journal.emplace(Journal::resume(impl_->journal_name, journal_head(study),
                                         [&](std::span<const RunRecord> records) {
                                           if (!impl_->partial) make_partial();
                                           impl_->write_partial(records);
                                           replayed(records);
                                         }));
  if (!impl_->partial) make_partial();
}

SweepWriter::~SweepWriter() = default;

std::size_t SweepWriter::next_run() const { return impl_->study.sweep->first_run + impl_->done; }

bool SweepWriter::write(RunRecord record) {
  impl_->block.push_back(std::move(record));
  return impl_->block.size() == runs_per_block && write_rest();
}

bool SweepWriter::write_rest() {
  if (impl_->block.empty()) return false;
  impl_->journal->append(impl_->block);
  impl_->write_partial(impl_->block);
  impl_->block.clear();
  return true;
}

void SweepWriter::finish(const PointEstimator& estimate, const Performance& performance) {
  write_rest();
  impl_->partial.reset();
  write_whole(impl_->name, [&](const std::filesystem::path& unfinished) {
    const hdf5::Handle partial = hdf5::open_file(impl_->partial_name);
    ResultData whole(unfinished, impl_->study);
    const RunPiece all{&partial, 0, 0, impl_->study.plan.size()};
    whole.assemble(std::span(&all, 1), estimate);
    whole.write_performance(performance);
    whole.finish();
  });
  impl_->journal.reset();
  remove_leftovers(impl_->name);
}

void remove_leftovers(const std::filesystem::path& name) {
  std::error_code ignored;  // the result is whole; what stays is only untidy
  std::filesystem::remove(with_ending(name, ".partial"), ignored);
  std::filesystem::remove(with_ending(name, ".journal"), ignored);
}

}  // namespace sim::io
