package io.github.djlobservability.model;

import java.util.Map;

/** Looks at the server's queues and workers. Thread-safe. */
@FunctionalInterface
public interface PoolReader {

  /** Returns those of each model that has workers. */
  Map<ModelId, PoolReading> read();
}
