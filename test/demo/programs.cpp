#include "test/demo/programs.hpp"

#include <boost/test/unit_test.hpp>

namespace souk::test {

std::vector<std::string> demo_with(const std::vector<std::string>& arguments) {
  std::vector<std::string> result{DEMO_PROGRAM};
  result.insert(result.end(), arguments.begin(), arguments.end());
  return result;
}

ending run_demo(const std::vector<std::string>& arguments) {
  return run(demo_with(arguments));
}

void check_whole_tour(const ending& end) {
  BOOST_TEST_CONTEXT(end.out << end.err) {
    BOOST_TEST(end.code == 0);
    BOOST_TEST(end.err == "");
    std::size_t position = 0;
    for (const char* step :
         {"[ 1/10]", "[ 2/10]", "[ 3/10]", "[ 4/10]", "[ 5/10]", "[ 6/10]", "[ 7/10]", "[ 8/10]",
          "[ 9/10]", "[10/10]", "[1/6]", "[2/6]", "[3/6]", "[4/6]", "[5/6]", "[6/6]"}) {
      position = end.out.find(step, position);
      BOOST_REQUIRE_MESSAGE(position != std::string::npos, step << " is missing");
    }
  }
}

} // namespace souk::test
