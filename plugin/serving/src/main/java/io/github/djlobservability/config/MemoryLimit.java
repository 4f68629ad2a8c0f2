package io.github.djlobservability.config;

import org.jspecify.annotations.Nullable;

/**
 * How much of the heap something may take: a part of it, or a number of bytes.
 *
 * @param percent of the largest heap that the process may have; 0 where bytes are given
 * @param bytes 0 where a part is given
 */
public record MemoryLimit(int percent, long bytes) {
  private static final int MOST_PERCENT = 50;
  private static final long FEWEST_BYTES = 4L << 20;

  /** Makes a part of the heap. */
  static MemoryLimit ofPercent(int percent) {
    return new MemoryLimit(percent, 0);
  }

  static Notation<MemoryLimit> notation() {
    return Notation.of(
        "a part of the heap from `1%` to `50%`, or a size from `4MB` on, such as `64MB`",
        MemoryLimit::parse,
        limit -> limit.percent > 0 ? limit.percent + "%" : (limit.bytes >> 20) + "MB");
  }

  private static @Nullable MemoryLimit parse(String text) {
    if (text.endsWith("%")) {
      Long percent =
          Notation.parseWhole(text.substring(0, text.length() - 1).trim(), 1, MOST_PERCENT);
      return percent == null ? null : ofPercent(percent.intValue());
    }
    Long size = Notation.parseSize(text);
    return size == null || size < FEWEST_BYTES ? null : new MemoryLimit(0, size);
  }

  /** Returns the limit in bytes: never more than half of the heap. */
  public long of(long heapBytes) {
    return percent > 0 ? heapBytes / 100 * percent : Math.min(bytes, heapBytes / 2);
  }
}
