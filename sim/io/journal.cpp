#include "sim/io/journal.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <optional>
#include <system_error>
#include <type_traits>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "sim/core/error.hpp"

namespace sim::io {

namespace {

constexpr std::string_view magic = "maatwerk journal 2\n";

[[noreturn]] void refuse(const std::filesystem::path& path, int error) {
  throw FileError(fmt::format("{} ({}). Free some space or check the permissions, then --resume.",
                              path.string(), std::generic_category().message(error)));
}

/// FNV-1a (Fowler, Noll, Vo 1991) over words of 8 bytes: enough to tell a block cut short.
std::uint64_t checksum(std::string_view bytes) {
  std::uint64_t hash = 14695981039346656037U;
  for (std::size_t at = 0; at < bytes.size(); at += sizeof(std::uint64_t)) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data() + at, std::min(sizeof word, bytes.size() - at));
    hash = (hash ^ word) * 1099511628211U;
    hash ^= hash >> 32U;
  }
  return hash;
}

/// Writes numbers as they are in memory: a journal stays on the machine that made it.
class Packer {
 public:
  template <class Number>
  void put(Number number) {
    static_assert(std::is_trivially_copyable_v<Number>);
    std::array<char, sizeof number> bytes{};
    std::memcpy(bytes.data(), &number, sizeof number);
    bytes_.append(bytes.data(), bytes.size());
  }
  void put(const std::string& text) {
    put<std::uint64_t>(text.size());
    bytes_ += text;
  }
  void put(const std::vector<double>& numbers) {
    put<std::uint64_t>(numbers.size());
    const auto at = bytes_.size();
    bytes_.resize(at + numbers.size() * sizeof(double));
    if (!numbers.empty())
      std::memcpy(bytes_.data() + at, numbers.data(), numbers.size() * sizeof(double));
  }
  template <class Item>
  void put(const std::vector<std::vector<Item>>& items) {
    put<std::uint64_t>(items.size());
    for (const auto& item : items) put(item);
  }
  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

/// Reads what a Packer wrote; the checksum has already said that it is whole.
class Unpacker {
 public:
  explicit Unpacker(std::string_view bytes) : bytes_(bytes) {}

  template <class Number>
  void take(Number& number) {
    std::memcpy(&number, bytes_.data(), sizeof number);
    bytes_.remove_prefix(sizeof number);
  }
  void take(std::string& text) {
    const auto size = count();
    text = bytes_.substr(0, size);
    bytes_.remove_prefix(size);
  }
  void take(std::vector<double>& numbers) {
    numbers.resize(count());
    if (!numbers.empty())
      std::memcpy(numbers.data(), bytes_.data(), numbers.size() * sizeof(double));
    bytes_.remove_prefix(numbers.size() * sizeof(double));
  }
  template <class Item>
  void take(std::vector<std::vector<Item>>& items) {
    items.resize(count());
    for (auto& item : items) take(item);
  }
  std::size_t count() {
    std::uint64_t size = 0;
    take(size);
    return size;
  }

