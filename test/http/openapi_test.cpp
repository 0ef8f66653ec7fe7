#include "http/openapi.hpp"

#include "http/routes.hpp"
#include "http/version.hpp"
#include "test/http/json_text.hpp"
#include "test/letter_case.hpp"

#include <boost/test/unit_test.hpp>

#include <set>

BOOST_AUTO_TEST_SUITE(openapi)

namespace {

using namespace souk;
using namespace souk::test;

const std::vector<route> routes = all_routes();
const json_text document{openapi_document(routes)};

/// Where the operation of a route stands.
std::string pointer_to(const route& shown) {
  return "/paths" + pointer_step(shown.path) + "/" + lower(shown.method);
}

/// The names between braces in a path.
std::set<std::string> templates_of(std::string_view path) {
  std::set<std::string> result;
  for (auto open = path.find('{'); open != std::string_view::npos; open = path.find('{', open + 1))
    result.emplace(path.substr(open + 1, path.find('}', open) - open - 1));
  return result;
}

/// Whether the operation says that it may end with this problem.
bool tells_of(const std::string& operation, const problem_kind& kind) {
  auto answer = operation + "/responses/" + std::to_string(kind.status);
  return document.has(answer)
         && document.text(answer + "/description").find("`" + std::string{kind.code} + "`: ")
              != std::string::npos;
}

std::string schema_ref(std::string_view name) {
  return "{\"$ref\":\"#/components/schemas/" + std::string{name} + "\"}";
}

void check_parameter(const std::string& pointer, const parameter& wanted) {
  BOOST_TEST_CONTEXT(pointer) {
    BOOST_TEST(joined(document.names(pointer)) == "name in required description schema");
    BOOST_TEST(document.text(pointer + "/name") == wanted.name);
    const std::string places[] = {"path", "query", "header"};
    BOOST_TEST(document.text(pointer + "/in") == places[static_cast<int>(wanted.in)]);
    BOOST_TEST(document.at(pointer + "/required") == (wanted.required ? "true" : "false"));
    BOOST_TEST(!document.text(pointer + "/description").empty());
    BOOST_TEST(document.at(pointer + "/schema") == json_text{wanted.schema}.at(""));
    const auto type = document.text(pointer + "/schema/type");
    BOOST_TEST((type == "string" || type == "integer"));
  }
}

} // namespace

