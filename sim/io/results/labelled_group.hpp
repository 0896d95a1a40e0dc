#pragma once

#include <map>
#include <string>
#include <vector>

#include "sim/io/files/hdf5.hpp"

namespace sim::io {

/// What every dataset says of itself.
struct Meaning {
  std::string long_name;
  std::string units = "1";  ///< UDUNITS
  std::string definition;
};

/// A dimension of a group: a dataset of its own that labels the places along it.
struct Dimension {
  std::string name;
  hsize_t size = 0;
  bool unlimited = false;
};

/// A group of a result file in which every dimension of every dataset has its scale, exactly one,
/// as netCDF-4 wants it.
///
/// Scales are attached here rather than by H5DSattach_scale, which writes uninitialised padding
/// into the file: two identical studies would differ in it.
class LabelledGroup {
 public:
  explicit LabelledGroup(hdf5::Handle group) : group_(std::move(group)) {}

  const hdf5::Handle& handle() const { return group_; }
  /// Value of the attribute `coordinates` of all later datasets whose first dimension is `run`.
  void set_coordinates(std::string names) { coordinates_ = std::move(names); }

  bool has(const std::string& dimension) const;
  /// A dimension whose places are numbered from `first`, `step` apart.
  void add_numbers(const Dimension&, const Meaning&, int first, int step = 1);
  /// A dimension whose places have names.
  void add_names(const std::string& dimension, const Meaning&,
                 const std::vector<std::string>& names);

  /// A dataset over some dimensions; none for a single value. Reals start as NaN, integers as -1,
  /// categories as 0, texts as empty.
  hdf5::Handle add(const std::string& name, hdf5::Element,
                   const std::vector<std::string>& dimensions, const Meaning&);
  void add_texts(const std::string& name, const std::vector<std::string>& dimensions,
                 const Meaning&, const std::vector<std::string>&);
  void add_reals(const std::string& name, const std::vector<std::string>& dimensions,
                 const Meaning&, const std::vector<double>&);
  void add_integers(const std::string& name, const std::vector<std::string>& dimensions,
                    const Meaning&, const std::vector<std::int32_t>&);
  /// A single text.
  void add_text(const std::string& name, const Meaning&, const std::string&);
  void add_real(const std::string& name, const Meaning&, double);

  /// Tells each scale which datasets it labels; call once, after the last `add`.
  void close_scales();

 private:
  struct Scale {
    Dimension dimension;
    hdf5::Handle dataset;
    hobj_ref_t reference;
    std::vector<std::pair<hobj_ref_t, int>> labels;  ///< dataset and which of its dimensions
  };
  const hdf5::Handle& creation_list(hdf5::Element, const std::vector<hsize_t>& chunk);
  hdf5::Handle create(const std::string& name, hdf5::Element, const std::vector<Dimension>&,
                      const Meaning&);
  void attach(const hdf5::Handle& dataset, const std::string& name,
              const std::vector<std::string>& dimensions);
  Scale& scale(const std::string& dimension);
  hobj_ref_t reference(const std::string& name) const;

  hdf5::Handle group_;
  std::string coordinates_;
  std::vector<Scale> scales_;
  /// By element and chunk, none without: making one takes long, and a group has few kinds.
  std::map<std::pair<hdf5::Element, std::vector<hsize_t>>, hdf5::Handle> creation_lists_;
};

/// Shape of the chunks of a dataset that has a place for each run: small ones for matrices of
/// months, long ones for plain columns.
std::vector<hsize_t> chunk_shape(const std::vector<hsize_t>& shape);

/// Marks a dataset as a category: value i means names[i]. Blanks in names become underscores.
void write_flags(const hdf5::Handle& dataset, hdf5::Element, const std::vector<std::string>& names);

}  // namespace sim::io
