#pragma once

#include "demo/bill.hpp"
#include "demo/stage.hpp"
#include "demo/visit.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace souk::demo {

/// A price with that number of hundredths, or of whole units if the currency has no decimals.
sdk::amount price_of(std::int64_t hundredths, std::string_view currency);

/// Ten steps: a seller opens a shop, a buyer buys, the seller closes it again. Each answer is
/// compared with what it should be.
class tour {
public:
  tour(stage& told, visit& guests);

  /// Throws surprise, api_error and transport_error at the first thing that goes wrong.
  void run(const sdk::health_report& health);

private:
  void check_health(const sdk::health_report& health);
  void create_products();
  void list_and_update();
  void browse();
  void add_to_cart();
  void view_cart();
  void remove_line();
  void check_out();
  void summarise_order();
  void delete_products();

  sdk::product create(std::string_view name, std::int64_t hundredths,
                      std::optional<std::int64_t> stock);
  std::vector<sdk::product> only_own(const std::vector<sdk::product>& products) const;
  /// Our products as the seller's list shows them.
  std::vector<sdk::product> listed();

  stage& stage_;
  visit& guests_;
  client buyer_;
  std::string currency_ = {};
  sdk::product lamp_ = {};
  sdk::product teapot_ = {};
  sdk::product postcard_ = {};
  bill due_ = {};
  sdk::order order_ = {};
};

} // namespace souk::demo
