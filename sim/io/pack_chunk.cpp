#include "sim/io/pack_chunk.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <map>
#include <memory>
#include <new>
#include <span>
#include <stdexcept>
#include <utility>

#include <libdeflate.h>
#include <zlib.h>

namespace sim::io::hdf5 {

namespace {

/// The fastest, which takes 0.4 % more room than zlib's 4 that HDF5 notes with the dataset: most of
/// a file are the low bytes of reals, which no level makes smaller.
constexpr int level = 1;

struct Free {
  void operator()(libdeflate_compressor* compressor) const {
    libdeflate_free_compressor(compressor);
  }
};

/// A piece of a deflate stream, not its last, that stands for a byte many times: zlib's, because
/// libdeflate makes whole streams only, and takes as long for such bytes as for any.
std::vector<std::byte> packed_run(std::uint8_t byte, std::size_t count) {
  constexpr int no_header = -MAX_WBITS, least_memory = 1;
  z_stream stream{};
  if (deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, no_header, least_memory, Z_RLE) != Z_OK)
    throw std::bad_alloc();
  std::vector<std::uint8_t> bytes(count, byte);
  std::vector<std::uint8_t> piece(deflateBound(&stream, bytes.size()) + 16);
  stream.next_in = bytes.data();
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = piece.data();
  stream.avail_out = static_cast<uInt>(piece.size());
  const int done = deflate(&stream, Z_SYNC_FLUSH);  // ends with a whole byte
  const std::size_t size = stream.total_out;
  deflateEnd(&stream);
  if (done != Z_OK) throw std::logic_error("zlib packed no run of bytes");
  const auto raw = std::as_bytes(std::span(piece).first(size));
  return {raw.begin(), raw.end()};
}

/// What a thread keeps between chunks: making it takes longer than packing one.
struct Workplace {
  std::unique_ptr<libdeflate_compressor, Free> compressor{libdeflate_alloc_compressor(level)};
  std::vector<std::uint64_t> longs;
  std::vector<std::uint32_t> words;
  std::vector<std::uint8_t> shuffled;
  /// By byte and how many.
  std::map<std::pair<std::uint8_t, std::size_t>, std::vector<std::byte>> runs;
  std::vector<std::byte> room;

  const std::vector<std::byte>& run_of(std::uint8_t byte, std::size_t count) {
    auto& run = runs[{byte, count}];
    if (run.empty()) run = packed_run(byte, count);
    return run;
  }
};

/// First bytes first, then second bytes, ...; little-endian, as the types in the file are.
template <class Bits>
void shuffle(const std::vector<Bits>& numbers, std::vector<std::uint8_t>& bytes) {
  const std::size_t count = numbers.size();
  bytes.resize(count * sizeof(Bits));
  const Bits* number = numbers.data();
  std::uint8_t* plane = bytes.data();
  for (std::size_t shift = 0; shift < 8 * sizeof(Bits); shift += 8, plane += count) {
    for (std::size_t i = 0; i < count; ++i)
      plane[i] = static_cast<std::uint8_t>(number[i] >> shift);
  }
}

/// The bits of numbers as the file's type has them.
template <class Stored, class Number, class Bits>
void convert(const void* values, std::size_t count, std::vector<Bits>& bits) {
  const auto* numbers = static_cast<const Number*>(values);
  bits.resize(count);
  std::transform(numbers, numbers + count, bits.begin(),
                 [](Number number) { return std::bit_cast<Bits>(static_cast<Stored>(number)); });
}

void shuffle(Element element, const void* values, std::size_t count, Workplace& at) {
  switch (element) {
    case Element::real:
      convert<double, double>(values, count, at.longs);
      return shuffle(at.longs, at.shuffled);
    case Element::single:
      convert<float, double>(values, count, at.words);
      return shuffle(at.words, at.shuffled);
    case Element::integer:
      convert<std::int32_t, std::int32_t>(values, count, at.words);
      return shuffle(at.words, at.shuffled);
    case Element::category: return convert<std::int8_t, std::int8_t>(values, count, at.shuffled);
    case Element::text: break;
  }
  throw std::logic_error("texts are not packed");
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

bool all_the_same(Bytes bytes) { return std::equal(bytes.begin() + 1, bytes.end(), bytes.begin()); }

/// Writes a zlib stream (RFC 1950, 1951) piece by piece.
class Stream {
 public:
  /// \param room becomes as large as the longest stream needs
  explicit Stream(std::vector<std::byte>& room) : room_(room) {
    constexpr unsigned window_of_32k = 0x78, fastest = 0x01;
    append(window_of_32k, 1);
    append(fastest, 1);
  }
  /// Blocks of bytes as they are, none of which is the last.
  void store(Bytes bytes) {
    constexpr std::size_t longest = 65535;
    for (; !bytes.empty(); bytes = bytes.subspan(std::min(longest, bytes.size()))) {
      const Bytes block = bytes.first(std::min(longest, bytes.size()));
      const auto length = static_cast<unsigned>(block.size());
      append(0, 1);
      append(length, 2);
      append(~length, 2);
      put(std::as_bytes(block));
    }
  }
  /// Blocks that were packed before, none of which is the last.
  void put(std::span<const std::byte> blocks) {
    std::ranges::copy(blocks, next(blocks.size()).begin());
    end_ += blocks.size();
  }
  /// The last blocks.
  void pack(Bytes bytes, libdeflate_compressor* compressor) {
    const std::span<std::byte> out =
        next(libdeflate_deflate_compress_bound(compressor, bytes.size()));
    end_ +=
        libdeflate_deflate_compress(compressor, bytes.data(), bytes.size(), out.data(), out.size());
  }
  std::vector<std::byte> end(Bytes all) {
    const std::uint32_t sum = libdeflate_adler32(1, all.data(), all.size());
    for (const int shift : {24, 16, 8, 0}) append(sum >> shift, 1);
    return {room_.begin(), room_.begin() + static_cast<std::ptrdiff_t>(end_)};
  }

 private:
  /// Low bytes first.
  void append(unsigned number, int bytes) {
    for (; bytes > 0; --bytes, number >>= 8U) next(1)[0] = static_cast<std::byte>(number), ++end_;
  }
  /// Room behind what is written.
  std::span<std::byte> next(std::size_t count) {
    if (room_.size() < end_ + count) room_.resize(end_ + count);
    return std::span(room_).subspan(end_, count);
  }

  std::vector<std::byte>& room_;
  std::size_t end_ = 0;
};

}  // namespace

std::vector<std::byte> pack_chunk(Element element, const void* values, std::size_t count) {
  thread_local Workplace at;
  if (!at.compressor) throw std::bad_alloc();
  shuffle(element, values, count, at);
  const Bytes bytes(at.shuffled);
  Stream stream(at.room);
  Bytes left = bytes;
  for (; !left.empty(); left = left.subspan(count)) {
    const Bytes plane = left.first(count);  // of numbers that vary, the low bytes are noise
    if (all_the_same(plane))
      stream.put(at.run_of(plane[0], count));
    else if (noise(plane))
      stream.store(plane);
    else
      break;
  }
  stream.pack(left, at.compressor.get());
  return stream.end(bytes);
}

}  // namespace sim::io::hdf5
