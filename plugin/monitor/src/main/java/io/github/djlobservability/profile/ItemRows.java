package io.github.djlobservability.profile;

import io.github.djlobservability.payload.Fields;
import io.github.djlobservability.payload.ItemPrediction;
import io.github.djlobservability.payload.MissingMarkers;
import io.github.djlobservability.payload.Numbers;
import io.github.djlobservability.payload.TensorSummary;
import io.github.djlobservability.payload.document.NotRead;
import io.github.djlobservability.payload.document.NotReadException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes rows of a schema of items and their predictions. Not thread-safe.
 *
 * <p>A text stands for a number or a flag where all of an item was sent as text, as in a table; and
 * where every value that should be a number is a text that writes one: then a client sends numbers
 * as strings. A single text among numbers is of a wrong type. In a table, texts that usually stand
 * for a missing value do.
 */
public final class ItemRows {
  private static final MissingMarkers MARKERS = MissingMarkers.usual();

  private final RowBuilder builder;
  private final Schema schema;
  private final int[] inputs;
  private final int[] predictions;
  private final ScoreColumns scores;

  /** Makes rows with a builder, which nobody else uses. */
  public ItemRows(RowBuilder builder) {
    this.builder = builder;
    this.schema = builder.schema();
    this.inputs = indices(schema, FeatureRole.INPUT);
    this.predictions = indices(schema, FeatureRole.PREDICTION);
    this.scores = new ScoreColumns(schema);
  }

  private static int[] indices(Schema schema, FeatureRole role) {
    return schema.indicesOf(role).stream().mapToInt(Integer::intValue).toArray();
  }

  /** Returns whether an item has a field that is an input; without one there is no row. */
  public boolean hasInput(Fields item) {
    for (int feature : inputs) {
      if (item.values().containsKey(schema.feature(feature).name())) {
        return true;
      }
    }
    return inputs.length == 0;
  }

  /** Says of an item without such a field what it has, and what the reference has. */
  public NotReadException unknown(Fields item) {
    List<String> expected = new ArrayList<>();
    for (int feature : inputs) {
      expected.add(schema.feature(feature).name());
    }
    String found =
        item.values().isEmpty()
            ? "the requests have no fields"
            : "the requests have " + Fields.shown(item.values().keySet(), "`");
    return new NotReadException(
        NotRead.NO_FIELD,
        found + "; the reference has " + Fields.shown(expected, ""),
        "the requests have no field of the reference, which has " + Fields.shown(expected, ""));
  }

  /** Makes the row of an item. */
  public Row make(Fields item, ItemPrediction prediction) {
    boolean text = item.text() || sendsNumbersAsText(item.values());
    for (int feature : inputs) {
      put(feature, item.values().get(schema.feature(feature).name()), text);
    }
    for (int feature : predictions) {
      putPrediction(feature, prediction.value(schema.feature(feature).name()));
      if (prediction.tokenEntropy() != null) {
        builder.withTokenEntropy(feature, prediction.tokenEntropy());
      }
    }
    for (int feature : scores.columns()) {
      String of = scores.classOf(feature);
      put(feature, of == null ? prediction.score() : prediction.probabilities().get(of), false);
    }
    for (String name : item.values().keySet()) {
      if (schema.indexOf(name) < 0) {
        builder.extra(name);
      }
    }
    return builder.build();
  }

  /** A response in a table, or of a handler that writes text, says numbers as text. */
  private void putPrediction(int feature, @Nullable Object value) {
    if (value instanceof String text) {
      builder.parse(feature, text);
    } else {
      put(feature, value, false);
    }
  }

  private boolean sendsNumbersAsText(Map<String, @Nullable Object> values) {
    boolean any = false;
    for (int feature : inputs) {
      if (schema.feature(feature).type() == FeatureType.NUMERIC) {
        Object value = values.get(schema.feature(feature).name());
        if (value != null && !(value instanceof String text && Numbers.isNumber(text))) {
          return false;
        }
        any |= value != null;
      }
    }
    return any;
  }

  private void put(int feature, @Nullable Object value, boolean text) {
    if (value == null) {
      builder.missing(feature);
    } else if (value instanceof Number number) {
      builder.put(feature, number);
    } else if (value instanceof String string) {
      putText(feature, string, text);
    } else if (value instanceof Boolean flag) {
      builder.put(feature, flag.booleanValue());
    } else if (value instanceof float[] vector) {
      putVector(feature, vector);
    } else if (value instanceof TensorSummary tensor) {
      builder.put(feature, tensor);
    } else if (value instanceof Fields.Other other) {
      builder.wrong(feature, other.shown());
    }
  }

  private void putText(int feature, String value, boolean text) {
    if (text && isMissing(feature, value)) {
      builder.missing(feature);
    } else if (text) {
      builder.parse(feature, value);
    } else {
      builder.put(feature, value);
    }
  }

  private boolean isMissing(int feature, String text) {
    boolean number =
        switch (schema.feature(feature).type()) {
          case NUMERIC, BOOLEAN -> true;
          default -> false;
        };
    return MARKERS.isMissing(text)
        || (number ? MARKERS.isMissingNumber(text) : MissingMarkers.isMissingName(text));
  }

  private void putVector(int feature, float[] vector) {
    if (schema.feature(feature).type() != FeatureType.TENSOR_SUMMARY) {
      builder.put(feature, vector);
      return;
    }
    double[] numbers = new double[vector.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = vector[i];
    }
    builder.put(feature, TensorSummary.of(numbers));
  }
}