 private:
  std::string_view bytes_;
};

std::string pack(std::span<const RunRecord> records) {
  Packer packer;
  packer.put<std::uint64_t>(records.size());
  for (const auto& record : records) {
    packer.put<std::uint64_t>(record.run);
    packer.put(record.status);
    packer.put(record.message);
    packer.put(record.window_means);
    packer.put(record.commit);
    packer.put(record.result.overall);
    packer.put(record.result.breakdowns);
    packer.put(record.result.arrays);
    packer.put(record.result.tables);
  }
  return packer.bytes();
}

std::vector<RunRecord> unpack(std::string_view bytes) {
  Unpacker unpacker(bytes);
  std::vector<RunRecord> records(unpacker.count());
  for (auto& record : records) {
    record.run = unpacker.count();
    unpacker.take(record.status);
    unpacker.take(record.message);
    unpacker.take(record.window_means);
    unpacker.take(record.commit);
    unpacker.take(record.result.overall);
    unpacker.take(record.result.breakdowns);
    unpacker.take(record.result.arrays);
    unpacker.take(record.result.tables);
  }
  return records;
}

/// Length and checksum before each block.
struct Frame {
  std::uint64_t size = 0;
  std::uint64_t sum = 0;
};

/// The next block, or nothing at the end or where a kill cut it short.
std::optional<std::string> next_block(std::ifstream& file, std::uint64_t left) {
  Frame frame;
  std::array<char, sizeof frame> head{};
  if (left < sizeof frame || !file.read(head.data(), sizeof frame)) return std::nullopt;
  std::memcpy(&frame, head.data(), sizeof frame);
  if (frame.size > left - sizeof frame) return std::nullopt;
  std::string bytes(frame.size, '\0');
  if (!file.read(bytes.data(), static_cast<std::streamsize>(bytes.size())) ||
      checksum(bytes) != frame.sum)
    return std::nullopt;
  return bytes;
}

Descriptor open_to_write(const std::filesystem::path& path, int flags) {
  try {
    return Descriptor(open_descriptor(path, O_WRONLY | flags));
  } catch (const std::system_error& error) {
    refuse(path, error.code().value());
  }
}

std::string head_of(const std::string& experiment) {
  return std::string(magic) + experiment + "\n";
}

}  // namespace

Journal::Journal(std::filesystem::path path, Descriptor descriptor)
    : path_(std::move(path)), descriptor_(std::move(descriptor)) {}

Journal Journal::create(const std::filesystem::path& path, const std::string& experiment) {
  Journal journal(path, open_to_write(path, O_CREAT | O_TRUNC));
  journal.write_all(head_of(experiment));
  return journal;
}

Journal Journal::resume(const std::filesystem::path& path, const std::string& experiment,
                        const std::function<void(std::span<const RunRecord>)>& take) {
  std::error_code error;
  const std::uint64_t size = std::filesystem::file_size(path, error);
  std::ifstream file(path, std::ios::binary);
  if (error || !file) refuse(path, error ? error.value() : EIO);
  const std::string expected = head_of(experiment);
  std::string head(expected.size(), '\0');
  file.read(head.data(), static_cast<std::streamsize>(head.size()));
  // A kill in the first instant leaves a head that is short, and no runs behind it.
  const bool cut_short =
      !file && expected.starts_with(head.substr(0, static_cast<std::size_t>(file.gcount())));
  if (!cut_short && head != expected)
    throw InputError(fmt::format(
        "{} (of another experiment: its file, flags, shard, or what its program computes differ). "
        "Use --force to start again, or another name.",
        path.string()));
  if (cut_short) return create(path, experiment);

  std::uint64_t good = expected.size();
  while (const auto block = next_block(file, size - good)) {
    take(unpack(*block));
    good += sizeof(Frame) + block->size();
  }
  Journal journal(path, open_to_write(path, 0));
  if (ftruncate(journal.descriptor_.get(), static_cast<off_t>(good)) != 0 ||
      lseek(journal.descriptor_.get(), 0, SEEK_END) < 0)
    refuse(path, errno);
  return journal;
}

void Journal::append(std::span<const RunRecord> records) {
  const std::string bytes = pack(records);
  const Frame frame{bytes.size(), checksum(bytes)};
  std::string head(sizeof frame, '\0');
  std::memcpy(head.data(), &frame, sizeof frame);
  write_all(head + bytes);
  if (fdatasync(descriptor_.get()) != 0 && errno != EINVAL) refuse(path_, errno);
}

void Journal::write_all(const std::string& bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    const auto written = write(descriptor_.get(), bytes.data() + at, bytes.size() - at);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) refuse(path_, errno);
    at += static_cast<std::size_t>(written);
  }
}

}  // namespace sim::io
