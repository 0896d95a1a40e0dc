#include "sim/cli/reports/page.hpp"

#include <algorithm>

#include <fmt/ranges.h>

namespace sim::cli {

namespace {
bool by_name(const Speech& say) { return say.words().language == io::english; }
}  // namespace

std::string Page::word(std::string_view table, std::string_view english) const {
  std::string key = fmt::format("{}.{}", table, english);
  std::ranges::replace(key, ' ', '_');
  const std::string& text = say.words().text(key);
  return text.empty() ? std::string(english) : text;
}

std::string Page::title(Window window) const {
  if (window == Window::all) return say("window.all", say("step.several"));
  return say(fmt::format("window.{}", window_names[static_cast<std::size_t>(window)]));
}

std::string Page::title(Window window, const std::optional<io::Interest>& interest) const {
  if (window != Window::chosen || !interest) return title(window);
  std::string months = say("window.chosen", say("step.several"), interest->first, interest->last);
  if (interest->offices.empty()) return months;
  return say("window.offices", months, fmt::format("{}", fmt::join(interest->offices, ", ")));
}

std::string Page::name(const MetricInfo& metric) const {
  return by_name(say) ? metric.name : say.words().label(metric);
}

std::string Page::name_with_unit(const MetricInfo& metric) const {
  const std::string unit = unit_text(metric);
  return unit.empty() ? name(metric) : fmt::format("{} [{}]", name(metric), word("unit", unit));
}

std::string Page::name(const Model& model, const SignatureInfo& signature) const {
  const MetricInfo& metric = model.metrics()[signature.metric];
  const std::string unit = unit_text(metric);
  return fmt::format("{} ({}){}{}", name(metric), signature.sign > 0 ? "+" : "-",
                     unit.empty() ? "" : " [" + word("unit", unit) + "]",
                     signature.by_definition ? " ‡" : "");
}

std::string Page::name(const DynamicInfo& dynamic) const {
  return fmt::format("{} ({})", dynamic.name, say.words().label(dynamic));
}

std::string Page::size(std::size_t scenarios, std::size_t replicates, int months) const {
  const std::string each = say("report.replicates", replicates, months, say("step.several"));
  return scenarios > 1 ? say("report.scenarios", scenarios, each) : each;
}

std::string Page::last_line(const std::vector<std::string>& sentences) const {
  return dim(fmt::format("{}. {}.", say("report.purpose"), fmt::join(sentences, ". "))) + "\n";
}

Page page_of(const Model& model, const Arguments& arguments) {
  return {speech_of(model, arguments), terminal_of(stdout)};
}

std::string unit_text(const MetricInfo& metric) {
  if (!metric.currency.empty()) return metric.currency;
  if (metric.scale.empty()) return metric.unit == "1" ? "" : metric.unit;
  constexpr std::string_view long_form = "standard deviation";  // the usual short one fits a column
  return metric.scale.starts_with(long_form) ? "sd" + metric.scale.substr(long_form.size())
                                             : metric.scale;
}

}  // namespace sim::cli
