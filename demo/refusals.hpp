#pragma once

#include "demo/bill.hpp"
#include "demo/stage.hpp"
#include "demo/visit.hpp"

#include <string>

namespace souk::demo {

/// Six steps in which something cannot be done, or must not be done twice.
class refusals {
public:
  refusals(stage& told, visit& guests);

  /// Throws surprise, api_error and transport_error at the first thing that goes wrong.
  void run();

private:
  void ask_for_the_unknown();
  void check_out_nothing();
  void ask_for_too_much();
  void send_nonsense();
  void look_into_other_carts();
  void repeat_a_checkout();

  void tell(const api_error& err);

  stage& stage_;
  visit& guests_;
  client buyer_;
  sdk::product rug_ = {};
  sdk::order order_ = {};
};

} // namespace souk::demo
