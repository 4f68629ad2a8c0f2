package io.github.djlobservability.console;

import io.github.djlobservability.access.Right;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * One page: what it takes to see it, and how it is made.
 *
 * @param right the right that a caller needs
 * @param action what it does, for the audit line; empty for a page that changes nothing
 * @param maker makes the reply; runs on the console's thread
 */
record Page(Right right, String action, Maker maker) {

  /** Makes a reply, at once or later. */
  @FunctionalInterface
  interface Maker {
    CompletableFuture<Reply> make();
  }

  /** Returns a page that is read. */
  static Page read(Supplier<Reply> reply) {
    return new Page(Right.READ, "", () -> CompletableFuture.completedFuture(reply.get()));
  }

  /** Returns a page that changes something. */
  static Page manage(String action, Supplier<Reply> reply) {
    return new Page(Right.MANAGE, action, () -> CompletableFuture.completedFuture(reply.get()));
  }
}
