#pragma once

#include <cstdint>
#include <filesystem>
#include <limits>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <hdf5.h>

/// A thin owner around the C API of HDF5: nothing leaks when something throws, no error passes
/// unseen. Private to sim/io.
namespace sim::io::hdf5 {

/// HDF5 refused; what() is the cause in its or the system's words. Callers know the path.
struct Failure : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Has to come before any other call of a thread. HDF5 would print the error stack of each that
/// fails; our errors are one line.
void use_in_this_thread();

/// Throws what HDF5's error stack says if a call failed.
void check(herr_t status);

/// Owns an id of any kind: file, group, dataset, type, space, list of properties.
class Handle {
 public:
  Handle() = default;
  /// \throws Failure if the call that gave the id failed
  explicit Handle(hid_t);
  ~Handle();
  Handle(Handle&& other) noexcept : id_(std::exchange(other.id_, H5I_INVALID_HID)) {}
  Handle& operator=(Handle&& other) noexcept {
    std::swap(id_, other.id_);
    return *this;
  }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  hid_t id() const { return id_; }
  bool open() const { return id_ >= 0; }

 private:
  hid_t id_ = H5I_INVALID_HID;
};

/// Kinds of elements in a result file; `single` is a real of half the size, double in memory.
enum class Element : std::uint8_t { real, single, integer, category, text };
/// The type in the file, little-endian everywhere. For text also the type in memory. Ids of types
/// and lists of properties are to be used and not closed.
hid_t file_type(Element);
/// The type in memory: double, double, int32, int8, char*.
hid_t memory_type(Element);
/// What is where nothing was written; categories are 0, texts empty.
inline constexpr double no_real = std::numeric_limits<double>::quiet_NaN();
inline constexpr std::int32_t no_integer = -1;

/// A new file in memory: formats that HDF5 1.8 reads, creation order tracked, no times.
Handle create_in_memory();
/// All bytes of a file in memory, as they would be on a disk.
std::string image_of(const Handle& file);
/// Writes such bytes to a path and opens it to write more, without a lock, and keeping little of it
/// in memory. \throws Failure or std::system_error, as when the disk is full
Handle open_image(const std::filesystem::path&, const std::string& image);
/// Opens a file to read it. \throws Failure
Handle open_file(const std::filesystem::path&);
/// Hands all that was written to the system. \throws Failure
void flush(const Handle& file);
Handle create_group(const Handle& parent, const std::string& name);

void write_attribute(const Handle&, const std::string& name, const std::string& text);
/// A text as netCDF's own type of characters, not empty: NCO follows no other.
void write_characters(const Handle&, const std::string& name, const std::string& text);
void write_attribute(const Handle&, const std::string& name, std::int32_t);
/// \param element real or single
void write_attribute(const Handle&, const std::string& name, double, Element element);
void write_attribute(const Handle&, const std::string& name, std::span<const std::int8_t>);
void write_attribute(const Handle&, const std::string& name, std::span<const std::int32_t>);
void write_attribute(const Handle&, const std::string& name, std::span<const double>);
/// Gives an attribute that is there another value.
void rewrite_attribute(const Handle&, const std::string& name, std::int32_t);
bool has_attribute(const Handle&, const std::string& name);
std::string read_text_attribute(const Handle&, const std::string& name);
std::int32_t read_integer_attribute(const Handle&, const std::string& name);

/// How datasets are written and read: a list of properties.
hid_t transfer();
std::vector<hsize_t> shape(const Handle& dataset);
Handle open_dataset(const Handle& parent, const std::string& path);
std::vector<std::string> read_texts(const Handle& dataset);
std::vector<std::int32_t> read_integers(const Handle& dataset);
std::vector<double> read_reals(const Handle& dataset);
/// Whether there is an object of this path.
bool has_object(const Handle& parent, const std::string& path);

/// Rows `first` .. of a dataset, all of its other dimensions.
struct Rows {
  hsize_t first = 0;
  hsize_t count = 0;
};
void write_rows(const Handle& dataset, Element, Rows, const void* values);
/// Writes a whole chunk of whole rows that was packed before.
void write_chunk(const Handle& dataset, hsize_t first_row, std::span<const std::byte>);
/// Makes the first dimension this long.
void extend(const Handle& dataset, hsize_t rows);
/// Pointers for HDF5, valid as long as the texts are.
std::vector<const char*> pointers(const std::vector<std::string>& texts);

}  // namespace sim::io::hdf5
