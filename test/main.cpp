#define BOOST_TEST_MODULE souk
#include <boost/test/unit_test.hpp>
