package io.github.djlobservability.console;

import java.util.HashMap;
import java.util.Map;

/**
 * Counts the connections of a port, so that one sender can't hold all of them. Not thread-safe: of
 * one event loop.
 */
final class OpenConnections {
  /** Bounds those of all senders together. */
  static final int MOST = 256;

  /** Bounds those of one sender, so that four have room. */
  static final int MOST_OF_ONE = 64;

  private final Map<String, Integer> bySender = new HashMap<>();
  private int all;

  /** Counts one more of a sender, and returns whether it may stay. */
  boolean open(String sender) {
    if (all >= MOST || bySender.getOrDefault(sender, 0) >= MOST_OF_ONE) {
      return false;
    }
    all++;
    bySender.merge(sender, 1, Integer::sum);
    return true;
  }

  /** Counts one less. */
  void closed(String sender) {
    all--;
    bySender.computeIfPresent(sender, (name, count) -> count == 1 ? null : count - 1);
  }
}
