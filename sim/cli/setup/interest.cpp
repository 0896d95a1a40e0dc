#include "sim/cli/setup/interest.hpp"

#include <sstream>
#include <string>

#include <fmt/format.h>

#include "sim/core/error.hpp"
#include "sim/experiment/interest.hpp"
#include "sim/experiment/numbers.hpp"

namespace sim::cli {

namespace {
[[noreturn]] void refuse(std::string_view flag, const std::string& value,
                         const experiment::Objection& objection) {
  throw UsageError(
      fmt::format("--{} {} ({}). {}", flag, value, objection.why, objection.suggestion));
}

std::vector<int> offices_of(const std::string& text) {
  std::vector<int> offices;
  std::istringstream parts(text);
  for (std::string part; std::getline(parts, part, ',');) {
    const auto number = experiment::parse_integer(part);
    if (!number || *number < 0 || *number > 1'000'000)
      refuse("offices", text, {"not numbers with commas", "Write 0,1, for example."});
    offices.push_back(static_cast<int>(*number));
  }
  return offices;
}
}  // namespace

std::optional<io::Interest> interest_of(const Arguments& arguments, int months, int offices) {
  const auto window = arguments.text("window"), places = arguments.text("offices");
  if (!window && !places) return std::nullopt;
  io::Interest interest{1, months, {}};
  if (window)
    if (const auto objection = experiment::read_months(*window, months, interest))
      refuse("window", *window, *objection);
  if (!places) return interest;
  interest.offices = offices_of(*places);
  if (const auto objection = experiment::check_offices(interest, offices))
    refuse("offices", *places, *objection);
  return interest;
}

}  // namespace sim::cli
