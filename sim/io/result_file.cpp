#include "sim/io/result_file.hpp"

#include <algorithm>
#include <optional>
#include <system_error>

#include <fmt/format.h>

#include "sim/core/error.hpp"
#include "sim/io/result_layout.hpp"
#include "sim/io/safe_file.hpp"

namespace sim::io {

std::string Study::calibration_status() const {
  Calibration least = scenarios.empty() ? Calibration::illustrative : Calibration::validated;
  for (const auto& one : scenarios) least = std::min(least, one.scenario.calibration);
  const bool varied = sweep && std::ranges::any_of(sweep->design.parameters, [&](std::size_t row) {
                        return model->parameters()[row].free;
                      });
  if (varied) least = Calibration::illustrative;
  return std::string(calibration_names[static_cast<std::size_t>(least)]);
}

struct ResultWriter::Impl {
  std::filesystem::path name;
  std::filesystem::path partial_name;
  Study study;  // a copy: the caller's may be gone before the last block
  std::optional<ResultData> partial;
  std::optional<Unfinished> unfinished;  // the final file, and what is in it
  std::optional<ResultData> whole;
  std::size_t next_run = 0;
  std::size_t copied = 0;

  /// Copies runs to the final file, in blocks however they came, so that its bytes are the same.
  void copy_runs(std::size_t end) {
    if (!whole) {
      unfinished.emplace(name);
      whole.emplace(unfinished->path(), study);
    }
    for (; copied < end; copied += std::min(runs_per_block, end - copied))
      whole->copy_runs(*partial, {copied, std::min(runs_per_block, end - copied)});
  }
};

ResultWriter::ResultWriter(const std::filesystem::path& name, const Study& study, bool force)
    : impl_(std::make_unique<Impl>()) {
  impl_->name = name;
  impl_->partial_name = with_ending(name, ".partial");
  impl_->study = study;
  if (std::error_code ignored; std::filesystem::is_directory(name, ignored))
    throw FileError(fmt::format("{} (a directory). Give the name of a file.", name.string()));
  if (!force && file_exists(name))
    throw FileError(fmt::format("{} (file exists). Use --force to replace it, or another name.",
                                name.string()));
  if (!force && file_exists(impl_->partial_name))
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
  // Now, while other threads make the next runs.
  writing(impl_->name,
          [this] { impl_->copy_runs(impl_->next_run - impl_->next_run % runs_per_block); });
}

void ResultWriter::finish(const Summary& summary, const Performance& performance) {
  writing(impl_->name, [&] {
    impl_->copy_runs(impl_->next_run);
    ResultData& whole = *impl_->whole;
    whole.copy_tables(*impl_->partial);
    whole.leave_out(impl_->next_run);
    whole.write_summary(summary);
    whole.write_performance(performance);
    whole.mark_complete();
    whole.close();
    impl_->unfinished->finish([this] { impl_->partial.reset(); });
  });
  std::error_code ignored;  // the result is whole; a partial that stays is only untidy
  std::filesystem::remove(impl_->partial_name, ignored);
}

}  // namespace sim::io
