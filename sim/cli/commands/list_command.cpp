#include <algorithm>
#include <array>
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "sim/cli/options/arguments.hpp"
#include "sim/cli/options/program.hpp"
#include "sim/cli/reports/describe.hpp"
#include "sim/cli/reports/explanations.hpp"
#include "sim/cli/reports/glossary.hpp"
#include "sim/cli/reports/page.hpp"
#include "sim/cli/setup/choose_model.hpp"
#include "sim/cli/terminal/json.hpp"
#include "sim/cli/terminal/print.hpp"
#include "sim/cli/terminal/text_table.hpp"
#include "sim/core/close_up.hpp"
#include "sim/core/error.hpp"
#include "sim/io/files/file_title.hpp"
#include "sim/io/files/nearest.hpp"
#include "sim/io/scenario/scenario_file.hpp"
#include "sim/io/scenario/scenario_search.hpp"

namespace sim::cli {

namespace {
using Json = nlohmann::ordered_json;
using Cells = std::vector<std::string>;

/// A line of a list, and what it is found by beside its cells.
struct Row {
  Cells cells;
  std::string more;
};
using Rows = std::vector<Row>;

/// What lists are made from.
struct Known {
  const Program& program;
  const Model& model;
  const Glossary& glossary;
  Speech say;

  /// A label in each language.
  template <class Entry>
  void add_labels(Cells& cells, const Entry& entry) const {
    for (const auto* words : glossary.spoken) cells.push_back(words->label(entry));
  }
  template <class Entry>
  std::string helps(const Entry& entry) const {
    return glossary.lines([&](const auto& words) { return words.help(entry); });
  }
};

/// One thing that can be listed: names of its columns, and its rows.
struct Topic {
  std::string_view name;
  /// One that ends in * is there for each language, in + for each but English.
  Cells columns;
  Rows (*rows)(const Known&);
};

std::string title_of(const Program& program, const std::filesystem::path& path) {
  try {
    return io::read_scenario(*choose_model_of(program, path).model, path, {}).scenario.title;
  } catch (const Error&) {
    return "(cannot be read; see maatwerk check)";  // a list goes on past one broken file
  }
}

Row file_row(const io::NamedFile& file, const std::string& title) {
  const std::string origin = !file.shipped ? "here" : file.hidden ? "shipped, hidden" : "shipped";
  return {{file.name, title, origin, file.path.lexically_normal().string()}, ""};
}

Rows model_rows(const Known& known) {
  Rows rows;
  for (const Model* model : known.program.models)
    rows.push_back({{std::string(model->name()),
                     io::words(*model, known.say.words().language).text("summary")},
                    ""});
  return rows;
}

Rows scenario_rows(const Known& known) {
  Rows rows;
  for (const auto& file : io::named_files(io::FileKind::scenario))
    rows.push_back(file_row(file, title_of(known.program, file.path)));
  return rows;
}

Rows rows_of(io::FileKind kind) {
  Rows rows;
  for (const auto& file : io::named_files(kind))
    rows.push_back(file_row(file, io::title_of(file.path)));
  return rows;
}
Rows experiment_rows(const Known&) { return rows_of(io::FileKind::experiment); }
Rows hypotheses_rows(const Known&) { return rows_of(io::FileKind::hypotheses); }

Rows case_rows(const Known&) { return rows_of(io::FileKind::case_file); }

/// Keys of a file that describes a case, with the words that they take.
Rows case_key_rows(const Known& known) {
  Rows rows;
  if (known.model.close_up() == nullptr) return rows;
  for (const CaseKey& key : known.model.close_up()->case_keys()) {
    std::string grades;
    for (const double grade : key.grades)
      grades += fmt::format("{}{:g}", grades.empty() ? "" : " ", grade);
    const std::string name = key.info.name.substr(key.info.name.rfind('.') + 1);
    rows.push_back({{name, key.needed ? "" : io::to_toml(key.info, key.info.default_value),
                     key.info.unit == "1" ? "" : key.info.unit, range_text(known.say, key.info),
                     grades, known.say("case.keys." + name)},
                    ""});
  }
  return rows;
}

Rows variant_rows(const Known& known) {
  Rows rows;
  for (const auto& variant : known.model.variants()) {
    Cells cells{variant.name};
    known.add_labels(cells, variant);
    cells.push_back(values_text(known.model, variant.set));
    rows.push_back({std::move(cells), known.helps(variant)});
  }
  return rows;
}

Row parameter_row(const Known& known, const ParameterInfo& parameter) {
  return {{parameter.name, io::to_toml(parameter, parameter.default_value),
           parameter.unit == "1" ? "" : parameter.unit, range_text(known.say, parameter)},
          known.helps(parameter)};
}
Rows parameter_rows(const Known& known) {
  Rows rows;
  for (const auto& parameter : known.model.parameters())
    rows.push_back(parameter_row(known, parameter));
  return rows;
}
Rows lever_rows(const Known& known) {
  Rows rows;
  for (const auto& parameter : known.model.parameters()) {
    if (!is_lever(parameter)) continue;
    rows.push_back(parameter_row(known, parameter));
    rows.back().cells.emplace_back(parameter.source.citation);
  }
  return rows;
}

Rows metric_rows(const Known& known) {
  Rows rows;
  for (const auto& metric : reported_metrics(known.model)) {
    Cells cells{metric.name, metric.perspective, unit_text(metric)};
    known.add_labels(cells, metric);
    rows.push_back({std::move(cells), known.glossary.lines([&](const auto& words) {
                      return words.definition(known.model, metric);
                    })});
  }
  return rows;
}

Rows phase_rows(const Known& known) {
  Rows rows;
  for (const auto& phase : known.model.phases())
    rows.push_back({{phase.name, known.say.words().help(phase)}, known.helps(phase)});
  return rows;
}

Rows loop_rows(const Known& known) {
  Rows rows;
  for (const auto& loop : known.model.dynamics()) {
    Cells cells{loop.name};
    known.add_labels(cells, loop);
    rows.push_back({std::move(cells), known.helps(loop)});
  }
  return rows;
}

Rows word_rows(const Known& known) {
  Rows rows;
  for (const auto& word : known.say.words().concepts) {
    Cells cells{word.name};
    for (const auto* words : known.glossary.spoken)
      if (words->language != io::english) cells.push_back(in(*words, word).term);
    cells.push_back(word.meaning);
    rows.push_back({std::move(cells), known.glossary.lines([&](const auto& words) {
                      return in(words, word).meaning;
                    })});
  }
  return rows;
}

const std::array<Topic, 13>& topics() {
  static const std::array<Topic, 13> table{{
      {"models", {"name", "summary"}, model_rows},
      {"scenarios", {"name", "title", "origin", "path"}, scenario_rows},
      {"experiments", {"name", "title", "origin", "path"}, experiment_rows},
      {"hypotheses", {"name", "title", "origin", "path"}, hypotheses_rows},
      {"cases", {"name", "title", "origin", "path"}, case_rows},
      {"case_keys", {"name", "default", "unit", "range", "grades", "meaning"}, case_key_rows},
      {"variants", {"name", "label_*", "values"}, variant_rows},
      {"parameters", {"name", "default", "unit", "range"}, parameter_rows},
      {"levers", {"name", "default", "unit", "range", "source"}, lever_rows},
      {"metrics", {"name", "perspective", "unit", "label_*"}, metric_rows},
      {"phases", {"name", "help"}, phase_rows},
      {"loops", {"name", "label_*"}, loop_rows},
      {"words", {"name", "term_+", "meaning"}, word_rows},
  }};
  return table;
}

constexpr std::string_view names_topic = "names";  // for completion: bare, one a line

/// Levers are parameters too: they are a topic of their own only when asked for.
bool is_part_of_all(const Topic& topic) { return topic.name != "levers"; }

std::vector<const Topic*> chosen_topics(const Arguments& arguments) {
  std::vector<const Topic*> chosen;
  const bool all = arguments.operands().empty() || arguments.operands().front() == names_topic;
  std::vector<std::string> names{std::string(names_topic)};
  for (const auto& topic : topics()) {
    names.emplace_back(topic.name);
    if (all ? is_part_of_all(topic) : topic.name == arguments.operands().front()) {
      chosen.push_back(&topic);
    }
  }
  if (!chosen.empty()) return chosen;
  const std::string& word = arguments.operands().front();
  const std::string near = io::did_you_mean(word, names);
  throw UsageError(fmt::format("{} (nothing to list).{}", word,
                               near.empty() ? " `maatwerk list` shows everything." : near));
}

/// A topic with the rows that were asked for.
struct Listed {
  const Topic* topic;
  Cells columns;
  Rows rows;
};

Cells columns_in(const Topic& topic, const std::vector<std::string>& languages) {
  Cells columns;
  for (const auto& column : topic.columns) {
    const bool each = column.ends_with('*'), other = column.ends_with('+');
    if (!each && !other) columns.push_back(column);
    for (const auto& language : languages) {
      if (each || (other && language != io::english))
        columns.push_back(column.substr(0, column.size() - 1) + language);
    }
  }
  return columns;
}

bool has_word(const Row& row, const std::string& word) {
  return contains(row.more, word) ||
         std::ranges::any_of(row.cells, [&](const auto& cell) { return contains(cell, word); });
}

/// \throws UsageError if a word was asked for and nothing has it
std::vector<Listed> listed(const Program& program, const Arguments& arguments) {
  const Model& model = *program.model;
  const auto languages =
      arguments.has("json") ? io::languages(model) : spoken_languages(model, arguments);
  const Glossary glossary(model, languages);
  const Known known{program, model, glossary, Speech(model, languages.front())};
  const std::string word = arguments.text("match").value_or("");
  std::vector<Listed> found;
  for (const Topic* topic : chosen_topics(arguments)) {
    Rows rows = topic->rows(known);
    std::erase_if(rows, [&](const Row& row) { return !has_word(row, word); });
    if (word.empty() || !rows.empty())
      found.push_back({topic, columns_in(*topic, languages), std::move(rows)});
  }
  if (found.empty())
    throw UsageError(
        fmt::format("--match {} (in no name, label or meaning). Try a part of the word.", word));
  return found;
}

/// For completion: what `explain` knows, with no blanks in it.
void print_names(const Program& program, const Arguments& arguments) {
  const std::string word = arguments.text("match").value_or("");
  for (std::string name : explained_names(*program.model)) {
    std::ranges::replace(name, ' ', '_');
    if (contains(name, word)) print("{}\n", name);
  }
}

void print_tables(const std::vector<Listed>& lists) {
  Terminal terminal = terminal_of(stdout);
  terminal.columns = 10000;  // a row of a list stays one line, for grep
  for (const auto& [topic, titles, rows] : lists) {
    if (topic != lists.front().topic) print("\n");
    std::vector<TextTable::Column> columns;
    for (const auto& column : titles) columns.push_back({column, TextTable::Align::left});
    columns.front().title = topic->name;
    TextTable table(std::move(columns));
    for (const Row& row : rows) {
      Cells cells = row.cells;
      cells.front().insert(0, "  ");
      table.add_row(std::move(cells));
    }
    print("{}", table.text(terminal));
  }
}

void print_json(const std::vector<Listed>& lists) {
  Json document{{"schema_version", 1}};
  for (const auto& [topic, columns, rows] : lists) {
    Json list = Json::array();
    for (const Row& row : rows) {
      Json entry;
      for (std::size_t column = 0; column < row.cells.size(); ++column)
        entry[columns[column]] = row.cells[column];
      list.push_back(std::move(entry));
    }
    document[std::string(topic->name)] = std::move(list);
  }
  print("{}", document_text(document));
}
}  // namespace

std::string list_topics() {
  std::string words;
  for (const Topic& topic : topics()) words += std::string(topic.name) + " ";
  return words + std::string(names_topic);
}

Exit list_command(const Program& program, const Arguments& arguments) {
  const auto& operands = arguments.operands();
  if (!operands.empty() && operands.front() == names_topic && !arguments.has("json")) {
    print_names(program, arguments);
    return Exit::done;
  }
  const auto lists = listed(program, arguments);
  if (arguments.has("json"))
    print_json(lists);
  else
    print_tables(lists);
  return Exit::done;
}

}  // namespace sim::cli
