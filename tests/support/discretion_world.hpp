#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "models/discretion/course/month.hpp"
#include "models/discretion/discretion.hpp"
#include "models/discretion/workers/judgement.hpp"
#include "models/discretion/workers/workers.hpp"
#include "models/discretion/world/world.hpp"

/// Set-up for tests of the discretion model: scenarios by name and number, worlds to step by hand.
namespace test {

/// A parameter's dotted name and its value; 0 and 1 for booleans, the index for choices.
using Setting = std::pair<std::string_view, double>;
struct Settings : std::vector<Setting> {
  using std::vector<Setting>::vector;
};

/// Both lists; the later value of a name counts.
Settings operator+(Settings first, const Settings& then);

/// A corner of the plane, or a point between: 0 to 100.
Settings at(double group_tailoring, double individual_tailoring);
/// All four loops cut.
Settings loops_cut();
/// Workers see the gap that citizens tell, and citizens tell nothing but the truth.
Settings exact_perception();
/// No hardship and no correction, so that a citizen's need and treatment stay as decided.
Settings need_stays();
/// A small population: these citizens in this many offices.
Settings town(int citizens, int offices = 2);

struct RunOf {
  int months = 24;
  int warm_up = 12;
  std::uint64_t seed = 20221;
};
sim::Scenario scenario(const Settings& settings, const RunOf& run = {});
/// An event in a recorded month; no offices: all.
sim::Event event(int month, const std::vector<int>& offices, const Settings& settings);

/// All numbers of a run as bits, so that not-a-number equals itself.
std::vector<std::uint64_t> bits_of(const sim::RunResult& result);

/// A replicate of the discretion model on one thread.
sim::RunResult simulate(const sim::Scenario& scenario, std::uint32_t replicate = 0);
/// Months of a metric, overall.
std::span<const double> series(const sim::RunResult& result, std::string_view metric);
/// Months of a metric in one office.
std::vector<double> office_series(const sim::RunResult& result, const sim::Scenario& scenario,
                                  std::string_view metric, int office);
/// Mean of finite values.
double mean(std::span<const double> values);

/// A column of the table of measures.
const std::vector<double>& measures(const sim::RunResult& result, std::string_view column);

discretion::Parameters parameters(const sim::Scenario& scenario);

/// A generated world that runs month by month, on one thread.
class SteppedWorld {
 public:
  explicit SteppedWorld(const sim::Scenario& scenario, std::uint32_t replicate = 0);
  SteppedWorld(const SteppedWorld&) = delete;
  SteppedWorld& operator=(const SteppedWorld&) = delete;

  /// Runs whole months.
  void run(int months = 1);
  /// The first phases of the next month only: rules in force, cases filed.
  void file();
  /// The same, and cases decided; nobody has looked yet.
  void decide();

  /// This month's counts and totals, over all cells.
  discretion::Tally tally() const;
  /// Citizens who got a decision this month.
  std::vector<std::uint32_t> decided() const;
  bool tailored(std::uint32_t citizen) const {
    return world.outcomes[citizen].option == discretion::Option::tailor;
  }

  sim::Scenario plan;
  sim::Parallel parallel;
  discretion::World world;
};

/// A worker's desk in a first month without pressure.
discretion::Desk desk_of(double room);
/// A case whose gap is disclosed in full and seen as it is.
discretion::CaseFile case_with_gap(const discretion::World& world, double gap);

/// A town of one office in its first month, with rules in force and nothing misread.
class FirstMonth : public SteppedWorld {
 public:
  explicit FirstMonth(const Settings& settings);

  discretion::Office& office() { return world.offices[0]; }
  discretion::Judgement judge_gap(double gap, double room = 1) const;
  bool may_tailor(double gap, double room = 1) const { return judge_gap(gap, room).may_tailor; }
};

/// One field of all citizens.
template <class Field>
std::vector<Field> column(const discretion::World& world, Field discretion::Citizen::*field) {
  std::vector<Field> values;
  for (const discretion::Citizen& citizen : world.citizens) values.push_back(citizen.*field);
  return values;
}

}  // namespace test
