#pragma once

#include <string_view>

#include "sim/core/parameter.hpp"

/// Where numbers come from, and what else many rows of parameters say in the same words.
namespace discretion {

namespace sources {
using sim::Grade;
using sim::Source;
// Numbers are own assumptions too, but for the rows whose constant says what states them.
inline constexpr Source assumed{Grade::assumed, "own assumption"};
inline constexpr Source essay{Grade::document, "Maatwerk als standaard, chapters 4 and 5"};
inline constexpr Source design{Grade::document, "Maatwerk als standaard, table 2.3"};
inline constexpr Source practices{Grade::document, "Maatwerk als standaard, table 2.2"};
inline constexpr Source loyalties{Grade::document, "Maatwerk als standaard, chapter 3, table 3.1"};
inline constexpr Source magazine{Grade::document, "Dag van de Publieke Dienstverlening 2022"};
inline constexpr Source problems{Grade::document, magazine.citation, Grade::document,
                                 "lecture by Kruiter: 1,000 of 5,000 households have a problem"};
inline constexpr Source problem_tail{
    Grade::document, magazine.citation, Grade::document,
    "follows from the lecture by Kruiter: 25 of 5,000 households have 25 problems or more"};
inline constexpr Source rules_fit{Grade::document, magazine.citation, Grade::document,
                                  "a table's report: rules fit ninety per cent of citizens"};
inline constexpr Source administration_time{
    Grade::document, magazine.citation, Grade::document,
    "lecture by Kruiter: five per cent of professionals' time on administration"};
inline constexpr Source kruiter{Grade::document, "Maatwerk als standaard, chapter 2, on Kruiter"};
inline constexpr Source meurs{Grade::document, "Maatwerk als standaard, chapter 2, on Meurs"};
inline constexpr Source inside_out{Grade::document,
                                   "Binnenstebuiten, ondersteboven, achterstevoren 2015"};
inline constexpr Source poster{Grade::document,
                               "Wat zeiden jullie in Q3 en Q4 over interbestuurlijk samenwerken?"};
inline constexpr Source fehr_schmidt{Grade::literature, "Fehr & Schmidt 1999"};
inline constexpr Source mcfadden{Grade::literature, "McFadden 1974"};
inline constexpr Source zacka{Grade::literature, "Zacka 2017; Brodkin 2011"};
inline constexpr Source lally{Grade::literature, "Lally et al. 2010"};
inline constexpr Source arthur{Grade::literature, "Arthur et al. 1998"};
inline constexpr Source crozier{Grade::literature, "Crozier 1964"};
inline constexpr Source friedkin{Grade::literature, "Friedkin & Johnsen 1990"};
inline constexpr Source lipsky{Grade::literature, "Lipsky 1980"};
inline constexpr Source in_t_veld{Grade::literature, "In 't Veld 1989"};
inline constexpr Source tversky_kahneman{Grade::literature, "Tversky & Kahneman 1992",
                                         Grade::literature,
                                         "median loss aversion of their subjects: 2.25"};
inline constexpr Source frey{Grade::literature, "Frey 1993; Falk & Kosfeld 2006"};
inline constexpr Source hawkes{Grade::literature, "Hawkes 1971"};
inline constexpr Source evaluation{Grade::document, "Aanwijzingen voor de regelgeving",
                                   Grade::document,
                                   "model clause of Aanwijzing 5.58: a report within five years"};
inline constexpr Source media_storms{Grade::literature,
                                     "Boydstun, Hardy & Walgrave 2014; Baumgartner & Jones 1993"};
inline constexpr Source laws_in_force{Grade::literature, "De Jong & Herweijer 2004",
                                      Grade::literature,
                                      "follows from De Jong & Herweijer 2004: of the laws of 1976, "
                                      "80 per cent were in force in 2004"};
}  // namespace sources

inline constexpr auto setup = sim::Change::setup;
inline constexpr auto live = sim::Change::live;
inline constexpr auto by_factor = sim::Drawing::factor;
inline constexpr auto by_odds = sim::Drawing::odds;
inline constexpr auto by_logit = sim::Drawing::logit;
inline constexpr auto by_half_life = sim::Drawing::half_life;
inline constexpr auto by_distance = sim::Drawing::distance;
inline constexpr std::string_view need_unit = "standard deviation of need";

}  // namespace discretion
