#pragma once

#include <string_view>

namespace souk::test {

// Answers as a shop sends them.

inline constexpr std::string_view lamp_json =
  R"({"id":7,"name":"Lamp","price":19.99,"currency":"USD","description":"bright","stock":3,)"
  R"("sku":"L-1","category":null,"version":2,"created_at":"2026-01-02T03:04:05.678Z",)"
  R"("updated_at":"2026-01-02T03:04:06Z"})";

inline constexpr std::string_view cart_json =
  R"({"user_id":"ann","items":[{"product_id":7,"quantity":2,"name":"Lamp","price":19.99,)"
  R"("line_total":39.98,"available":true}],"total":39.98,"currency":"USD","version":4,)"
  R"("warnings":[{"code":"price_changed","product_id":7,"was":18.5,"now":19.99},)"
  R"({"code":"not_enough_stock","product_id":7,"requested":2,"available":1}]})";

inline constexpr std::string_view order_json =
  R"({"id":11,"user_id":"ann","items":[{"product_id":7,"name":"Lamp","price":19.99,)"
  R"("quantity":2,"line_total":39.98}],"total":39.98,"currency":"USD","status":"placed",)"
  R"("created_at":"2026-01-02T03:04:05.678Z"})";

inline constexpr std::string_view health_json =
  R"({"status":"ok","version":"1.2.3","uptime_seconds":90,"restarts":1,)"
  R"("store":{"batches":12,"writes":40,"largest_batch":9,"mean_commit_us":350}})";

inline constexpr std::string_view stock_json =
  R"({"product_id":7,"on_hand":8,"reserved":2,"available":6,"movements":[)"
  R"({"sequence":4,"type":"sold","quantity":-2,"order_id":11,"reason":"",)"
  R"("happened_at":"2026-01-02T03:04:05.678Z"},)"
  R"({"sequence":3,"type":"adjusted","quantity":-1,"order_id":null,"reason":"broken",)"
  R"("happened_at":"2026-01-02T03:04:05.678Z"}]})";

inline constexpr std::string_view stock_moved_json =
  R"({"product_id":7,"on_hand":13,"movement":{"sequence":5,"type":"received","quantity":5,)"
  R"("order_id":null,"reason":"delivery","happened_at":"2026-01-02T03:04:05.678Z"}})";

inline constexpr std::string_view event_json =
  R"({"id":42,"entity":"order","entity_id":"11","sequence":2,"kind":"canceled","actor":"ann",)"
  R"("details":{"total": 39.980, "n": [1, "x\"", null]},"happened_at":"2026-01-02T03:04:05.678Z"})";

} // namespace souk::test
