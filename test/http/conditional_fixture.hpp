#pragma once

#include "test/http/shop_fixture.hpp"

#include <boost/test/unit_test.hpp>

namespace souk::test {

inline constexpr auto takes_gzip = "Accept-Encoding: gzip, deflate, br";

/// A lamp, and one of it in ann's cart.
struct conditional_fixture : shop_fixture {
  conditional_fixture() {
    lamp = make("19.99", "5");
    add("ann", lamp);
  }

  std::string tag_of(const std::string& target) {
    auto tag = get(target).field("etag");
    BOOST_REQUIRE_MESSAGE(tag.size() > 2 && tag.front() == '"' && tag.back() == '"', target);
    return tag;
  }

  /// The tag of the compressed form.
  std::string gzip_tag_of(const std::string& target) {
    auto tag = ask({"GET", target, "", {takes_gzip}}).field("etag");
    BOOST_REQUIRE_MESSAGE(tag.ends_with("-gzip\""), target << ' ' << tag);
    return tag;
  }

  /// A lamp that takes more than a packet to describe.
  void describe_lamp() {
    put("/products/" + lamp, R"({"description":")" + std::string(3'000, 'x') + "\"}");
  }

  std::string lamp;
};

} // namespace souk::test
