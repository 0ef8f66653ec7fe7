#pragma once

#include "test/system/process.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace souk::test {

/// The path of the tour's program, and these arguments.
std::vector<std::string> demo_with(const std::vector<std::string>& arguments);

/// Runs the tour to its end.
ending run_demo(const std::vector<std::string>& arguments);

/// Fails unless the tour has told all its steps, in their order, and ended with 0.
void check_whole_tour(const ending& end);

} // namespace souk::test
