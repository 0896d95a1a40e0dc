#pragma once

#include <array>
#include <cstddef>
#include <tuple>

#include "models/discretion/administrators/parameters.hpp"
#include "models/discretion/citizens/parameters.hpp"
#include "models/discretion/managers/parameters.hpp"
#include "models/discretion/record/parameters.hpp"
#include "models/discretion/rules/lever_parameters.hpp"
#include "models/discretion/rules/parameters.hpp"
#include "models/discretion/sources.hpp"
#include "models/discretion/workers/parameters.hpp"
#include "sim/core/parameter.hpp"

/// Every parameter of the model, once: default, unit, range, meaning, source. They stand in the
/// room of whom they describe; defaults stand at the members and nowhere else, rows say the rest.
namespace discretion {

/// Which parts of the four dynamics act.
struct LoopParameters {
  bool see_difference = true;
  bool own_relation = true;
  bool others = true;
  bool seek_shelter = true;
  bool self_protection = true;
  bool survival = true;
  bool pile_preconditions = true;
  bool risk_rule_reflex = true;
  bool see_difference_effect = true;
  bool own_relation_effect = true;
  bool others_effect = true;
  bool seek_shelter_effect = true;
  bool self_protection_effect = true;
  bool survival_effect = true;
  bool pile_preconditions_effect = true;
  bool risk_rule_reflex_effect = true;
  double added_complaints = 0.0;
  double added_rules = 0.0;
  int added_preconditions = 0;
  int added_measures = 0;

  template <class P = LoopParameters>
  static constexpr auto table() {
    using sim::Parameter;
    using sources::assumed;
    using sources::essay;
    // clang-format off
    return std::tuple{
        Parameter{&P::see_difference, "see_difference", "1", {}, essay, live},
        Parameter{&P::own_relation, "own_relation", "1", {}, essay, live},
        Parameter{&P::others, "others", "1", {}, essay, live},
        Parameter{&P::seek_shelter, "seek_shelter", "1", {}, essay, live},
        Parameter{&P::self_protection, "self_protection", "1", {}, sources::crozier, live},
        Parameter{&P::survival, "survival", "1", {}, sources::zacka, live},
        Parameter{&P::pile_preconditions, "pile_preconditions", "1", {}, essay, live},
        Parameter{&P::risk_rule_reflex, "risk_rule_reflex", "1", {}, essay, live},
        Parameter{&P::see_difference_effect, "see_difference_effect", "1", {}, assumed, live},
        Parameter{&P::own_relation_effect, "own_relation_effect", "1", {}, assumed, live},
        Parameter{&P::others_effect, "others_effect", "1", {}, assumed, live},
        Parameter{&P::seek_shelter_effect, "seek_shelter_effect", "1", {}, assumed, live},
        Parameter{&P::self_protection_effect, "self_protection_effect", "1", {}, assumed, live},
        Parameter{&P::survival_effect, "survival_effect", "1", {}, assumed, live},
        Parameter{&P::pile_preconditions_effect, "pile_preconditions_effect", "1", {},
                  assumed, live},
        Parameter{&P::risk_rule_reflex_effect, "risk_rule_reflex_effect", "1", {}, assumed, live},
        Parameter{&P::added_complaints, "added_complaints", "1", {0, 1}, assumed, live},
        Parameter{&P::added_rules, "added_rules", "1", {0, 1}, assumed, live},
        Parameter{&P::added_preconditions, "added_preconditions", "1", {0, 100}, assumed, live},
        Parameter{&P::added_measures, "added_measures", "1", {0, 100}, assumed, live},
    };
    // clang-format on
  }
};

/// All parameters; each office holds its own copy, which events change.
struct Parameters {
  PopulationParameters population;
  NeedParameters need;
  CitizenParameters citizens;
  WorkerParameters workers;
  ManagerParameters managers;
  AdministrationParameters administration;
  PolicyParameters policy;
  CostParameters costs;
  LoopParameters loops;
  LeverParameters levers;
  RecordParameters record;
  LifeSituationParameters life_situation_0, life_situation_1, life_situation_2, life_situation_3,
      life_situation_4, life_situation_5, life_situation_6, life_situation_7;

  /// \param g below most_given
  const LifeSituationParameters& life_situation(int g) const {
    using P = Parameters;
    static constexpr std::array all{
        &P::life_situation_0, &P::life_situation_1, &P::life_situation_2, &P::life_situation_3,
        &P::life_situation_4, &P::life_situation_5, &P::life_situation_6, &P::life_situation_7};
    static_assert(all.size() == most_given);
    return this->*all[static_cast<std::size_t>(g)];
  }

  template <class P = Parameters>
  static constexpr auto sections() {
    using sim::Section;
    return std::tuple{Section{"population", &P::population},
                      Section{"need", &P::need},
                      Section{"citizens", &P::citizens},
                      Section{"workers", &P::workers},
                      Section{"managers", &P::managers},
                      Section{"administration", &P::administration},
                      Section{"policy", &P::policy},
                      Section{"costs", &P::costs},
                      Section{"loops", &P::loops},
                      Section{"levers", &P::levers, sim::Role::lever},
                      Section{"record", &P::record},
                      Section{"life_situation_0", &P::life_situation_0},
                      Section{"life_situation_1", &P::life_situation_1},
                      Section{"life_situation_2", &P::life_situation_2},
                      Section{"life_situation_3", &P::life_situation_3},
                      Section{"life_situation_4", &P::life_situation_4},
                      Section{"life_situation_5", &P::life_situation_5},
                      Section{"life_situation_6", &P::life_situation_6},
                      Section{"life_situation_7", &P::life_situation_7}};
  }
};

}  // namespace discretion

extern template class sim::ParameterTable<discretion::Parameters>;
