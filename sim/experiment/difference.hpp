#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/io/results/result_reader.hpp"

/// Where two result files, or two configurations, part.
namespace sim::experiment {

/// A value that two sides give differently; "" where a side has none.
struct ValueDifference {
  std::string scenario;  ///< "" if it is of the whole file
  std::string key;
  std::string a, b;
  std::string place_a, place_b;  ///< what set it
};

/// The first number in which two runs part: the first month, then the first run, then the order
/// of the file.
struct Parting {
  std::size_t run_a = 0;  ///< rows of the runs in their files
  std::size_t run_b = 0;
  std::string group;  ///< "", "offices", "genealogy"
  std::string metric;
  std::optional<int> month;  ///< from 1
  std::string place;         ///< "office 2", "row 4"; "" for a whole run
  double a = 0, b = 0;
};

/// What a comparison of numbers looked at, and found.
struct NumberDifference {
  std::size_t runs = 0;     ///< pairs of runs that were compared
  std::size_t numbers = 0;  ///< pairs of numbers
  std::size_t differing = 0;
  std::size_t metrics = 0;                     ///< of whole runs
  std::vector<std::string> differing_metrics;  ///< of whole runs, in the order of the file
  std::vector<Parting> first;                  ///< one for each group that differs
  std::vector<std::string> unlike;  ///< runs or datasets that only one side has, or that ended
                                    ///< in another way, each in words
  bool equal() const { return differing == 0 && unlike.empty(); }
};

/// Bit for bit; a number that does not exist is the same as another such.
/// \param single whether either was stored with fewer digits
bool same(double a, double b, bool single = false);

/// Compares what both files keep of worlds, by scenario, and adds it.
void compare_worlds(const io::ResultReader& a, const io::ResultReader& b, NumberDifference&);

/// A run of one file and its counterpart in another, as rows.
struct RunPair {
  std::size_t a = 0;
  std::size_t b = 0;
};

/// Scenarios of the same name, as places in their files; if there is only one in each, those.
std::vector<std::pair<std::size_t, std::size_t>> matching_scenarios(const io::ResultReader& a,
                                                                    const io::ResultReader& b);

/// Runs of the same scenario, replicate and design point. Runs without a counterpart are added to
/// `unlike`.
std::vector<RunPair> matching_runs(const io::ResultReader& a, const io::ResultReader& b,
                                   std::vector<std::string>& unlike);

/// Compares every number of these runs, bit for bit; one that does not exist equals another such.
NumberDifference compare_numbers(const io::ResultReader& a, const io::ResultReader& b,
                                 const std::vector<RunPair>&);

/// Values that differ between lists of origins.
std::vector<ValueDifference> compare_values(const std::string& scenario,
                                            const std::vector<io::Origin>& a,
                                            const std::vector<io::Origin>& b);
/// Values that differ between the scenarios of two files, and events.
std::vector<ValueDifference> compare_configurations(const io::ResultReader& a,
                                                    const io::ResultReader& b);
/// What the files say of themselves, where they differ: type, model, versions.
std::vector<ValueDifference> compare_declarations(const io::ResultReader& a,
                                                  const io::ResultReader& b);

}  // namespace sim::experiment
