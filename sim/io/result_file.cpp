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
  std::once_flag created;
  std::size_t next_run = 0;
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

void ResultWriter::create() {
  std::call_once(impl_->created, [this] {
    Scaffold scaffold(impl_->partial_name);
    writing(impl_->partial_name, [this] {
      impl_->partial.emplace(impl_->partial_name, impl_->study);
      impl_->partial->flush();
    });
    scaffold.keep();
  });
}

void ResultWriter::write_block(std::span<const RunRecord> records) {
  create();
  if (records.size() > runs_per_block ||
      impl_->next_run + records.size() > impl_->study.plan.size())
    throw std::logic_error("a block of more runs than were planned");
  // The bytes of a file depend on how it came to be, and a finished one is to have one history.
  if (impl_->next_run % runs_per_block != 0)
    throw std::logic_error("a block after one that was not full");
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
  create();
  writing(impl_->partial_name, [&] {
    ResultData& whole = *impl_->partial;
    whole.leave_out(impl_->next_run);
    whole.write_summary(summary);
    whole.write_performance(performance);
    whole.mark_complete();
    whole.close();
  });
  writing(impl_->name, [this] { put_in_place(impl_->partial_name, impl_->name); });
}

}  // namespace sim::io
