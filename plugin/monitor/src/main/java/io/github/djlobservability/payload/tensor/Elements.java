package io.github.djlobservability.payload.tensor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The elements of an array, one after the other. What it is made of is not copied. */
public interface Elements {

  /** Returns how many there are. */
  int size();

  /**
   * Returns one of them: a {@link Double}, a {@link java.math.BigInteger} beyond 2<sup>53</sup>, a
   * {@link Boolean}, a {@link String}, or null where none was sent.
   */
  @Nullable Object get(int index);

  /** Returns whether all of them are numbers. */
  boolean isNumeric();

  /** Returns one of them as a number; NaN if it is none. */
  default double number(int index) {
    return get(index) instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  /** Holds numbers of 32 bits. */
  static Elements of(float[] values) {
    return new Numeric(values.length, i -> Floats.decimal(values[i]));
  }

  /** Holds numbers of 64 bits. */
  static Elements of(double[] values) {
    return new Numeric(values.length, i -> values[i]);
  }

  /** Holds whole numbers. */
  static Elements of(int[] values) {
    return new Numeric(values.length, i -> (double) values[i]);
  }

  /** Holds whole numbers, exactly. */
  static Elements of(long[] values) {
    return new Numeric(values.length, i -> WholeNumbers.of(values[i]));
  }

  /** Holds flags. */
  static Elements of(boolean[] values) {
    return new Other(values.length, i -> values[i]);
  }

  /** Holds texts. */
  static Elements of(String[] values) {
    return new Other(values.length, i -> values[i]);
  }

  /** Holds some of the elements of others. */
  static Elements part(Elements whole, int from, int size) {
    return whole.isNumeric()
        ? new Numeric(size, i -> whole.get(from + i))
        : new Other(size, i -> whole.get(from + i));
  }

  /** Holds values of the kinds that {@link #get} returns. */
  static Elements of(List<? extends @Nullable Object> values) {
    for (Object value : values) {
      if (!(value instanceof Number)) {
        return new Other(values.size(), values::get);
      }
    }
    return new Numeric(values.size(), values::get);
  }

  /** Gives one element. */
  interface Source {
    @Nullable Object get(int index);
  }

  /** Elements that are all numbers. */
  record Numeric(int size, Source source) implements Elements {
    @Override
    public @Nullable Object get(int index) {
      return source.get(index);
    }

    @Override
    public boolean isNumeric() {
      return true;
    }
  }

  /** Elements of any kind. */
  record Other(int size, Source source) implements Elements {
    @Override
    public @Nullable Object get(int index) {
      return source.get(index);
    }

    @Override
    public boolean isNumeric() {
      return false;
    }
  }
}
