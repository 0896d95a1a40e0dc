#include "sim/io/results/run_log.hpp"

#include <deque>

#include "sim/io/results/run_blocks.hpp"

namespace sim::io {

struct RunLog::Impl {
  Impl(std::filesystem::path file_name, Start start)
      : name(std::move(file_name)), force(start == Start::replace), journal(hold(name, start)) {}

  std::filesystem::path name;
  bool force;
  Journal journal;
  std::deque<RunRecord> stored;
  std::size_t replayed = 0;
  std::uint64_t dropped = 0;
  Block block;

  void begin(const std::string& identity) {
    journal.clear();
    journal.append(identity);
    journal.append(std::string_view());  // where other studies have their skeleton
  }
  void go_on(const std::string& identity) {
    JournalReader reader(journal.path());
    const auto head = reader.next();
    if (head && *head != identity) refuse_other(journal.path());
    if (!head || !reader.next()) return begin(identity);  // killed in the first instant
    for_each_block(reader, [&](Block some) {
      for (RunRecord& record : some.records) stored.push_back(std::move(record));
    });
    block.first = stored.size();
    dropped = reader.rest();
    journal.go_on_behind(reader.good());
  }
};

RunLog::RunLog(const std::filesystem::path& name, const std::string& identity, Start start)
    : impl_(std::make_unique<Impl>(name, start)) {
  if (impl_->journal.empty() || start == Start::replace)
    impl_->begin(identity);
  else if (start == Start::resume)
    impl_->go_on(identity);
  else
    refuse_left_behind(impl_->journal.path());
}

RunLog::~RunLog() = default;

std::optional<RunRecord> RunLog::replay() {
  if (impl_->stored.empty()) return std::nullopt;
  RunRecord record = std::move(impl_->stored.front());
  impl_->stored.pop_front();
  ++impl_->replayed;
  return record;
}

std::size_t RunLog::replayed() const { return impl_->replayed; }

std::uint64_t RunLog::dropped() const { return impl_->dropped; }

void RunLog::add(const RunRecord& record) {
  impl_->block.records.push_back(record);
  if (impl_->block.records.size() == runs_per_block) flush();
}

void RunLog::flush() {
  Block& block = impl_->block;
  if (block.records.empty()) return;
  impl_->journal.append([&](const Journal::Sink& sink) { pack_into(std::cref(sink), block); });
  block.first += block.records.size();
  block.records.clear();
}

void RunLog::finish(const Study& study, const Conclusion& conclusion,
                    const std::function<void(const std::function<void(RunRecord)>&)>& each) {
  flush();
  write_runs(impl_->name, study, impl_->force, conclusion, each);
  impl_->journal.remove();
}

void RunLog::remove() { impl_->journal.remove(); }

}  // namespace sim::io
