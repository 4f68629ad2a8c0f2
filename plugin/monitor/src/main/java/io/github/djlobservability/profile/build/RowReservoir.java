package io.github.djlobservability.profile.build;

import io.github.djlobservability.profile.Row;
import io.github.djlobservability.profile.RowSample;
import io.github.djlobservability.profile.SampledRow;
import io.github.djlobservability.statistics.SplitMix64;
import java.util.Collection;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.LongSupplier;

/**
 * A uniform sample of whole rows: each row draws a priority and those with the lowest stay. So two
 * samples merge into what one sample of both would be, in any order. Not thread-safe.
 *
 * <p>Bottom-k sampling: E. Cohen and H. Kaplan, PODC 2007.
 */
final class RowReservoir {

  /** The largest priority first, so that it is the next to go. */
  private final PriorityQueue<SampledRow> kept =
      new PriorityQueue<>(
          Comparator.comparingLong(SampledRow::priority)
              .thenComparingLong(SampledRow::rowNumber)
              .reversed());

  private final long seed;
  private int capacity;
  private long offered;

  RowReservoir(int capacity, long seed) {
    this.capacity = capacity;
    this.seed = SplitMix64.mix(seed);
  }

  /**
   * Offers the next row.
   *
   * @param millis when it was observed; asked for only if the row is taken
   */
  void offer(Row row, LongSupplier millis) {
    long number = offered++;
    long priority = SplitMix64.at(seed, number) >>> 1;
    if (kept.size() < capacity) {
      kept.add(new SampledRow(number, priority, row, millis.getAsLong()));
    } else if (priority < largest()) {
      kept.remove();
      kept.add(new SampledRow(number, priority, row, millis.getAsLong()));
    }
  }

  /**
   * Takes in a sample of rows that follow those offered so far.
   *
   * @param rows how many it was drawn from
   */
  void merge(RowSample sample, long rows) {
    if (sample.size() < rows) {
      // Of its rows beyond these nothing is known, so no more can be kept of the whole either.
      limit(Math.min(capacity, sample.size()));
    }
    for (SampledRow sampled : sample.rows()) {
      kept.add(
          new SampledRow(
              offered + sampled.rowNumber(),
              sampled.priority(),
              sampled.row(),
              sampled.epochMillis()));
    }
    offered += rows;
    limit(capacity);
  }

  /** Keeps at most this many from now on; never more again. */
  void limit(int rows) {
    capacity = Math.min(capacity, rows);
    while (kept.size() > capacity) {
      kept.remove();
    }
  }

  Collection<SampledRow> kept() {
    return kept;
  }

  private long largest() {
    SampledRow top = kept.peek();
    return top == null ? Long.MIN_VALUE : top.priority();
  }
}
