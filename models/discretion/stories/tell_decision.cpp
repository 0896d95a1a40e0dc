#include "models/discretion/stories/tell_decision.hpp"

#include <algorithm>
#include <array>

#include "models/discretion/workers/wishes.hpp"

namespace discretion {

namespace {

using sim::Sentence;

constexpr double hardly = 0.25;  ///< [sd of need] a difference that is not worth a word

/// What each voice asked for, by option: the heaviest first.
struct Called {
  std::size_t option = 0;
  double stake = 0;
  std::vector<std::size_t> voices;
};

std::vector<Called> calls_of(const Handlings& handled, std::size_t row) {
  std::vector<Called> calls;
  for (std::size_t x = 0; x < options; ++x) {
    Called called{x, 0, {}};
    for (std::size_t v = 0; v < voices; ++v) {
      const std::string name(voice_names[v]);
      if (handled("wish_" + name, row) != static_cast<double>(x)) continue;
      called.voices.push_back(v);
      called.stake += handled("stake_" + name, row);
    }
    if (!called.voices.empty()) calls.push_back(std::move(called));
  }
  std::ranges::stable_sort(calls, [](auto& a, auto& b) { return a.stake > b.stake; });
  return calls;
}

sim::Word voice(std::size_t v) { return {"case.voice." + std::string(voice_names[v])}; }

void tell_voices(const Handlings& handled, std::size_t row, std::vector<Sentence>& sentences) {
  constexpr std::array<std::string_view, 4> fields{"one", "two", "three", "four"};
  const auto calls = calls_of(handled, row);
  if (calls.empty()) sentences.push_back(say("voices_none"));
  for (const Called& called : calls) {
    const std::size_t n = std::min(called.voices.size(), fields.size());
    Sentence sentence =
        say("voices_" + std::to_string(n), {{"option", option_word(called.option)}});
    for (std::size_t k = 0; k < n; ++k)
      sentence.fields.emplace_back(fields[k], voice(called.voices[k]));
    sentences.push_back(std::move(sentence));
  }
  if (calls.size() < 2) return;
  const auto stake = [&](std::size_t v) {
    return handled("stake_" + std::string(voice_names[v]), row);
  };
  std::size_t heaviest = 0;
  for (std::size_t v = 1; v < voices; ++v)
    if (stake(v) > stake(heaviest)) heaviest = v;
  sentences.push_back(say("heaviest", {{"voice", voice(heaviest)}}));
}

/// What is seen of the case, and what may be done.
void tell_view(const Handlings& handled, std::size_t row, std::vector<Sentence>& sentences) {
  const double gap = handled("need", row) - handled("rule", row);
  const double seen = handled("perceived_gap", row);
  const auto worker = count(handled("worker_id", row));
  if (gap < hardly) {
    sentences.push_back(say("takes", {{"worker", worker}}));
    return;
  }
  sentences.push_back(seen > gap + hardly
                          ? say("sees_more", {{"worker", worker}})
                          : say("sees", {{"worker", worker}, {"part", part(seen / gap)}}));
  if (handled("may_tailor", row) == 0)
    sentences.push_back(say("may_not"));
  else
    sentences.push_back(say("may", {{"part", part(handled("room", row))}}));
}

std::string_view chance_of(double probability) {
  return probability > 0.9   ? "sure"
         : probability > 0.6 ? "usual"
         : probability > 0.4 ? "even"
                             : "rare";
}

std::string_view fit_of(double missing, double threshold) {
  return missing > threshold ? "missing_much"
         : missing > hardly  ? "missing_some"
         : missing < -hardly ? "more_than_needed"
                             : "fits";
}

sim::Data number(double value) { return {value}; }
sim::Data whole(double value) { return {static_cast<std::int64_t>(value)}; }

sim::Data data_of_voices(const Handlings& handled, std::size_t row) {
  sim::Data::Named all;
  for (const auto voice : voice_names) {
    const std::string name(voice);
    const auto wish = static_cast<std::size_t>(handled("wish_" + name, row));
    const std::string asks(wish < options ? option_names[wish] : "nothing");
    sim::Data::Named one{{"asks_for", {asks}}, {"stake", number(handled("stake_" + name, row))}};
    all.emplace_back(name, sim::Data{std::move(one)});
  }
  return {std::move(all)};
}

}  // namespace

sim::Data data_of_decision(const Handlings& handled, std::size_t row) {
  const std::string option(option_names[static_cast<std::size_t>(handled("option", row))]);
  sim::Data::Named data{{"month", whole(handled("month_handled", row))},
                        {"what", {std::string("decided")}},
                        {"worker", whole(handled("worker_id", row))},
                        {"option", {option}}};
  for (const auto name : {"waited", "need", "want", "rule", "perceived_gap", "room", "treatment"})
    data.emplace_back(name, number(handled(name, row)));
  data.emplace_back("probability", number(handled("probability_" + option, row)));
  data.emplace_back("voices", data_of_voices(handled, row));
  return {std::move(data)};
}

std::vector<Sentence> tell_decision(const Handlings& handled, std::size_t row, double threshold) {
  const auto option = static_cast<std::size_t>(handled("option", row));
  const std::string name(option_names[option]);
  std::vector<Sentence> sentences;
  tell_view(handled, row, sentences);
  tell_voices(handled, row, sentences);
  sentences.push_back(
      say("decided", {{"decision", word("decision", name)},
                      {"chance", word("chance", chance_of(handled("probability_" + name, row)))}}));
  if (option != escalate)
    sentences.push_back(say(fit_of(handled("need", row) - handled("treatment", row), threshold)));
  return sentences;
}

}  // namespace discretion
