#include "sdk/http_connection.hpp"

#include "sdk/ascii.hpp"
#include "sdk/encode.hpp"
#include "sdk/error.hpp"
#include "sdk/field_rules.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <limits>
#include <stdexcept>

namespace souk::sdk {

namespace {

struct curl_closer {
  void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

using url_ptr = std::unique_ptr<CURLU, curl_closer>;
using list_ptr = std::unique_ptr<curl_slist, curl_closer>;

std::string part_of(const url_ptr& url, CURLUPart part) {
  char* text = nullptr;
  if (curl_url_get(url.get(), part, &text, 0) != CURLUE_OK)
    return {};
  std::string copy{text};
  curl_free(text);
  return copy;
}

/// What has come of an answer.
struct incoming {
  http_reply reply = {};
  std::size_t field_bytes = 0;
  /// Whether all of its fields have come.
  bool has_whole_head = false;
};

std::size_t on_body(char* data, std::size_t, std::size_t size, void* target) {
  auto& body = static_cast<incoming*>(target)->reply.body;
  if (body.size() + size > answer_bytes_max)
    return CURL_WRITEFUNC_ERROR;
  body.append(data, size);
  return size;
}

std::size_t on_field(char* data, std::size_t, std::size_t size, void* target) {
  auto& [reply, field_bytes, has_whole_head] = *static_cast<incoming*>(target);
  auto& fields = reply.fields;
  std::string_view line{data, size};
  field_bytes += size;
  if (field_bytes > answer_field_bytes_max)
    return CURL_WRITEFUNC_ERROR;
  // A status line; what came before it was an interim answer.
  if (line.starts_with("HTTP/")) {
    fields.clear();
    has_whole_head = false;
  } else if (line.starts_with('\r') || line.starts_with('\n')) {
    // Trailers of a body may follow.
    has_whole_head = true;
  } else if (auto colon = line.find(':'); colon != std::string_view::npos) {
    fields.emplace_back(line.substr(0, colon), trimmed(line.substr(colon + 1)));
  }
  return size;
}

/// How often a request was sent, and how often it may be.
struct sending_count {
  int sent = 0;
  int most = 0;
};

int on_sending(void* count, char*, char*, int, int) {
  auto& [sent, most] = *static_cast<sending_count*>(count);
  if (sent == most)
    return CURL_PREREQFUNC_ABORT;
  ++sent;
  return CURL_PREREQFUNC_OK;
}

transport_fault fault_of(CURLcode code, bool was_sent) {
  switch (code) {
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_CONNECT:
    // The handshake of TLS ended early. A certificate that is not believed is another code.
    case CURLE_SSL_CONNECT_ERROR:
      return transport_fault::cannot_connect;
    case CURLE_OPERATION_TIMEDOUT:
      return was_sent ? transport_fault::timed_out : transport_fault::cannot_connect;
    case CURLE_GOT_NOTHING:
    case CURLE_PARTIAL_FILE:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    // By `on_sending`: libcurl would send it again.
    case CURLE_ABORTED_BY_CALLBACK:
      return was_sent ? transport_fault::connection_lost : transport_fault::cannot_connect;
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_BAD_CONTENT_ENCODING:
    case CURLE_WRITE_ERROR:
      return transport_fault::malformed_answer;
    // The buffer of a line that has no end.
    case CURLE_OUT_OF_MEMORY:
      return was_sent ? transport_fault::malformed_answer : transport_fault::other;
    default:
      return transport_fault::other;
  }
}

/// Why there is no answer, in libcurl's words where they are to the point.
std::string reason_of(CURLcode code, transport_fault fault, const char* detail) {
  if (code == CURLE_WRITE_ERROR || (code == CURLE_OUT_OF_MEMORY && fault != transport_fault::other))
    return "the answer is too large, it may have " + std::to_string(answer_field_bytes_max >> 10)
           + " KiB of fields and " + std::to_string(answer_bytes_max >> 20) + " MiB of body";
  return detail[0] != 0 ? detail : curl_easy_strerror(code);
}

/// Whether a URL's host is this machine: `localhost`, or an address of the loopback network.
bool is_loopback(std::string_view host) {
  return equal_in_any_case(host, "localhost") || host == "[::1]"
         || (host.starts_with("127.")
             && host.find_first_not_of("0123456789.") == std::string_view::npos);
}

void append(list_ptr& list, const std::string& line) {
  auto* longer = curl_slist_append(list.get(), line.c_str());
  if (!longer)
    throw std::bad_alloc{};
  static_cast<void>(list.release());
  list.reset(longer);
}

list_ptr fields_of(const http_request& request, const std::vector<std::string>& further) {
  list_ptr list;
  // libcurl would wait a second for a server that does not answer `Expect: 100-continue`.
  append(list, "Expect:");
  append(list, "Accept: application/json, application/problem+json");
  // Without it, any coding would do (RFC 9110, 12.5.3), and none can be read.
  append(list, "Accept-Encoding: identity");
  append(list, request.body.empty() ? "Content-Type:" : "Content-Type: application/json");
  if (!request.key.empty())
    append(list, "Idempotency-Key: " + encode_key(request.key));
  if (!request.seen.empty())
    append(list, "If-Match: " + request.seen);
  for (auto& line : further)
    append(list, line);
  return list;
}

void init_libcurl() {
  static const CURLcode result = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (result != CURLE_OK)
    throw std::runtime_error{curl_easy_strerror(result)};
}

} // namespace

struct http_connection::handle {
  std::unique_ptr<CURL, curl_closer> easy{curl_easy_init()};
  std::string base_url = {};
  long connect_timeout_ms = 0;
  long request_timeout_ms = 0;
  // Proxies of the environment are for the outside; many environments forget to say so.
  bool is_loopback = false;
  std::string ca_file = {};
  // As libcurl reads them.
  std::vector<std::string> field_lines = {};
  sending_count sending = {};
  std::array<char, CURL_ERROR_SIZE> error_text = {};

