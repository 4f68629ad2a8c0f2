package io.github.djlobservability.content;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Times from one token to the next, choice by choice: a response with several choices sends their
 * tokens in turn. Not thread-safe. Memory: at most {@value #MAX_CHOICES} choices and {@value
 * #MAX_GAPS} times, 64 kB.
 */
final class TokenTimes {
  static final int MAX_CHOICES = 128;
  static final int MAX_GAPS = 8192;

  private final Map<Long, Long> last = new HashMap<>();
  private long[] gaps = new long[16];
  private int count;
  private long sum;
  private long counted;

  /** A token of a choice has come. */
  void token(long choice, long nanos) {
    Long before = last.get(choice);
    if (before != null || last.size() < MAX_CHOICES) {
      last.put(choice, nanos);
    }
    if (before != null) {
      gap(nanos - before);
    }
  }

  private void gap(long nanos) {
    sum += nanos;
    counted++;
    if (count == MAX_GAPS) {
      return;
    }
    if (count == gaps.length) {
      gaps = Arrays.copyOf(gaps, Math.min(MAX_GAPS, 2 * count));
    }
    gaps[count++] = nanos;
  }

  /** Returns how many choices there are. */
  int choices() {
    return last.size();
  }

  /** Returns all times added up. */
  long sumNanos() {
    return sum;
  }

  /** Returns how many times there are, those past the limit included. */
  long count() {
    return counted;
  }

  /** Returns the times; of very many the first. */
  long[] gapNanos() {
    return Arrays.copyOf(gaps, count);
  }
}
