package io.github.djlobservability.drift.concept;

import io.github.djlobservability.statistics.UniformNoise;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Chooses of labelled items that stand for different numbers of items those that are a fair sample
 * of all: one of the largest weight always, one of half of it in half of the cases. The largest is
 * that of the last {@value #WEIGHTS}. Where all weights are the same every item is chosen. Not
 * thread-safe.
 */
public final class FairLabels {
  private static final int WEIGHTS = 100;
  private static final long SEED = 5;

  private final double[] weights = new double[WEIGHTS];
  private long count;
  private long leftOut;

  /**
   * Returns whether an item is chosen.
   *
   * @param item its number, by which it is drawn
   * @param weight how many items it stands for, above 0
   */
  public boolean chooses(long item, double weight) {
    weights[(int) (count++ % WEIGHTS)] = weight;
    double largest = 0;
    for (double each : weights) {
      largest = Math.max(largest, each);
    }
    boolean chosen = UniformNoise.at(SEED, item) * largest < weight;
    leftOut += chosen ? 0 : 1;
    return chosen;
  }

  /** Returns how many items were not chosen. */
  public long leftOut() {
    return leftOut;
  }

  /** Writes the last weights and the counts down. */
  public void write(DataOutput out) throws IOException {
    out.writeLong(count);
    out.writeLong(leftOut);
    for (double weight : weights) {
      out.writeDouble(weight);
    }
  }

  /** Goes on where another was left. */
  public void read(DataInput in) throws IOException {
    count = in.readLong();
    leftOut = in.readLong();
    for (int i = 0; i < WEIGHTS; i++) {
      weights[i] = in.readDouble();
    }
  }
}
