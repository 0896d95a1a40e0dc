#include "models/discretion/record/vignettes.hpp"

#include <algorithm>
#include <cmath>

#include "models/discretion/workers/judgement.hpp"
#include "models/discretion/workers/workers.hpp"
#include "models/discretion/world/sampling.hpp"

namespace discretion {

namespace {

// A study of 24 cases and 16 panellists takes under 1 % of a year of 10,000 citizens; larger towns
// can have more cases at that price.
constexpr std::size_t decided_per_case = 32;
constexpr std::size_t fewest_cases = 24;
constexpr std::size_t most_cases = 64;
constexpr std::size_t most_offices = 4;
constexpr std::size_t most_teams = 8;  ///< over all offices
constexpr std::size_t most_of_team = 2;

struct PanelWords {
  std::uint32_t worker = 0, team = 0, office = 0;
};
/// Places in the panel: of a worker, and of the team and the office that it is the first of.
PanelWords panel_words(const World& world, std::uint32_t worker) {
  sim::Random random(world.stream, Draw::panel, worker, static_cast<std::uint32_t>(world.month));
  return {random.word(), random.word(), random.word()};
}

/// Workers in regular seats: a few of some teams of some offices, so that every level has pairs.
std::vector<std::uint32_t> choose_panel(const World& world) {
  Places offices;
  for (std::uint32_t o = 0; o < world.offices.size(); ++o)
    offices.emplace_back(panel_words(world, world.offices[o].first_worker).office, o);
  const std::vector<std::uint32_t> chosen = first_by_word(offices, most_offices);
  std::vector<std::uint32_t> panel;
  for (const std::uint32_t o : chosen) {
    const Office& office = world.offices[o];
    Places teams;
    for (std::uint32_t t = office.first_team; t < office.last_team; ++t) {
      const std::uint32_t first = world.teams.first_worker[t];
      if (first < office.first_unit_worker) teams.emplace_back(panel_words(world, first).team, t);
    }
    for (const std::uint32_t t : first_by_word(teams, most_teams / chosen.size())) {
      Places workers;
      for (std::uint32_t w = world.teams.first_worker[t]; w < world.teams.first_worker[t + 1]; ++w)
        workers.emplace_back(panel_words(world, w).worker, w);
      for (const std::uint32_t w : first_by_word(workers, most_of_team)) panel.push_back(w);
    }
  }
  return panel;
}

std::vector<std::uint32_t> choose_cases(const World& world) {
  Places places;
  for (std::uint32_t i = 0; i < world.population(); ++i) {
    if (world.outcomes[i].month != world.month) continue;
    sim::Random random(world.stream, Draw::vignette, i, static_cast<std::uint32_t>(world.month));
    places.emplace_back(random.word(), i);
  }
  const std::size_t cases = std::clamp(places.size() / decided_per_case, fewest_cases, most_cases);
  return first_by_word(places, cases);
}

Opinion ask(const World& world, const Office& office, const Desk& desk, std::uint32_t citizen,
            const CaseFile& opened) {
  const auto panellist = number(desk.worker);
  const auto workers = static_cast<std::uint32_t>(world.worker_traits.office.size());
  sim::Random random(world.stream, Draw::opinion, citizen,
                     static_cast<std::uint32_t>(world.month) * workers + panellist);
  Cases readings;
  readings.count = 2;
  for (const std::size_t lane : {0U, 1U}) {
    readings.files[lane] = opened;
    const double noise = random.normal();
    misperceive(world, office, desk, CitizenId{citizen}, {noise, random.uniform()},
                readings.files[lane]);
    readings.lay_before(world, office, desk, lane);
  }
  Judgements judgements;
  judge(world, office, desk, readings, judgements);
  const Moments first = treatment_moments(judgements, 0);
  const Moments second = treatment_moments(judgements, 1);
  return {first.mean, second.mean, 0.5 * (first.variance + second.variance)};
}

// --- the estimator ------------------------------------------------------------------------------

/// What two panellists have in common, from everything to nothing but the case.
enum Level : std::uint8_t { self, team, office, study };
constexpr std::size_t levels = 4;

/// For each level the sum over its groups of (sum of values in the group) squared: differences
/// between levels are sums over pairs of different panellists.
std::array<double, levels> squares(const VignetteStudy& s, const std::vector<double>& values) {
  std::array<double, levels> sum{};
  std::array<double, levels> square{};
  for (std::size_t w = 0; w < values.size(); ++w) {
    const bool new_office = w > 0 && s.office[w] != s.office[w - 1];
    const bool new_team = new_office || (w > 0 && s.team[w] != s.team[w - 1]);
    const std::array<bool, levels> closes{w > 0, new_team, new_office, false};
    for (std::size_t l = 0; l < levels; ++l) {
      if (closes[l]) square[l] += sum[l] * sum[l], sum[l] = 0;
      sum[l] += values[w];
    }
  }
  for (std::size_t l = 0; l < levels; ++l) square[l] += sum[l] * sum[l];
  return square;
}

/// Products of two numbers, added up.
struct Products {
  double sum = 0;
  double pairs = 0;
  double mean(double otherwise) const { return pairs > 0 ? sum / pairs : otherwise; }
};

/// Mean product of two opinions on one case, by the closest thing that the panellists share. What
/// the panel has no pairs to tell apart counts with the wider level: teams with offices of one
/// team.
std::array<double, levels> products_of_one_case(const VignetteStudy& s,
                                                const std::vector<double>& means,
                                                const std::array<double, levels>& pairs) {
  const std::size_t panel = s.team.size();
  const std::size_t cases = s.life_situation.size();
  std::array<Products, levels> products;
  std::vector<double> values(panel);
  for (std::size_t c = 0; c < cases; ++c) {
    for (std::size_t w = 0; w < panel; ++w) {
      const Opinion& opinion = s.opinions[c * panel + w];
      const double half = 0.5 * (opinion.first - opinion.second);
      values[w] = means[c * panel + w];
      // first · second, about the same origin as the means
      products[self].sum += values[w] * values[w] - half * half;
    }
    const auto square = squares(s, values);
    for (std::size_t l = 1; l < levels; ++l) products[l].sum += square[l] - square[l - 1];
  }
  const auto n = static_cast<double>(cases);
  products[self].pairs = n * static_cast<double>(panel);
  for (std::size_t l = 1; l < levels; ++l) products[l].pairs = n * (pairs[l] - pairs[l - 1]);

  std::array<double, levels> mean{};
  mean[self] = products[self].mean(0.0);
  for (std::size_t l = 1; l < levels; ++l) mean[l] = products[l].mean(mean[l - 1]);
  return mean;
}

/// Products of opinions on two cases by panellists as far apart as the panel has them.
class FarProducts {
 public:
  FarProducts(const VignetteStudy& s, const std::array<double, levels>& pairs) : study_(s) {
    while (far_ > 1 && pairs[study] - pairs[far_ - 1] == 0) --far_;
    pairs_ = pairs[study] - pairs[far_ - 1];
  }
  /// Over all pairs of these cases, each with itself included.
  Products operator()(const std::vector<double>& summed, double cases) const {
    const auto square = squares(study_, summed);
    return {square[study] - square[far_ - 1], cases * cases * pairs_};
  }

