#include "actors/shop.hpp"

#include "actors/supervisor.hpp"
#include "storage/shop_currency.hpp"

#include <caf/exit_reason.hpp>
#include <caf/send.hpp>

#include <stdexcept>

namespace souk {

namespace {

/// Hands a database to several owners; `closed` becomes ready when the last one has let it go.
std::shared_ptr<database> shared(std::unique_ptr<database> rows, std::future<void>& closed) {
  std::promise<void> told;
  closed = told.get_future();
  return {rows.release(), [told = std::move(told)](database* each) mutable {
            delete each;
            told.set_value();
          }};
}

shop_options checked(shop_options options) {
  if (!parse_currency(options.unit.name()))
    throw std::invalid_argument{"shop_options: the unit must be three capital letters."};
  if (!options.now || !options.on_storage_failure || !options.on_restart)
    throw std::invalid_argument{"shop_options: a function is empty."};
  return options;
}

std::unique_ptr<database> checked(std::unique_ptr<database> rows) {
  return rows ? std::move(rows) : throw std::invalid_argument{"shop: there is no database."};
}

} // namespace

shop::shop(caf::actor_system& system, std::unique_ptr<database> rows, shop_options options)
  : staff_(std::make_shared<shop_staff>(system, shared(checked(std::move(rows)), closed_),
                                        checked(std::move(options)))),
    handles_{staff_->catalog.handle(), staff_->carts.handle(), staff_->orders.handle()},
    feed_(staff_->store.handle()), mark_(staff_->rows->mark()) {
  auto products = staff_->rows->load_catalog();
  must_be_priced_in(staff_->options.unit, products);
  staff_->start_store();
  staff_->start_orders();
  staff_->start_catalog(std::move(products));
  staff_->start_carts();
  supervisor_ = system.spawn(supervisor, std::weak_ptr{staff_});
}

std::array<actor_traffic, 4> shop::traffic() const {
  return {{{"catalog", staff_->catalog.handed_on()},
           {"carts", staff_->carts.handed_on()},
           {"orders", staff_->orders.handed_on()},
           {"store", staff_->store.handed_on()}}};
}

uint64_t shop::store_backlog() const {
  // In this order, or a command could be taken before it was sent.
  const uint64_t taken = staff_->stored->taken;
  const auto sent = staff_->store.handed_to_target();
  return sent > taken ? sent - taken : 0;
}

shop::~shop() {
  // The supervisor first, or it would start anew whoever ends.
  caf::anon_send_exit(supervisor_, caf::exit_reason::kill);
  staff_->carts.retire();
  staff_->orders.retire();
  staff_->catalog.retire();
  staff_->store.retire();
  // STORE has a thread of its own then, so that this waits for nobody who waits for this thread.
  const bool waits = staff_->rows->may_block();
  staff_.reset();
  if (waits)
    closed_.wait();
}

} // namespace souk
