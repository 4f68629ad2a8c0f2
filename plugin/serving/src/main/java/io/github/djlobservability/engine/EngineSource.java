package io.github.djlobservability.engine;

import java.io.IOException;

/** Gives the metrics that an engine publishes. */
@FunctionalInterface
interface EngineSource {
  /**
   * Fetches them.
   *
   * @param address as the model's setting has it
   * @return Prometheus' text format
   * @throws IOException when the engine does not give them; says why
   */
  String fetch(String address) throws IOException;
}
