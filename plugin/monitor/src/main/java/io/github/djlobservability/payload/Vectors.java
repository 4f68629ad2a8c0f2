package io.github.djlobservability.payload;

import io.github.djlobservability.payload.document.Values;
import org.jspecify.annotations.Nullable;

/** Makes vectors and summaries of arrays. Stateless. */
final class Vectors {

  private Vectors() {}

  /** Returns the numbers of an array, NaN where null was sent; null if it has anything else. */
  static float @Nullable [] vector(Values values) {
    float[] vector = new float[values.size()];
    boolean any = false;
    for (int i = 0; i < vector.length; i++) {
      Object value = values.get(i);
      if (value != null && !(value instanceof Number)) {
        return null;
      }
      any |= value != null;
      vector[i] = value instanceof Number number ? number.floatValue() : Float.NaN;
    }
    return any ? vector : null;
  }

  /** Returns the numbers of nested arrays, one after the other; null if they have anything else. */
  static double @Nullable [] all(Values values) {
    double[] all = new double[count(values)];
    return fill(values, all, 0) == all.length ? all : null;
  }

  private static int count(Values values) {
    int count = 0;
    for (int i = 0; i < values.size(); i++) {
      count += values.get(i) instanceof Values inner ? count(inner) : 1;
    }
    return count;
  }

  /** Returns where the next number goes; less than nothing if one is none. */
  private static int fill(Values values, double[] into, int from) {
    int at = from;
    for (int i = 0; i < values.size() && at >= 0; i++) {
      Object value = values.get(i);
      if (value instanceof Values inner) {
        at = fill(inner, into, at);
      } else if (value instanceof Number number) {
        into[at++] = number.doubleValue();
      } else {
        return Integer.MIN_VALUE;
      }
    }
    return at;
  }

  static float[] floats(double[] numbers) {
    float[] floats = new float[numbers.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) numbers[i];
    }
    return floats;
  }
}
