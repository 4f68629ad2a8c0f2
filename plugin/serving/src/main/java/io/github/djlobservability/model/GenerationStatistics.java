package io.github.djlobservability.model;

import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Running figures of what a model generated. Thread-safe; recording takes no lock. */
public final class GenerationStatistics {
  private final LongAdder count = new LongAdder();
  private final LongAdder errors = new LongAdder();
  private final LongAdder inputTokens = new LongAdder();
  private final LongAdder outputTokens = new LongAdder();
  private final RecentDurations firstToken = new RecentDurations();
  private final RecentDurations perOutputToken = new RecentDurations();

  GenerationStatistics() {}

  /**
   * Counts a generation.
   *
   * @param failed whether it ended in an error, or its client left
   * @param input tokens of the prompt; null when unknown
   * @param output tokens generated; null when unknown
   */
  public void generated(boolean failed, @Nullable Long input, @Nullable Long output) {
    count.increment();
    if (failed) {
      errors.increment();
    }
    inputTokens.add(input == null ? 0 : input);
    outputTokens.add(output == null ? 0 : output);
  }

  /** Records seconds to the first token. */
  public void firstToken(double seconds) {
    firstToken.record((long) (seconds * 1e9));
  }

  /** Records seconds from one token to the next. */
  public void perOutputToken(double seconds) {
    perOutputToken.record((long) (seconds * 1e9));
  }

  void rotate() {
    firstToken.rotate();
    perOutputToken.rotate();
  }

  /** Returns the figures as they are now; null when nothing was generated. */
  public @Nullable Summary summary() {
    long total = count.sum();
    return total == 0
        ? null
        : new Summary(
            total,
            errors.sum(),
            inputTokens.sum(),
            outputTokens.sum(),
            firstToken.summary(),
            perOutputToken.summary());
  }

  /**
   * Counts are totals, durations (s) of the last one to two minutes.
   *
   * @param errors of all generations, those that failed or whose client left
   */
  public record Summary(
      long count,
      long errors,
      long inputTokens,
      long outputTokens,
      DurationSummary timeToFirstTokenSeconds,
      DurationSummary timePerOutputTokenSeconds) {}
}
