// Writes the example study for readers that share no code with the writer.
#include <iostream>

#include "tests/sim/io/example_study.hpp"

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: write_example DIRECTORY\n";
    return 2;
  }
  try {
    const std::filesystem::path directory = argv[1];
    test::write_example(directory / "example.h5");
    test::write_example(directory / "timed.h5", false);
    test::write_whole_example(directory / "whole.h5");
  } catch (const sim::Error& error) {
    std::cerr << error.what() << '\n';
    return static_cast<int>(error.exit());
  }
}
