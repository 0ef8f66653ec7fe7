#pragma once

#include "sdk/error.hpp"
#include "sdk/http_connection.hpp"

#include <chrono>
#include <optional>
#include <string>

namespace souk::sdk {

/// What an answer of another status than the expected one says, `Retry-After` included. Without a
/// problem document, only the status and that.
problem problem_of(const http_reply& reply);

/// A line for people. It names the request where the answer was no problem document, for then it
/// was probably not the shop that gave it.
std::string summary_of(const http_request& request, const http_reply& reply, const problem& why);

/// Whether the request may have had its effect although this was the answer. A shop that answers
/// `overloaded`, `shutting_down`, `storage_full` or `storage_failed` promises that nothing was
/// changed.
bool leaves_in_doubt(const problem& why);

/// How long to wait until the same request is worth another attempt; nothing: never. Worth one are
/// 502, 503 and 504, after `backoff` if they carry no Retry-After, and 429 and 409
/// `request_in_progress` that carry one; a 409 of another kind is an answer.
/// Source: semantics.md, Checkout, step 5, and Errors.
std::optional<std::chrono::milliseconds> wait_after(const problem& why,
                                                    std::chrono::milliseconds backoff);

/// The Content-Type without its parameters, or "no media type".
std::string media_type_of(const http_reply& reply);

} // namespace souk::sdk
