#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "sim/io/results/journal.hpp"
#include "sim/io/results/result_status.hpp"
#include "sim/io/results/skeleton.hpp"

/// Runs as a journal keeps them and a result file takes them: in blocks of 16, in run order, most
/// of their numbers packed as they will be in the file. Private to sim/io.
namespace sim::io {

/// Rows of one dataset, packed.
struct Chunk {
  std::uint64_t series = 0;
  std::uint64_t row = 0;  ///< the first
  std::vector<std::byte> bytes;
};

/// Runs that follow each other: 16, or fewer if nothing follows, or not yet.
struct Block {
  std::uint64_t first = 0;         ///< row
  std::vector<RunRecord> records;  ///< without breakdowns where those are packed for good
  std::vector<Chunk> chunks;
};

void each_of(RunRecord& it, auto& visit) {
  visit(it.run), visit(it.status), visit(it.message), visit(it.window_means), visit(it.commit);
  visit(it.result.overall), visit(it.result.breakdowns), visit(it.result.arrays);
  visit(it.result.tables);
}
void each_of(Chunk& it, auto& visit) { visit(it.series), visit(it.row), visit(it.bytes); }
void each_of(Block& it, auto& visit) { visit(it.first), visit(it.records), visit(it.chunks); }

/// Packs runs as they come: small parts of them as soon as a chunk is full, which frees most of
/// a result (docs/decisions/0021).
class BlockBuilder {
 public:
  /// \param study has to outlive it
  /// \param skeleton gives that of the file, which may still be in the making until it is needed
  BlockBuilder(const Study& study, std::function<const Skeleton&()> skeleton);
  /// Goes on with a block, or behind it if it is full.
  void resume(Block);
  /// Row of the next run.
  std::size_t next() const { return block_.first + block_.records.size(); }
  void add(RunRecord);
  /// Runs in worlds begin a block of their own, since a file has no rows for them.
  bool full() const {
    return block_.records.size() == runs_per_block ||
           (study_.worlds && next() == study_.ordinary_runs());
  }
  /// What was added since the block began, packed; begins the next one if it is full.
  Block block();

 private:
  void pack(std::size_t begin, std::vector<Chunk>&);
  void pack_rest(std::vector<Chunk>&);
  std::vector<double> rows_of(const Series&, std::size_t begin) const;

  const Study& study_;
  std::function<const Skeleton&()> skeleton_;
  RunSizes sizes_;
  Block block_;
};

/// Calls take(block) for each block of a journal, behind its skeleton.
/// \throws std::out_of_range for what no program of this version wrote
void for_each_block(JournalReader&, const std::function<void(Block)>& take);

/// A result file under way: a skeleton that takes blocks.
class ResultFile {
 public:
  /// Writes it to a path. \throws hdf5::Failure, std::system_error
  ResultFile(const std::filesystem::path&, const Skeleton&);

  /// \param block aligned to 16 runs; whatever is behind a block that is not full was not made
  void add(const Block& block);
  /// Only what became of its runs.
  void add_states(const Block& block);
  /// Writes what follows from all runs, those without a block being of this status.
  void add_rest(RunStatus others);
  /// Says that nothing is to follow.
  void finish();
  const hdf5::Handle& handle() const { return file_; }

 private:
  /// Runs that follow each other and were made by the same program.
  struct MadeRuns {
    std::size_t first = 0;  ///< of the experiment
    std::size_t count = 0;
    std::string commit;
  };
  struct Table {
    std::vector<hdf5::Handle> columns;  ///< its scale, run_id, and the model's
    std::size_t rows = 0;
  };

  void add_numbers(const Block&);
  void add_months(const Block&);
  void append(Table&, std::size_t which, const Block&) const;
  bool in_worlds(const Block& block) const { return block.first >= skeleton_.runs; }
  void write_worlds();
  void note(const RunRecord&);
  void write_failures();
  void write_commits();

  const Skeleton& skeleton_;
  hdf5::Handle file_;
  std::vector<hdf5::Handle> series_;
  std::vector<Table> tables_;
  std::vector<std::int8_t> status_;  ///< by row, of those added
  WorldMeans worlds_;
  std::vector<FailedRun> failures_;
  std::vector<MadeRuns> made_by_;
};

/// Opens a result file to read it, or the journal of one as if it were: as a file that is gone when
/// it is closed.
/// \param numbers of runs too, and not only what became of them
/// \throws hdf5::Failure, FileError
hdf5::Handle open_result(const std::filesystem::path&, bool numbers = true);

}  // namespace sim::io
