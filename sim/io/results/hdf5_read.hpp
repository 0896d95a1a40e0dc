#pragma once

#include <string>
#include <vector>

#include "sim/io/files/hdf5.hpp"

/// What reading a file of unknown content takes, beyond what writing needs. Private to sim/io.
namespace sim::io::hdf5 {

/// A name in a group, and whether it is a group itself.
struct Child {
  std::string name;
  bool group = false;
};
/// Datasets and groups of a group, in the order in which they were made.
std::vector<Child> children(const Handle& group);
bool exists(const Handle& parent, const std::string& name);
Handle open_group(const Handle& parent, const std::string& name);

/// What a dataset's elements are; anything that no result file has is refused.
Element element_of(const Handle& dataset);
/// Names of a dataset's dimensions, from the scales attached to them; "" for one without.
std::vector<std::string> dimension_names(const Handle& dataset);
/// A text attribute, or "" if there is none.
std::string text_attribute(const Handle&, const std::string& name);

/// Rows of a dataset as numbers, all of its other dimensions, whatever kind of number is stored.
std::vector<double> read_numbers(const Handle& dataset, Rows);
std::vector<std::string> read_texts(const Handle& dataset, Rows);

}  // namespace sim::io::hdf5
