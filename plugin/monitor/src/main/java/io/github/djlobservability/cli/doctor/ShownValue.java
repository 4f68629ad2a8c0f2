package io.github.djlobservability.cli.doctor;

import io.github.djlobservability.payload.Fields;
import io.github.djlobservability.payload.TensorSummary;
import io.github.djlobservability.profile.FeatureType;
import org.jspecify.annotations.Nullable;

/** Writes values for people. Stateless. */
final class ShownValue {
  private static final int MAX_TEXT = 40;

  private ShownValue() {}

  static String of(@Nullable Object value) {
    if (value == null) {
      return "(missing)";
    }
    if (value instanceof String text) {
      return '"' + (text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "...") + '"';
    }
    if (value instanceof float[] vector) {
      return "a vector of " + vector.length;
    }
    if (value instanceof TensorSummary) {
      return "a tensor";
    }
    if (value instanceof Fields.Other other) {
      return "(not read: " + other.shown() + ")";
    }
    boolean whole = value instanceof Double number && number == Math.rint(number);
    String text = value.toString();
    return whole && text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  static String typeOf(FeatureType type) {
    return switch (type) {
      case NUMERIC -> "numbers";
      case BOOLEAN -> "flags";
      case CATEGORICAL -> "categories";
      case TEXT -> "texts";
      case EMBEDDING -> "vectors";
      case TENSOR_SUMMARY -> "tensors";
    };
  }
}
