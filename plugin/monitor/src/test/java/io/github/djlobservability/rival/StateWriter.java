package io.github.djlobservability.rival;

import io.github.djlobservability.drift.Status;
import java.util.Arrays;

/** Collects a detector's numbers; {@link StateReader} reads them back. */
public final class StateWriter {

  private double[] values = new double[16];
  private int size;

  void put(double value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = value;
  }

  void put(double[] block, int from, int count) {
    for (int i = from; i < from + count; i++) {
      put(block[i]);
    }
  }

  void putCount(long count) {
    put((double) count);
  }

  void put(Status status) {
    put(
        switch (status) {
          case WARMING_UP -> 0.0;
          case STABLE, SMALL -> 1.0;
          case WARNING -> 2.0;
          case DRIFT -> 3.0;
        });
  }

  /** A double holds 53 bits, so 64 travel as two numbers. */
  void putBits(long bits) {
    putCount(bits >>> 32);
    putCount(bits & 0xFFFF_FFFFL);
  }

  double[] toArray() {
    return Arrays.copyOf(values, size);
  }
}
