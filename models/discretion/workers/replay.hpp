#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "models/discretion/workers/judgement.hpp"
#include "models/discretion/workers/workers.hpp"
#include "sim/core/model.hpp"

/// Decisions on a few citizens, written down one by one: what the worker saw, what each loyalty
/// made of it, and what came of it. Observation only. ODD, section 7.13.
namespace discretion {

/// Of options, in the table and in the keys of texts.
inline constexpr std::array<std::string_view, options> option_names{"apply", "tailor", "shortcut",
                                                                    "escalate"};

/// The table in a result, empty unless citizens are followed.
sim::TableInfo replay_table();

/// Chooses whom to follow, by a keyed draw that no scenario can change: the same citizens under
/// every policy.
std::vector<std::uint32_t> choose_followed(const World& world, int citizens);

/// Whether the citizen is followed, and the month recorded.
bool is_written_down(const World& world, CitizenId citizen);
/// Writes a handling down.
void write_down(const World& world, const Desk& desk, CitizenId citizen, const CaseFile& file,
                const Judgement& judgement, Option choice, Notebook& notebook);

/// The columns of the table, by citizen and month.
std::vector<std::vector<double>> replay_rows(const World& world);

/// The same rows with more of each than results hold: what stories are told from.
struct Handlings {
  std::vector<std::string> names;
  std::vector<std::vector<double>> columns;

  std::size_t rows() const { return columns.empty() ? 0 : columns.front().size(); }
  double operator()(std::string_view name, std::size_t row) const;
};
Handlings handlings_of(const World& world);

}  // namespace discretion
