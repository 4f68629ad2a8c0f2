package io.github.djlobservability.rival;

import io.github.djlobservability.drift.Status;

/** Reads a state in the order {@link StateWriter} wrote it and refuses what cannot be one. */
public final class StateReader {

  private static final double MAX_COUNT = 0x1p53;
  private static final double MAX_HALF = 0xFFFF_FFFFL;

  private final double[] values;
  private int position;

  StateReader(double[] values) {
    this.values = values;
  }

  double next() {
    if (position == values.length) {
      throw new IllegalArgumentException("state ends after " + position + " numbers");
    }
    double value = values[position];
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("state[" + position + "] is " + value);
    }
    position++;
    return value;
  }

  long nextCount() {
    return (long) whole(MAX_COUNT);
  }

  /** Returns a whole number from 0 to {@code limit - 1}. */
  int nextIndex(int limit) {
    return (int) whole(limit - 1.0);
  }

  Status nextStatus() {
    return switch (nextIndex(4)) {
      case 0 -> Status.WARMING_UP;
      case 1 -> Status.STABLE;
      case 2 -> Status.WARNING;
      default -> Status.DRIFT;
    };
  }

  long nextBits() {
    long high = (long) whole(MAX_HALF);
    return (high << 32) | (long) whole(MAX_HALF);
  }

  void next(double[] block, int from, int count) {
    for (int i = from; i < from + count; i++) {
      block[i] = next();
    }
  }

  void end() {
    if (position != values.length) {
      throw new IllegalArgumentException(
          "state has " + values.length + " numbers, expected " + position);
    }
  }

  private double whole(double max) {
    double value = next();
    if (value < 0 || value > max || value != Math.rint(value)) {
      throw new IllegalArgumentException(
          "state[" + (position - 1) + "] is " + value + ", expected a whole number up to " + max);
    }
    return value;
  }
}
