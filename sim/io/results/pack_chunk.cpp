#include "sim/io/results/pack_chunk.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <memory>
#include <new>
#include <stdexcept>

#include <libdeflate.h>

namespace sim::io::hdf5 {

namespace {

/// The fastest, which takes 0.4 % more room than zlib's 4 that HDF5 notes with the dataset: most of
/// a file are the low bytes of reals, which no level makes smaller.
constexpr int level = 1;

using Compressor = std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)>;

std::int32_t whole(double value) {
  return std::isnan(value) ? no_integer : static_cast<std::int32_t>(std::lround(value));
}

/// First bytes of the stored numbers first, then second bytes, ...; little-endian, as the types in
/// the file are.
template <class Bits, class Store>
void shuffle(std::span<const double> values, std::vector<std::uint8_t>& bytes, Store store) {
  thread_local std::vector<Bits> numbers;
  numbers.resize(values.size());
  for (std::size_t i = 0; i < values.size(); ++i)
    numbers[i] = std::bit_cast<Bits>(store(values[i]));
  bytes.resize(values.size() * sizeof(Bits));
  std::uint8_t* plane = bytes.data();
  for (std::size_t shift = 0; shift < 8 * sizeof(Bits); shift += 8, plane += numbers.size())
    for (std::size_t i = 0; i < numbers.size(); ++i)
      plane[i] = static_cast<std::uint8_t>(numbers[i] >> shift);
}

using Bytes = std::span<const std::uint8_t>;

/// Whether bytes are so many different ones that packing them gains next to nothing: two of them
/// are the same at most eight times as often as if all were as likely.
bool noise(Bytes bytes) {
  constexpr std::size_t enough = 512, too_few = 64;
  if (bytes.size() < too_few) return false;
  const std::size_t count = std::min(bytes.size(), enough), step = bytes.size() / count;
  std::array<std::uint32_t, 256> times{};
  for (std::size_t i = 0; i < count; ++i) ++times[bytes[i * step]];
  std::size_t same = 0;
  for (const std::size_t n : times) same += n * (n - 1);  // of none, 0 times the largest
  return same * times.size() <= 8 * count * (count - 1);
}

/// Low bytes first.
void append(std::vector<std::byte>& stream, unsigned number, int bytes) {
  for (; bytes > 0; --bytes, number >>= 8U) stream.push_back(static_cast<std::byte>(number));
}

/// Blocks of bytes as they are, none of which is the last.
void store(std::vector<std::byte>& stream, Bytes bytes) {
  constexpr std::size_t longest = 65535;
  while (!bytes.empty()) {
    const Bytes block = bytes.first(std::min(longest, bytes.size()));
    const auto length = static_cast<unsigned>(block.size());
    append(stream, 0, 1);
    append(stream, length, 2);
    append(stream, ~length, 2);
    const auto raw = std::as_bytes(block);
    stream.insert(stream.end(), raw.begin(), raw.end());
    bytes = bytes.subspan(block.size());
  }
}

/// A zlib stream (RFC 1950, 1951) of planes of bytes. Of numbers that vary the first, their low
/// bytes, are noise: stored as they are, which takes a third of the time off.
std::vector<std::byte> packed_planes(Bytes bytes, std::size_t plane, libdeflate_compressor* by) {
  thread_local std::vector<std::byte> stream;
  stream.clear();
  append(stream, 0x0178, 2);  // a window of 32 kB, the fastest
  Bytes left = bytes;
  for (; !left.empty() && noise(left.first(plane)); left = left.subspan(plane))
    store(stream, left.first(plane));
  const std::size_t stored = stream.size();
  stream.resize(stored + libdeflate_deflate_compress_bound(by, left.size()));
  stream.resize(stored + libdeflate_deflate_compress(by, left.data(), left.size(),
                                                     stream.data() + stored,
                                                     stream.size() - stored));
  const std::uint32_t sum = libdeflate_adler32(1, bytes.data(), bytes.size());
  for (const int shift : {24, 16, 8, 0}) append(stream, sum >> shift, 1);
  return stream;
}

}  // namespace

std::vector<std::byte> pack_chunk(Element element, std::span<const double> values) {
  // Kept between chunks: making one takes longer than packing.
  thread_local const Compressor compressor{libdeflate_alloc_compressor(level),
                                           &libdeflate_free_compressor};
  if (!compressor) throw std::bad_alloc();
  thread_local std::vector<std::uint8_t> bytes;
  if (element == Element::real)
    shuffle<std::uint64_t>(values, bytes, [](double value) { return value; });
  else if (element == Element::single)
    shuffle<std::uint32_t>(values, bytes, [](double value) { return static_cast<float>(value); });
  else if (element == Element::integer)
    shuffle<std::uint32_t>(values, bytes, whole);
  else
    throw std::logic_error("only numbers of runs are packed");
  return packed_planes(bytes, values.size(), compressor.get());
}

}  // namespace sim::io::hdf5
