package io.github.djlobservability.access;

/** Is told of every action that the plugin did for a caller. Thread-safe. */
@FunctionalInterface
public interface Audit {

  /**
   * Takes note of an action.
   *
   * @param holder who was allowed, as {@link Decision#holder()} says it
   * @param address where the request came from; empty where that is unknown
   * @param action what was done, with the model
   */
  void done(String holder, String address, String action);
}
