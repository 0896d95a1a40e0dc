#include "sim/io/hdf5_driver.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <memory>
#include <new>
#include <system_error>

#include "sim/io/transaction.hpp"

namespace sim::io::hdf5 {

namespace {

/// What HDF5 has of an open file: its own part and ours.
struct OpenFile : H5FD_t {
  Transaction transaction;
  haddr_t allocated = 0;  ///< where HDF5 has given out no more bytes

  explicit OpenFile(const char* name) : H5FD_t{}, transaction(name) {}
};

// NOLINTBEGIN(cppcoreguidelines-pro-type-static-cast-downcast): HDF5 hands back what open_file gave
OpenFile& of(H5FD_t* file) { return static_cast<OpenFile&>(*file); }
const OpenFile& of(const H5FD_t* file) { return static_cast<const OpenFile&>(*file); }
// NOLINTEND(cppcoreguidelines-pro-type-static-cast-downcast)

/// A line on HDF5's stack of errors, in the words that its own drivers have for the system's.
void put_on_stack(const char* cause) {
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg): HDF5 has no other form
  H5Epush2(H5E_DEFAULT, "hdf5_driver.cpp", "report", 0, H5E_ERR_CLS, H5E_IO, H5E_WRITEERROR,
           "a file driver failed: error message = '%s'", cause);
}

/// Does something for HDF5, which knows no exceptions.
template <class Work>
herr_t report(Work work) {
  constexpr herr_t good = 0, bad = -1;
  try {
    work();
    return good;
  } catch (const std::system_error& error) {
    put_on_stack(error.code().message().c_str());
  } catch (const std::bad_alloc&) {
    put_on_stack("out of memory");
  }
  return bad;
}

H5FD_t* open_file(const char* name, unsigned /*flags*/, hid_t /*access*/, haddr_t /*longest*/) {
  OpenFile* file = nullptr;
  report([&] { file = std::make_unique<OpenFile>(name).release(); });
  return file;
}

/// What HDF5 still changes when it closes a file, to give back room that it did not need, is
/// dropped: what was flushed is whole without.
herr_t close_file(H5FD_t* file) {
  const std::unique_ptr<OpenFile> owner(&of(file));
  return 0;
}

herr_t say_features(const H5FD_t* /*file*/, unsigned long* flags) {
  *flags = H5FD_FEAT_AGGREGATE_METADATA | H5FD_FEAT_AGGREGATE_SMALLDATA;
  return 0;
}

haddr_t allocated(const H5FD_t* file, H5FD_mem_t /*kind*/) { return of(file).allocated; }

herr_t allocate(H5FD_t* file, H5FD_mem_t /*kind*/, haddr_t end) {
  of(file).allocated = end;
  return 0;
}

haddr_t end_of(const H5FD_t* file, H5FD_mem_t /*kind*/) { return of(file).transaction.size(); }

herr_t give_handle(H5FD_t* file, hid_t /*access*/, void** handle) {
  *handle = &of(file);
  return 0;
}

herr_t read_bytes(H5FD_t* file, H5FD_mem_t /*kind*/, hid_t /*transfer*/, haddr_t place,
                  std::size_t count, void* bytes) {
  return report([&] { of(file).transaction.read(place, {static_cast<std::byte*>(bytes), count}); });
}

herr_t write_bytes(H5FD_t* file, H5FD_mem_t /*kind*/, hid_t /*transfer*/, haddr_t place,
                   std::size_t count, const void* bytes) {
  return report([&] {
    of(file).transaction.write(place, {static_cast<const std::byte*>(bytes), count});
  });
}

herr_t truncate_file(H5FD_t* file, hid_t /*transfer*/, hbool_t /*closing*/) {
  return report([&] { of(file).transaction.resize(of(file).allocated); });
}

hid_t driver() {
  static const H5FD_class_t functions = [] {
    H5FD_class_t table{};
#if H5_VERSION_GE(1, 13, 0)
    table.version = H5FD_CLASS_VERSION;
    table.value = static_cast<H5FD_class_value_t>(H5_VFD_MAX);
#endif
    table.name = "transactions";
    table.maxaddr = HADDR_MAX / 4;
    table.fc_degree = H5F_CLOSE_WEAK;
    table.open = open_file;
    table.close = close_file;
    table.query = say_features;
    table.get_eoa = allocated;
    table.set_eoa = allocate;
    table.get_eof = end_of;
    table.get_handle = give_handle;
    table.read = read_bytes;
    table.write = write_bytes;
    table.truncate = truncate_file;
    // As in HDF5's own drivers: bytes of numbers apart from those of tables.
    constexpr std::array<H5FD_mem_t, H5FD_MEM_NTYPES> kinds = H5FD_FLMAP_DICHOTOMY;
    std::ranges::copy(kinds, std::begin(table.fl_map));
    return table;
  }();
  static const hid_t id = H5FDregister(&functions);
  return id;
}

OpenFile& behind(const Handle& file) {
  void* found = nullptr;
  check(H5Fget_vfd_handle(file.id(), H5P_DEFAULT, &found));
  return *static_cast<OpenFile*>(found);
}

}  // namespace

void use_transactions(const Handle& access_list) {
  check(H5Pset_driver(access_list.id(), driver(), nullptr));
}

void commit(const Handle& file) { behind(file).transaction.commit(); }

}  // namespace sim::io::hdf5
