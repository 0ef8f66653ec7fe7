#pragma once

namespace souk::bench {

/// Exchanges with the actors of a shop, on both schedulers.
void register_actors();

/// From objects to JSON and back.
void register_texts();

} // namespace souk::bench
