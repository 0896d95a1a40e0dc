#include "sim/cli/reports/means_table.hpp"

namespace sim::cli {

void MeansTable::head(const std::string& text) {
  if (text != head_) table_.add_heading(head_ = text);
}

std::string MeansTable::mark(const Estimate& estimate) {
  if (estimate.n == 0 || estimate.n == all_) return "";
  differs_ = true;
  return fmt::format(" n={}", estimate.n);
}

MeansTable::Cell MeansTable::mean(const Estimate& estimate, const std::string& none) {
  return {estimate.n == 0 ? none : show(estimate).mean, mark(estimate)};
}

MeansTable::Cell MeansTable::plus_minus(const Estimate& estimate, const std::string& none) {
  return {estimate.n == 0 ? none : show(estimate).plus_minus, mark(estimate)};
}

MeansTable::Cell MeansTable::interval(const Estimate& estimate) {
  return {show(estimate).interval, mark(estimate)};
}

MeansTable::Cell MeansTable::starred(const Estimate& estimate, const std::string& none) {
  if (estimate.n == 0 && none != "-") return {none, ""};
  const bool clear = estimate.ci_low > 0 || estimate.ci_high < 0;
  return {show(estimate).plus_minus, (clear ? " *" : "  ") + mark(estimate)};
}

std::string MeansTable::text(const std::string& note) const {
  const std::string count = page_.say("report.n", all_, differs_ ? page_.say("report.but") : "");
  return table_.text(page_.terminal) +
         page_.dim((note.empty() ? "" : "  " + note + "\n") + "  " + count) + "\n";
}

}  // namespace sim::cli
