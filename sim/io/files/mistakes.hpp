#pragma once

#include <string>
#include <utility>
#include <vector>

#include "sim/core/error.hpp"

namespace sim::io {

/// Everything that is wrong in a file; as an error, the first.
struct Mistakes : InputError {
  explicit Mistakes(std::vector<std::string> messages)
      : InputError(messages.front()), all(std::move(messages)) {}
  std::vector<std::string> all;
};

/// Collects mistakes while a file is read: one should not hide the next.
class MistakeList {
 public:
  template <class Work>
  void attempt(Work&& work) {
    try {
      std::forward<Work>(work)();
    } catch (const Mistakes& some) {
      all_.insert(all_.end(), some.all.begin(), some.all.end());
    } catch (const InputError& one) {
      all_.emplace_back(one.what());
    }
  }
  /// \throws InputError
  void throw_if_any() const {
    if (all_.size() == 1) throw InputError(all_.front());
    if (!all_.empty()) throw Mistakes(all_);
  }

 private:
  std::vector<std::string> all_;
};

}  // namespace sim::io
