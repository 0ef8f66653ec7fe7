#pragma once

#include "storage/database.hpp"
#include "test/actors/random_seed.hpp"
#include "test/storage/witness.hpp"

#include <string>
#include <vector>

namespace souk::test {

/// Batches of writes as a busy shop makes them, some of which must be refused.
class random_writes {
public:
  explicit random_writes(dice& random) : random_(random) {}

  /// Fits the state that `seen` has acknowledged. The first write always changes something.
  std::vector<write> batch(witness& seen);

private:
  write next(witness& seen);
  insert_product new_product(witness& seen);
  save_line more_units(witness& seen);
  place new_order(witness& seen);
  save_movement new_movement(witness& seen);
  save_cancel new_cancel(witness& seen);
  /// Of the product or of its stock, or the product's end.
  write changed_product(witness& seen);
  /// Not tracked, sometimes.
  stock_setting some_stock();

  int64_t any_product(witness& seen);
  /// Often a new one, sometimes none, and sometimes one that was used.
  request_key key(const std::string& scope, witness& seen);
  std::string user() { return users[random_.roll(users.size())]; }
  int32_t units(std::size_t max) { return static_cast<int32_t>(1 + random_.roll(max)); }

  dice& random_;
  uint64_t checkouts_ = 0;
  uint64_t keys_ = 0;
};

} // namespace souk::test
