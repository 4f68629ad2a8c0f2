package io.github.djlobservability.fuzz;

/**
 * Gives bytes to a parser, and throws only if the parser fails in a way that it does not promise.
 * Not thread-safe; the same one takes many inputs, one after the other.
 */
@FunctionalInterface
public interface FuzzTarget {
  /** Takes one input, which nobody changes. */
  void take(byte[] input) throws Exception;
}
