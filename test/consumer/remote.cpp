// A program that reaches a shop over HTTP.

#include <souk/sdk/client.hpp>

#include <iostream>

namespace {

int complain(const char* what) {
  std::cerr << what << '\n';
  return 1;
}

/// Whether the client tells that nobody listens there.
bool is_told_unreachable(const char* url) {
  souk::client client{{.base_url = url, .retries_max = 0}};
  try {
    client.health();
  } catch (const souk::transport_error& err) {
    std::cout << to_string(err.fault()) << ": " << err.what() << '\n';
    return err.fault() == souk::sdk::transport_fault::cannot_connect;
  }
  return false;
}

} // namespace

int main() {
  // Port 1 (tcpmux) is out of use.
  if (!is_told_unreachable("http://127.0.0.1:1"))
    return complain("A shop that is not there was reached.");
  const auto price = souk::sdk::amount::parse("19.99");
  if (!price || price->minor != 1999 || price->to_string() != "19.99")
    return complain("19.99 USD is not 1999 cents.");
  if (souk::sdk::amount::parse("1.5", "JPY"))
    return complain("There is no half yen.");
  return 0;
}
