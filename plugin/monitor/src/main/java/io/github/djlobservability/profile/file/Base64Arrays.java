package io.github.djlobservability.profile.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Arrays of numbers as Base64 of their little-endian bytes. */
final class Base64Arrays {

  private Base64Arrays() {}

  static String encode(double[] values) {
    ByteBuffer bytes = allocate(values.length * Double.BYTES);
    bytes.asDoubleBuffer().put(values);
    return encode(bytes);
  }

  static String encode(float[] values) {
    ByteBuffer bytes = allocate(values.length * Float.BYTES);
    bytes.asFloatBuffer().put(values);
    return encode(bytes);
  }

  static String encode(long[] values) {
    ByteBuffer bytes = allocate(values.length * Long.BYTES);
    bytes.asLongBuffer().put(values);
    return encode(bytes);
  }

  static String encode(int[] values) {
    ByteBuffer bytes = allocate(values.length * Integer.BYTES);
    bytes.asIntBuffer().put(values);
    return encode(bytes);
  }

  static double[] doubles(String text) {
    ByteBuffer bytes = decode(text, Double.BYTES);
    double[] values = new double[bytes.remaining() / Double.BYTES];
    bytes.asDoubleBuffer().get(values);
    return values;
  }

  static float[] floats(String text) {
    ByteBuffer bytes = decode(text, Float.BYTES);
    float[] values = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(values);
    return values;
  }

  static long[] longs(String text) {
    ByteBuffer bytes = decode(text, Long.BYTES);
    long[] values = new long[bytes.remaining() / Long.BYTES];
    bytes.asLongBuffer().get(values);
    return values;
  }

  static int[] ints(String text) {
    ByteBuffer bytes = decode(text, Integer.BYTES);
    int[] values = new int[bytes.remaining() / Integer.BYTES];
    bytes.asIntBuffer().get(values);
    return values;
  }

  private static ByteBuffer allocate(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static String encode(ByteBuffer bytes) {
    return StandardCharsets.ISO_8859_1.decode(Base64.getEncoder().encode(bytes)).toString();
  }

  private static ByteBuffer decode(String text, int unit) {
    byte[] bytes = Base64.getDecoder().decode(text);
    if (bytes.length % unit != 0) {
      throw new IllegalArgumentException(
          bytes.length + " bytes of Base64 are no numbers of " + unit + " bytes");
    }
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
