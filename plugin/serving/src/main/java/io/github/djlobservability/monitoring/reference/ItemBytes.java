package io.github.djlobservability.monitoring.reference;

import io.github.djlobservability.payload.Fields;
import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Estimates, from above, how many bytes of the heap items hold. Stateless. */
final class ItemBytes {
  private static final long ITEM = 250;

  /** A place in a hash table. */
  private static final long ENTRY = 64;

  private static final long TEXT = 56;
  private static final long NUMBER = 24;
  private static final long OBJECT = 80;

  private ItemBytes() {}

  static long of(CapturedItem item) {
    long bytes = ITEM;
    for (Map.Entry<String, @Nullable Object> field : item.fields().values().entrySet()) {
      bytes += ENTRY + text(field.getKey()) + value(field.getValue());
    }
    for (String name : item.prediction().probabilities().keySet()) {
      bytes += ENTRY + text(name) + NUMBER;
    }
    return bytes + value(item.prediction().value());
  }

  private static long text(String text) {
    return TEXT + 2L * text.length();
  }

  private static long value(@Nullable Object value) {
    if (value instanceof String text) {
      return text(text);
    }
    if (value instanceof float[] vector) {
      return NUMBER + (long) Float.BYTES * vector.length;
    }
    if (value instanceof BigInteger number) {
      return OBJECT + number.bitLength() / 8;
    }
    if (value instanceof Fields.Other other) {
      return NUMBER + text(other.shown());
    }
    return value instanceof Number || value instanceof Boolean || value == null ? NUMBER : OBJECT;
  }
}
