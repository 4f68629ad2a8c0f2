package io.github.djlobservability.drift.reference;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts of the line, ascending. Immutable. Memory: 4 bytes a cut where all are floats, otherwise 8,
 * and a quarter of a byte.
 *
 * <p>The line is divided into stretches of the same width, and how many cuts lie before each is
 * known. So a number is compared with the few cuts of its own stretch, which lie side by side; a
 * search that halves all of them would read memory in as many places as it takes steps.
 */
final class Cuts {

  /** How many cuts a stretch has, if they are evenly spread. */
  private static final int IN_STRETCH = 8;

  /** A cut in 32 lies below the stretches of one width, and one above: far out they are rare. */
  private static final int TAIL = 32;

  private final float @Nullable [] floats;
  private final double[] doubles;

  /** How many cuts lie before stretch 0, before stretch 1, and so on to all. */
  private final char[] before;

  private final double origin;
  private final double perUnit;

  private Cuts(float @Nullable [] floats, double[] doubles, double[] cuts) {
    this.floats = floats;
    this.doubles = doubles;
    int stretches = Math.max(1, cuts.length / IN_STRETCH);
    before = new char[stretches + 1];
    origin = cuts.length == 0 ? 0 : cuts[cuts.length / TAIL];
    double end = cuts.length == 0 ? 0 : cuts[cuts.length - 1 - cuts.length / TAIL];
    perUnit = stretches / (end - origin);
    for (double cut : cuts) {
      before[stretch(cut) + 1]++;
    }
    for (int stretch = 0; stretch < stretches; stretch++) {
      before[stretch + 1] += before[stretch];
    }
  }

  static Cuts of(double[] cuts) {
    float[] floats = new float[cuts.length];
    for (int i = 0; i < cuts.length; i++) {
      floats[i] = (float) cuts[i];
      if (floats[i] != cuts[i]) {
        return new Cuts(null, cuts, cuts);
      }
    }
    return new Cuts(floats, new double[0], cuts);
  }

  /**
   * Returns the stretch of a number. However it is rounded, a larger number is in no earlier one,
   * so the cuts of all other stretches need not be looked at.
   */
  private int stretch(double number) {
    int stretch = (int) ((number - origin) * perUnit);
    return Math.max(0, Math.min(before.length - 2, stretch));
  }

  int size() {
    return floats == null ? doubles.length : floats.length;
  }

  double get(int index) {
    return floats == null ? doubles[index] : floats[index];
  }

  /** Returns twice the number of smaller cuts, and one more for a number that is a cut itself. */
  int cell(double number) {
    int smaller = smaller(number);
    return 2 * smaller + (smaller < size() && get(smaller) == number ? 1 : 0);
  }

  /** Returns how many cuts are smaller; NaN is larger than all. */
  private int smaller(double number) {
    if (Double.isNaN(number)) {
      return size();
    }
    int stretch = stretch(number);
    int from = before[stretch];
    int left = before[stretch + 1] - from;
    // The steps depend on the stretch alone: what the numbers say moves where it is read next.
    while (left > 0) {
      int half = (left + 1) >>> 1;
      from += get(from + half - 1) < number ? half : 0;
      left -= half;
    }
    return from;
  }

  double[] toArray() {
    double[] all = new double[size()];
    Arrays.setAll(all, this::get);
    return all;
  }
}
