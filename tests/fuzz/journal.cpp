// Journals, as `--resume` and `status` read them: bytes as they are, and as frames whose checksum
// is right.
#include "sim/io/results/journal.hpp"

#include <algorithm>
#include <stdexcept>
#include <string_view>

#include "sim/io/results/packed.hpp"
#include "sim/io/results/run_blocks.hpp"
#include "sim/io/results/skeleton.hpp"
#include "tests/fuzz/as_file.hpp"

namespace {

void read_frames(const std::filesystem::path& path) {
  sim::io::JournalReader reader(path);
  try {
    if (const auto frame = reader.next()) sim::io::unpacked<sim::io::Skeleton>(*frame);
    std::uint64_t next = 0;
    sim::io::for_each_block(reader, [&](const sim::io::Block& block) {
      fuzz::require(block.first == next, "a gap between blocks");
      next = block.first + block.records.size();
    });
  } catch (const std::out_of_range&) {  // NOLINT: as its readers do
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return fuzz::refused_or_read(data, size, ".partial", [&](const std::filesystem::path& path) {
    if (size > 0 && data[0] == 'm') return read_frames(path);
    // The first bytes say how the others are cut in two frames.
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);  // NOLINT
    const std::size_t cut = size < 2 ? 0 : std::min<std::size_t>(data[0] * 256U + data[1], size);
    std::filesystem::remove(path);
    sim::io::Journal journal(path);
    journal.clear();
    journal.append(bytes.substr(std::min<std::size_t>(2, size), cut));
    journal.append(bytes.substr(std::min(size, cut + 2)));
    read_frames(path);
  });
}
