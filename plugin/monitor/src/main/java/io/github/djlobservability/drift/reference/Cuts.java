package io.github.djlobservability.drift.reference;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts of the line, ascending. Immutable. Memory: 4 bytes a cut where all are floats, otherwise 8.
 */
final class Cuts {

  private final float @Nullable [] floats;
  private final double[] doubles;

  private Cuts(float @Nullable [] floats, double[] doubles) {
    this.floats = floats;
    this.doubles = doubles;
  }

  static Cuts of(double[] cuts) {
    float[] floats = new float[cuts.length];
    for (int i = 0; i < cuts.length; i++) {
      floats[i] = (float) cuts[i];
      if (floats[i] != cuts[i]) {
        return new Cuts(null, cuts);
      }
    }
    return new Cuts(floats, new double[0]);
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
    int from = 0;
    int to = size();
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (get(middle) >= number) {
        to = middle;
      } else {
        from = middle + 1;
      }
    }
    return from;
  }

  double[] toArray() {
    double[] all = new double[size()];
    Arrays.setAll(all, this::get);
    return all;
  }
}
