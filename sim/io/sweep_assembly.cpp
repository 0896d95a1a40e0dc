// The part of ResultData that makes a whole sweep out of the files that hold its runs: the one way
// to a final file, so that its bytes do not depend on what happened on the way.
#include <algorithm>
#include <array>
#include <cstddef>
#include <map>

#include "sim/io/result_layout.hpp"

namespace sim::io {

using hdf5::Element;
using hdf5::Handle;
using hdf5::Rows;

namespace {

/// Where rows of one file go in another.
struct Stretch {
  std::size_t source = 0;  ///< which opened dataset
  Rows rows;
};

/// Copies stretches that follow each other in `to` in one write.
void gather(const std::vector<Handle>& sources, const std::vector<Stretch>& stretches,
            const Handle& to, Element element, std::size_t first) {
  std::size_t row_bytes = hdf5::memory_size(element);
  const auto shape = hdf5::shape(to);
  for (std::size_t axis = 1; axis < shape.size(); ++axis) row_bytes *= shape[axis];
  std::size_t count = 0;
  for (const auto& stretch : stretches) count += stretch.rows.count;
  if (count == 0) return;
  if (element == Element::text) {
    std::vector<char*> texts(count, nullptr);
    std::size_t at = 0;
    for (const auto& [source, rows] : stretches) {
      hdf5::read_rows(sources[source], element, rows, texts.data() + at);
      at += rows.count;
    }
    hdf5::write_rows(to, element, {first, count}, texts.data());
    hdf5::release_texts(texts);
    return;
  }
  std::vector<std::byte> bytes(count * row_bytes);
  std::size_t at = 0;
  for (const auto& [source, rows] : stretches) {
    hdf5::read_rows(sources[source], element, rows, bytes.data() + at);
    at += rows.count * row_bytes;
  }
  hdf5::write_rows(to, element, {first, count}, bytes.data());
}

/// Calls visit(first run of a block, the pieces that it consists of).
template <class Visit>
void for_each_block(std::span<const RunPiece> pieces, Visit visit) {
  std::vector<RunPiece> block;
  std::size_t filled = 0;
  const auto flush = [&] {
    if (!block.empty()) visit(block.front().first, block);
    block.clear();
    filled = 0;
  };
  for (RunPiece piece : pieces) {
    while (piece.count > 0) {
      RunPiece part = piece;
      part.count = std::min(piece.count, runs_per_block - filled);
      block.push_back(part);
      filled += part.count;
      piece.row += part.count;
      piece.first += part.count;
      piece.count -= part.count;
      if (filled == runs_per_block) flush();
    }
  }
  flush();
}

/// The same dataset in each of the files of the pieces, and which piece has which.
struct Opened {
  std::vector<const Handle*> files;
  std::vector<Handle> datasets;

