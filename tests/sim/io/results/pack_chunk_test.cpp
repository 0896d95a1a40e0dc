#include "sim/io/results/pack_chunk.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>
#include <thread>

#include <catch2/catch.hpp>

namespace {

using sim::io::hdf5::Element;
using sim::io::hdf5::Handle;
using sim::io::hdf5::no_real;
using Values = std::vector<double>;

/// The same numbers, or both none.
bool same(const Values& one, const Values& other) {
  return std::ranges::equal(
      one, other, [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); });
}

/// What HDF5's own filters make of a packed chunk that is a whole column.
Values unpacked(Element element, const Values& numbers) {
  const hsize_t count = numbers.size(), any = H5S_UNLIMITED;
  const Handle file = sim::io::hdf5::create_in_memory();
  const Handle creation(H5Pcreate(H5P_DATASET_CREATE));
  H5Pset_chunk(creation.id(), 1, &count);
  H5Pset_shuffle(creation.id());
  H5Pset_deflate(creation.id(), 4);
  const Handle space(H5Screate_simple(1, &count, &any));
  const Handle dataset(H5Dcreate2(file.id(), "d", sim::io::hdf5::file_type(element), space.id(),
                                  H5P_DEFAULT, creation.id(), H5P_DEFAULT));
  write_chunk(dataset, 0, sim::io::hdf5::pack_chunk(element, numbers));
  return read_reals(dataset);
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
    Values integers(count);
    std::iota(integers.begin(), integers.end(), -2'000'000'000.0);

    CHECK(same(unpacked(Element::real, reals), reals));
    CHECK(same(unpacked(Element::single, reals), singles));
    CHECK(same(unpacked(Element::integer, integers), integers));
  }
}

TEST_CASE("a count that does not exist is packed as -1") {
  CHECK(unpacked(Element::integer, {3, no_real, 0}) == Values{3, -1, 0});
}

TEST_CASE("numbers that are all alike take next to no room, and noise hardly more than its own") {
  CHECK(sim::io::hdf5::pack_chunk(Element::real, Values(5000, no_real)).size() < 500);
  std::mt19937_64 words(3);
  Values values(40'000);
  for (double& value : values) value = std::bit_cast<double>(words() >> 2U);
  CHECK(sim::io::hdf5::pack_chunk(Element::real, values).size() <
        values.size() * sizeof(double) + 500);
}

TEST_CASE("what is no number, endless or very small is packed like any other value") {
  const double infinity = std::numeric_limits<double>::infinity();
  const Values values{no_real, 1.0, -infinity, no_real, infinity, 0.0, std::ldexp(1.0, -140)};
  CHECK(same(unpacked(Element::real, values), values));
  CHECK(same(unpacked(Element::single, values), values));
}

TEST_CASE("a thread that has packed other chunks packs the same bytes") {
  const auto pack = [](const Values& values) {
    return sim::io::hdf5::pack_chunk(Element::single, values);
  };
  const auto here = pack(waves(500));
  std::vector<std::byte> there;
  std::jthread([&] {
    for (const std::size_t count : {30U, 70'000U, 200U}) pack(waves(count));
    there = pack(waves(500));
  }).join();
  CHECK(here == there);
}
