#pragma once

#include <cstdint>
#include <cstring>
#include <vector>

#include "sim/core/memory.hpp"

namespace discretion {

/// Whom a citizen compares with.
struct Contact {
  std::uint32_t citizen = 0;
  bool alike = false;  ///< in the same life situation
};

/// Everybody's contacts, a row each: three bytes a contact up to eight million citizens, four
/// beyond. The highest bit says whether the contact is alike.
class Contacts {
 public:
  Contacts() = default;
  Contacts(std::size_t citizens, int each, sim::Parallel& parallel)
      : each_(static_cast<std::size_t>(each)),
        bytes_(bytes_for(citizens)),
        alike_(1U << (8U * static_cast<unsigned>(bytes_) - 1U)) {
    const std::size_t bytes = citizens * each_ * bytes_ + sizeof(std::uint32_t);
    sim::reserve(packed_, bytes, parallel);
    packed_.resize(bytes);
  }

  /// Bytes that a contact takes in a population of this size.
  static constexpr std::size_t bytes_for(std::size_t citizens) {
    return citizens <= (1U << 23U) ? 3 : 4;
  }
  /// How many each citizen has.
  std::size_t each() const { return each_; }
  /// Contact k of citizen i.
  Contact operator()(std::size_t i, std::size_t k) const {
    std::uint32_t word = 0;
    std::memcpy(&word, row(i) + k * bytes_, sizeof word);
    return {word & (alike_ - 1U), (word & alike_) != 0};
  }
  void set(std::size_t i, std::size_t k, Contact contact) {
    const std::uint32_t word = contact.citizen | (contact.alike ? alike_ : 0U);
    // Not one byte too many: the next one may be another thread's.
    std::uint8_t* at = packed_.data() + (i * each_ + k) * bytes_;
    const auto low = static_cast<std::uint16_t>(word);
    std::memcpy(at, &low, sizeof low);
    at[2] = static_cast<std::uint8_t>(word >> 16U);
    if (bytes_ == 4) at[3] = static_cast<std::uint8_t>(word >> 24U);
  }
  /// Where a citizen's row begins.
  const std::uint8_t* row(std::size_t i) const { return packed_.data() + i * each_ * bytes_; }
  /// Where the last contact of a citizen begins; where the row does, if there is none.
  const std::uint8_t* last(std::size_t i) const {
    return row(i) + (each_ > 0 ? each_ - 1 : 0) * bytes_;
  }

 private:
  std::size_t each_ = 0;
  std::size_t bytes_ = 3;
  std::uint32_t alike_ = 0;
  std::vector<std::uint8_t> packed_;  ///< little-endian, with room to read a whole word at the end
};

}  // namespace discretion
