#include "sdk/types.hpp"

#include <boost/test/unit_test.hpp>

#include <functional>
#include <vector>

BOOST_AUTO_TEST_SUITE(sdk_types)

namespace {

using namespace souk::sdk;
using namespace std::chrono_literals;

/// Each of the changes makes something else of the value, and another tag does not.
template <class T>
void check_what_counts(const std::vector<std::function<void(T&)>>& changes) {
  const T some{};
  T same = some;
  same.tag = "\"x\"";
  BOOST_TEST((same == some));
  for (std::size_t i = 0; i < changes.size(); ++i) {
    T other = some;
    changes[i](other);
    BOOST_TEST((other != some), "change " << i);
  }
}

} // namespace

BOOST_AUTO_TEST_CASE(a_product_is_the_same_under_any_tag) {
  check_what_counts<product>(
    {[](product& x) { x.id = 1; }, [](product& x) { x.name = "x"; },
     [](product& x) { x.price = {1}; }, [](product& x) { x.description = "x"; },
     [](product& x) { x.stock = 0; }, [](product& x) { x.sku = "x"; },
     [](product& x) { x.category = "x"; }, [](product& x) { x.version = 1; },
     [](product& x) { x.created_at += 1ms; }, [](product& x) { x.updated_at += 1ms; }});
}

BOOST_AUTO_TEST_CASE(a_cart_is_the_same_under_any_tag) {
  check_what_counts<cart>({[](cart& x) { x.user_id = "x"; }, [](cart& x) { x.lines.resize(1); },
                           [](cart& x) { x.total = {1}; }, [](cart& x) { x.version = 1; },
                           [](cart& x) { x.warnings.resize(1); },
                           [](cart& x) { x.replayed = true; }});
}

BOOST_AUTO_TEST_CASE(an_order_is_the_same_under_any_tag) {
  check_what_counts<order>({[](order& x) { x.id = 1; }, [](order& x) { x.user_id = "x"; },
                            [](order& x) { x.lines.resize(1); }, [](order& x) { x.total = {1}; },
                            [](order& x) { x.status = "x"; }, [](order& x) { x.created_at += 1ms; },
                            [](order& x) { x.replayed = true; }});
}

BOOST_AUTO_TEST_SUITE_END()
