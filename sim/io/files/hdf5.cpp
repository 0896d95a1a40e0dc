#include "sim/io/files/hdf5.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <numeric>
#include <string_view>
#include <system_error>

#include "sim/io/files/safe_file.hpp"
#include "sim/io/files/utf8.hpp"

namespace sim::io::hdf5 {

namespace {

/// The system's own words ("No space left on device") if there are any, else HDF5's.
std::string cause_of_failure() {
  struct Found {
    std::string system;
    std::string library;
  } found;
  const auto look = [](unsigned, const H5E_error2_t* error, void* data) -> herr_t {
    auto& out = *static_cast<Found*>(data);
    const std::string_view text = error->desc != nullptr ? error->desc : "";
    constexpr std::string_view mark = "error message = '";
    if (const auto at = text.find(mark); at != std::string_view::npos) {
      const auto start = at + mark.size();
      out.system = text.substr(start, text.find('\'', start) - start);
    }
    if (out.library.empty()) out.library = text;
    return 0;
  };
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, look, &found);
  H5Eclear2(H5E_DEFAULT);
  if (!found.system.empty()) return found.system;
  return found.library.empty() ? "HDF5 gave no reason" : "HDF5: " + found.library;
}

void write_attribute(const Handle& object, const std::string& name, Element element,
                     const Handle& space, const void* value) {
  const Handle attribute(H5Acreate2(object.id(), name.c_str(), file_type(element), space.id(),
                                    H5P_DEFAULT, H5P_DEFAULT));
  check(H5Awrite(attribute.id(), memory_type(element), value));
}

void write_scalar_attribute(const Handle& object, const std::string& name, Element element,
                            const void* value) {
  static const Handle space(H5Screate(H5S_SCALAR));
  write_attribute(object, name, element, space, value);
}

void write_array_attribute(const Handle& object, const std::string& name, Element element,
                           std::size_t size, const void* values) {
  const hsize_t length = size;
  const Handle space(H5Screate_simple(1, &length, nullptr));
  write_attribute(object, name, element, space, values);
}

Handle access_list() {
  Handle list(H5Pcreate(H5P_FILE_ACCESS));
  check(H5Pset_libver_bounds(list.id(), H5F_LIBVER_EARLIEST, H5F_LIBVER_V18));
  check(H5Pset_file_locking(list.id(), false, true));
  return list;
}

/// How much HDF5 keeps in memory of a file that it writes.
/// \param bytes_of_descriptions of datasets: an attribute takes kilobytes as long as it is kept
void keep_little(const Handle& access, std::size_t bytes_of_descriptions) {
  // Matrices are written in whole chunks, which HDF5 would only keep, a megabyte for each dataset.
  // Said of the file: lists of properties of datasets are copied for each.
  constexpr std::size_t slots = 7, bytes_of_chunks = 1 << 16;
  constexpr double written_go_first = 0.75;  // as is usual
  check(H5Pset_cache(access.id(), 0, slots, bytes_of_chunks, written_go_first));
  H5AC_cache_config_t kept{};
  kept.version = H5AC__CURR_CACHE_CONFIG_VERSION;
  check(H5Pget_mdc_config(access.id(), &kept));
  kept.set_initial_size = true;
  kept.initial_size = kept.min_size = kept.max_size = bytes_of_descriptions;
  kept.incr_mode = H5C_incr__off;
  kept.flash_incr_mode = H5C_flash_incr__off;
  kept.decr_mode = H5C_decr__off;
  check(H5Pset_mdc_config(access.id(), &kept));
}

/// The file's space with these rows selected.
Handle select(const Handle& dataset, Rows rows, std::vector<hsize_t>& count) {
  Handle space(H5Dget_space(dataset.id()));
  count = shape(dataset);
  std::vector<hsize_t> start(count.size(), 0);
  start[0] = rows.first;
  count[0] = rows.count;
  check(H5Sselect_hyperslab(space.id(), H5S_SELECT_SET, start.data(), nullptr, count.data(),
                            nullptr));
  return space;
}

Handle memory_space(const std::vector<hsize_t>& count) {
  return Handle(H5Screate_simple(static_cast<int>(count.size()), count.data(), nullptr));
}

std::size_t product(const std::vector<hsize_t>& count) {
  return std::accumulate(count.begin(), count.end(), std::size_t{1}, std::multiplies<>());
}

}  // namespace

