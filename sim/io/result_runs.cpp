// The part of ResultData that writes and copies runs.
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>

#include <fmt/format.h>

#include "sim/io/result_layout.hpp"

namespace sim::io {

using hdf5::Element;

namespace {

constexpr std::size_t rows_per_copy = 4096;

std::size_t product(const std::vector<std::size_t>& shape) {
  return std::accumulate(shape.begin(), shape.end(), std::size_t{1}, std::multiplies<>());
}

/// Puts an array into the corner of one that is at least as large in every dimension.
void paste(std::span<const double> from, std::span<const std::size_t> from_shape, double* to,
           std::span<const std::size_t> to_shape) {
  if (from_shape.empty()) {
    *to = from[0];
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
std::vector<std::int32_t> whole(const std::vector<double>& values) {
  std::vector<std::int32_t> numbers;
  numbers.reserve(values.size());
  for (const double value : values)
    numbers.push_back(std::isnan(value) ? -1 : static_cast<std::int32_t>(std::lround(value)));
  return numbers;
}

std::vector<std::int8_t> categories(const std::vector<double>& values) {
  std::vector<std::int8_t> numbers;
  for (const double value : values) numbers.push_back(static_cast<std::int8_t>(value));
  return numbers;
}

void write_numbers(const hdf5::Handle& dataset, Element element, hdf5::Rows rows,
                   const std::vector<double>& values) {
  if (element == Element::real || element == Element::single)
    hdf5::write_rows(dataset, element, rows, values.data());
  if (element == Element::integer) hdf5::write_rows(dataset, element, rows, whole(values).data());
  if (element == Element::category)
    hdf5::write_rows(dataset, element, rows, categories(values).data());
}

}  // namespace

void ResultData::write(std::size_t first, std::span<const RunRecord> records) {
  std::vector<std::int8_t> states;
  for (const auto& record : records) states.push_back(static_cast<std::int8_t>(record.status));
  hdf5::write_rows(status_.dataset, Element::category, {first, records.size()}, states.data());
  const bool any = std::ranges::any_of(
      records, [](const RunRecord& record) { return record.status == RunStatus::ok; });
  for (const auto& series : series_)
    if (any) write_series(series, first, records);
  for (std::size_t table = 0; table < model_.tables().size(); ++table) append_table(table, records);
  append_failures(records);
  if (any) write_run_means(first, records);
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

void ResultData::write_series(const Series& series, std::size_t first,
                              std::span<const RunRecord> records) {
  const auto shape = [&](const Sizes& sizes) {
    std::vector<std::size_t> lengths;
    for (const auto& axis : series.axes)
      lengths.push_back(axis.of == Axis::Of::month       ? sizes.months
                        : axis.of == Axis::Of::breakdown ? sizes.breakdowns[axis.index]
                                                         : axis.index);
    return lengths;
  };
  const auto in_file = shape(largest_);
  const std::size_t per_run = product(in_file);
  std::vector<double> values(records.size() * per_run, std::numeric_limits<double>::quiet_NaN());
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (records[i].status != RunStatus::ok) continue;
    const auto of_run = shape(sizes_at(study_.plan[first + i]));
    const auto numbers = series.numbers(records[i].result);
    if (numbers.size() != product(of_run))
      throw std::logic_error(fmt::format("run {} gave {} numbers where {} belong", first + i,
                                         numbers.size(), product(of_run)));
    paste(numbers, of_run, values.data() + i * per_run, in_file);
  }
  write_numbers(series.dataset, series.element, {first, records.size()}, values);
}

void ResultData::append_table(std::size_t index, std::span<const RunRecord> records) {
  Table& table = tables_[index];
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

void ResultData::append_failures(std::span<const RunRecord> records) {
  Table& table = tables_.back();
  std::vector<std::int32_t> numbers;
  std::vector<std::int32_t> runs;
  std::vector<const char*> messages;
  for (const auto& record : records) {
    if (record.status != RunStatus::failed) continue;
    numbers.push_back(static_cast<std::int32_t>(table.rows + numbers.size()));
    runs.push_back(static_cast<std::int32_t>(record.run));
    messages.push_back(record.message.c_str());
  }
  const hdf5::Rows rows{table.rows, numbers.size()};
  table.rows += numbers.size();
  for (const auto& column : table.columns) hdf5::extend(column.dataset, table.rows);
  hdf5::write_rows(table.columns[0].dataset, Element::integer, rows, numbers.data());
  hdf5::write_rows(table.columns[1].dataset, Element::integer, rows, runs.data());
  hdf5::write_rows(table.columns[2].dataset, Element::text, rows, messages.data());
}

/// Rows without numbers are left as they were made: full of NaN, and without room on the disk.
bool ResultData::any_ok(hdf5::Rows rows) const {
  std::vector<std::int8_t> states(rows.count);
  hdf5::read_rows(status_.dataset, Element::category, rows, states.data());
  return std::ranges::count(states, static_cast<std::int8_t>(RunStatus::ok)) > 0;
}

void ResultData::leave_out(std::size_t first) {
  const std::vector<std::int8_t> states(study_.plan.size() - first,
                                        static_cast<std::int8_t>(RunStatus::not_started));
  hdf5::write_rows(status_.dataset, Element::category, {first, states.size()}, states.data());
}

void ResultData::copy_runs(const ResultData& from) {
  const std::size_t runs = study_.plan.size();
  for (std::size_t first = 0; first < runs; first += runs_per_block) {
    const hdf5::Rows rows{first, std::min(runs_per_block, runs - first)};
    hdf5::copy_rows(from.status_.dataset, status_.dataset, Element::category, rows);
    if (!any_ok(rows)) continue;
    for (std::size_t i = 0; i < series_.size(); ++i)
      hdf5::copy_rows(from.series_[i].dataset, series_[i].dataset, series_[i].element, rows);
  }
  for (std::size_t t = 0; t < tables_.size(); ++t) {
    tables_[t].rows = from.tables_[t].rows;
    for (std::size_t c = 0; c < tables_[t].columns.size(); ++c) {
      const auto& [dataset, element] = tables_[t].columns[c];
      hdf5::extend(dataset, tables_[t].rows);
      for (std::size_t first = 0; first < tables_[t].rows; first += rows_per_copy)
        hdf5::copy_rows(from.tables_[t].columns[c].dataset, dataset, element,
                        {first, std::min(rows_per_copy, tables_[t].rows - first)});
    }
  }
  ok_ = from.ok_;
  failed_ = from.failed_;
  count({});
}

}  // namespace sim::io
