#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sim/core/model.hpp"
#include "sim/io/files/toml_document.hpp"
#include "sim/io/scenario/organisation.hpp"
#include "sim/io/scenario/scenario_file.hpp"

namespace sim::io {

/// A scenario while it is being read: each file and each override is laid over what is there.
/// What depends on other values (months and offices of events, conflicts) is checked at the end.
class ScenarioDraft {
 public:
  explicit ScenarioDraft(const Model&);

  /// \param own the file that the user named, not one that it extends
  /// \throws InputError with FILE:LINE:COL, for each mistake in it
  void apply(const TomlDocument&, bool own = true);
  /// \throws InputError with the override's place
  void apply(const Override&);
  /// The finished scenario of the file at `path`, with name and text left to the caller.
  /// \throws InputError for an event or a combination of values that cannot be
  ScenarioFile finish(const std::filesystem::path&) const;

 private:
  /// A parameter or run setting: its row and where its value came from.
  struct Slot {
    const ParameterInfo* row;
    Value value;
    std::string place = "built-in";        ///< of the key, for origins
    std::string value_place = "built-in";  ///< of the value, for messages
    bool chosen = false;                   ///< by the user: see ChosenValue
  };
  struct DraftEvent {
    Event event;
    std::string subject;  ///< "event 2: "
    std::string month_place;
    std::vector<std::string> office_places;
    std::vector<std::string> set_places;
    bool chosen = false;  ///< by the user
  };

  void apply_table(const TomlDocument&, const toml::table&, const std::string& prefix,
                   std::map<std::string, std::string>& given);
  void apply_value(const TomlDocument&, const Entry&, const std::string& key,
                   std::map<std::string, std::string>& given);
  /// One of what a file says of itself for people: title, label, label_nl, colour.
  struct Name {
    std::string key;
    std::string text;
    std::string place = "built-in";
  };
  Name* find_name(const std::string& key);
  static void apply_name(Name&, const toml::node&, const std::string& key_place,
                         const std::string& value_place);
  void apply_calibration(const toml::node&, const std::string& value_place);
  void assign(std::size_t slot, const toml::node&, const std::string& key_place,
              const std::string& value_place);
  void warn_if_unchanged(const Slot& before, const Slot& after);
  void apply_events(const TomlDocument&, const Entry&);
  DraftEvent read_event(const TomlDocument&, const toml::table&, std::size_t number) const;
  void read_event_key(const TomlDocument&, const Entry&, DraftEvent&) const;
  void read_change(const TomlDocument&, const Entry&, const std::string& prefix, DraftEvent&) const;
  static void read_offices(const TomlDocument&, const Entry&, DraftEvent&);
  void read_changes(const TomlDocument&, const toml::table&, const std::string& prefix,
                    DraftEvent&) const;
  void check_conflict(const Scenario&, const std::string& path) const;
  void check_events(const Scenario&) const;
  void check_month(const Scenario&, const DraftEvent&) const;
  static void check_offices(const DraftEvent&, int offices);
  void check_doubles(const DraftEvent&, const DraftEvent& earlier) const;
  void look_at_values(ScenarioFile&) const;
  void look_at_events(ScenarioFile&) const;
  std::optional<std::size_t> find_slot(const std::string& key) const;
  bool is_section(const std::string& key) const;
  std::vector<std::string> known_keys() const;

  /// What a file's [organisation] makes of the parameters that the file does not give itself.
  void apply_conversion(const std::map<std::string, std::string>& given);
  void set_from_organisation(const Conversion&, const std::map<std::string, std::string>& given);
  void warn_if_overruled(const Slot&);

  void check_model(const toml::node&, const std::string& value_place) const;

  const Model& model_;
  std::vector<ParameterInfo> run_rows_;
  std::vector<Slot> slots_;  ///< run settings, then parameters
  std::vector<Name> names_{{"title", ""}, {"label", ""}, {"label_nl", ""}, {"colour", ""}};
  Calibration calibration_ = Calibration::illustrative;
  std::optional<Calibration> said_;  ///< in the document that is being applied
  std::vector<DraftEvent> events_;
  std::vector<Origin> observed_;
  Organisation organisation_;
  std::map<std::size_t, Conversion> from_organisation_;  ///< by row of Model::parameters()
  std::vector<Warning> warnings_;
  bool own_ = true;  ///< what is being applied is the user's own file, or of the command line
};

}  // namespace sim::io
