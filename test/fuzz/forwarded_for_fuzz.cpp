#include "http/edge/client_address.hpp"
#include "test/fuzz/property.hpp"
#include "test/http/fake_message.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace {

using namespace souk;
using souk::fuzz::must;
using texts = std::vector<std::string>;

const trusted_proxies nobody{{}};
const trusted_proxies ours{{"10.0.0.0/8", "fd00::/8", "192.0.2.7"}};

constexpr auto proxy = "10.0.0.1";
constexpr auto another_proxy = "10.9.9.9";
constexpr auto stranger = "203.0.113.9";

/// Who has sent what came from `peer` with these lines of X-Forwarded-For.
std::string client_of(const trusted_proxies& trusted, const std::string& peer, const texts& lines) {
  test::sent_answers sent;
  test::field_list fields;
  for (auto& each : lines)
    fields.emplace_back("X-Forwarded-For", each);
  test::fake_message message{sent, std::move(fields)};
  message.peer_address = asio::ip::make_address(peer);
  return trusted.client_of(message).to_string();
}

std::string client_of(const texts& lines) {
  return client_of(ours, proxy, lines);
}

texts split(std::string_view text, char mark) {
  texts result;
  for (bool has_more = true; has_more;) {
    const auto end = text.find(mark);
    has_more = end != std::string_view::npos;
    result.emplace_back(text.substr(0, end));
    text.remove_prefix(has_more ? end + 1 : text.size());
  }
  return result;
}

std::string joined(const texts& lines, std::string_view between) {
  std::string result = lines.front();
  for (std::size_t i = 1; i < lines.size(); ++i)
    result.append(between).append(lines[i]);
  return result;
}

texts with(texts lines, std::string more) {
  lines.push_back(std::move(more));
  return lines;
}

/// What a client writes makes it nobody whom a proxy of ours has not seen.
void check_belief(const texts& lines, const std::string& client) {
  must(client_of(ours, stranger, lines) == stranger, "a stranger speaks for itself");
  must(client_of(nobody, proxy, lines) == proxy, "where nobody is trusted, nobody is believed");
  must(client_of(with(lines, stranger)) == stranger, "what a proxy has seen counts");
  must(client_of(with(lines, "10.2.2.2, " + std::string{stranger} + ":80 , [fd00::1]")) == stranger,
       "what the first of several proxies has seen counts");
  must(client_of({joined(lines, ", ") + ',' + stranger}) == stranger,
       "what a proxy adds to the line counts");
  const auto behind = client_of(with(lines, another_proxy));
  must(behind == client || (client == proxy && behind == another_proxy),
       "one proxy more makes no other client");
  must(client_of(with(lines, "unknown")) == proxy, "what is left of nonsense is not believed");
}

/// The lines are one list, however it is cut.
void check_form(const texts& lines, const std::string& client) {
  const auto list = joined(lines, ",");
  must(client_of({list}) == client, "lines are one list");
  const auto elements = split(list, ',');
  must(client_of(elements) == client, "a list may be cut into lines");
  must(client_of({joined(elements, "\t ,, ")}) == client,
       "white space and empty elements are none");
  must(client == proxy
         || std::any_of(elements.begin(), elements.end(),
                        [&](auto& each) { return client_of({each}) == client; }),
       "the client is one of those named");
}

} // namespace

/// Any bytes as the lines of the field.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto lines = split(fuzz::text_of(data, size), '\n');
  const auto client = client_of(lines);
  must(client.find_first_not_of("0123456789abcdef.:") == std::string::npos, "it can be logged");
  const auto address = asio::ip::make_address(client);
  must(address.is_v4() || !address.to_v6().is_v4_mapped(), "a mapped address is an IPv4 address");
  check_belief(lines, client);
  check_form(lines, client);
  return 0;
}
