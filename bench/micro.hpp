#pragma once

namespace souk::bench {

/// Exchanges with the actors of a shop, on both schedulers.
void register_actors();

/// What a request costs before its route is looked for.
void register_edge();

/// From objects to JSON and back.
void register_texts();

/// From the end of an actor to the first answer of its successor, in a shop on the disk.
void register_restarts();

} // namespace souk::bench
