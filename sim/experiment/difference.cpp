#include "sim/experiment/difference.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <map>
#include <tuple>
#include <utility>

#include <fmt/format.h>

namespace sim::experiment {

namespace {

using io::ResultReader;
using io::RunStatus;

const char* word(RunStatus status) {
  switch (status) {
    case RunStatus::planned: return "not made";
    case RunStatus::ok: return "ok";
    case RunStatus::failed: return "failed";
    case RunStatus::not_started: return "not started";
  }
  return "unknown";
}

std::string name_of(const ResultReader& file, std::size_t run) {
  const auto& plan = file.runs()[run].plan;
  std::string text =
      fmt::format("{}, replicate {}",
                  file.scenario_names()[static_cast<std::size_t>(plan.scenario)], plan.replicate);
  if (plan.design_point >= 0) text += fmt::format(", design point {}", plan.design_point);
  return text;
}

/// Where the number at `place` of an array is in an array of another shape, if it is there.
std::optional<std::size_t> counterpart(std::size_t place, const std::vector<std::size_t>& shape,
                                       const std::vector<std::size_t>& other) {
  if (shape == other) return place;
  std::size_t found = 0, step = 1;
  for (std::size_t d = shape.size(); d-- > 0; place /= shape[d]) {
    const std::size_t index = place % shape[d];
    if (index >= other[d]) return std::nullopt;
    found += index * step;
    step *= other[d];
  }
  return found;
}

/// A dataset that both files have.
struct SeriesPair {
  std::size_t a = 0;
  std::size_t b = 0;
};

/// Compares numbers and remembers, for each group, the first that differ.
class Comparison {
 public:
  Comparison(const ResultReader& a, const ResultReader& b) : a_(a), b_(b) { pair_series(); }

  void compare(RunPair run) {
    ++found_.runs;
    for (const auto& pair : series_) compare_series(run, pair);
    for (const auto& [a, b] : tables_) compare_table(run, a, b);
  }

  NumberDifference take() {
    for (std::size_t i = 0; i < a_.series().size(); ++i) {
      const auto& series = a_.series()[i];
      if (series.group.empty() && differs_[i]) found_.differing_metrics.push_back(series.name);
      if (series.group.empty()) ++found_.metrics;
    }
    for (auto& [group, parting] : first_) found_.first.push_back(std::move(parting));
    return std::move(found_);
  }

 private:
  void pair_series() {
    differs_.assign(a_.series().size(), false);
    std::vector<bool> used(b_.series().size(), false);
    for (std::size_t i = 0; i < a_.series().size(); ++i) {
      const auto& one = a_.series()[i];
      const auto found = std::ranges::find_if(b_.series(), [&](const auto& other) {
        return other.group == one.group && other.name == one.name;
      });
      if (found == b_.series().end()) {
        found_.unlike.push_back(fmt::format("{}/{} is only in A", one.group, one.name));
        continue;
      }
      const auto j = static_cast<std::size_t>(found - b_.series().begin());
      used[j] = true;
      if (found->dimensions == one.dimensions) series_.push_back({i, j});
      if (found->shape != one.shape)
        found_.unlike.push_back(fmt::format("{}/{} is {} in A and {} in B", one.group, one.name,
                                            fmt::join(one.shape, " x "),
                                            fmt::join(found->shape, " x ")));
    }
    for (std::size_t j = 0; j < used.size(); ++j) {
      const auto& other = b_.series()[j];
      if (!used[j])
        found_.unlike.push_back(fmt::format("{}/{} is only in B", other.group, other.name));
    }
    pair_tables();
  }

  void pair_tables() {
    for (std::size_t i = 0; i < a_.tables().size(); ++i)
      for (std::size_t j = 0; j < b_.tables().size(); ++j) {
        const auto &one = a_.tables()[i], &other = b_.tables()[j];
        if (one.group != other.group) continue;
        if (std::ranges::equal(one.columns, other.columns, {}, &io::StoredTable::Column::name,
                               &io::StoredTable::Column::name))
          tables_.emplace_back(i, j);
        else
          found_.unlike.push_back(fmt::format("/{} has other columns", one.group));
      }
  }

  void compare_series(RunPair run, SeriesPair pair) {
    const auto& series = a_.series()[pair.a];
    const auto a = a_.numbers(pair.a, run.a), b = b_.numbers(pair.b, run.b);
    const bool single = series.single || b_.series()[pair.b].single;
    bool first = true;
    for (std::size_t i = 0; i < a.size(); ++i) {
      const auto place_in_b = counterpart(i, series.shape, b_.series()[pair.b].shape);
      if (!place_in_b) continue;
      ++found_.numbers;
      if (same(a[i], b[*place_in_b], single)) continue;
      ++found_.differing;
      differs_[pair.a] = true;
      // Months come first in memory, so the first place is the first month too.
      if (std::exchange(first, false)) remember(run, series, i, a[i], b[*place_in_b]);
    }
  }

  void remember(RunPair run, const io::StoredSeries& series, std::size_t place, double a,
                double b) {
    Parting parting{run.a, run.b, series.group, series.name, {}, "", a, b};
    for (std::size_t d = series.shape.size(); d-- > 0; place /= series.shape[d]) {
      const std::size_t index = place % series.shape[d];
      const std::string& dimension = series.dimensions[d];
      const std::string label = a_.labels(series.group, dimension)[index];
      if (dimension == a_.step())
        parting.month = std::stoi(label);  // a sweep may keep one month in a few
      else
        parting.place = fmt::format("{} {}{}{}", dimension, label,
                                    parting.place.empty() ? "" : ", ", parting.place);
    }
    keep_if_earlier(std::move(parting));
  }

