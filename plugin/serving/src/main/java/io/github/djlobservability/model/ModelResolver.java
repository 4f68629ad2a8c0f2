package io.github.djlobservability.model;

import org.jspecify.annotations.Nullable;

/** Says which model a request is for. Thread-safe, and quick: it is asked on the event loop. */
public interface ModelResolver {

  /**
   * Finds the model that a request asks for.
   *
   * @param name null when the request names no model
   * @param version null when the request names no version
   * @return null when no such model is served, or which one is meant cannot be told from outside
   */
  @Nullable ServedModel resolve(@Nullable String name, @Nullable String version);

  /**
   * Finds the model that a request by the KServe protocol asks for that names no version: the
   * server doesn't take one after the other then, but always the oldest.
   *
   * @return null when no such model is served
   */
  default @Nullable ServedModel resolveOldest(String name) {
    return resolve(name, null);
  }
}