void use_in_this_thread() {
  // When the program ends HDF5 tries once more to write what did not fit on a full disk, and
  // crashes; our files are closed by then.
  static const herr_t once = H5dont_atexit();
  thread_local const herr_t quiet = H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
  static_cast<void>(once + quiet);
}

void check(herr_t status) {
  if (status < 0) throw Failure(cause_of_failure());
}

Handle::Handle(hid_t id) : id_(id) {
  if (id < 0) throw Failure(cause_of_failure());
}

Handle::~Handle() {
  if (id_ >= 0) H5Idec_ref(id_);
}

hid_t file_type(Element element) {
  switch (element) {
    case Element::real: return H5T_IEEE_F64LE;
    case Element::single: return H5T_IEEE_F32LE;
    case Element::integer: return H5T_STD_I32LE;
    case Element::category: return H5T_STD_I8LE;
    case Element::text: break;
  }
  static const Handle text = [] {
    Handle type(H5Tcopy(H5T_C_S1));
    check(H5Tset_size(type.id(), H5T_VARIABLE));
    check(H5Tset_cset(type.id(), H5T_CSET_UTF8));
    return type;
  }();
  return text.id();
}

hid_t memory_type(Element element) {
  switch (element) {
    case Element::real:
    case Element::single: return H5T_NATIVE_DOUBLE;
    case Element::integer: return H5T_NATIVE_INT32;
    case Element::category: return H5T_NATIVE_INT8;
    case Element::text: break;
  }
  return file_type(Element::text);
}

namespace {
/// The library follows null where it gets no memory for its tables (1.10, H5AC_create). They are
/// small, but other threads take memory meanwhile: below this much to spare it crashed.
void need_memory() {
  constexpr std::size_t its_tables = 64 << 20;
  ::operator delete(::operator new(its_tables));
}
}  // namespace

Handle create_in_memory() {
  need_memory();
  use_in_this_thread();
  const Handle creation(H5Pcreate(H5P_FILE_CREATE));
  constexpr unsigned in_order = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;
  check(H5Pset_link_creation_order(creation.id(), in_order));
  check(H5Pset_attr_creation_order(creation.id(), in_order));
  check(H5Pset_attr_phase_change(creation.id(), 64, 48));
  check(H5Pset_obj_track_times(creation.id(), false));
  // A dataset's index of chunks has nodes of twice this many entries, full or not; the usual 32
  // make most of a small study's file.
  check(H5Pset_istore_k(creation.id(), 8));
  const Handle access = access_list();
  constexpr std::size_t step = 1 << 20;
  check(H5Pset_fapl_core(access.id(), step, false));
  // Datasets are made one after the other: to read one again takes less time than to find room.
  keep_little(access, 1 << 15);
  return Handle(H5Fcreate("skeleton", H5F_ACC_TRUNC, creation.id(), access.id()));
}

std::string image_of(const Handle& file) {
  flush(file);
  const ssize_t size = H5Fget_file_image(file.id(), nullptr, 0);
  if (size < 0) throw Failure(cause_of_failure());
  std::string image(static_cast<std::size_t>(size), '\0');
  if (H5Fget_file_image(file.id(), image.data(), image.size()) < 0)
    throw Failure(cause_of_failure());
  return image;
}

Handle open_image(const std::filesystem::path& path, const std::string& image) {
  use_in_this_thread();
  write_file(path, image);
  const Handle access = access_list();
  // Indices of chunks are written to again and again: with less each would go to the disk.
  keep_little(access, 1 << 21);
  return Handle(H5Fopen(path.c_str(), H5F_ACC_RDWR, access.id()));
}

