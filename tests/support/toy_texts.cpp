#include "tests/support/toy_texts.hpp"

namespace test {

std::vector<sim::TextFile> toy_texts() {
  return {{"en", R"toml(
summary = "A town that does little, for tests."

[parameters]
population.size.help = "Number of citizens."
population.offices.help = "Number of offices."
population.life_situations.help = "Number of life situations."
citizens.lens.help = "Weight of what a citizen hears from others."
citizens.noise.help = "Spread of monthly luck."
citizens.complain.help = "Whether citizens complain."
policy.group_tailoring.help = "Tailoring by groups, in percent."
policy.individual_tailoring.help = "Tailoring by person, in percent."
policy.decider.help = "Who decides."
policy.budget.help = "Budget of an office."
policy.patience.help = "Months until a measure ends."
testing.failing_replicate.help = "Replicate that fails; -1 for none."
testing.milliseconds.help = "Milliseconds that a run takes at least."

[metrics]
underserved.label = "underserved citizens"
underserved.definition = "Share of citizens who get less than they need."
spending.label = "spending"
spending.definition = "Money spent in the month."
waiting.label = "waiting time"
waiting.definition = "Mean waiting time of the cases decided in the month; not a number if none was."
gap.label = "gap"
gap.definition = "Mean distance between help and need."
cases.label = "cases"
cases.definition = "Number of cases filed in the month."
trust.label = "trust"
trust.definition = "Share of citizens who trust their office."
workload.label = "workload"
workload.definition = "Hours of work in the month."

[phases]
file.help = "Citizens file a case."
decide.help = "Someone decides."
record.help = "The numbers of the month are kept."

[breakdowns]
offices.help = "By the office that handles the case."
life_situations.help = "By the citizen's life situation."

[arrays]
dilemmas.share.help = "Share of cases in which two loyalties conflict."

[tables]
measures.help = "Measures that offices took."
measures.office_id.help = "Office that took it."
measures.month_announced.help = "Month in which it was announced."
measures.kind.help = "What it changes."
measures.strength.help = "How strongly it works."

[variants]
one-size = { label = "One size", help = "The same for all." }
groups = { label = "Groups", help = "By group." }
persons = { label = "Persons", help = "By person." }
both = { label = "Both", help = "By group and person." }
)toml"},
          {"nl", R"toml(
[parameters]
citizens.lens.help = "Gewicht van wat een burger van anderen hoort."

[metrics]
underserved.label = "te weinig geholpen burgers"
spending.label = "uitgaven"
waiting.label = "wachttijd"
gap.label = "kloof"
cases.label = "zaken"
trust.label = "vertrouwen"
workload.label = "werklast"

[variants]
one-size.label = "Eén maat"
groups.label = "Groepen"
persons.label = "Personen"
both.label = "Allebei"
)toml"}};
}

}  // namespace test
