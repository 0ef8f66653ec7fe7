#include "main/configuration.hpp"

#include "main/option_rules.hpp"

namespace souk {

namespace {

/// "--port must be ...", "souk.toml:3: `port` must be ..."
std::string fault_text(const said_value& said, const std::string& fault) {
  const bool is_in_file = said.where.find(':') != std::string::npos;
  return said.where + (is_in_file ? ": `" + said.name + "` " : " ") + fault + ".";
}

/// What is wrong with it, or nothing; then it is stored.
std::string store(const option& what, const said_value& said, serve_options& to) {
  for (auto& text : said.texts)
    if (auto fault = what.store(to, text); !fault.empty())
      return fault_text(said, fault);
  return {};
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
          auto fault = store(*setting.what, said, trial);
          if (!fault.empty())
            result.faults.push_back(std::move(fault));
          else
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