  Opened(std::span<const RunPiece> pieces, const std::string& path) {
    for (const auto& piece : pieces) {
      if (std::ranges::find(files, piece.file) != files.end()) continue;
      files.push_back(piece.file);
      datasets.push_back(hdf5::open_dataset(*piece.file, path));
    }
  }
  std::size_t index_of(const RunPiece& piece) const {
    return static_cast<std::size_t>(std::ranges::find(files, piece.file) - files.begin());
  }
};

}  // namespace

void ResultData::assemble(std::span<const RunPiece> pieces, const Estimator& estimate) {
  assemble_dataset(status_.dataset, status_.element, pieces, false);
  for (const auto& series : series_) assemble_dataset(series.dataset, series.element, pieces);
  assemble_dataset(run_means_, Element::real, pieces);
  for (auto& table : tables_) assemble_table(table, pieces);
  assemble_failures(pieces);
  assemble_commits(pieces);
  std::vector<std::int8_t> states(study_.plan.size());
  hdf5::read_rows(status_.dataset, Element::category, {0, states.size()}, states.data());
  ok_ = static_cast<int>(std::ranges::count(states, static_cast<std::int8_t>(RunStatus::ok)));
  failed_ =
      static_cast<int>(std::ranges::count(states, static_cast<std::int8_t>(RunStatus::failed)));
  count({});
  // A shard may hold a part of a design point: only the whole sweep can be summed up.
  if (study_.plan.size() == study_.sweep->all_runs) summarise_points(estimate);
}

/// Rows without numbers are left as they were made: full of NaN, and without room on the disk.
bool ResultData::any_ok(hdf5::Rows rows) const {
  std::vector<std::int8_t> states(rows.count);
  hdf5::read_rows(status_.dataset, Element::category, rows, states.data());
  return std::ranges::count(states, static_cast<std::int8_t>(RunStatus::ok)) > 0;
}

void ResultData::assemble_dataset(const Handle& to, Element element,
                                  std::span<const RunPiece> pieces, bool only_ok) {
  const Opened from(pieces, hdf5::path_of(to));
  const hdf5::Layout layout = hdf5::layout_of(to);
  std::vector<hdf5::Layout> layouts;
  for (const auto& dataset : from.datasets) layouts.push_back(hdf5::layout_of(dataset));
  for_each_block(pieces, [&](std::size_t first, const std::vector<RunPiece>& block) {
    std::vector<Stretch> stretches;
    for (const auto& piece : block)
      stretches.push_back({from.index_of(piece), {piece.row, piece.count}});
    const std::size_t end = block.back().first + block.back().count;
    if (only_ok && !any_ok({first, end - first})) return;
    const auto& [source, rows] = stretches.front();
    if (stretches.size() == 1 &&
        hdf5::copy_chunks({from.datasets[source], layouts[source]}, rows, {to, layout}, first))
      return;
    gather(from.datasets, stretches, to, element, first);
  });
}

void ResultData::assemble_table(Table& table, std::span<const RunPiece> pieces) {
  if (table.columns.empty()) return;
  const std::string own = hdf5::path_of(table.columns[0].dataset);
  const std::string run_path = own.substr(0, own.rfind('/') + 1) + "run_id";
  const Opened runs_of(pieces, run_path);
  std::vector<std::vector<std::int32_t>> runs;
  for (const auto& dataset : runs_of.datasets) runs.push_back(hdf5::read_integers(dataset));
  std::vector<Opened> columns;
  for (const auto& column : table.columns)
    columns.emplace_back(pieces, hdf5::path_of(column.dataset));

  for_each_block(pieces, [&](std::size_t, const std::vector<RunPiece>& block) {
    std::vector<Stretch> stretches;
    std::size_t added = 0;
    for (const auto& piece : block) {
      const std::size_t source = runs_of.index_of(piece);
      const auto run = static_cast<std::int32_t>(first_run() + piece.first);
      const auto begin = std::ranges::lower_bound(runs[source], run);
      const auto end =
          std::ranges::lower_bound(runs[source], run + static_cast<std::int32_t>(piece.count));
      stretches.push_back({source,
                           {static_cast<hsize_t>(begin - runs[source].begin()),
                            static_cast<hsize_t>(end - begin)}});
      added += static_cast<std::size_t>(end - begin);
    }
    std::vector<std::int32_t> numbers;
    for (std::size_t row = 0; row < added; ++row)
      numbers.push_back(static_cast<std::int32_t>(table.rows + row));
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      const auto& [dataset, element] = table.columns[c];
      hdf5::extend(dataset, table.rows + added);
      if (c == 0)
        hdf5::write_rows(dataset, element, {table.rows, added}, numbers.data());
      else
        gather(columns[c].datasets, stretches, dataset, element, table.rows);
    }
    table.rows += added;
  });
}

void ResultData::assemble_failures(std::span<const RunPiece> pieces) {
  std::map<const Handle*, std::vector<FailedRun>> failed;
  for (const auto& piece : pieces)
    if (!failed.contains(piece.file)) failed[piece.file] = read_failures(*piece.file);
  std::vector<FailedRun> all;
  for (const auto& piece : pieces) {
    const std::size_t begin = first_run() + piece.first;
    for (const auto& one : failed[piece.file]) {
      const auto run = static_cast<std::size_t>(one.run);
      if (begin <= run && run < begin + piece.count) all.push_back(one);
    }
  }
  append_failures(all);
}

