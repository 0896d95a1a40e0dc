// The group /matching of a file of fitted worlds.
#include "sim/io/design/matching.hpp"
#include "sim/io/results/skeleton.hpp"

namespace sim::io {

using hdf5::Element;

namespace {
void add_figures(const Draft& draft, LabelledGroup& group, const Matching& matching) {
  std::vector<std::string> names, metrics, units, sources;
  std::vector<double> values, margins, factors;
  std::vector<std::int32_t> years;
  for (const auto& figure : matching.figures) {
    names.push_back(figure.of.name);
    metrics.push_back(draft.model.metrics()[figure.of.metric].name);
    units.push_back(figure.of.unit);
    factors.push_back(figure.of.factor);
    values.push_back(figure.value);
    margins.push_back(figure.margin);
    years.push_back(figure.year);
    sources.push_back(figure.source);
  }
  const std::vector<std::string> by{"figure"};
  group.add_names("figure", {"figure", "1", "Figure that was observed."}, names);
  add_labels(group, draft.model, "figure_label_", "figure", [&](const Words& in) {
    std::vector<std::string> labels;
    for (const auto& name : names) labels.push_back(in.text("observed." + name + ".label"));
    return labels;
  });
  group.add_texts("figure_metric", by, {"metric", "1", "Metric it is compared with."}, metrics);
  group.add_texts("figure_unit", by, {"unit", "1", "Unit of the figure."}, units);
  group.add_reals("figure_factor", by, {"factor", "1", "From the metric to the figure."}, factors);
  group.add_reals("figure_value", by, {"value", "1", "What was observed."}, values);
  group.add_reals("figure_margin", by, {"margin", "1", "Half-width of it."}, margins);
  group.add_integers("figure_year", by, {"year", "1", "When it was."}, years);
  group.add_texts("figure_source", by, {"source", "1", "Who says so."}, sources);
  group.add_reals(
      "figure_share_alone", by,
      {"share", "1",
       "Share of all points that nothing speaks against if only this figure were known; "
       "by the first wave, which alone knows of all of them."},
      matching.share_alone);
}

void add_waves(LabelledGroup& group, const Matching& matching) {
  std::vector<double> shares, limits, noise, inside;
  std::vector<std::int32_t> vectors;
  for (const Wave& wave : matching.waves) {
    vectors.push_back(static_cast<std::int32_t>(wave.vectors));
    shares.push_back(wave.share);
    limits.push_back(wave.limit);
    noise.insert(noise.end(), wave.noise.begin(), wave.noise.end());
    inside.insert(inside.end(), wave.left_out_inside.begin(), wave.left_out_inside.end());
  }
  group.add_numbers({"wave", matching.waves.size(), false},
                    {"wave", "1", "Number of the wave, from 0."}, 0);
  group.add_integers("wave_vectors", {"wave"}, {"vectors", "1", "Vectors run in it."}, vectors);
  group.add_reals("wave_share", {"wave"},
                  {"share", "1", "Share of all points that nothing speaks against after it."},
                  shares);
  group.add_reals("wave_limit", {"wave"},
                  {"limit", "1", "Largest implausibility of these; 3, unless nothing is so low."},
                  limits);
  const std::vector<std::string> by{"wave", "figure"};
  group.add_reals("wave_noise", by,
                  {"noise", "1", "Standard deviation of one run, in the figure's unit."}, noise);
  group.add_reals(
      "wave_left_out_inside", by,
      {"share", "1", "Of vectors left out, those within 2 standard deviations of what others say."},
      inside);
}

void add_vectors(LabelledGroup& group, const Matching& matching) {
  const FittedVectors& of = matching.vectors;
  group.add_numbers({"vector", of.wave.size(), false},
                    {"vector", "1", "Number of the vector that was run, from 0."}, 0);
  group.add_integers(
      "vector_wave", {"vector"},
      {"wave", "1", "Wave that ran it; behind the last: to find more that matching."}, of.wave);
  group.add_integers("vector_fits", {"vector"}, {"fits", "1", "1: it fits every figure; else 0."},
                     of.fits);
  group.add_reals("vector_place", {"vector", "parameter"},
                  {"place", "1", "0: the parameter is halved; 1/2: its default; 1: doubled."},
                  of.place);
  const std::vector<std::string> by{"vector", "figure"};
  group.add_reals("vector_mean", by, {"mean", "1", "Over replicates, in the figure's unit."},
                  of.mean);
  group.add_reals("vector_implausibility", by,
                  {"implausibility", "1",
                   "Distance from what was observed, in standard deviations of margin, discrepancy "
                   "and noise; it fits up to 2."},
                  of.implausibility);
  group.add_reals("vector_left_out_mean", by,
                  {"mean", "1", "What the emulator says of it that learnt from all others."},
                  of.left_out_mean);
  group.add_reals("vector_left_out_sd", by,
                  {"standard deviation", "1", "How far that may be off, noise included."},
                  of.left_out_sd);
}
}  // namespace

void add_matching(Draft& draft) {
  const Matching& matching = *draft.study.matching;
  LabelledGroup group = draft.new_group("matching", "How the worlds were found.");
  hdf5::write_attribute(group.handle(), "discrepancy", matching.discrepancy, Element::real);
  std::vector<std::string> names;
  for (const std::size_t row : draft.study.worlds->drawn.parameters)
    names.push_back(draft.model.parameters()[row].name);
  group.add_names("parameter", {"parameter", "1", "Parameter that was free."}, names);
  add_figures(draft, group, matching);
  add_waves(group, matching);
  add_vectors(group, matching);
  group.add_numbers({"world", matching.chosen.size(), false},
                    {"world", "1", "Number of the world."}, 0);
  group.add_integers("world_vector", {"world"}, {"vector", "1", "Vector that it is."},
                     matching.chosen);
  const std::size_t points = names.empty() ? 0 : matching.plausible.size() / names.size();
  group.add_numbers({"point", points, false}, {"point", "1", "Number of the point, from 0."}, 0);
  group.add_reals("point_place", {"point", "parameter"},
                  {"place", "1", "Points spread evenly over what nothing speaks against."},
                  matching.plausible);
  group.close_scales();
}

}  // namespace sim::io
