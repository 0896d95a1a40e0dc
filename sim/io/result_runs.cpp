// The part of ResultData that writes and copies runs.
#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

#include <fmt/format.h>

#include "sim/core/share_out.hpp"
#include "sim/io/pack_chunk.hpp"
#include "sim/io/result_layout.hpp"

namespace sim::io {

using hdf5::Element;

namespace {

constexpr std::size_t chunks_at_once = 64;  // packed before they are written: bounds memory

bool has_results(std::span<const RunRecord> records) {
  return std::ranges::any_of(
      records, [](const RunRecord& record) { return record.status == RunStatus::ok; });
}

std::size_t product(const std::vector<std::size_t>& shape) {
  return std::accumulate(shape.begin(), shape.end(), std::size_t{1}, std::multiplies<>());
}

/// Puts an array into the corner of one that is at least as large in every dimension.
void paste(std::span<const double> from, std::span<const std::size_t> from_shape, double* to,
           std::span<const std::size_t> to_shape) {
  if (std::ranges::equal(from_shape, to_shape)) {
    std::ranges::copy(from, to);
    return;
  }
  const std::size_t from_step = from.size() / from_shape[0];
  const std::size_t to_step =
      std::accumulate(to_shape.begin() + 1, to_shape.end(), std::size_t{1}, std::multiplies<>());
  for (std::size_t i = 0; i < from_shape[0]; ++i)
    paste(from.subspan(i * from_step, from_step), from_shape.subspan(1), to + i * to_step,
          to_shape.subspan(1));
}

/// Counts as they are stored: -1 where there is none.
std::vector<std::int32_t> whole(std::span<const double> values) {
  std::vector<std::int32_t> numbers;
  numbers.reserve(values.size());
  for (const double value : values)
    numbers.push_back(std::isnan(value) ? hdf5::no_integer
                                        : static_cast<std::int32_t>(std::lround(value)));
  return numbers;
}

std::vector<std::int8_t> categories(std::span<const double> values) {
  std::vector<std::int8_t> numbers;
  for (const double value : values) numbers.push_back(static_cast<std::int8_t>(value));
  return numbers;
}

/// What `use` makes of numbers in the type that the element has in memory.
template <class Use>
auto in_memory_type(Element element, std::span<const double> values, Use use) {
  if (element == Element::integer) return use(whole(values).data());
  if (element == Element::category) return use(categories(values).data());
  return use(values.data());
}

void write_numbers(const hdf5::Handle& dataset, Element element, hdf5::Rows rows,
                   std::span<const double> values) {
  in_memory_type(element, values,
                 [&](const auto* numbers) { hdf5::write_rows(dataset, element, rows, numbers); });
}

}  // namespace

void ResultData::write(std::size_t first, std::span<const RunRecord> records) {
  if (has_results(records)) {
    const Block block = block_of(first, records);
    if (first % runs_per_block == 0) {
      write_series(block, Share::parts);
      write_series(block, Share::rest);
    } else {
      write_unaligned(block);
    }
  }
  write_others(first, records);
}

void ResultData::write_parts(std::size_t first, std::span<const RunRecord> records) {
  if (has_results(records)) write_series(block_of(first, records), Share::parts);
}

void ResultData::write_rest(std::size_t first, std::span<const RunRecord> records) {
  if (has_results(records)) write_series(block_of(first, records), Share::rest);
  write_others(first, records);
}

/// What runs have that is no series of numbers.
void ResultData::write_others(std::size_t first, std::span<const RunRecord> records) {
  std::vector<std::int8_t> states;
  for (const auto& record : records) states.push_back(static_cast<std::int8_t>(record.status));
  hdf5::write_rows(status_.dataset, Element::category, {first, records.size()}, states.data());
  for (std::size_t table = 0; table < tables_.size(); ++table) append_table(table, records);
  std::vector<FailedRun> failures;
  for (const auto& record : records)
    if (record.status == RunStatus::failed)
      failures.push_back({static_cast<std::int32_t>(record.run), record.message});
  append_failures(failures);
  if (has_results(records)) write_run_means(first, records);
  for (const auto& record : records) note_commit({record.run, 1, record.commit});
  write_commits();
  count(records);
}

void ResultData::count(std::span<const RunRecord> records) {
  for (const auto& record : records) {
    if (record.status == RunStatus::ok) ++ok_;
    if (record.status == RunStatus::failed) ++failed_;
  }
  hdf5::rewrite_attribute(file_, "n_runs_ok", ok_);
  hdf5::rewrite_attribute(file_, "n_runs_failed", failed_);
}

std::vector<std::size_t> ResultData::Series::lengths(const Sizes& sizes) const {
  std::vector<std::size_t> lengths;
  for (const auto& axis : axes)
    lengths.push_back(axis.of == Axis::Of::month       ? sizes.months
                      : axis.of == Axis::Of::breakdown ? sizes.breakdowns[axis.index]
                                                       : axis.index);
  return lengths;
}

std::span<const double> ResultData::Series::numbers_of(const Block& block, std::size_t i) const {
  const auto all = numbers(block.records[i].result);
  const std::size_t expected = product(lengths(block.sizes[i]));
  if (all.size() != expected)
    throw std::logic_error(fmt::format("run {} gave {} numbers where {} belong", block.first + i,
                                       all.size(), expected));
  return all;
}

ResultData::Block ResultData::block_of(std::size_t first,
                                       std::span<const RunRecord> records) const {
  Block block{first, records, {}};
  for (std::size_t i = 0; i < records.size(); ++i)
    block.sizes.push_back(sizes_at(study_.plan[first + i]));
  return block;
}

/// Numbers are packed on all threads, some chunks at a time, and written on this one: HDF5 lets in
/// no more than one.
void ResultData::write_series(const Block& block, Share share) {
  struct Chunk {
    const Series* series = nullptr;
    std::size_t begin = 0;
    std::size_t rows = 0;
    std::vector<std::byte> packed;
  };
  std::vector<Chunk> chunks;
  const auto write_them = [&] {
    share_out(chunks.size(), [&](std::size_t i) {
      auto& [series, begin, rows, packed] = chunks[i];
      packed = pack_rows(*series, block, begin, rows);
    });
    for (const auto& [series, begin, rows, packed] : chunks)
      hdf5::write_chunk(series->dataset, block.first + begin, packed);
    chunks.clear();
  };
  for (const auto& series : series_) {
    const hdf5::Layout layout = layout_of(series);
    if (!layout.whole_rows()) continue;  // there are no places in a row
    const std::size_t rows = layout.chunk[0];
    if ((rows <= runs_per_chunk) != (share == Share::parts)) continue;
    for (std::size_t begin = 0; begin < block.records.size(); begin += rows)
      chunks.push_back({&series, begin, rows, {}});
    if (chunks.size() >= chunks_at_once) write_them();
  }
  write_them();
}

/// After a sweep was stopped amid a block and resumed: chunks are there that hold some rows.
void ResultData::write_unaligned(const Block& block) {
  const std::size_t count = block.records.size();
  for (const auto& series : series_)
    write_numbers(series.dataset, series.element, {block.first, count},
                  rows_of(series, block, 0, count));
}

/// NaN where runs have nothing.
std::vector<double> ResultData::rows_of(const Series& series, const Block& block, std::size_t begin,
                                        std::size_t rows) const {
  const auto in_file = series.lengths(largest_);
  const std::size_t per_run = product(in_file);
  std::vector<double> values(rows * per_run, hdf5::no_real);
  for (std::size_t i = begin; i < std::min(begin + rows, block.records.size()); ++i)
    if (block.records[i].status == RunStatus::ok)
      paste(series.numbers_of(block, i), series.lengths(block.sizes[i]),
            values.data() + (i - begin) * per_run, in_file);
  return values;
}

std::vector<std::byte> ResultData::pack_rows(const Series& series, const Block& block,
                                             std::size_t begin, std::size_t rows) const {
  const auto pack = [&](std::span<const double> values) {
    return in_memory_type(series.element, values, [&](const auto* numbers) {
      return hdf5::pack_chunk(series.element, numbers, values.size());
    });
  };
  const bool as_they_are = rows == 1 && block.records[begin].status == RunStatus::ok &&
                           series.lengths(block.sizes[begin]) == series.lengths(largest_);
  if (as_they_are) return pack(series.numbers_of(block, begin));
  return pack(rows_of(series, block, begin, rows));
}

hdf5::Layout ResultData::layout_of(const Series& series) const {
  std::vector<hsize_t> shape{study_.plan.size()};
  for (const std::size_t length : series.lengths(largest_)) shape.push_back(length);
  return {shape, chunk_shape(shape)};
}

void ResultData::append_table(std::size_t index, std::span<const RunRecord> records) {
  Table& table = tables_[index];
  if (table.columns.empty()) return;
  std::vector<std::vector<double>> columns(table.columns.size());
  for (const auto& record : records) {
    if (record.status != RunStatus::ok) continue;
    const auto& of_run = record.result.tables[index];
    const std::size_t rows = of_run.empty() ? 0 : of_run.front().size();
    for (std::size_t row = 0; row < rows; ++row) {
      columns[0].push_back(static_cast<double>(table.rows + columns[0].size()));
      columns[1].push_back(static_cast<double>(record.run));
      for (std::size_t c = 0; c < of_run.size(); ++c) columns[2 + c].push_back(of_run[c][row]);
    }
  }
  const std::size_t added = columns[0].size();
  for (std::size_t c = 0; c < columns.size(); ++c) {
    hdf5::extend(table.columns[c].dataset, table.rows + added);
    write_numbers(table.columns[c].dataset, table.columns[c].element, {table.rows, added},
                  columns[c]);
  }
  table.rows += added;
}

void ResultData::append_failures(const std::vector<FailedRun>& failures) {
  if (failures.empty()) return;
  if (failures_.columns.empty()) create_failures();
  std::vector<std::int32_t> numbers, runs;
  std::vector<const char*> messages;
  for (const auto& [run, message] : failures) {
    numbers.push_back(static_cast<std::int32_t>(failures_.rows + numbers.size()));
    runs.push_back(run);
    messages.push_back(message.c_str());
  }
  const hdf5::Rows rows{failures_.rows, numbers.size()};
  failures_.rows += numbers.size();
  const auto& columns = failures_.columns;
  for (const auto& column : columns) hdf5::extend(column.dataset, failures_.rows);
  hdf5::write_rows(columns[0].dataset, Element::integer, rows, numbers.data());
  hdf5::write_rows(columns[1].dataset, Element::integer, rows, runs.data());
  hdf5::write_rows(columns[2].dataset, Element::text, rows, messages.data());
}

std::vector<Warning> read_warnings(const hdf5::Handle& file) {
  std::vector<Warning> warnings;
  if (!hdf5::has_object(file, "provenance/warning_text")) return warnings;
  const auto places = hdf5::read_texts(hdf5::open_dataset(file, "provenance/warning_place"));
  const auto texts = hdf5::read_texts(hdf5::open_dataset(file, "provenance/warning_text"));
  for (std::size_t i = 0; i < std::min(places.size(), texts.size()); ++i)
    warnings.push_back({places[i], texts[i]});
  return warnings;
}

std::vector<FailedRun> read_failures(const hdf5::Handle& file) {
  std::vector<FailedRun> failures;
  if (!hdf5::has_object(file, "provenance/failure_run_id")) return failures;
  const auto runs = hdf5::read_integers(hdf5::open_dataset(file, "provenance/failure_run_id"));
  const auto messages = hdf5::read_texts(hdf5::open_dataset(file, "provenance/failure_message"));
  for (std::size_t i = 0; i < std::min(runs.size(), messages.size()); ++i)
    failures.push_back({runs[i], messages[i]});
  return failures;
}

void ResultData::leave_out(std::size_t first) {
  const std::vector<std::int8_t> states(study_.plan.size() - first,
                                        static_cast<std::int8_t>(RunStatus::not_started));
  hdf5::write_rows(status_.dataset, Element::category, {first, states.size()}, states.data());
}

}  // namespace sim::io