  void prepare(const http_request& request, const list_ptr& fields, incoming& answer);

  template <class T>
  void set(CURLoption option, T value) {
    if (auto code = curl_easy_setopt(easy.get(), option, value); code != CURLE_OK)
      throw transport_error{transport_fault::other, curl_easy_strerror(code)};
  }
};

void http_connection::handle::prepare(const http_request& request, const list_ptr& fields,
                                      incoming& answer) {
  // Keeps the connection.
  curl_easy_reset(easy.get());
  error_text = {};
  sending = {0, request.is_safe_to_repeat() ? std::numeric_limits<int>::max() : 1};
  set(CURLOPT_ERRORBUFFER, error_text.data());
  set(CURLOPT_URL, (base_url + request.target).c_str());
  set(CURLOPT_PATH_AS_IS, 1L);
  set(CURLOPT_PROTOCOLS_STR, "http,https");
  // Repeating a request safely depends on how it fails; the shop speaks no later version.
  set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  if (!ca_file.empty()) {
    set(CURLOPT_CAINFO, ca_file.c_str());
    set(CURLOPT_CAPATH, static_cast<const char*>(nullptr));
  }
  if (is_loopback)
    set(CURLOPT_PROXY, "");
  set(CURLOPT_USERAGENT, "souk-client");
  // Timeouts without signals, which would be the whole program's.
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_CONNECTTIMEOUT_MS, connect_timeout_ms);
  set(CURLOPT_TIMEOUT_MS, request_timeout_ms);
  if (request.method == "POST" || !request.body.empty()) {
    set(CURLOPT_POSTFIELDS, request.body.c_str());
    set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
  }
  set(CURLOPT_CUSTOMREQUEST, request.method.c_str());
  set(CURLOPT_HTTPHEADER, fields.get());
  set(CURLOPT_PREREQFUNCTION, &on_sending);
  set(CURLOPT_PREREQDATA, &sending);
  set(CURLOPT_WRITEFUNCTION, &on_body);
  set(CURLOPT_WRITEDATA, &answer);
  set(CURLOPT_HEADERFUNCTION, &on_field);
  set(CURLOPT_HEADERDATA, &answer);
}

std::string_view http_reply::field(std::string_view name) const {
  auto found = std::find_if(fields.begin(), fields.end(), [name](const auto& each) {
    return equal_in_any_case(each.first, name);
  });
  return found == fields.end() ? std::string_view{} : found->second;
}

std::vector<std::string_view> http_reply::values_of(std::string_view name) const {
  std::vector<std::string_view> values;
  for (auto& [each, value] : fields)
    if (equal_in_any_case(each, name))
      values.push_back(value);
  return values;
}

http_connection::http_connection(const client_options& options) {
  init_libcurl();
  handle_ = std::make_unique<handle>();
  url_ptr url{curl_url()};
  if (!handle_->easy || !url)
    throw std::runtime_error{"libcurl cannot be used"};
  bool is_url = curl_url_set(url.get(), CURLUPART_URL, options.base_url.c_str(), 0) == CURLUE_OK;
  auto scheme = part_of(url, CURLUPART_SCHEME);
  // libcurl has no part for a query or a fragment of no characters.
  const bool has_more = options.base_url.find_first_of("?#") != std::string::npos;
  if (!is_url || (scheme != "http" && scheme != "https") || has_more)
    throw std::invalid_argument{"\"" + options.base_url + "\" is no http or https base URL"};
  handle_->is_loopback = is_loopback(part_of(url, CURLUPART_HOST));
  handle_->base_url = options.base_url;
  while (handle_->base_url.ends_with('/'))
    handle_->base_url.pop_back();
  handle_->ca_file = options.ca_file;
  for (auto& [name, value] : options.fields) {
    check_field(name, value);
    // libcurl would take a name without a value for one to leave out.
    auto& line = handle_->field_lines.emplace_back(name);
    if (trimmed(value).empty())
      line += ';';
    else
      line.append(": ").append(value);
  }
  // 0 would mean libcurl's own defaults: 5 minutes to connect, and no end.
  auto at_least_1 = [](auto time) {
    return static_cast<long>(std::max<long long>(1, time.count()));
  };
  handle_->connect_timeout_ms = at_least_1(options.connect_timeout);
  handle_->request_timeout_ms = at_least_1(options.request_timeout);
}

http_connection::~http_connection() = default;

int http_connection::times_sent() const {
  return handle_->sending.sent;
}

http_reply http_connection::perform(const http_request& request) {
  incoming answer;
  auto fields = fields_of(request, handle_->field_lines);
  handle_->prepare(request, fields, answer);
  auto code = curl_easy_perform(handle_->easy.get());
  const auto subject = request.method + " " + request.target + ": ";
  if (code != CURLE_OK) {
    const auto fault = fault_of(code, times_sent() > 0);
    throw transport_error{fault, subject + reason_of(code, fault, handle_->error_text.data())};
  }
  // libcurl takes fields that break off for all of them.
  if (!answer.has_whole_head)
    throw transport_error{transport_fault::connection_lost,
                          subject + "the connection ended before the answer did"};
  long status = 0;
  curl_easy_getinfo(handle_->easy.get(), CURLINFO_RESPONSE_CODE, &status);
  answer.reply.status = static_cast<int>(status);
  return std::move(answer.reply);
}

} // namespace souk::sdk
