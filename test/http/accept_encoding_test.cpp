#include "http/accept_encoding.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(accepted_encodings)

namespace {

using namespace souk;

void check(gzip_wish wanted, std::initializer_list<std::string_view> values) {
  for (auto value : values)
    BOOST_TEST((gzip_wish_of(value) == wanted), value);
}

} // namespace

BOOST_AUTO_TEST_CASE(who_names_gzip_gets_it) {
  check(gzip_wish::yes,
        {"gzip", "GZip", "x-gzip", "gzip, deflate, br, zstd", "br;q=1.0, gzip;q=0.8",
         "deflate ,\tgzip ; q=0.001", "gzip;Q=1.000", "gzip;q=1", "gzip;q=0.5"});
}

BOOST_AUTO_TEST_CASE(who_takes_anything_gets_gzip) {
  check(gzip_wish::yes, {"*", "*;q=0.1", "br, *", "identity;q=0.5, *"});
}

BOOST_AUTO_TEST_CASE(who_does_not_name_it_gets_none) {
  check(gzip_wish::no, {"", " ", ",", "br", "identity", "deflate, br;q=0.5", "gzipped", "x"});
}

BOOST_AUTO_TEST_CASE(a_weight_of_zero_is_a_refusal) {
  check(gzip_wish::no,
        {"gzip;q=0", "gzip;q=0.0", "gzip;q=0.000, br", "gzip;q=0, *", "*;q=0", "br, *;q=0"});
}

BOOST_AUTO_TEST_CASE(who_would_rather_have_plain_bytes_gets_them) {
  check(gzip_wish::no,
        {"gzip;q=0.5, identity", "identity;q=0.9, gzip;q=0.899", "*;q=0.5, gzip;q=0.4"});
  check(gzip_wish::yes, {"gzip, identity", "identity;q=0.5, gzip;q=0.5", "gzip, *;q=0.5"});
}

BOOST_AUTO_TEST_CASE(who_refuses_plain_bytes_gets_nothing_else) {
  check(gzip_wish::only,
        {"gzip, identity;q=0", "identity;q=0, gzip;q=0.1", "gzip, *;q=0", "identity;q=0.000, *"});
  check(gzip_wish::no, {"identity;q=0", "br, identity;q=0"});
}

BOOST_AUTO_TEST_CASE(a_malformed_member_is_left_out) {
  check(gzip_wish::no,
        {"gzip;q=1.001", "gzip;q=2", "gzip;q=0.1234", "gzip;q=", "gzip;q", "gzip;x=1", "gzip;q=-1",
         "gzip;q=.5", "g zip", "gzip;q=0.5;q=1", "\"gzip\"", "gzip;q=a", "gzip;;q=1"});
  check(gzip_wish::yes, {"g zip, gzip", "gzip, br;q=x", ";q=0, gzip"});
}

BOOST_AUTO_TEST_SUITE_END()
