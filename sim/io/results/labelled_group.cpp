#include "sim/io/results/labelled_group.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstring>
#include <functional>
#include <numeric>

#include <hdf5_hl.h>

#include "sim/io/files/utf8.hpp"
#include "sim/io/results/result_file.hpp"

namespace sim::io {

using hdf5::check;
using hdf5::Element;
using hdf5::Handle;

namespace {

void set_fill_value(const Handle& creation, Element element) {
  if (element == Element::real || element == Element::single)
    check(H5Pset_fill_value(creation.id(), H5T_NATIVE_DOUBLE, &hdf5::no_real));
  if (element == Element::integer)
    check(H5Pset_fill_value(creation.id(), H5T_NATIVE_INT32, &hdf5::no_integer));
}

template <class Number>
void write_flag_values(const Handle& dataset, std::size_t count) {
  std::vector<Number> values(count);
  std::iota(values.begin(), values.end(), Number{0});
  hdf5::write_attribute(dataset, "flag_values", std::span<const Number>(values));
}

}  // namespace

void LabelledGroup::add_numbers(const Dimension& dimension, const Meaning& meaning, int first,
                                int step) {
  Handle dataset = create(dimension.name, Element::integer, {dimension}, meaning);
  std::vector<std::int32_t> numbers(dimension.size);
  for (std::size_t place = 0; place < numbers.size(); ++place)
    numbers[place] = first + step * static_cast<std::int32_t>(place);
  hdf5::write_rows(dataset, Element::integer, {0, dimension.size}, numbers.data());
  check(H5DSset_scale(dataset.id(), dimension.name.c_str()));
  scales_.push_back(Scale{dimension, std::move(dataset), reference(dimension.name), {}});
}

void LabelledGroup::add_names(const std::string& dimension, const Meaning& meaning,
                              const std::vector<std::string>& names) {
  const Dimension fixed{dimension, names.size(), false};
  Handle dataset = create(dimension, Element::text, {fixed}, meaning);
  hdf5::write_rows(dataset, Element::text, {0, names.size()}, hdf5::pointers(names).data());
  check(H5DSset_scale(dataset.id(), dimension.c_str()));
  scales_.push_back(Scale{fixed, std::move(dataset), reference(dimension), {}});
}

Handle LabelledGroup::add(const std::string& name, Element element,
                          const std::vector<std::string>& dimensions, const Meaning& meaning) {
  std::vector<Dimension> sizes;
  for (const auto& dimension : dimensions) sizes.push_back(scale(dimension).dimension);
  Handle dataset = create(name, element, sizes, meaning);
  if (!dimensions.empty()) attach(dataset, name, dimensions);
  return dataset;
}

void LabelledGroup::add_texts(const std::string& name, const std::vector<std::string>& dimensions,
                              const Meaning& meaning, const std::vector<std::string>& texts) {
  const Handle dataset = add(name, Element::text, dimensions, meaning);
  std::vector<std::string> valid;
  for (const auto& text : texts) valid.push_back(as_utf8(text));
  hdf5::write_rows(dataset, Element::text, {0, hdf5::shape(dataset)[0]},
                   hdf5::pointers(valid).data());
}

void LabelledGroup::add_reals(const std::string& name, const std::vector<std::string>& dimensions,
                              const Meaning& meaning, const std::vector<double>& values) {
  const Handle dataset = add(name, Element::real, dimensions, meaning);
  hdf5::write_rows(dataset, Element::real, {0, hdf5::shape(dataset)[0]}, values.data());
}

void LabelledGroup::add_integers(const std::string& name,
                                 const std::vector<std::string>& dimensions, const Meaning& meaning,
                                 const std::vector<std::int32_t>& values) {
  const Handle dataset = add(name, Element::integer, dimensions, meaning);
  hdf5::write_rows(dataset, Element::integer, {0, hdf5::shape(dataset)[0]}, values.data());
}

void LabelledGroup::add_text(const std::string& name, const Meaning& meaning,
                             const std::string& text) {
  const Handle dataset = add(name, Element::text, {}, meaning);
  const char* pointer = text.c_str();
  check(H5Dwrite(dataset.id(), hdf5::memory_type(Element::text), H5S_ALL, H5S_ALL, hdf5::transfer(),
                 &pointer));
}

void LabelledGroup::add_real(const std::string& name, const Meaning& meaning, double value) {
  const Handle dataset = add(name, Element::real, {}, meaning);
  check(H5Dwrite(dataset.id(), H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, hdf5::transfer(), &value));
}

bool LabelledGroup::has(const std::string& dimension) const {
  return std::ranges::any_of(scales_,
                             [&](const Scale& scale) { return scale.dimension.name == dimension; });
}

const Handle& LabelledGroup::creation_list(Element element, const std::vector<hsize_t>& chunk) {
  Handle& list = creation_lists_[{element, chunk}];
  if (list.open()) return list;
  list = Handle(H5Pcreate(H5P_DATASET_CREATE));
  check(H5Pset_obj_track_times(list.id(), false));
  check(H5Pset_attr_creation_order(list.id(), H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED));
  // Above this many attributes HDF5 changes to heaps of some kilobytes for each dataset.
  check(H5Pset_attr_phase_change(list.id(), 64, 48));
  set_fill_value(list, element);
  if (chunk.empty()) return list;
  check(H5Pset_chunk(list.id(), static_cast<int>(chunk.size()), chunk.data()));
  // netCDF reads filtered texts, and refuses to write any: nobody could copy the file.
  if (element == Element::text) return list;
  check(H5Pset_shuffle(list.id()));
  check(H5Pset_deflate(list.id(), 4));
  return list;
}

Handle LabelledGroup::create(const std::string& name, Element element,
                             const std::vector<Dimension>& dimensions, const Meaning& meaning) {
  std::vector<hsize_t> size;
  std::vector<hsize_t> limit;
  bool unlimited = false;
  for (const auto& dimension : dimensions) {
    size.push_back(dimension.size);
    limit.push_back(dimension.unlimited ? H5S_UNLIMITED : dimension.size);
    unlimited = unlimited || dimension.unlimited;
  }
  const Handle& creation =
      creation_list(element, unlimited ? chunk_shape(size) : std::vector<hsize_t>());
  const Handle space(dimensions.empty() ? H5Screate(H5S_SCALAR)
                                        : H5Screate_simple(static_cast<int>(size.size()),
                                                           size.data(), limit.data()));
  Handle dataset(H5Dcreate2(group_.id(), name.c_str(), hdf5::file_type(element), space.id(),
                            H5P_DEFAULT, creation.id(), H5P_DEFAULT));
  hdf5::write_attribute(dataset, "long_name", meaning.long_name);
  hdf5::write_attribute(dataset, "units", meaning.units);
  hdf5::write_attribute(dataset, "definition", meaning.definition);
  if (element == Element::real || element == Element::single)
    hdf5::write_attribute(dataset, "_FillValue", hdf5::no_real, element);
  return dataset;
}

void LabelledGroup::attach(const Handle& dataset, const std::string& name,
                           const std::vector<std::string>& dimensions) {
  const hobj_ref_t own = reference(name);
  std::vector<hvl_t> list(dimensions.size());
  for (std::size_t i = 0; i < dimensions.size(); ++i) {
    Scale& along = scale(dimensions[i]);
    list[i] = hvl_t{1, &along.reference};
    along.labels.emplace_back(own, static_cast<int>(i));
  }
  const hsize_t rank = dimensions.size();
  const Handle space(H5Screate_simple(1, &rank, nullptr));
  static const Handle type(H5Tvlen_create(H5T_STD_REF_OBJ));
  const Handle attribute(
      H5Acreate2(dataset.id(), "DIMENSION_LIST", type.id(), space.id(), H5P_DEFAULT, H5P_DEFAULT));
  check(H5Awrite(attribute.id(), type.id(), list.data()));
  if (dimensions.front() == "run" && !coordinates_.empty())
    hdf5::write_characters(dataset, "coordinates", coordinates_);
}

void LabelledGroup::close_scales() {
  struct Label {
    hobj_ref_t dataset;
    std::int32_t dimension;
    std::int32_t padding;  // the members' sum must be the struct, or its end is left to chance
  };
  const Handle type(H5Tcreate(H5T_COMPOUND, sizeof(Label)));
  check(H5Tinsert(type.id(), "dataset", offsetof(Label, dataset), H5T_STD_REF_OBJ));
  check(H5Tinsert(type.id(), "dimension", offsetof(Label, dimension), H5T_NATIVE_INT32));
  for (const auto& scale : scales_) {
    if (scale.labels.empty()) continue;
    std::vector<Label> labels;
    for (const auto& [dataset, dimension] : scale.labels)
      labels.push_back(Label{dataset, dimension, 0});
    const hsize_t count = labels.size();
    const Handle space(H5Screate_simple(1, &count, nullptr));
    const Handle attribute(H5Acreate2(scale.dataset.id(), "REFERENCE_LIST", type.id(), space.id(),
                                      H5P_DEFAULT, H5P_DEFAULT));
    check(H5Awrite(attribute.id(), type.id(), labels.data()));
  }
}

LabelledGroup::Scale& LabelledGroup::scale(const std::string& dimension) {
  const auto found = std::ranges::find_if(
      scales_, [&](const Scale& scale) { return scale.dimension.name == dimension; });
  if (found == scales_.end()) throw std::logic_error("no scale for dimension " + dimension);
  return *found;
}

hobj_ref_t LabelledGroup::reference(const std::string& name) const {
  hobj_ref_t object{};
  check(H5Rcreate(&object, group_.id(), name.c_str(), H5R_OBJECT, -1));
  return object;
}

std::vector<hsize_t> chunk_shape(const std::vector<hsize_t>& shape) {
  std::vector<hsize_t> chunk;
  for (const hsize_t length : shape) chunk.push_back(std::max<hsize_t>(1, length));
  constexpr hsize_t least = runs_per_block, most = 1024;
  // A table is empty at first, and nobody knows how long it gets.
  if (chunk.size() == 1) chunk[0] = shape[0] == 0 ? most : std::clamp(shape[0], least, most);
  if (chunk.size() == 2) chunk[0] = runs_per_block;
  if (chunk.size() > 2) {
    constexpr hsize_t numbers = 16384;
    const hsize_t of_run =
        std::accumulate(chunk.begin() + 1, chunk.end(), hsize_t{1}, std::multiplies<>());
    // A power of two: blocks end where chunks do.
    chunk[0] = std::bit_floor(std::clamp<hsize_t>(numbers / of_run, 1, runs_per_chunk));
  }
  return chunk;
}

void write_flags(const Handle& dataset, Element element, const std::vector<std::string>& names) {
  std::string meanings;
  for (const auto& name : names) {
    if (!meanings.empty()) meanings += ' ';
    meanings += name;
    std::replace(meanings.end() - static_cast<std::ptrdiff_t>(name.size()), meanings.end(), ' ',
                 '_');
  }
  // CF wants the values in the type of the dataset.
  if (element == Element::category) write_flag_values<std::int8_t>(dataset, names.size());
  if (element == Element::integer) write_flag_values<std::int32_t>(dataset, names.size());
  if (element == Element::real) write_flag_values<double>(dataset, names.size());
  hdf5::write_attribute(dataset, "flag_meanings", meanings);
}

}  // namespace sim::io
