#pragma once

#include <cstdint>
#include <vector>

#include "sim/core/model.hpp"
#include "sim/io/design/design.hpp"
#include "sim/io/design/experiment_file.hpp"

/// Points of designs in the unit cube, row by row: [point][factor]. Every number is keyed by seed,
/// point and factor, so a design is the same on any machine and in any shard.
namespace sim::experiment {

using Points = std::vector<double>;

/// Independent and even.
Points random_points(std::size_t points, std::size_t factors, std::uint64_t seed);
/// Latin hypercube: each factor has one point in each of `points` equal strata (McKay, Beckman and
/// Conover 1979, Technometrics 21).
Points lhs_points(std::size_t points, std::size_t factors, std::uint64_t seed);
/// Sobol sequence without shift: the net itself, its first point at 0 (Joe and Kuo 2008).
Points sobol_net(std::size_t points, std::size_t factors);
/// Sobol sequence with a random digital shift: as even as the net, and each point is uniform
/// (Owen 1998; L'Ecuyer and Lemieux 2000).
Points sobol_points(std::size_t points, std::size_t factors, std::uint64_t seed);
/// For each of `base` points: A, then A with factor 1, 2, ... of B, then B (Saltelli et al. 2010,
/// Comput. Phys. Commun. 181).
Points saltelli_points(std::size_t base, std::size_t factors, std::uint64_t seed);
/// Trajectories of factors + 1 points, each a step of levels / (2 (levels - 1)) in one factor from
/// the one before (Morris 1991, Technometrics 33).
/// \param levels even
Points morris_points(std::size_t trajectories, int levels, std::size_t factors, std::uint64_t seed);

/// Whether places are levels, the ends among them, or drawn anywhere in between.
enum class Places : unsigned char { levels, drawn };

/// A place in 0 .. 1 as a value of the factor. Of whole numbers each is as likely as any other if
/// places are drawn; at levels the nearest. Multiples of a default end where the range does.
double factor_value(const ParameterInfo&, const io::Factor&, double unit, Places);

/// The design that an experiment file asks for.
/// \throws InputError if it has too many points to be meant, or a factor that no step moves
io::Design make_design(const Model&, const io::ExperimentFile&);

}  // namespace sim::experiment
