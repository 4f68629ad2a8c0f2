package io.github.djlobservability.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Writes and reads arrays in a saved state: their length, then their elements. */
public final class StateFormat {

  private StateFormat() {}

  /** Reads a length within bounds. */
  public static int size(DataInput in, int min, int max) throws IOException {
    int size = in.readInt();
    if (size < min || size > max) {
      throw new IOException("size " + size + ", expected " + min + " to " + max);
    }
    return size;
  }

  /** Writes numbers. */
  public static void write(DataOutput out, double[] values) throws IOException {
    out.writeInt(values.length);
    for (double value : values) {
      out.writeDouble(value);
    }
  }

  /** Reads numbers, {@code max} at most. */
  public static double[] readDoubles(DataInput in, int max) throws IOException {
    double[] values = new double[size(in, 0, max)];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readDouble();
    }
    return values;
  }

  /** Reads into an array of the size that was written. */
  public static void readInto(DataInput in, double[] values) throws IOException {
    size(in, values.length, values.length);
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readDouble();
    }
  }

  /** Writes whole numbers. */
  public static void write(DataOutput out, long[] values) throws IOException {
    out.writeInt(values.length);
    for (long value : values) {
      out.writeLong(value);
    }
  }

  /** Reads whole numbers, {@code max} at most. */
  public static long[] readLongs(DataInput in, int max) throws IOException {
    long[] values = new long[size(in, 0, max)];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readLong();
    }
    return values;
  }

  /** Reads into an array of the size that was written. */
  public static void readInto(DataInput in, long[] values) throws IOException {
    size(in, values.length, values.length);
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readLong();
    }
  }

  /** Reads a constant by its name. */
  public static <E extends Enum<E>> E readEnum(DataInput in, Class<E> type) throws IOException {
    String name = in.readUTF();
    try {
      return Enum.valueOf(type, name);
    } catch (IllegalArgumentException e) {
      throw new IOException("unknown constant " + name, e);
    }
  }
}
