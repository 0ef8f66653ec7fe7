#pragma once

#include "http/context.hpp"
#include "http/cost_class.hpp"
#include "http/delivery.hpp"
#include "http/entity_tag.hpp"
#include "http/exchange.hpp"
#include "messages/error.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace souk {

struct route;

/// A request on its way to a handler: framing, method, path, types and keys have been checked.
struct request {
  responder to;
  /// An element of the route table.
  const route& on;
  /// The value of the path's parameter, decoded; empty if it has none.
  std::string path_value = {};
  /// The Idempotency-Key, or empty.
  std::string key = {};
  /// What If-Match names.
  tagged_states only_if = {};

  const http_message& message() const { return to.message(); }
};

enum class parameter_place { path, query, header };

/// A parameter as the documentation shows it. What it must be is checked by the handler.
struct parameter {
  std::string_view name;
  parameter_place in = parameter_place::query;
  bool required = false;
  std::string_view description;
  /// A JSON Schema as text.
  std::string_view schema = R"({"type":"string"})";
};

enum class body_rule { none, optional, required };

/// An answer that is no problem.
struct success {
  int status = 200;
  std::string_view description;
  /// A name in `components/schemas`, "Name[]" for an array of it, or empty for no JSON.
  std::string_view schema = {};
  /// Whether it has an ETag; one to GET is 304 where If-None-Match names that.
  bool has_tag = false;
  /// Whether it has a Location.
  bool has_location = false;
  /// The media type, or "text/*", of a text that is no JSON.
  std::string_view text_type = {};
};

/// Everything souk knows of one endpoint. The router, the Allow fields and the documentation all
/// come from the table of these, so that none can exist without the others.
struct route {
  std::string_view method;
  /// With at most one parameter, as in "/products/{product_id}".
  std::string_view path;
  std::string_view summary;
  std::string_view tag;
  std::vector<parameter> parameters = {};
  body_rule body = body_rule::none;
  /// A name in `components/schemas`.
  std::string_view body_schema = {};
  success good = {};
  /// What the actors may refuse.
  std::vector<errc> refusals = {};
  void (*run)(const context&, request) = nullptr;
  delivery sent_as = {};
  /// Whatever is not said to be a list or a checkout is light to GET, and a change otherwise.
  cost_class cost = cost_class::light;

  /// Whether a client may send a parameter of that name there.
  bool takes(parameter_place in, std::string_view name) const;
  /// Whether a client may send that field, as in "Idempotency-Key".
  bool takes_field(std::string_view name) const { return takes(parameter_place::header, name); }
};

/// The pieces of a path between the slashes behind the first one, up to one more than any route
/// has.
class path_segments {
public:
  /// Precondition: the path begins with a slash.
  explicit path_segments(std::string_view path);

  auto begin() { return pieces_.begin(); }
  auto end() { return pieces_.begin() + static_cast<std::ptrdiff_t>(count_); }
  auto begin() const { return pieces_.begin(); }
  auto end() const { return pieces_.begin() + static_cast<std::ptrdiff_t>(count_); }
  std::size_t size() const { return count_; }

private:
  std::array<std::string_view, 9> pieces_;
  std::size_t count_ = 0;
};

/// All routes, found by method and path. Thread-safe once built.
class route_table {
public:
  explicit route_table(std::vector<route> routes);

  /// What a path leads to.
  struct match {
    /// The routes of the path, one per method; empty for an unknown path.
    std::span<const route> routes = {};
    std::string path_value = {};
  };

  /// Finds a percent-encoded, case-sensitive path. Nothing: its encoding is broken.
  std::optional<match> find(std::string_view path) const;

  /// A route of that path, whatever its method; null: the path is unknown.
  const route* on_path_of(std::string_view target) const;

  /// What a request costs; one that no route answers is light.
  cost_class cost_of(std::string_view method, std::string_view target) const;

  /// Which of these answers the method; HEAD is answered as GET is. Null: none.
  static const route* of_method(std::span<const route> routes, std::string_view method);

  /// The methods of these routes as an Allow field has them, HEAD and OPTIONS included.
  static std::string allow(std::span<const route> routes);

  std::span<const route> all() const { return routes_; }

private:
  struct group {
    path_segments segments;
    std::size_t first;
    std::size_t count;
  };

  /// By path, the methods of one path side by side.
  std::vector<route> routes_;
  std::vector<group> groups_;
};

} // namespace souk