  void keep_if_earlier(Parting parting) {
    const auto when = [](const Parting& one) {
      return std::make_tuple(one.month.value_or(0), one.run_a);
    };
    const auto [known, fresh] = first_.try_emplace(parting.group, parting);
    if (!fresh && when(parting) < when(known->second)) known->second = std::move(parting);
  }

  void compare_table(RunPair run, std::size_t table_a, std::size_t table_b) {
    const auto& table = a_.tables()[table_a];
    const auto a = a_.rows(table_a, run.a), b = b_.rows(table_b, run.b);
    if (a.empty()) return;
    const std::size_t rows = std::min(a[0].size(), b[0].size());
    bool first = true;
    for (std::size_t row = 0; row < rows; ++row)
      for (std::size_t c = 0; c < a.size(); ++c) {
        ++found_.numbers;
        if (same(a[c][row], b[c][row])) continue;
        ++found_.differing;
        if (std::exchange(first, false))
          keep_if_earlier({run.a,
                           run.b,
                           table.group,
                           table.columns[c].name,
                           {},
                           fmt::format("{} {} of the run", table.dimension, row),
                           a[c][row],
                           b[c][row]});
      }
    if (a[0].size() != b[0].size())
      found_.unlike.push_back(fmt::format("{}: {} rows in /{} of A, {} in B", name_of(a_, run.a),
                                          a[0].size(), table.group, b[0].size()));
  }

  const ResultReader& a_;
  const ResultReader& b_;
  std::vector<SeriesPair> series_;
  std::vector<std::pair<std::size_t, std::size_t>> tables_;
  std::vector<bool> differs_;
  std::map<std::string, Parting> first_;  ///< by group; whole runs sort first
  NumberDifference found_;
};

}  // namespace

bool same(double a, double b, bool single) {
  if (single) return same(static_cast<float>(a), static_cast<float>(b));
  if (std::isnan(a) && std::isnan(b)) return true;
  return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

std::vector<std::pair<std::size_t, std::size_t>> matching_scenarios(const ResultReader& a,
                                                                    const ResultReader& b) {
  const auto &names = a.scenario_names(), &others = b.scenario_names();
  if (names.size() == 1 && others.size() == 1) return {{0, 0}};
  std::map<std::string, std::size_t> place;
  for (std::size_t j = 0; j < others.size(); ++j) place.emplace(others[j], j);
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (const auto found = place.find(names[i]); found != place.end())
      pairs.emplace_back(i, found->second);
  }
  return pairs;
}

std::vector<RunPair> matching_runs(const ResultReader& a, const ResultReader& b,
                                   std::vector<std::string>& unlike) {
  using Address = std::tuple<std::size_t, int, int>;
  std::map<std::size_t, std::size_t> counterpart;
  for (const auto& [i, j] : matching_scenarios(a, b)) counterpart.emplace(j, i);
  std::map<Address, std::size_t> rows_of_b;
  for (std::size_t run = 0; run < b.runs().size(); ++run) {
    const auto& plan = b.runs()[run].plan;
    const auto scenario = counterpart.find(static_cast<std::size_t>(plan.scenario));
    if (scenario == counterpart.end()) {
      unlike.push_back(fmt::format("{} is only in B", name_of(b, run)));
      continue;
    }
    rows_of_b.emplace(Address{scenario->second, plan.replicate, plan.design_point}, run);
  }
  std::vector<RunPair> pairs;
  for (std::size_t run = 0; run < a.runs().size(); ++run) {
    const auto& plan = a.runs()[run].plan;
    const auto found = rows_of_b.find(
        {static_cast<std::size_t>(plan.scenario), plan.replicate, plan.design_point});
    if (found == rows_of_b.end()) {
      unlike.push_back(fmt::format("{} is only in A", name_of(a, run)));
      continue;
    }
    pairs.push_back({run, found->second});
    rows_of_b.erase(found);
  }
  for (const auto& [address, run] : rows_of_b)
    unlike.push_back(fmt::format("{} is only in B", name_of(b, run)));
  return pairs;
}

NumberDifference compare_numbers(const ResultReader& a, const ResultReader& b,
                                 const std::vector<RunPair>& pairs) {
  Comparison comparison(a, b);
  std::vector<std::string> unlike;
  for (const RunPair pair : pairs) {
    const auto &one = a.runs()[pair.a], &other = b.runs()[pair.b];
    if (one.status != other.status)
      unlike.push_back(fmt::format("{} {} in A, {} in B", name_of(a, pair.a), word(one.status),
                                   word(other.status)));
    else if (one.message != other.message)
      unlike.push_back(fmt::format("{} failed in A because {}, in B because {}", name_of(a, pair.a),
                                   one.message, other.message));
    else if (one.status == RunStatus::ok)
      comparison.compare(pair);
  }
  NumberDifference found = comparison.take();
  found.unlike.insert(found.unlike.end(), unlike.begin(), unlike.end());
  return found;
}

}  // namespace sim::experiment
