#include "sim/core/run.hpp"

#include <utility>

#include "sim/core/model.hpp"

namespace sim {

namespace {
class RunWithRecord final : public Run {
 public:
  RunWithRecord(std::unique_ptr<Run> run, std::function<RunResult(RunResult)> keep)
      : run_(std::move(run)), keep_(std::move(keep)) {}
  int time() const override { return run_->time(); }
  bool done() const override { return run_->done(); }
  void step() override { run_->step(); }
  void change(Event event) override { run_->change(std::move(event)); }
  RunResult so_far() const override { return keep_(run_->so_far()); }
  RunResult finish() override { return keep_(run_->finish()); }

 private:
  std::unique_ptr<Run> run_;
  std::function<RunResult(RunResult)> keep_;
};
}  // namespace

std::unique_ptr<Run> with_record(std::unique_ptr<Run> run,
                                 std::function<RunResult(RunResult)> keep) {
  return std::make_unique<RunWithRecord>(std::move(run), std::move(keep));
}

}  // namespace sim