void ResultData::assemble_commits(std::span<const RunPiece> pieces) {
  const Opened first_runs(pieces, "provenance/made_first_run"),
      counts(pieces, "provenance/made_runs"), commits(pieces, "provenance/made_by_git_sha1");
  std::vector<std::vector<MadeRuns>> made_by(first_runs.files.size());
  for (std::size_t source = 0; source < made_by.size(); ++source) {
    const auto firsts = hdf5::read_integers(first_runs.datasets[source]);
    const auto lengths = hdf5::read_integers(counts.datasets[source]);
    const auto names = hdf5::read_texts(commits.datasets[source]);
    for (std::size_t row = 0; row < firsts.size(); ++row)
      made_by[source].push_back({static_cast<std::size_t>(firsts[row]),
                                 static_cast<std::size_t>(lengths[row]), names[row]});
  }
  for (const auto& piece : pieces) {
    const std::size_t begin = first_run() + piece.first;
    for (const auto& made : made_by[first_runs.index_of(piece)]) {
      const std::size_t from = std::max(begin, made.first);
      const std::size_t to = std::min(begin + piece.count, made.first + made.count);
      if (from < to) note_commit({from, to - from, made.commit});
    }
  }
  write_commits();
}

void ResultData::summarise_points(const Estimator& estimate) {
  const Sweep& sweep = *study_.sweep;
  const std::size_t scenarios = study_.scenarios.size(), metrics = reported_metrics(model_).size();
  constexpr std::size_t windows = window_names.size();
  LabelledGroup group = new_group("summary", "Means over the replicates of each design point.");
  group.add_numbers({"design_point", sweep.design.points, false},
                    {"design point", "1", "Row of the design, from 0."}, 0);
  add_summary_dimensions(group);
  const std::vector<std::string> cell{"design_point", "scenario", "metric", "window"};
  const std::string note = " In the unit of the metric.";
  const Handle n = group.add("n", Element::integer, cell, {"replicates", "1", "Replicates used."});
  const std::array<Handle, 4> reals{
      group.add("mean", Element::real, cell, {"mean", "1", "Mean over replicates." + note}),
      group.add("sd", Element::real, cell, {"standard deviation", "1", "Over replicates." + note}),
      group.add("ci_low", Element::real, cell,
                {"lower limit", "1", "Of the 95 % interval (Student t)." + note}),
      group.add("ci_high", Element::real, cell,
                {"upper limit", "1", "Of the 95 % interval (Student t)." + note})};
  group.close_scales();

  const std::size_t cells = metrics * windows;
  const auto replicates = static_cast<std::size_t>(sweep.replicates);
  const std::size_t runs = scenarios * replicates;
  std::vector<double> means(runs * cells), values(replicates);
  for (std::size_t point = 0; point < sweep.design.points; ++point) {
    hdf5::read_rows(run_means_, Element::real, {point * runs, runs}, means.data());
    std::array<std::vector<double>, 4> columns;
    std::vector<std::int32_t> counts;
    for (std::size_t scenario = 0; scenario < scenarios; ++scenario) {
      for (std::size_t at = 0; at < cells; ++at) {
        for (std::size_t replicate = 0; replicate < replicates; ++replicate)
          values[replicate] = means[(replicate * scenarios + scenario) * cells + at];
        const Estimate one = estimate(values);
        counts.push_back(one.n);
        const std::array numbers{one.mean, one.sd, one.ci_low, one.ci_high};
        for (std::size_t c = 0; c < numbers.size(); ++c) columns[c].push_back(numbers[c]);
      }
    }
    hdf5::write_rows(n, Element::integer, {point, 1}, counts.data());
    for (std::size_t c = 0; c < columns.size(); ++c)
      hdf5::write_rows(reals[c], Element::real, {point, 1}, columns[c].data());
  }
}

}  // namespace sim::io