BOOST_AUTO_TEST_CASE(the_document_is_openapi_3_1) {
  BOOST_TEST(joined(document.names("")) == "openapi info tags paths components");
  BOOST_TEST(document.text("/openapi") == "3.1.0");
  BOOST_TEST(document.text("/info/title") == "souk");
  BOOST_TEST(document.text("/info/version") == version);
  BOOST_TEST(document.text("/info/license/identifier") == "Apache-2.0");
  BOOST_TEST(document.text("/info/description").find("X-Request-Id") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_document_has_the_routes_and_no_others) {
  std::set<std::string> documented;
  for (auto& path : document.names("/paths"))
    for (auto& method : document.names("/paths" + pointer_step(path)))
      documented.insert(method + ' ' + path);
  std::set<std::string> served;
  for (auto& each : routes)
    served.insert(lower(each.method) + ' ' + std::string{each.path});
  BOOST_TEST((documented == served));
}

BOOST_AUTO_TEST_CASE(an_operation_says_what_it_is) {
  const std::set<std::string> known{"operationId", "summary",     "tags",
                                    "parameters",  "requestBody", "responses"};
  std::set<std::string> ids;
  for (auto& each : routes) {
    const auto id = document.text(pointer_to(each) + "/operationId");
    BOOST_TEST(ids.insert(id).second, id);
    BOOST_TEST(id.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == std::string::npos, id);
    for (auto& name : document.names(pointer_to(each)))
      BOOST_TEST(known.contains(name), name);
    BOOST_TEST(document.text(pointer_to(each) + "/summary") == each.summary);
    BOOST_TEST(document.at(pointer_to(each) + "/tags") == "[\"" + std::string{each.tag} + "\"]");
  }
}

BOOST_AUTO_TEST_CASE(an_operation_has_the_parameters_of_its_route) {
  for (auto& each : routes) {
    const auto pointer = pointer_to(each) + "/parameters";
    BOOST_TEST(document.has(pointer) == !each.parameters.empty(), pointer);
    if (each.parameters.empty())
      continue;
    BOOST_TEST(document.size(pointer) == each.parameters.size());
    std::set<std::string_view> names;
    for (std::size_t i = 0; i < each.parameters.size(); ++i) {
      check_parameter(pointer + "/" + std::to_string(i), each.parameters[i]);
      BOOST_TEST(names.insert(each.parameters[i].name).second);
    }
  }
}

BOOST_AUTO_TEST_CASE(path_parameters_are_those_of_the_path_and_required) {
  for (auto& each : routes) {
    std::set<std::string> in_path;
    for (auto& one : each.parameters)
      if (one.in == parameter_place::path) {
        in_path.emplace(one.name);
        BOOST_TEST(one.required, one.name);
      }
    BOOST_TEST((in_path == templates_of(each.path)), each.path);
  }
}

BOOST_AUTO_TEST_CASE(an_operation_has_the_body_of_its_route) {
  for (auto& each : routes) {
    const auto pointer = pointer_to(each) + "/requestBody";
    const bool takes_one = each.body != body_rule::none;
    BOOST_TEST(document.has(pointer) == takes_one, pointer);
    if (!takes_one)
      continue;
    const auto is_required = each.body == body_rule::required;
    BOOST_TEST(document.at(pointer + "/required") == (is_required ? "true" : "false"));
    BOOST_TEST(document.at(pointer + "/content")
               == "{\"application/json\":{\"schema\":" + schema_ref(each.body_schema) + "}}");
  }
}

BOOST_AUTO_TEST_CASE(an_operation_has_the_success_of_its_route) {
  for (auto& each : routes) {
    const auto pointer = pointer_to(each) + "/responses/" + std::to_string(each.good.status);
    BOOST_TEST(document.text(pointer + "/description") == each.good.description);
    const bool is_text = !each.good.text_type.empty();
    BOOST_TEST(document.has(pointer + "/content") == (is_text || !each.good.schema.empty()),
               pointer);
    if (is_text)
      BOOST_TEST(document.has(pointer + "/content" + pointer_step(each.good.text_type)), pointer);
    if (each.good.schema.empty())
      continue;
    const bool is_list = each.good.schema.ends_with("[]");
    auto name = each.good.schema.substr(0, each.good.schema.size() - (is_list ? 2 : 0));
    const auto one = schema_ref(name);
    BOOST_TEST(document.at(pointer + "/content/application~1json/schema")
               == (is_list ? "{\"type\":\"array\",\"items\":" + one + "}" : one));
  }
}

BOOST_AUTO_TEST_CASE(an_answer_that_has_a_tag_says_so_and_may_be_304) {
  for (auto& each : routes) {
    const auto answers = pointer_to(each) + "/responses/";
    const auto good = answers + std::to_string(each.good.status);
    BOOST_TEST(document.has(good + "/headers/ETag") == each.good.has_tag, good);
    const bool may_be_known = each.good.has_tag && each.method == "GET";
    BOOST_TEST(document.has(answers + "304/headers/ETag") == may_be_known, good);
  }
}

BOOST_AUTO_TEST_CASE(an_answer_that_may_be_repeated_says_so) {
  for (auto& each : routes) {
    const auto answers = pointer_to(each) + "/responses/";
    const bool takes_key = each.takes_field("Idempotency-Key");
    std::set<int> repeated;
    if (takes_key)
      repeated.insert(each.good.status);
    for (auto code : each.refusals)
      if (takes_key && is_definitive(code))
        repeated.insert(problem_of(code).status);
    for (auto& status : document.names(pointer_to(each) + "/responses"))
      BOOST_TEST(document.has(answers + status + "/headers/Idempotency-Replayed")
                   == repeated.contains(std::stoi(status)),
                 answers << status);
  }
}

BOOST_AUTO_TEST_CASE(a_page_that_is_known_names_the_next_one) {
  BOOST_TEST(document.has("/paths/~1products/get/responses/304/headers/Link"));
  BOOST_TEST(!document.has("/paths/~1products~1{product_id}/get/responses/304/headers/Link"));
}

BOOST_AUTO_TEST_CASE(an_operation_tells_of_every_refusal_of_its_route) {
  for (auto& each : routes)
    for (auto code : each.refusals)
      BOOST_TEST(tells_of(pointer_to(each), problem_of(code)),
                 each.method << ' ' << each.path << ' ' << to_string(code));
}

BOOST_AUTO_TEST_CASE(an_operation_tells_of_what_any_request_may_end_with) {
  for (auto& each : routes) {
    const auto pointer = pointer_to(each);
    for (auto code : {errc::internal, errc::unavailable, errc::overloaded, errc::deadline_exceeded})
      BOOST_TEST(tells_of(pointer, problem_of(code)), pointer);
    for (auto* kind :
         {&problems::malformed_request, &problems::request_timeout, &problems::body_too_large,
          &problems::target_too_long, &problems::expectation_failed, &problems::fields_too_large,
          &problems::rate_limited, &problems::too_many_connections, &problems::coding_unknown,
          &problems::version_unsupported, &problems::shutting_down})
      BOOST_TEST(tells_of(pointer, *kind), pointer << ' ' << kind->code);
    const bool has_body = each.body != body_rule::none;
    BOOST_TEST(tells_of(pointer, problems::not_json) == has_body, pointer);
  }
}

BOOST_AUTO_TEST_CASE(a_path_with_a_parameter_may_lead_nowhere) {
  for (auto& each : routes)
    if (!templates_of(each.path).empty())
      BOOST_TEST(document.has(pointer_to(each) + "/responses/404"), each.path);
}

BOOST_AUTO_TEST_CASE(an_answer_has_a_status_a_description_and_the_shape_of_a_problem) {
  for (auto& each : routes) {
    const auto pointer = pointer_to(each) + "/responses";
    for (auto& status : document.names(pointer)) {
      const auto answer = pointer + "/" + status;
      BOOST_TEST((status.size() == 3 && status >= "200" && status < "600"), answer);
      BOOST_TEST(!document.text(answer + "/description").empty(), answer);
      if (status >= "400")
        BOOST_TEST(document.at(answer + "/content")
                   == "{\"application/problem+json\":{\"schema\":" + schema_ref("Problem") + "}}");
    }
  }
}

BOOST_AUTO_TEST_CASE(every_reference_leads_to_a_schema_and_every_schema_is_used) {
  std::set<std::string> used;
  for (auto& reference : document.texts_named("$ref")) {
    BOOST_REQUIRE(reference.starts_with("#/"));
    BOOST_TEST(document.has(reference.substr(1)), reference);
    used.insert(reference.substr(reference.rfind('/') + 1));
  }
  auto names = document.names("/components/schemas");
  BOOST_TEST((used == std::set<std::string>{names.begin(), names.end()}));
}

BOOST_AUTO_TEST_CASE(no_routes_make_a_document_without_paths) {
  BOOST_TEST(json_text{openapi_document({})}.at("/paths") == "{}");
}

BOOST_AUTO_TEST_SUITE_END()
