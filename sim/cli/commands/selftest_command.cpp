#include <chrono>
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "sim/cli/commands/selftest_checks.hpp"
#include "sim/cli/options/arguments.hpp"
#include "sim/cli/options/program.hpp"
#include "sim/cli/terminal/print.hpp"
#include "sim/cli/terminal/text_table.hpp"
#include "sim/io/results/build_info.hpp"

namespace sim::cli {

namespace {
/// A check that throws has found something too.
std::optional<std::string> complaint_of(const SelfCheck& check) {
  try {
    return check.find();
  } catch (const std::exception& error) {
    return error.what();
  }
}

bool holds(const SelfCheck& check) {
  using Clock = std::chrono::steady_clock;
  const auto start = Clock::now();
  const auto complaint = complaint_of(check);
  const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
  print("{:8} {} ({:.1f} s)\n", complaint ? "MISMATCH" : "ok", check.name, seconds);
  if (complaint) print("{}", wrapped(*complaint, 9, 110));
  std::fflush(stdout);
  return !complaint;
}
}  // namespace

Exit selftest_command(const Program& program, const Arguments& arguments) {
  const io::BuildInfo& build = io::build_info();
  const auto models = arguments.has("model") ? std::vector{program.model} : program.models;
  std::string names;
  std::vector<SelfCheck> checks = engine_checks();
  for (const Model* model : models) {
    names += (names.empty() ? "" : ", ") + std::string(model->name());
    for (auto& check : model->self_checks()) checks.push_back(std::move(check));
  }
  print("maatwerk {}, model{} {}, {}\n", build.version, models.size() > 1 ? "s" : "", names,
        build.compiler);
  std::size_t failed = 0;
  for (const auto& check : checks) failed += holds(check) ? 0 : 1;
  if (failed == 0) {
    print("all {} checks hold\n", checks.size());
    return Exit::done;
  }
  print("{} of {} checks do not hold: do not rely on numbers from this build\n", failed,
        checks.size());
  return Exit::mismatch;
}

}  // namespace sim::cli
