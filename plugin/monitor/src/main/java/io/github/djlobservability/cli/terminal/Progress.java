package io.github.djlobservability.cli.terminal;

import java.util.Locale;

/**
 * Says how far long work has come: on a terminal as a bar that is drawn again and again, otherwise
 * as a line now and then. Says nothing about work that is done at once. Not thread-safe.
 */
public final class Progress implements AutoCloseable {

  private static final long BAR_NANOS = 200_000_000L;
  private static final long LINE_NANOS = 10_000_000_000L;
  private static final int WIDTH = 30;

  /** Rows between two looks at the clock. */
  private static final int STRIDE = 1024;

  private final Terminal terminal;
  private final String label;
  private final long start;
  private final long interval;
  private long next;
  private boolean drawn;

  public Progress(Terminal terminal, String label) {
    this.terminal = terminal;
    this.label = label;
    this.start = terminal.nanoTime().getAsLong();
    this.interval = terminal.interactive() ? BAR_NANOS : LINE_NANOS;
    this.next = interval;
  }

  /**
   * Says so if it is time.
   *
   * @param rows done
   * @param share done, from 0 to 1; NaN if unknown
   */
  public void update(long rows, double share) {
    if (rows % STRIDE != 0) {
      return;
    }
    long elapsed = terminal.nanoTime().getAsLong() - start;
    if (elapsed < next) {
      return;
    }
    next = elapsed + interval;
    String text = text(rows, share, elapsed / 1e9);
    if (terminal.interactive()) {
      terminal.err().print("\r" + text + "\u001b[K");
      terminal.err().flush();
      drawn = true;
    } else {
      terminal.err().println(text);
    }
  }

  private String text(long rows, double share, double seconds) {
    String rate = String.format(Locale.ROOT, "%,d rows, %,.0f a second", rows, rows / seconds);
    if (!(share > 0)) {
      return label + ": " + rate;
    }
    double left = seconds * (1 - share) / share;
    String figures =
        String.format(Locale.ROOT, "%3.0f %%, %s, %.0f s left", 100 * share, rate, left);
    return terminal.interactive()
        ? label + " " + bar(share) + figures
        : label + ": " + figures.strip();
  }

  private static String bar(double share) {
    int full = (int) Math.round(Math.min(1, share) * WIDTH);
    return "[" + "#".repeat(full) + "-".repeat(WIDTH - full) + "] ";
  }

  /** Takes the bar away. */
  @Override
  public void close() {
    if (drawn) {
      terminal.err().print("\r\u001b[K");
      terminal.err().flush();
    }
  }
}
