#pragma once

#include "http/context.hpp"
#include "http/exchange.hpp"
#include "http/reply_sink.hpp"
#include "messages/deadline.hpp"
#include "messages/error.hpp"

#include <utility>

namespace souk {

/// Sends one command for one HTTP request and answers it with `render(const Reply&)`, or with the
/// problem of the actor's refusal. A reply that never comes is answered at the deadline.
template <class Reply, class Handle, class Command, class Render>
void ask(const context& ctx, responder to, const Handle& dest, Command command, Render render) {
  // What nobody waits for any more is not carried out.
  if constexpr (requires { command.until; })
    command.until = deadline::at(to.until());
  send_with_sink<Reply>(
    ctx.system, dest, std::move(command),
    [to = std::move(to), render = std::move(render)](caf::type_erased_tuple& reply) mutable {
      if (reply.match_elements<Reply>())
        to.answer(render(reply.get_as<Reply>(0)));
      else if (reply.match_elements<caf::error>())
        to.refuse(refusal_of(reply.get_as<caf::error>(0)));
    });
}

} // namespace souk