 private:
  const VignetteStudy& study_;
  std::size_t far_ = study;
  double pairs_ = 0;
};

struct CaseProducts {
  Products same_life, other_life;
};
CaseProducts products_of_two_cases(const VignetteStudy& s, const std::vector<double>& means,
                                   const FarProducts& far) {
  const std::size_t panel = s.team.size();
  const std::size_t cases = s.life_situation.size();
  const std::size_t lives =
      *std::max_element(s.life_situation.begin(), s.life_situation.end()) + std::size_t{1};
  CaseProducts products;
  std::vector<double> one(panel);
  std::vector<double> all(panel, 0.0);
  for (std::size_t g = 0; g < lives; ++g) {
    std::vector<double> life(panel, 0.0);
    double members = 0;
    for (std::size_t c = 0; c < cases; ++c) {
      if (s.life_situation[c] != g) continue;
      members += 1;
      for (std::size_t w = 0; w < panel; ++w) {
        one[w] = means[c * panel + w];
        life[w] += one[w];
        all[w] += one[w];
      }
      const Products itself = far(one, 1.0);
      products.same_life.sum -= itself.sum;
      products.same_life.pairs -= itself.pairs;
    }
    const Products within = far(life, members);
    products.same_life.sum += within.sum;
    products.same_life.pairs += within.pairs;
    products.other_life.sum -= within.sum;
    products.other_life.pairs -= within.pairs;
  }
  const Products every = far(all, static_cast<double>(cases));
  products.other_life.sum += every.sum;
  products.other_life.pairs += every.pairs;
  return products;
}

}  // namespace

VignetteStudy hold_study(const World& world) {
  VignetteStudy study;
  const std::vector<std::uint32_t> panel = choose_panel(world);
  std::vector<Desk> desks;
  for (const std::uint32_t w : panel) {
    desks.push_back(desk_at_the_end(world, WorkerId{w}));
    study.team.push_back(world.worker_traits.team[w]);
    study.office.push_back(world.worker_traits.office[w]);
  }
  for (const std::uint32_t citizen : choose_cases(world)) {
    study.life_situation.push_back(world.citizens[citizen].life_situation);
    CaseFile opened;
    for (std::size_t k = 0; k < panel.size(); ++k) {
      const Office& office = world.offices[study.office[k]];
      open_file(world, office, desks[k], CitizenId{citizen},
                opened);  // anew: an overloaded desk reads it so
      study.opinions.push_back(ask(world, office, desks[k], citizen, opened));
    }
  }
  return study;
}

VarianceSplit split_variance(const VignetteStudy& s) {
  const std::size_t panel = s.team.size();
  const std::size_t cases = s.life_situation.size();
  VarianceSplit split;
  if (panel < 2 || cases < 2) return split;
  const auto n = static_cast<double>(s.opinions.size());
  double mean = 0;
  double within = 0;
  for (const Opinion& opinion : s.opinions) {
    const double error = opinion.first - opinion.second;
    mean += 0.5 * (opinion.first + opinion.second) / n;
    within += (opinion.within + 0.5 * error * error) / n;
  }
  std::vector<double> means;  // about the grand mean, so that no digits are lost
  for (const Opinion& opinion : s.opinions)
    means.push_back(0.5 * (opinion.first + opinion.second) - mean);

  const auto pairs = squares(s, std::vector<double>(panel, 1.0));
  const auto one = products_of_one_case(s, means, pairs);
  const CaseProducts two = products_of_two_cases(s, means, FarProducts(s, pairs));
  const double same_life = two.same_life.mean(two.other_life.mean(0.0));
  const double other_life = two.other_life.mean(same_life);

  const double between = one[self] - one[study] + within;  // on the same case
  const double total = between + one[study] - other_life;
  split.sd_same_case = std::sqrt(std::max(0.0, between));
  if (!(total > 0)) return split;
  split.case_file = (one[study] - same_life) / total;
  split.life_situation = (same_life - other_life) / total;
  split.office = (one[office] - one[study]) / total;
  split.team = (one[team] - one[office]) / total;
  split.worker = (one[self] - one[team]) / total;
  split.noise = within / total;
  return split;
}

}  // namespace discretion
