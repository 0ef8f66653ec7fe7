#pragma once

#include "main/option.hpp"

#include <chrono>
#include <cstdint>
#include <type_traits>

/// How options of each kind are declared. `Place` is a function that returns a pointer to where
/// the value is stored in a `serve_options&`.

namespace souk {

struct whole_range {
  std::int64_t least;
  std::int64_t most;
};

struct seconds_range {
  double least;
  double most;
};

/// Each reads a text; returns what is wrong with it, or nothing.
std::string read_whole(const std::string& text, whole_range range, std::int64_t& to);
std::string read_seconds(const std::string& text, seconds_range range,
                         std::chrono::milliseconds& to);
std::string read_flag(const std::string& text, bool& to);

/// "0.5", "600"
std::string seconds_text(std::chrono::milliseconds time);

/// What is wrong with a text, or nothing.
using text_check = std::function<std::string(const std::string&)>;

inline std::string any_text(const std::string&) {
  return {};
}

/// One of these.
text_check one_of(std::vector<std::string> allowed);

template <class Place>
option text_option(std::string name, std::string unit, std::string help, Place place,
                   text_check check = any_text) {
  return {std::move(name),
          std::move(unit),
          std::move(help),
          option_kind::text,
          [=](serve_options& to, const std::string& text) {
            auto fault = check(text);
            if (fault.empty())
              *place(to) = text;
            return fault;
          },
          [=](serve_options from) {
            const std::string& text = *place(from);
            return text.empty() ? std::vector<std::string>{} : std::vector{text};
          }};
}

template <class Place>
option list_option(std::string name, std::string unit, std::string help, Place place,
                   text_check check) {
  return {std::move(name),
          std::move(unit),
          std::move(help),
          option_kind::list,
          [=](serve_options& to, const std::string& text) {
            auto fault = check(text);
            if (fault.empty())
              place(to)->push_back(text);
            return fault;
          },
          [=](serve_options from) { return *place(from); }};
}

/// A stored number below the range stands for: not set.
template <class Place>
option whole_option(std::string name, std::string unit, std::string help, whole_range range,
                    Place place) {
  return {std::move(name),
          std::move(unit),
          std::move(help),
          option_kind::whole,
          [=](serve_options& to, const std::string& text) {
            std::int64_t number = 0;
            auto fault = read_whole(text, range, number);
            using stored = std::remove_pointer_t<decltype(place(to))>;
            if (fault.empty())
              *place(to) = static_cast<stored>(number);
            return fault;
          },
          [=](serve_options from) {
            const auto number = static_cast<std::int64_t>(*place(from));
            return number < range.least ? std::vector<std::string>{}
                                        : std::vector{std::to_string(number)};
          }};
}

template <class Place>
option seconds_option(std::string name, std::string help, seconds_range range, Place place) {
  return {std::move(name),
          "SECONDS",
          std::move(help),
          option_kind::decimal,
          [=](serve_options& to, const std::string& text) {
            return read_seconds(text, range, *place(to));
          },
          [=](serve_options from) { return std::vector{seconds_text(*place(from))}; }};
}

template <class Place>
option flag_option(std::string name, std::string help, Place place) {
  return {
    std::move(name),
    "",
    std::move(help),
    option_kind::flag,
    [=](serve_options& to, const std::string& text) { return read_flag(text, *place(to)); },
    [=](serve_options from) { return std::vector<std::string>{*place(from) ? "true" : "false"}; }};
}

} // namespace souk
