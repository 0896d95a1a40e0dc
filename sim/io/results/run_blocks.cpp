#include "sim/io/results/run_blocks.hpp"

#include <algorithm>
#include <functional>
#include <numeric>
#include <optional>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

#include "sim/core/share_out.hpp"
#include "sim/io/results/pack_chunk.hpp"

namespace sim::io {

namespace {

template <class Lengths>
std::size_t product(const Lengths& lengths) {
  return std::accumulate(lengths.begin(), lengths.end(), std::size_t{1}, std::multiplies<>());
}

/// Puts an array into the corner of one that is at least as large in every dimension.
void paste(std::span<const double> from, std::span<const std::size_t> from_shape, double* to,
           std::span<const std::uint64_t> to_shape) {
  if (std::ranges::equal(from_shape, to_shape)) {
    std::ranges::copy(from, to);
    return;
  }
  const std::size_t from_step = from.size() / from_shape[0];
  const std::size_t to_step = product(to_shape.subspan(1));
  for (std::size_t i = 0; i < from_shape[0]; ++i)
    paste(from.subspan(i * from_step, from_step), from_shape.subspan(1), to + i * to_step,
          to_shape.subspan(1));
}

bool ok(const RunRecord& record) { return record.status == RunStatus::ok; }

}  // namespace

BlockBuilder::BlockBuilder(const Study& study, std::function<const Skeleton&()> skeleton)
    : study_(study), skeleton_(std::move(skeleton)), sizes_(study) {}

void BlockBuilder::resume(Block block) {
  block_ = std::move(block);
  if (full()) block_ = {next(), {}, {}};
  // Those that were packed as if nothing followed.
  const std::size_t packed = block_.records.size() / runs_per_chunk * runs_per_chunk;
  std::erase_if(block_.chunks,
                [&](const Chunk& chunk) { return chunk.row >= block_.first + packed; });
}

void BlockBuilder::add(RunRecord record) {
  // The bytes of a file would depend on how it came to be.
  if (record.run != next() || record.run >= study_.plan.size())
    throw std::logic_error("runs are written in the order of the plan");
  block_.records.push_back(std::move(record));
  const std::size_t count = block_.records.size();
  if (count % runs_per_chunk != 0 || block_.first >= study_.ordinary_runs()) return;
  pack(count - runs_per_chunk, block_.chunks);
  for (auto& done : std::span(block_.records).last(runs_per_chunk)) done.result.breakdowns = {};
}

Block BlockBuilder::block() {
  if (full()) {
    pack_rest(block_.chunks);
    return std::exchange(block_, {next(), {}, {}});
  }
  Block block = block_;
  pack_rest(block.chunks);  // as if nothing followed: what does is packed anew with them
  return block;
}

void BlockBuilder::pack_rest(std::vector<Chunk>& chunks) {
  const std::size_t packed = block_.records.size() / runs_per_chunk * runs_per_chunk;
  if (block_.first < study_.ordinary_runs()) pack(packed, chunks);
}

/// Packs the records from `begin` on, at most runs_per_chunk of them, on all threads.
void BlockBuilder::pack(std::size_t begin, std::vector<Chunk>& chunks) {
  const auto records = std::span(block_.records).subspan(begin);
  if (std::ranges::none_of(records, ok)) return;
  const std::vector<Series>& all = skeleton_().series;
  const std::size_t before = chunks.size();
  for (std::size_t series = 0; series < all.size(); ++series) {
    const std::size_t rows = all[series].chunk_rows;
    if (rows > runs_per_chunk) continue;
    for (std::size_t row = 0; row < records.size(); row += rows)
      chunks.push_back({series, block_.first + begin + row, {}});
  }
  share_out(chunks.size() - before, [&](std::size_t i) {
    Chunk& chunk = chunks[before + i];
    const Series& series = all[chunk.series];
    chunk.bytes = hdf5::pack_chunk(series.element, rows_of(series, chunk.row - block_.first));
  });
}

/// NaN where runs have nothing.
std::vector<double> BlockBuilder::rows_of(const Series& series, std::size_t begin) const {
  const std::size_t per_run = product(series.in_file);
  std::vector<double> values(series.chunk_rows * per_run, hdf5::no_real);
  const std::size_t end = std::min<std::size_t>(begin + series.chunk_rows, block_.records.size());
  for (std::size_t i = begin; i < end; ++i) {
    const RunRecord& record = block_.records[i];
    if (!ok(record)) continue;
    const auto numbers = series.numbers(record);
    double* const row = values.data() + (i - begin) * per_run;
    if (numbers.size() == per_run) {  // most have what the largest have
      std::ranges::copy(numbers, row);
      continue;
    }
    const auto lengths = series.lengths(sizes_.at(study_.plan[record.run]));
    if (numbers.size() != product(lengths))
      throw std::logic_error(fmt::format("run {} gave {} numbers where {} belong", record.run,
                                         numbers.size(), product(lengths)));
    paste(numbers, lengths, row, series.in_file);
  }
  return values;
}

namespace {

/// A checksum says that bytes are whole, and not that they are a block.
/// \param last the block before, which it follows or has anew; none before the first
bool belongs_behind(const Block& block, const std::optional<Block>& last) {
  const std::uint64_t next = last ? last->first + last->records.size() : 0;
  if (block.first != next && (!last || block.first != last->first)) return false;
  std::uint64_t row = block.first;
  return block.records.size() <= runs_per_block &&
         std::ranges::all_of(block.records, [&](const RunRecord& record) {
           return record.run == row++ && record.status >= RunStatus::planned &&
                  record.status <= RunStatus::not_started;
         });
}

}  // namespace

void for_each_block(JournalReader& journal, const std::function<void(Block)>& take) {
  std::optional<Block> last;  // one that was not full is there again, with more runs
  while (const auto frame = journal.next()) {
    auto block = unpacked<Block>(*frame);
    if (!belongs_behind(block, last)) throw std::out_of_range("its runs are out of order");
    if (last && last->first != block.first) take(std::move(*last));
    last = std::move(block);
  }
  if (last) take(std::move(*last));
}

}  // namespace sim::io
