#pragma once

#include "http/context.hpp"
#include "http/exchange.hpp"
#include "http/io_thread.hpp"
#include "http/reply_sink.hpp"
#include "messages/deadline.hpp"
#include "messages/error.hpp"

#include <memory>
#include <utility>
#include <variant>

namespace souk {

/// What is left to do for a request once its reply is there.
template <class Reply, class Render>
struct answering {
  responder to;
  Render render;
  std::variant<std::monostate, Reply, caf::error> reply = {};

  void take(caf::type_erased_tuple& content) {
    if (content.match_elements<Reply>())
      reply = std::move(content.get_mutable_as<Reply>(0));
    else if (content.match_elements<caf::error>())
      reply = std::move(content.get_mutable_as<caf::error>(0));
  }

  void run() {
    if (auto* good = std::get_if<Reply>(&reply))
      to.answer(render(std::as_const(*good)));
    else if (auto* why = std::get_if<caf::error>(&reply))
      to.refuse(refusal_of(*why));
  }
};

/// Sends one command for one HTTP request and answers it with `render(const Reply&)`, or with the
/// problem of the actor's refusal, on an io thread. A reply that never comes is answered at the
/// deadline.
template <class Reply, class Handle, class Command, class Render>
void ask(const context& ctx, responder to, const Handle& dest, Command command, Render render) {
  // What nobody waits for any more is not carried out.
  if constexpr (requires { command.until; })
    command.until = deadline::at(to.until());
  send_with_sink<Reply>(ctx.system, dest, std::move(command),
                        [next = answering<Reply, Render>{std::move(to), std::move(render)}](
                          caf::type_erased_tuple& content) mutable {
                          next.take(content);
                          if (io_thread::is_this())
                            return next.run();
                          auto later = std::make_shared<answering<Reply, Render>>(std::move(next));
                          later->to.post([later] { later->run(); });
                        });
}

} // namespace souk
