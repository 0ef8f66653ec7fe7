#include "storage/shop_currency.hpp"

#include <stdexcept>
#include <string>

namespace souk {

void must_be_priced_in(currency unit, const std::vector<product_ptr>& products) {
  for (auto& each : products)
    if (auto& price = each->fields.price; price.unit != unit)
      throw std::runtime_error{"The prices of this shop are in " + std::string{price.unit.name()}
                               + ", not in " + std::string{unit.name()} + ". Say --currency "
                               + std::string{price.unit.name()} + "."};
}

} // namespace souk
