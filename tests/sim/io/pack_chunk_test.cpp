#include "sim/io/pack_chunk.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>
#include <thread>

#include <catch2/catch.hpp>

#include "tests/sim/io/temporary_directory.hpp"

namespace {

using sim::io::hdf5::Element;
using sim::io::hdf5::Handle;
using sim::io::hdf5::no_real;
using Values = std::vector<double>;

/// An empty dataset of a file of its own, with the filters that result files note.
struct Dataset {
  Dataset(Element element, std::vector<hsize_t> shape, const std::vector<hsize_t>& chunk)
      : file(sim::io::hdf5::create_file(directory / "d.h5")) {
    const Handle creation(H5Pcreate(H5P_DATASET_CREATE));
    const int rank = static_cast<int>(shape.size());
    H5Pset_chunk(creation.id(), rank, chunk.data());
    H5Pset_shuffle(creation.id());
    H5Pset_deflate(creation.id(), 4);
    H5Pset_fill_value(creation.id(), H5T_NATIVE_DOUBLE, &no_real);
    auto limit = shape;
    limit[0] = H5S_UNLIMITED;
    const Handle space(H5Screate_simple(rank, shape.data(), limit.data()));
    handle = Handle(H5Dcreate2(file.id(), "d", sim::io::hdf5::file_type(element), space.id(),
                               H5P_DEFAULT, creation.id(), H5P_DEFAULT));
  }
  /// The chunk that begins at a row, as it is in the file.
  std::vector<unsigned char> packed(hsize_t row) const {
    const std::array<hsize_t, 2> place{row, 0};
    hsize_t size = 0;
    std::uint32_t filters_left_out = 0;
    H5Dget_chunk_storage_size(handle.id(), place.data(), &size);
    std::vector<unsigned char> bytes(size);
    H5Dread_chunk(handle.id(), H5P_DEFAULT, place.data(), &filters_left_out, bytes.data());
    CHECK(filters_left_out == 0);
    return bytes;
  }

  test::TemporaryDirectory directory;
  Handle file;
  Handle handle;
};

/// The same numbers, or both none.
bool same(const Values& one, const Values& other) {
  return std::ranges::equal(
      one, other, [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); });
}

/// What HDF5's own filters make of a packed chunk that is a whole column.
template <class Number>
Values unpacked(Element element, const std::vector<Number>& numbers) {
  const hsize_t count = numbers.size();
  const Dataset dataset(element, {count}, {count});
  write_chunk(dataset.handle, 0,
              sim::io::hdf5::pack_chunk(element, numbers.data(), numbers.size()));
  return read_reals(dataset.handle);
}

Values waves(std::size_t count) {
  Values values(count);
  for (std::size_t i = 0; i < count; ++i) values[i] = std::sin(0.1 * static_cast<double>(i));
  return values;
}

}  // namespace

TEST_CASE("what is packed is what HDF5's own filters unpack, whatever the length") {
  for (const std::size_t count : {1U, 3U, 7U, 16U, 255U, 1920U, 100'003U}) {
    CAPTURE(count);
    const Values reals = waves(count);
    Values singles = reals;
    for (double& value : singles) value = static_cast<float>(value);
    std::vector<std::int32_t> integers(count);
    std::iota(integers.begin(), integers.end(), -2'000'000'000);
    std::vector<std::int8_t> categories(count);
    std::iota(categories.begin(), categories.end(), std::int8_t{-128});

    CHECK(same(unpacked(Element::real, reals), reals));
    CHECK(same(unpacked(Element::single, reals), singles));
    CHECK(same(unpacked(Element::integer, integers), Values(integers.begin(), integers.end())));
    CHECK(same(unpacked(Element::category, categories),
               Values(categories.begin(), categories.end())));
  }
}

TEST_CASE("low bytes that are noise are stored, and a chunk of noise hardly grows") {
  std::mt19937_64 words(3);
  Values values(40'000);  // of longer planes than a block that is stored can be, two of them
  for (double& value : values) value = std::bit_cast<double>(words() >> 2U);
  CHECK(same(unpacked(Element::real, values), values));
  const std::size_t size =
      sim::io::hdf5::pack_chunk(Element::real, values.data(), values.size()).size();
  CHECK(size < values.size() * sizeof(double) + 100);

  // Numbers between 1 and 2: the high bytes are alike.
  for (double& value : values)
    value = std::bit_cast<double>((words() >> 12U) | 0x3ff0000000000000U);
  CHECK(same(unpacked(Element::real, values), values));
  CHECK(sim::io::hdf5::pack_chunk(Element::real, values.data(), values.size()).size() <
        values.size() * 7);
}

TEST_CASE("numbers that are all alike, or whose bytes are, take next to no room") {
  const auto size_of = [](const Values& values) {
    CHECK(same(unpacked(Element::real, values), values));
    return sim::io::hdf5::pack_chunk(Element::real, values.data(), values.size()).size();
  };
  CHECK(size_of(Values(5000, no_real)) < 500);
  // Bytes that are alike before, between and after others: whole numbers, and two powers of two.
  std::mt19937_64 words(7);
  Values wholes(5000), powers(5000);
  for (double& value : wholes) value = static_cast<double>(words() % 200);
  for (double& value : powers) value = std::ldexp(1.0, static_cast<int>(words() % 2));
  CHECK(size_of(wholes) < 5000 * 2);
  CHECK(size_of(powers) < 5000);
}

TEST_CASE("what is no number, endless or very small is packed like any other value") {
  const double infinity = std::numeric_limits<double>::infinity();
  const Values values{no_real, 1.0, -infinity, no_real, infinity, 0.0, std::ldexp(1.0, -140)};
  CHECK(same(unpacked(Element::real, values), values));
  CHECK(same(unpacked(Element::single, values), values));
}

TEST_CASE("a last chunk that rows fill in part has nothing in the rest") {
  const Dataset dataset(Element::single, {20, 3}, {16, 3});
  Values values = waves(20 * 3);
  for (double& value : values) value = static_cast<float>(value);

  write_rows(dataset.handle, Element::single, {0, 20}, values.data());

  CHECK(same(read_reals(dataset.handle), values));
  extend(dataset.handle, 32);
  values.resize(32 * 3, no_real);
  CHECK(same(read_reals(dataset.handle), values));
}

TEST_CASE("rows that come a few at a time end in the bytes of rows that come at once") {
  const Dataset at_once(Element::real, {20, 3}, {16, 3}),
      by_threes(Element::real, {20, 3}, {16, 3});
  const Values values = waves(20 * 3);
  write_rows(at_once.handle, Element::real, {0, 20}, values.data());
  for (hsize_t row = 0; row < 20; row += 3)
    write_rows(by_threes.handle, Element::real, {row, std::min<hsize_t>(3, 20 - row)},
               values.data() + row * 3);

  for (const hsize_t chunk : {0, 16}) CHECK(at_once.packed(chunk) == by_threes.packed(chunk));
}

TEST_CASE("a thread that has packed other chunks packs the same bytes") {
  const auto pack = [](const Values& values) {
    return sim::io::hdf5::pack_chunk(Element::single, values.data(), values.size());
  };
  const auto here = pack(waves(500));
  std::vector<std::byte> there;
  std::jthread([&] {
    for (const std::size_t count : {30U, 70'000U, 200U}) pack(waves(count));
    there = pack(waves(500));
  }).join();
  CHECK(here == there);
}
