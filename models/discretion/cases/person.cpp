#include "models/discretion/cases/person.hpp"

#include <map>
#include <string_view>

namespace discretion {

namespace {

/// The table of a person as a section, so that its rows are read and checked as parameters are.
struct CaseFileKeys {
  Person person;
  static constexpr auto sections() {
    return std::tuple{sim::Section{"case", &CaseFileKeys::person}};
  }
};

const sim::ParameterTable<CaseFileKeys>& table() {
  static const sim::ParameterTable<CaseFileKeys> rows;
  return rows;
}

/// Of five words, very little to very much; own assumptions. About one citizen in ten needs more
/// beyond the mean than 1.28.
const std::map<std::string_view, std::vector<double>>& grades() {
  static const std::vector<double> sizes{0.25, 0.6, 1.0, 1.6, 2.4};
  static const std::vector<double> shares{0.1, 0.3, 0.5, 0.7, 0.9};
  static const std::map<std::string_view, std::vector<double>> by_key{
      {"case.need", sizes},
      {"case.want", {0.0, 0.2, 0.5, 1.0, 1.6}},
      {"case.situation", shares},
      {"case.can_tell", shares},
      {"case.will_tell", shares},
      {"case.trust", {-0.4, -0.2, 0.0, 0.2, 0.4}},
      {"case.assertive", {-2, -1, 0, 1, 2}},
      {"case.third_pays", shares},
      {"case.repair", sizes}};
  return by_key;
}

}  // namespace

const std::vector<sim::CaseKey>& person_keys() {
  static const std::vector<sim::CaseKey> keys = [] {
    std::vector<sim::CaseKey> all;
    for (const sim::ParameterInfo& row : table().rows()) {
      const auto found = grades().find(row.name);
      all.push_back({row, found == grades().end() ? std::vector<double>{} : found->second,
                     row.name == "case.need"});
    }
    return all;
  }();
  return keys;
}

Person person_of(const sim::CasePerson& values) {
  CaseFileKeys keys;
  for (std::size_t row = 0; row < values.size(); ++row) table().set(keys, row, values[row]);
  return keys.person;
}

}  // namespace discretion