namespace {
constexpr const char* leads_elsewhere = "it leads to another file, which none of ours does";

herr_t stop_at_external(hid_t, const char*, const H5L_info_t* link, void*) {
  return link->type == H5L_TYPE_EXTERNAL ? 1 : 0;
}

/// A file from a stranger could have this program print the numbers of any other.
void refuse_links_elsewhere(const Handle& file) {
  const herr_t found =
      H5Lvisit(file.id(), H5_INDEX_NAME, H5_ITER_NATIVE, stop_at_external, nullptr);
  check(found);
  if (found > 0) throw Failure(leads_elsewhere);
}
}  // namespace

Handle open_file(const std::filesystem::path& path) {
  use_in_this_thread();
  const Handle access = access_list();
  Handle file(H5Fopen(path.c_str(), H5F_ACC_RDONLY, access.id()));
  refuse_links_elsewhere(file);
  return file;
}

void flush(const Handle& file) { check(H5Fflush(file.id(), H5F_SCOPE_GLOBAL)); }

Handle create_group(const Handle& parent, const std::string& name) {
  const Handle creation(H5Pcreate(H5P_GROUP_CREATE));
  constexpr unsigned in_order = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;
  check(H5Pset_link_creation_order(creation.id(), in_order));
  check(H5Pset_attr_creation_order(creation.id(), in_order));
  check(H5Pset_obj_track_times(creation.id(), false));
  return Handle(H5Gcreate2(parent.id(), name.c_str(), H5P_DEFAULT, creation.id(), H5P_DEFAULT));
}

void write_attribute(const Handle& object, const std::string& name, const std::string& text) {
  const std::string valid = as_utf8(text);
  const char* pointer = valid.c_str();
  write_scalar_attribute(object, name, Element::text, &pointer);
}

void write_characters(const Handle& object, const std::string& name, const std::string& text) {
  const Handle type(H5Tcopy(H5T_C_S1));
  check(H5Tset_size(type.id(), text.size()));
  check(H5Tset_cset(type.id(), H5T_CSET_UTF8));
  const Handle space(H5Screate(H5S_SCALAR));
  const Handle attribute(
      H5Acreate2(object.id(), name.c_str(), type.id(), space.id(), H5P_DEFAULT, H5P_DEFAULT));
  check(H5Awrite(attribute.id(), type.id(), text.data()));
}

void write_attribute(const Handle& object, const std::string& name, std::int32_t value) {
  write_scalar_attribute(object, name, Element::integer, &value);
}

void write_attribute(const Handle& object, const std::string& name, double value, Element element) {
  write_scalar_attribute(object, name, element, &value);
}

void write_attribute(const Handle& object, const std::string& name,
                     std::span<const std::int8_t> values) {
  write_array_attribute(object, name, Element::category, values.size(), values.data());
}

void write_attribute(const Handle& object, const std::string& name,
                     std::span<const std::int32_t> values) {
  write_array_attribute(object, name, Element::integer, values.size(), values.data());
}

void write_attribute(const Handle& object, const std::string& name,
                     std::span<const double> values) {
  write_array_attribute(object, name, Element::real, values.size(), values.data());
}

void rewrite_attribute(const Handle& object, const std::string& name, std::int32_t value) {
  const Handle attribute(H5Aopen(object.id(), name.c_str(), H5P_DEFAULT));
  check(H5Awrite(attribute.id(), H5T_NATIVE_INT32, &value));
}

bool has_attribute(const Handle& object, const std::string& name) {
  return H5Aexists(object.id(), name.c_str()) > 0;
}

std::string read_text_attribute(const Handle& object, const std::string& name) {
  const Handle attribute(H5Aopen(object.id(), name.c_str(), H5P_DEFAULT));
  char* pointer = nullptr;
  check(H5Aread(attribute.id(), memory_type(Element::text), &pointer));
  std::string text = pointer != nullptr ? pointer : "";
  H5free_memory(pointer);
  return text;
}

std::int32_t read_integer_attribute(const Handle& object, const std::string& name) {
  const Handle attribute(H5Aopen(object.id(), name.c_str(), H5P_DEFAULT));
  std::int32_t value = 0;
  check(H5Aread(attribute.id(), H5T_NATIVE_INT32, &value));
  return value;
}

