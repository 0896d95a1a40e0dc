#include "sim/io/results/hdf5_read.hpp"

#include <array>
#include <functional>
#include <numeric>

namespace sim::io::hdf5 {

namespace {

/// The file's space with these rows selected, and one of the same shape for memory.
struct Selection {
  Handle in_file;
  Handle in_memory;
  std::size_t size = 0;
};

Selection select(const Handle& dataset, Rows rows) {
  std::vector<hsize_t> count = shape(dataset);
  if (count.empty() || rows.first + rows.count > count[0])
    throw Failure("a dataset is shorter than others that belong with it");
  std::vector<hsize_t> start(count.size(), 0);
  start[0] = rows.first;
  count[0] = rows.count;
  Selection selection;
  selection.in_file = Handle(H5Dget_space(dataset.id()));
  check(H5Sselect_hyperslab(selection.in_file.id(), H5S_SELECT_SET, start.data(), nullptr,
                            count.data(), nullptr));
  selection.in_memory =
      Handle(H5Screate_simple(static_cast<int>(count.size()), count.data(), nullptr));
  selection.size = std::accumulate(count.begin(), count.end(), std::size_t{1}, std::multiplies<>());
  return selection;
}

herr_t add_child(hid_t parent, const char* name, const H5L_info_t*, void* list) {
  H5O_info_t info{};
  if (H5Oget_info_by_name2(parent, name, &info, H5O_INFO_BASIC, H5P_DEFAULT) < 0) return -1;
  static_cast<std::vector<Child>*>(list)->push_back({name, info.type == H5O_TYPE_GROUP});
  return 0;
}

std::string last_part(const std::string& path) { return path.substr(path.rfind('/') + 1); }

/// Name of the first scale in an entry of DIMENSION_LIST.
std::string scale_name(const Handle& dataset, const hvl_t& entry) {
  if (entry.len == 0) return "";
  const Handle scale(H5Rdereference2(dataset.id(), H5P_DEFAULT, H5R_OBJECT, entry.p));
  std::array<char, 256> name{};
  return H5Iget_name(scale.id(), name.data(), name.size()) > 0 ? last_part(name.data()) : "";
}

}  // namespace

std::vector<Child> children(const Handle& group) {
  std::vector<Child> list;
  hsize_t position = 0;
  // Other programs may have written the group without keeping the order.
  if (H5Literate(group.id(), H5_INDEX_CRT_ORDER, H5_ITER_INC, &position, add_child, &list) < 0) {
    list.clear();
    position = 0;
    check(H5Literate(group.id(), H5_INDEX_NAME, H5_ITER_INC, &position, add_child, &list));
  }
  return list;
}

bool exists(const Handle& parent, const std::string& name) {
  return H5Lexists(parent.id(), name.c_str(), H5P_DEFAULT) > 0;
}

Handle open_group(const Handle& parent, const std::string& name) {
  return Handle(H5Gopen2(parent.id(), name.c_str(), H5P_DEFAULT));
}

Element element_of(const Handle& dataset) {
  const Handle type(H5Dget_type(dataset.id()));
  switch (H5Tget_class(type.id())) {
    case H5T_FLOAT:
      return H5Tget_size(type.id()) == sizeof(float) ? Element::single : Element::real;
    case H5T_INTEGER: return H5Tget_size(type.id()) == 1 ? Element::category : Element::integer;
    case H5T_STRING: return Element::text;
    default: throw Failure("a dataset has a type that no result file has");
  }
}

std::vector<std::string> dimension_names(const Handle& dataset) {
  std::vector<std::string> names(shape(dataset).size());
  if (!has_attribute(dataset, "DIMENSION_LIST")) {
    // A scale labels itself.
    if (names.size() == 1 && has_attribute(dataset, "CLASS")) {
      std::array<char, 256> name{};
      H5Iget_name(dataset.id(), name.data(), name.size());
      names[0] = last_part(name.data());
    }
    return names;
  }
  const Handle attribute(H5Aopen(dataset.id(), "DIMENSION_LIST", H5P_DEFAULT));
  const Handle space(H5Aget_space(attribute.id()));
  if (H5Sget_simple_extent_npoints(space.id()) != static_cast<hssize_t>(names.size()))
    throw Failure("a dataset's list of dimensions is not as long as its shape");
  const Handle type(H5Tvlen_create(H5T_STD_REF_OBJ));
  std::vector<hvl_t> list(names.size());
  check(H5Aread(attribute.id(), type.id(), list.data()));
  for (std::size_t i = 0; i < names.size(); ++i) names[i] = scale_name(dataset, list[i]);
  check(H5Dvlen_reclaim(type.id(), space.id(), H5P_DEFAULT, list.data()));
  return names;
}

std::string text_attribute(const Handle& object, const std::string& name) {
  return has_attribute(object, name) ? read_text_attribute(object, name) : "";
}

std::vector<double> read_numbers(const Handle& dataset, Rows rows) {
  if (rows.count == 0) return {};
  const Selection selection = select(dataset, rows);
  std::vector<double> values(selection.size);
  check(H5Dread(dataset.id(), H5T_NATIVE_DOUBLE, selection.in_memory.id(), selection.in_file.id(),
                transfer(), values.data()));
  return values;
}

std::vector<std::string> read_texts(const Handle& dataset, Rows rows) {
  if (rows.count == 0) return {};
  const Selection selection = select(dataset, rows);
  std::vector<char*> raw(selection.size, nullptr);
  check(H5Dread(dataset.id(), memory_type(Element::text), selection.in_memory.id(),
                selection.in_file.id(), transfer(), raw.data()));
  std::vector<std::string> texts;
  for (char* text : raw) {
    texts.emplace_back(text != nullptr ? text : "");
    H5free_memory(text);
  }
  return texts;
}

}  // namespace sim::io::hdf5
