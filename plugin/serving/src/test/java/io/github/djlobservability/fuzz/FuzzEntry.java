package io.github.djlobservability.fuzz;

/**
 * Is what Jazzer calls, by its own names; the system property {@code fuzz.target} says for what.
 */
public final class FuzzEntry {
  private static FuzzTarget target = input -> {};

  private FuzzEntry() {}

  /** Makes the target. */
  public static void fuzzerInitialize() throws Exception {
    target = FuzzTargets.make(System.getProperty("fuzz.target", ""));
  }

  /** Takes one input. */
  public static void fuzzerTestOneInput(byte[] input) throws Exception {
    target.take(input);
  }
}
