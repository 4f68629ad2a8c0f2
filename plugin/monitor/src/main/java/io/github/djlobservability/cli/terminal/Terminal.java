package io.github.djlobservability.cli.terminal;

import java.io.InputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.function.LongSupplier;

/**
 * Holds the surroundings of a command: its streams, clocks, and whether a person looks on.
 *
 * @param in the standard input
 * @param out for results
 * @param err for all else: progress, hints, errors
 * @param interactive whether a person looks on, so that a line may be drawn again and again
 * @param nanoTime for rates
 * @param clock for dates
 */
public record Terminal(
    InputStream in,
    PrintStream out,
    PrintStream err,
    boolean interactive,
    LongSupplier nanoTime,
    Clock clock) {

  /** Says something that is no error. */
  public void note(String message) {
    err.println(message);
  }
}
