#include "sim/io/results/output.hpp"

#include <functional>
#include <future>
#include <optional>
#include <stdexcept>
#include <system_error>

#include <fmt/format.h>

#include "sim/core/error.hpp"
#include "sim/io/files/safe_file.hpp"
#include "sim/io/results/result_ending.hpp"
#include "sim/io/results/run_blocks.hpp"

namespace sim::io {

namespace {

/// What a journal has to be of, to be resumed: a shard's is no other shard's.
std::string identity(const Study& study) {
  return fmt::format("{} {}+{}", study.digest, study.sweep ? study.sweep->first_run : 0,
                     study.plan.size());
}

}  // namespace

Journal hold(const std::filesystem::path& name, Start start) {
  const auto check_name = [&] { check_replaceable(name, start == Start::replace); };
  check_name();
  Journal journal(with_ending(name, ".partial"));
  if (!journal.empty()) return journal;
  try {
    check_name();  // a study may have ended since
  } catch (const FileError&) {
    journal.remove();
    throw;
  }
  return journal;
}

void refuse_other(const std::filesystem::path& journal) {
  throw InputError(fmt::format(
      "{} (of another experiment: its file, flags, shard, or what its program computes differ). "
      "Use --force to start again, or another name.",
      journal.string()));
}

void refuse_left_behind(const std::filesystem::path& journal) {
  throw FileError(
      fmt::format("{} (left by a study that did not finish). See what it holds with maatwerk "
                  "status; use --resume to go on, --force to start again, or another name.",
                  journal.string()));
}

struct Output::Impl {
  Impl(std::filesystem::path file_name, const Study& of, Start start)
      : name(std::move(file_name)),
        study(of),
        force(start == Start::replace),
        journal(hold(name, start)) {}

  std::filesystem::path name;
  const Study& study;
  bool force;
  Journal journal;
  std::uint64_t dropped = 0;
  std::future<Skeleton> in_the_making;
  std::optional<Skeleton> skeleton;
  BlockBuilder builder{study, [this]() -> const Skeleton& { return wait_for_skeleton(); }};
  std::size_t unsafe = 0;  ///< runs taken since the last flush

  /// Hundreds of datasets take as long as the first run or two: they are made beside these.
  void begin() {
    journal.clear();
    journal.append(identity(study));
    const auto make = [this] {
      Skeleton made;
      writing(name, [&] { made = make_skeleton(study); });
      return made;
    };
    try {
      in_the_making = std::async(std::launch::async, make);
    } catch (const std::system_error&) {  // no more threads: later, then
      in_the_making = std::async(std::launch::deferred, make);
    }
  }
  const Skeleton& wait_for_skeleton() {
    if (skeleton) return *skeleton;
    skeleton.emplace(in_the_making.get());
    append(*skeleton);
    return *skeleton;
  }
  template <class Value>
  void append(const Value& value) {
    journal.append([&](const Journal::Sink& sink) { pack_into(std::cref(sink), value); });
  }
  /// Does what may meet a full disk.
  template <class Work>
  void keeping_runs(Work work) {
    try {
      work();
    } catch (const FileError& error) {
      throw FileError(fmt::format("{} {} keeps all runs flushed before: --resume goes on.",
                                  error.what(), journal.path().string()));
    }
  }
  void go_on(const std::function<void(const RunRecord&)>& replayed);
  void write_to(const std::filesystem::path&, const Conclusion&);
};

void Output::Impl::go_on(const std::function<void(const RunRecord&)>& replayed) {
  JournalReader reader(journal.path());
  const auto head = reader.next();
  if (head && *head != identity(study)) refuse_other(journal.path());
  const auto frame = head ? reader.next() : std::nullopt;
  dropped = reader.rest();
  if (!frame) return begin();  // killed in the first instant
  try {
    skeleton = unpacked<Skeleton>(*frame);
    for_each_block(reader, [&](Block block) {
      if (block.first + block.records.size() > study.plan.size())
        throw std::out_of_range("it has more runs than the study");
      for (const RunRecord& record : block.records) replayed(record);
      builder.resume(std::move(block));
    });
  } catch (const std::out_of_range& error) {
    throw FileError(
        fmt::format("{} (cannot be read: {}). It is damaged: use --force to start again, or "
                    "another name.",
                    journal.path().string(), error.what()));
  }
  dropped = reader.rest();
  journal.go_on_behind(reader.good());
}

Output::Output(const std::filesystem::path& name, const Study& study, Start start,
               const std::function<void(const RunRecord&)>& replayed)
    : impl_(std::make_unique<Impl>(name, study, start)) {
  if (impl_->journal.empty() || start == Start::replace)
    impl_->begin();
  else if (start == Start::resume)
    impl_->go_on(replayed);
  else
    refuse_left_behind(impl_->journal.path());
}

Output::~Output() = default;

std::size_t Output::next() const { return impl_->builder.next(); }

std::uint64_t Output::dropped() const { return impl_->dropped; }

bool Output::write(RunRecord record) {
  impl_->keeping_runs([&] { impl_->builder.add(std::move(record)); });
  ++impl_->unsafe;
  return impl_->builder.full() && flush();
}

bool Output::flush() {
  if (impl_->unsafe == 0) return false;
  impl_->keeping_runs([&] {
    const Block block = impl_->builder.block();
    impl_->wait_for_skeleton();
    impl_->append(block);
  });
  impl_->unsafe = 0;
  return true;
}

void Output::Impl::write_to(const std::filesystem::path& path, const Conclusion& conclusion) {
  ResultFile file(path, *skeleton);
  JournalReader reader(journal.path());
  reader.next();
  reader.next();
  for_each_block(reader, [&](const Block& block) { file.add(block); });
  file.add_rest(RunStatus::not_started);
  conclude(file.handle(), study, conclusion);
  file.finish();
}

void Output::finish(const Conclusion& conclusion) {
  flush();
  impl_->keeping_runs([&] {
    impl_->wait_for_skeleton();
    write_whole(impl_->name, impl_->force,
                [&](const auto& unfinished) { impl_->write_to(unfinished, conclusion); });
  });
  impl_->journal.remove();
}

void tidy(const std::filesystem::path& name) {
  const auto partial = with_ending(name, ".partial");
  if (file_exists(partial)) Journal(partial).remove();
}

void write_runs(const std::filesystem::path& name, const Study& study, bool force,
                const Conclusion& conclusion,
                const std::function<void(const std::function<void(RunRecord)>&)>& each) {
  writing(name, [&] {
    const Skeleton skeleton = make_skeleton(study);
    write_whole(name, force, [&](const auto& unfinished) {
      ResultFile file(unfinished, skeleton);
      BlockBuilder builder(study, [&]() -> const Skeleton& { return skeleton; });
      each([&](RunRecord record) {
        builder.add(std::move(record));
        if (builder.full()) file.add(builder.block());
      });
      file.add(builder.block());
      file.add_rest(RunStatus::not_started);
      conclude(file.handle(), study, conclusion);
      file.finish();
    });
  });
}

void write_from(const std::filesystem::path& name, const Study& study, bool force,
                const Conclusion& conclusion,
                const std::function<void(const std::function<void(RunRecord)>&)>& each) {
  Journal held = hold(name, force ? Start::replace : Start::fresh);
  if (!held.empty() && !force)
    throw FileError(
        fmt::format("{} (left by a study that did not finish). Use --force to replace "
                    "it, or another name.",
                    held.path().string()));
  held.clear();
  write_runs(name, study, force, conclusion, each);
  held.remove();
}

}  // namespace sim::io
