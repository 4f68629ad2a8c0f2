package io.github.djlobservability.drift.reference;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts of the line, ascending. Immutable. Memory: 4 bytes a cut where all are floats, otherwise 8.
 *
 * <p>A search takes no branch on what it compares, so that the searches of several features, one
 * after the other, overlap.
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
    int smaller = floats == null ? smaller(doubles, number) : smaller(floats, number);
    return 2 * smaller + (smaller < size() && get(smaller) == number ? 1 : 0);
  }

  /** Returns how many cuts are smaller; NaN is larger than all. */
  private static int smaller(double[] cuts, double number) {
    if (cuts.length == 0) {
      return 0;
    }
    int from = 0;
    for (int left = cuts.length; left > 1; left -= left >>> 1) {
      int next = from + (left >>> 1);
      from = !(cuts[next - 1] >= number) ? next : from;
    }
    return !(cuts[from] >= number) ? from + 1 : from;
  }

  private static int smaller(float[] cuts, double number) {
    if (cuts.length == 0) {
      return 0;
    }
    int from = 0;
    for (int left = cuts.length; left > 1; left -= left >>> 1) {
      int next = from + (left >>> 1);
      from = !(cuts[next - 1] >= number) ? next : from;
    }
    return !(cuts[from] >= number) ? from + 1 : from;
  }

  double[] toArray() {
    double[] all = new double[size()];
    Arrays.setAll(all, this::get);
    return all;
  }
}
