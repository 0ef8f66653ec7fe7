#include "main/configuration.hpp"

#include "main/config_text.hpp"
#include "main/option_rules.hpp"

namespace souk {

namespace {

/// "--port must be ...", "souk.toml:3: `port` must be ..."; of a list, which of its texts:
/// "--cors-origin \"a\" must be ..."
std::string fault_text(const option& what, const said_value& said, const std::string& text,
                       const std::string& fault) {
  const bool is_in_file = said.where.find(':') != std::string::npos;
  return said.where + (is_in_file ? ": `" + said.name + "` " : " ")
         + (what.kind == option_kind::list ? toml_string(text) + " " : "") + fault + ".";
}

/// What is wrong with it; nothing: then it is stored.
std::vector<std::string> store(const option& what, const said_value& said, serve_options& to) {
  std::vector<std::string> faults;
  for (auto& text : said.texts)
    if (auto fault = what.store(to, text); !fault.empty())
      faults.push_back(fault_text(what, said, text, fault));
  return faults;
}

} // namespace

configuration configure(const std::vector<layer>& layers) {
  configuration result{default_options()};
  for (auto& each : all_options())
    result.settings.push_back({&each});
  for (auto& layer : layers)
    result.faults.insert(result.faults.end(), layer.faults.begin(), layer.faults.end());
  for (auto& setting : result.settings) {
    const said_value* winner = nullptr;
    for (auto& layer : layers)
      for (auto& said : layer.values)
        if (said.name == setting.what->name) {
          // Each one is stored somewhere: what is overridden must make sense, too.
          auto trial = default_options();
          const auto faults = store(*setting.what, said, trial);
          result.faults.insert(result.faults.end(), faults.begin(), faults.end());
          if (faults.empty())
            winner = &said;
        }
    if (winner != nullptr) {
      store(*setting.what, *winner, result.options);
      setting.where = winner->where;
    }
    setting.texts = setting.what->texts(result.options);
  }
  for (auto& each : broken_rules(result.options))
    result.faults.push_back(std::move(each));
  return result;
}

} // namespace souk
