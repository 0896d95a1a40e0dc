#pragma once

#include <array>
#include <concepts>
#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

/// Values as bytes, as they are in memory: what is packed stays on the kind of machine that made
/// it. A struct says once what it has, by a function each_of(it, visit).
namespace sim::io {

template <class Value>
concept Plain =
    std::is_arithmetic_v<Value> || std::is_enum_v<Value> || std::same_as<Value, std::byte>;

/// \tparam Sink sink(text) takes bytes, a view that is good during the call
template <class Sink>
class Packer {
 public:
  explicit Packer(Sink sink) : sink_(std::move(sink)) {}

  template <Plain Value>
  void operator()(const Value& value) {
    raw(&value, sizeof value);
  }
  void operator()(const std::string& text) {
    count(text.size());
    raw(text.data(), text.size());
  }
  template <class Item>
  void operator()(const std::vector<Item>& items) {
    count(items.size());
    if constexpr (Plain<Item>) {
      raw(items.data(), items.size() * sizeof(Item));
    } else {
      for (const Item& item : items) (*this)(item);
    }
  }
  template <class Struct>
  requires requires(Struct& it, Packer& pack) { each_of(it, pack); }
  void operator()(const Struct& it) {
    each_of(const_cast<Struct&>(it), *this);  // NOLINT: one list of members, for both directions
  }

 private:
  void count(std::size_t size) { (*this)(std::uint64_t{size}); }
  void raw(const void* from, std::size_t size) {
    sink_(std::string_view(static_cast<const char*>(from), size));
  }

  Sink sink_;
};

/// Reads what a Packer wrote. A checksum has said that it is whole, not who wrote it.
/// \throws std::out_of_range where more is announced than there is
class Unpacker {
 public:
  explicit Unpacker(std::string_view bytes) : bytes_(bytes) {}

  template <Plain Value>
  void operator()(Value& value) {
    raw(&value, sizeof value);
  }
  void operator()(std::string& text) {
    text.resize(count());
    raw(text.data(), text.size());
  }
  template <class Item>
  void operator()(std::vector<Item>& items) {
    items.resize(count());
    if constexpr (Plain<Item>) {
      raw(items.data(), items.size() * sizeof(Item));
    } else {
      for (Item& item : items) (*this)(item);
    }
  }
  template <class Struct>
  requires requires(Struct& it, Unpacker& unpack) { each_of(it, unpack); }
  void operator()(Struct& it) { each_of(it, *this); }

 private:
  std::size_t count() {
    std::uint64_t size = 0;
    (*this)(size);
    require(size);  // nothing takes less than a byte
    return size;
  }
  void require(std::size_t size) const {
    if (size > bytes_.size()) throw std::out_of_range("it ends within a value");
  }
  void raw(void* to, std::size_t size) {
    require(size);
    if (size > 0) std::memcpy(to, bytes_.data(), size);
    bytes_.remove_prefix(size);
  }

  std::string_view bytes_;
};

template <class Value, class Sink>
void pack_into(Sink sink, const Value& value) {
  Packer pack(std::move(sink));
  pack(value);
}

template <class Value>
Value unpacked(std::string_view bytes) {
  Value value;
  Unpacker unpack(bytes);
  unpack(value);
  return value;
}

}  // namespace sim::io
