#pragma once

/// Numbers of the workers' rules that no scenario changes: our own assumptions, listed in the ODD
/// (section 7.17).
namespace discretion {

/// Months in which somebody who comes is new, and becomes like the team.
inline constexpr int months_new = 12;
/// Moral sensitivity that the least sensitive of workers come with.
inline constexpr double least_sensitivity = 0.1;
/// Norms beyond which a gap is hard, and may be put before the workshop.
inline constexpr double hard_case = 2.0;
/// Of what is illegal about tailoring: made legal by reasons that are given.
inline constexpr double legal_by_reasons = 0.5;
/// Share of cases that a second worker of the office is asked about, which nobody acts on.
inline constexpr double second_opinions = 0.1;
/// Room up to which a worker counts as having none, when it is counted who asked in vain.
inline constexpr double little_room = 0.05;

}  // namespace discretion