hid_t transfer() {
  // HDF5 clears a buffer for conversions each time, of a megabyte unless told otherwise: most of
  // what it took to write a file's texts.
  constexpr std::size_t buffer = 65536;
  static const Handle list = [] {
    Handle made(H5Pcreate(H5P_DATASET_XFER));
    check(H5Pset_buffer(made.id(), buffer, nullptr, nullptr));
    return made;
  }();
  return list.id();
}

std::vector<hsize_t> shape(const Handle& dataset) {
  const Handle space(H5Dget_space(dataset.id()));
  std::vector<hsize_t> dims(static_cast<std::size_t>(H5Sget_simple_extent_ndims(space.id())));
  check(H5Sget_simple_extent_dims(space.id(), dims.data(), nullptr));
  return dims;
}

Handle open_dataset(const Handle& parent, const std::string& path) {
  Handle dataset(H5Dopen2(parent.id(), path.c_str(), H5P_DEFAULT));
  const Handle creation(H5Dget_create_plist(dataset.id()));
  if (H5Pget_layout(creation.id()) == H5D_VIRTUAL || H5Pget_external_count(creation.id()) > 0)
    throw Failure(leads_elsewhere);
  return dataset;
}

std::vector<std::string> read_texts(const Handle& dataset) {
  std::vector<char*> raw(product(shape(dataset)), nullptr);
  if (!raw.empty())
    check(H5Dread(dataset.id(), memory_type(Element::text), H5S_ALL, H5S_ALL, transfer(),
                  raw.data()));
  std::vector<std::string> texts;
  for (char* text : raw) {
    texts.emplace_back(text != nullptr ? text : "");
    H5free_memory(text);
  }
  return texts;
}

std::vector<std::int32_t> read_integers(const Handle& dataset) {
  std::vector<std::int32_t> values(product(shape(dataset)));
  if (!values.empty())
    check(H5Dread(dataset.id(), H5T_NATIVE_INT32, H5S_ALL, H5S_ALL, transfer(), values.data()));
  return values;
}

std::vector<double> read_reals(const Handle& dataset) {
  std::vector<double> values(product(shape(dataset)));
  if (!values.empty())
    check(H5Dread(dataset.id(), H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, transfer(), values.data()));
  return values;
}

bool has_object(const Handle& parent, const std::string& path) {
  std::size_t slash = 0;
  while ((slash = path.find('/', slash + 1)) != std::string::npos) {
    if (H5Lexists(parent.id(), path.substr(0, slash).c_str(), H5P_DEFAULT) <= 0) return false;
  }
  return H5Lexists(parent.id(), path.c_str(), H5P_DEFAULT) > 0;
}

void write_rows(const Handle& dataset, Element element, Rows rows, const void* values) {
  if (rows.count == 0) return;
  std::vector<hsize_t> count;
  const Handle in_file = select(dataset, rows, count);
  const Handle in_memory = memory_space(count);
  check(H5Dwrite(dataset.id(), memory_type(element), in_memory.id(), in_file.id(), transfer(),
                 values));
}

void write_chunk(const Handle& dataset, hsize_t first_row, std::span<const std::byte> bytes) {
  const std::array<hsize_t, H5S_MAX_RANK> place{first_row};
  constexpr std::uint32_t all_filters = 0;  // a bit for each that is left out
  check(H5Dwrite_chunk(dataset.id(), H5P_DEFAULT, all_filters, place.data(), bytes.size(),
                       bytes.data()));
}

void extend(const Handle& dataset, hsize_t rows) {
  auto dims = shape(dataset);
  dims[0] = rows;
  check(H5Dset_extent(dataset.id(), dims.data()));
}

std::vector<const char*> pointers(const std::vector<std::string>& texts) {
  std::vector<const char*> list;
  for (const auto& text : texts) list.push_back(text.c_str());
  return list;
}

}  // namespace sim::io::hdf5
