#include "sim/io/result_file.hpp"

#include <algorithm>
#include <mutex>
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
                        return model->parameters()[row].free();
                      });
  if (varied) least = Calibration::illustrative;
  return std::string(calibration_names[static_cast<std::size_t>(least)]);
}

struct ResultWriter::Impl {
  std::filesystem::path name;
  std::filesystem::path partial_name;
  Study study;  // a copy: the caller's may be gone before the last block
  std::optional<ResultData> partial;
  std::once_flag created;
  std::vector<RunRecord> block;   ///< taken, not flushed
  std::size_t parts_written = 0;  ///< runs of the block without offices and the like any more
  std::size_t next_run = 0;       ///< the block's first

  void create() {
    std::call_once(created, [this] {
      Scaffold scaffold(partial_name);
      writing(partial_name, [this] {
        partial.emplace(partial_name, study);
        partial->flush();
      });
      scaffold.keep();
    });
  }

  void write_parts() {
    create();
    const std::span records = std::span(block).subspan(parts_written);
    writing(partial_name, [&] { partial->write_parts(next_run + parts_written, records); });
    for (RunRecord& record : records) record.result.breakdowns = {};
    parts_written = block.size();
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
  writing(impl_->partial_name, [this] { make_empty(impl_->partial_name); });
}

ResultWriter::~ResultWriter() = default;

void ResultWriter::create() { impl_->create(); }

bool ResultWriter::write(RunRecord record) {
  Impl& at = *impl_;
  // The bytes of a file depend on how it came to be, and a finished one is to have one history.
  if (at.next_run % runs_per_block != 0)
    throw std::logic_error("a run after a block that was not full");
  if (record.run != at.next_run + at.block.size() || record.run >= at.study.plan.size())
    throw std::logic_error("runs are written in the order of the plan");
  at.block.push_back(std::move(record));
  if (at.block.size() % runs_per_chunk == 0) at.write_parts();
  return at.block.size() == runs_per_block && write_rest();
}

bool ResultWriter::write_rest() {
  Impl& at = *impl_;
  if (at.block.empty()) return false;
  at.write_parts();
  writing(at.partial_name, [&] {
    at.partial->write_rest(at.next_run, at.block);
    at.partial->flush();
  });
  at.next_run += at.block.size();
  at.block.clear();
  at.parts_written = 0;
  return true;
}

void ResultWriter::finish(const Summary& summary, const Performance& performance) {
  create();
  write_rest();
  writing(impl_->partial_name, [&] {
    ResultData& whole = *impl_->partial;
    whole.leave_out(impl_->next_run);
    whole.write_summary(summary);
    whole.write_performance(performance);
    whole.finish();
  });
  impl_->partial.reset();
  writing(impl_->name, [this] { put_in_place(impl_->partial_name, impl_->name); });
}

}  // namespace sim::io
