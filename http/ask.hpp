#pragma once

#include "http/context.hpp"
#include "http/exchange.hpp"
#include "http/reply_sink.hpp"
#include "messages/deadline.hpp"
#include "messages/error.hpp"

#include <caf/message.hpp>

#include <memory>
#include <utility>

namespace souk {

/// What is left to do for a request once its reply is there.
template <class Reply, class Render>
struct answering {
  responder to;
  Render render;

  void operator()(const caf::message& reply) {
    if (reply.match_elements<Reply>())
      to.answer(render(reply.get_as<Reply>(0)));
    else if (reply.match_elements<caf::error>())
      to.refuse(refusal_of(reply.get_as<caf::error>(0)));
  }
};

/// Sends one command for one HTTP request and answers it with `render(const Reply&)`, or with the
/// problem of the actor's refusal, on an io thread; a list in its turn. A reply that never comes is
/// answered at the deadline.
template <class Reply, class Handle, class Command, class Render>
void ask(const context& ctx, responder to, const Handle& dest, Command command, Render render) {
  // What nobody waits for any more is not carried out.
  if constexpr (requires { command.until; })
    command.until = deadline::at(to.until());
  send_with_sink<Reply>(ctx.system, dest, std::move(command),
                        [answer = answering<Reply, Render>{std::move(to), std::move(render)}](
                          caf::message reply) mutable {
                          if (answer.to.may_answer_here())
                            return answer(reply);
                          // std::function wants a copyable callable.
                          auto kept = std::make_shared<answering<Reply, Render>>(std::move(answer));
                          kept->to.post([kept, reply = std::move(reply)] { (*kept)(reply); });
                        });
}

} // namespace souk
