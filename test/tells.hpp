#pragma once

#include "test/texts.hpp"

#include <boost/test/unit_test.hpp>

#include <stdexcept>
#include <string>

namespace souk::test {

/// For BOOST_CHECK_EXCEPTION: whether it is the line for the user that has this text in it.
inline auto tells(std::string what) {
  return [what = std::move(what)](const std::runtime_error& err) {
    BOOST_TEST(has(err.what(), what), err.what());
    return true;
  };
}

} // namespace souk::test
