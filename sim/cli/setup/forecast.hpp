#pragma once

#include <string>

#include "sim/io/results/result_file.hpp"

namespace sim::cli {

/// How a study is going to be run.
struct Circumstances {
  int threads = 1;
  bool open_ended = false;  ///< ends earlier if a precision is reached
  bool file = true;         ///< results are written
  int times = 1;            ///< so often, each on its own
};

/// What a study will take, before it starts.
struct Forecast {
  std::size_t runs = 0;
  double seconds = 0;
  double memory_bytes = 0;
  double file_bytes = 0;
  double disk_bytes = 0;  ///< at most, with the journal that the file is written from
  Circumstances how;
};

/// Estimates from a few runs, cut short if they are long, and a small file that is thrown away.
Forecast forecast(const io::Study&, const Circumstances&);
/// Says on stderr what a study will take, if that may be more than some seconds.
void announce_if_long(const io::Study&, const Circumstances&);

/// "80 runs, about 45 s on 2 threads, 120 MB of memory, a file of about 12 MB and 24 MB of disk
/// until it is whole".
std::string text_of(const Forecast&);
/// What --dry-run says, on stdout.
void print(const Forecast&, bool json);

}  // namespace sim::cli
