// How a result file is made of a skeleton and blocks of runs: the one way there is, so that its
// bytes do not depend on what happened before.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

#include <fmt/format.h>
#include <unistd.h>

#include "sim/core/error.hpp"
#include "sim/core/share_out.hpp"
#include "sim/io/files/safe_file.hpp"
#include "sim/io/results/hdf5_read.hpp"
#include "sim/io/results/pack_chunk.hpp"
#include "sim/io/results/run_blocks.hpp"

namespace sim::io {

using hdf5::Element;
using hdf5::Handle;

namespace {

void write_numbers(const Handle& dataset, hdf5::Rows rows, const std::vector<double>& values) {
  const Element element = hdf5::element_of(dataset);
  if (element == Element::real) return hdf5::write_rows(dataset, element, rows, values.data());
  // Integers of all sizes: HDF5 makes the file's of these.
  const std::vector<std::int32_t> whole(values.begin(), values.end());
  hdf5::write_rows(dataset, Element::integer, rows, whole.data());
}

void append_rows(const std::vector<Handle>& columns, std::size_t& rows,
                 const std::vector<std::vector<double>>& values) {
  const std::size_t added = values.front().size();
  for (std::size_t c = 0; c < columns.size(); ++c) {
    hdf5::extend(columns[c], rows + added);
    write_numbers(columns[c], {rows, added}, values[c]);
  }
  rows += added;
}

template <class Row>
std::vector<const char*> texts_of(const std::vector<Row>& rows, std::string Row::*text) {
  std::vector<const char*> texts;
  for (const Row& row : rows) texts.push_back((row.*text).c_str());
  return texts;
}

}  // namespace

ResultFile::ResultFile(const std::filesystem::path& path, const Skeleton& skeleton)
    : skeleton_(skeleton), file_(hdf5::open_image(path, skeleton.file)), worlds_(skeleton.worlds) {
  for (const Series& series : skeleton.series)
    series_.push_back(hdf5::open_dataset(file_, series.path));
  for (const std::string& group : skeleton.tables) {
    Table& table = tables_.emplace_back();
    if (group.empty()) continue;
    const Handle in = hdf5::open_group(file_, group);
    for (const auto& child : hdf5::children(in))
      table.columns.push_back(hdf5::open_dataset(in, child.name));
  }
}

void ResultFile::add(const Block& block) {
  if (!in_worlds(block)) add_numbers(block);
  add_states(block);
}

void ResultFile::add_states(const Block& block) {
  if (in_worlds(block)) {
    for (const RunRecord& record : block.records)
      worlds_.add(record.run - skeleton_.runs, record.window_means);
    return;
  }
  status_.resize(block.first, static_cast<std::int8_t>(RunStatus::planned));
  for (const RunRecord& record : block.records) note(record);
}

void ResultFile::add_numbers(const Block& block) {
  for (const Chunk& chunk : block.chunks)
    hdf5::write_chunk(series_[chunk.series], chunk.row, chunk.bytes);
  const bool any = std::ranges::any_of(
      block.records, [](const RunRecord& record) { return record.status == RunStatus::ok; });
  if (any) add_months(block);
  for (std::size_t table = 0; table < tables_.size(); ++table) append(tables_[table], table, block);
}

/// Packs whole runs' numbers of all of the block on all threads, and writes them on this one: HDF5
/// lets in no more than one.
void ResultFile::add_months(const Block& block) {
  std::vector<Chunk> chunks;
  for (std::size_t series = 0; series < series_.size(); ++series)
    if (skeleton_.series[series].chunk_rows > runs_per_chunk)
      chunks.push_back({series, block.first, {}});
  share_out(chunks.size(), [&](std::size_t i) {
    const Series& series = skeleton_.series[chunks[i].series];
    const std::size_t per_run = series.in_file[0];
    std::vector<double> values(runs_per_block * per_run, hdf5::no_real);
    for (std::size_t row = 0; row < block.records.size(); ++row)
      if (block.records[row].status == RunStatus::ok)
        std::ranges::copy(series.numbers(block.records[row]),
                          values.begin() + static_cast<std::ptrdiff_t>(row * per_run));
    chunks[i].bytes = hdf5::pack_chunk(series.element, values);
  });
  for (const Chunk& chunk : chunks)
    hdf5::write_chunk(series_[chunk.series], chunk.row, chunk.bytes);
}

void ResultFile::append(Table& table, std::size_t which, const Block& block) const {
  if (table.columns.empty()) return;
  std::vector<std::vector<double>> columns(table.columns.size());
  for (const auto& record : block.records) {
    if (record.status != RunStatus::ok) continue;
    const auto& of_run = record.result.tables.at(which);
    const std::size_t rows = of_run.empty() ? 0 : of_run.front().size();
    for (std::size_t row = 0; row < rows; ++row) {
      columns[0].push_back(static_cast<double>(table.rows + columns[0].size()));
      columns[1].push_back(static_cast<double>(skeleton_.first_run + record.run));
    }
    for (std::size_t c = 0; c < of_run.size(); ++c)
      columns[2 + c].insert(columns[2 + c].end(), of_run[c].begin(), of_run[c].end());
  }
  append_rows(table.columns, table.rows, columns);
}

void ResultFile::note(const RunRecord& record) {
  status_.push_back(static_cast<std::int8_t>(record.status));
  const std::size_t run = skeleton_.first_run + record.run;
  if (record.status == RunStatus::failed)
    failures_.push_back({static_cast<std::int32_t>(run), record.message});
  if (!made_by_.empty() && made_by_.back().commit == record.commit)
    ++made_by_.back().count;
  else
    made_by_.push_back({run, 1, record.commit});
}

void ResultFile::add_rest(RunStatus others) {
  hdf5::rewrite_attribute(file_, "n_runs_ok",
                          static_cast<std::int32_t>(std::ranges::count(
                              status_, static_cast<std::int8_t>(RunStatus::ok))));
  hdf5::rewrite_attribute(file_, "n_runs_failed", static_cast<std::int32_t>(failures_.size()));
  status_.resize(skeleton_.runs, static_cast<std::int8_t>(others));
  hdf5::write_rows(hdf5::open_dataset(file_, "status"), Element::category, {0, status_.size()},
                   status_.data());
  write_failures();
  write_commits();
  write_worlds();
}

void ResultFile::write_worlds() {
  if (skeleton_.worlds.worlds == 0) return;
  const Handle group = hdf5::open_group(file_, "worlds");
  hdf5::write_rows(hdf5::open_dataset(group, "value"), Element::real, {0, skeleton_.worlds.worlds},
                   worlds_.values().data());
  hdf5::rewrite_attribute(group, "n_runs_ok", static_cast<std::int32_t>(worlds_.ok()));
  hdf5::rewrite_attribute(group, "n_runs_failed", static_cast<std::int32_t>(worlds_.failed()));
}

/// Only if there are some: xarray cannot copy a column of no texts.
void ResultFile::write_failures() {
  if (failures_.empty()) return;
  LabelledGroup group{hdf5::open_group(file_, "provenance")};
  group.add_numbers({"failure", failures_.size(), true},
                    {"failure", "1", "Number of the failed run, from 0."}, 0);
  const Handle runs =
      group.add("failure_run_id", Element::integer, {"failure"}, {"run", "1", "Run that failed."});
  const Handle messages =
      group.add("failure_message", Element::text, {"failure"}, {"message", "1", "Why it failed."});
  std::vector<std::int32_t> numbers;
  for (const auto& failure : failures_) numbers.push_back(failure.run);
  const hdf5::Rows all{0, failures_.size()};
  hdf5::write_rows(runs, Element::integer, all, numbers.data());
  hdf5::write_rows(messages, Element::text, all, texts_of(failures_, &FailedRun::message).data());
  group.close_scales();
}

void ResultFile::write_commits() {
  if (!hdf5::has_object(file_, "provenance/made")) return;
  std::vector<Handle> columns;
  for (const char* name : {"made", "made_first_run", "made_runs"})
    columns.push_back(hdf5::open_dataset(file_, fmt::format("provenance/{}", name)));
  std::vector<std::vector<double>> values(columns.size());
  for (const auto& [first, count, commit] : made_by_) {
    values[0].push_back(static_cast<double>(values[0].size()));
    values[1].push_back(static_cast<double>(first));
    values[2].push_back(static_cast<double>(count));
  }
  std::size_t rows = 0;
  append_rows(columns, rows, values);
  const Handle commits = hdf5::open_dataset(file_, "provenance/made_by_git_sha1");
  hdf5::extend(commits, rows);
  hdf5::write_rows(commits, Element::text, {0, rows}, texts_of(made_by_, &MadeRuns::commit).data());
}

void ResultFile::finish() {
  hdf5::rewrite_attribute(file_, "complete", 1);
  hdf5::flush(file_);
}

hdf5::Handle open_result(const std::filesystem::path& path, bool numbers) {
  if (!JournalReader::is_journal(path)) return hdf5::open_file(path);
  JournalReader journal(path);
  const auto head = journal.next();  // which study it is of
  const auto frame = journal.next();
  if (!head || !frame)
    throw FileError(fmt::format("{} (no run is in it yet). Look again later.", path.string()));
  if (frame->empty())
    throw FileError(
        fmt::format("{} (of a study whose plan is made on the way: there is no result before its "
                    "end). Give its command again with --resume.",
                    path.string()));
  const auto skeleton = unpacked<Skeleton>(*frame);
  std::string name = (std::filesystem::temp_directory_path() / "maatwerk-XXXXXX").string();
  Handle opened;
  writing(name, [&] {
    const Descriptor made(mkstemp(name.data()));
    const Scaffold gone_when_closed(name);
    ResultFile file(name, skeleton);
    for_each_block(journal,
                   [&](const Block& block) { numbers ? file.add(block) : file.add_states(block); });
    file.add_rest(RunStatus::planned);
    hdf5::flush(file.handle());
    opened = hdf5::open_file(name);
  });
  return opened;
}

}  // namespace sim::io
