package io.github.djlobservability.observation;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The named values of one item, as they were sent.
 *
 * <p>A value is a {@link Double}, a {@link Boolean}, a {@link String}, a {@code float[]}, or null
 * where null was sent. What else was sent, such as a nested object, is the {@link Other} it is.
 *
 * @param values in the order they were sent
 */
public record Fields(Map<String, @Nullable Object> values) {

  /** A value that is none of the kinds we can look at. */
  public record Other(String what) {}

  /** Returns an item with a single value. */
  static Fields of(String name, @Nullable Object value) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put(name, value);
    return new Fields(values);
  }
}
