#include "test/fuzz/property.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

/// Runs one fuzz target on files, without a fuzzer: a file, or all files of a folder.
/// The name stands there before its input runs, so that the last one is the one that failed.
int main(int argc, char** argv) {
  std::vector<std::filesystem::path> files;
  for (int i = 1; i < argc; ++i) {
    if (!std::filesystem::is_directory(argv[i])) {
      files.emplace_back(argv[i]);
      continue;
    }
    for (auto& entry : std::filesystem::directory_iterator{argv[i]})
      files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  for (auto& file : files) {
    std::cout << file.string() << std::endl;
    std::ifstream in{file, std::ios::binary};
    const std::string bytes{std::istreambuf_iterator<char>{in}, {}};
    if (!in) {
      std::cerr << "cannot read it\n";
      return 1;
    }
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
  }
  if (files.empty())
    std::cerr << "no seeds: name a file, or a folder that has some\n";
  return files.empty() ? 1 : 0;
}
