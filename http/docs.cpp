#include "http/handlers.hpp"
#include "http/kept_text.hpp"
#include "http/openapi.hpp"

#include <algorithm>
#include <array>

extern "C" {
extern const char souk_asset_docs_html_begin[], souk_asset_docs_html_end[];
extern const char souk_asset_docs_js_begin[], souk_asset_docs_js_end[];
extern const char souk_asset_docs_css_begin[], souk_asset_docs_css_end[];
extern const char souk_asset_swagger_js_begin[], souk_asset_swagger_js_end[];
extern const char souk_asset_swagger_css_begin[], souk_asset_swagger_css_end[];
}

namespace souk {

namespace {

/// A file of `web/` that the program carries.
struct asset {
  std::string_view name;
  std::string_view type;
  const char* begin;
  const char* end;

  kept_text_ptr text() const { return std::make_shared<const kept_text>(std::string{begin, end}); }
};

constexpr std::string_view script_type = "text/javascript; charset=utf-8";
constexpr std::string_view style_type = "text/css; charset=utf-8";

/// Swagger UI sets style attributes and shows its icons from data: addresses; scripts come from
/// this server alone.
constexpr std::string_view page_policy =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
  "object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

const std::array<asset, 4> assets{
  asset{"docs.js", script_type, souk_asset_docs_js_begin, souk_asset_docs_js_end},
  asset{"docs.css", style_type, souk_asset_docs_css_begin, souk_asset_docs_css_end},
  asset{"swagger-ui-bundle.js", script_type, souk_asset_swagger_js_begin,
        souk_asset_swagger_js_end},
  asset{"swagger-ui.css", style_type, souk_asset_swagger_css_begin, souk_asset_swagger_css_end},
};

} // namespace

void get_openapi(const context& ctx, request from) {
  static const auto text = std::make_shared<const kept_text>(openapi_document(ctx.routes.all()));
  from.to.answer(answer_with(json_type, text));
}

void get_docs(const context&, request from) {
  static const auto page =
    asset{{}, html_type, souk_asset_docs_html_begin, souk_asset_docs_html_end}.text();
  auto result = answer_with(html_type, page);
  result.content_policy = page_policy;
  from.to.answer(std::move(result));
}

void get_docs_asset(const context&, request from) {
  auto found = std::find_if(assets.begin(), assets.end(),
                            [&](auto& each) { return each.name == from.path_value; });
  if (found == assets.end())
    return from.to.answer(problem_answer(problems::route_unknown));
  // Made once: the largest of them has more than a MiB.
  static const auto texts = [] {
    std::array<kept_text_ptr, assets.size()> made;
    std::transform(assets.begin(), assets.end(), made.begin(),
                   [](auto& each) { return each.text(); });
    return made;
  }();
  from.to.answer(answer_with(found->type, texts[static_cast<std::size_t>(found - assets.begin())]));
}

void get_problem(const context&, request from) {
  auto kinds = all_problems();
  auto found = std::find_if(kinds.begin(), kinds.end(),
                            [&](auto* each) { return each->code == from.path_value; });
  if (found == kinds.end())
    return from.to.answer(problem_answer(problems::route_unknown));
  auto& kind = **found;
  std::string page = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>";
  page += kind.code;
  page += "</title><h1>";
  page += kind.title;
  page += "</h1><p>";
  page += kind.detail;
  page += "</p><p>Status " + std::to_string(kind.status) + ", code <code>";
  page += kind.code;
  page += "</code>. <a href=\"/docs\">All endpoints</a></p></html>\n";
  from.to.answer({200, html_type, std::move(page)});
}

} // namespace souk
