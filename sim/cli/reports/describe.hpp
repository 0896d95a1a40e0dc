#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/cli/options/speech.hpp"
#include "sim/core/drawing.hpp"
#include "sim/core/model.hpp"
#include "sim/core/summary.hpp"

namespace sim::cli {

/// Words for the columns of tables, the same in lists and explanations.
std::string kind_text(const Speech&, const ParameterInfo&);
/// "0 to 1", "worker, manager or computer", "true or false".
std::string range_text(const Speech&, const ParameterInfo&);
/// Values that a metric can have; empty where mathematics gives no bound.
std::string range_text(const Speech&, const ValidRange&);
std::string grade_text(const Speech&, Grade);
/// "document (a table's report: rules fit ninety per cent)"
std::string evidence_text(const Speech&, Grade, std::string_view citation);
std::string better_text(const Speech&, Better);
/// How a metric is taken over several months: "n_tailored / n_handlings, each added up".
std::string over_months(const Speech&, const Model&, const MetricInfo&);
/// What of a parameter is halved and doubled: "odds"; empty if it is not drawn.
std::string scale_text(const Speech&, Drawing);
/// "half to twice its odds: 0.25 to 0.571", "no".
std::string drawing_text(const Speech&, const ParameterInfo&);
std::string_view name_of(DrawingScheme);
/// Values that a variant or event sets: "policy.group_tailoring = 100.0, ...".
std::string values_text(const Model&, const std::vector<std::pair<std::size_t, Value>>&);
/// A parameter of a switch or instrument of policy, to be tried out.
bool is_lever(const ParameterInfo&);

}  // namespace sim::cli
