package io.github.djlobservability.monitoring;

import io.github.djlobservability.observation.Fields;
import io.github.djlobservability.observation.PayloadReader;
import io.github.djlobservability.payload.TensorSummary;
import io.github.djlobservability.profile.Feature;
import io.github.djlobservability.profile.FeatureRole;
import io.github.djlobservability.profile.FeatureType;
import io.github.djlobservability.profile.Row;
import io.github.djlobservability.profile.RowBuilder;
import io.github.djlobservability.profile.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes a row of a schema from what was sent and answered. What has a name is found by it; what has
 * a position alone, such as a tensor's numbers, is named by the schema's inputs in their order. Not
 * thread-safe.
 */
final class RowMaker {
  private final RowBuilder builder;
  private final Schema schema;
  private final List<Integer> inputs;
  private final List<Integer> predictions;
  private final List<Integer> scores;

  RowMaker(RowBuilder builder) {
    this.builder = builder;
    this.schema = builder.schema();
    this.inputs = schema.indicesOf(FeatureRole.INPUT);
    this.predictions = schema.indicesOf(FeatureRole.PREDICTION);
    this.scores = schema.indicesOf(FeatureRole.SCORE);
  }

  Row make(Fields sent, Answer answer) {
    boolean positional = isPositional(sent.values());
    for (int place = 0; place < inputs.size(); place++) {
      int feature = inputs.get(place);
      String name = positional ? PayloadReader.positionName(place) : schema.feature(feature).name();
      put(feature, sent.values().get(name));
    }
    predictions.forEach(i -> put(i, answer.prediction()));
    scores.forEach(i -> put(i, answer.score()));
    if (positional) {
      nameExtraPositions(sent.values());
    } else {
      nameExtras(sent.values());
    }
    return builder.build();
  }

  /** The value of a named input of an item, by its position where it has one alone. */
  @Nullable Object value(Fields sent, String name) {
    int feature = schema.indexOf(name);
    int place = inputs.indexOf(feature);
    boolean positional = place >= 0 && isPositional(sent.values());
    return sent.values().get(positional ? PayloadReader.positionName(place) : name);
  }

  private boolean isPositional(Map<String, @Nullable Object> values) {
    String first = PayloadReader.positionName(0);
    return values.containsKey(first) && schema.indexOf(first) < 0;
  }

  private void nameExtraPositions(Map<String, @Nullable Object> values) {
    for (int place = inputs.size(); place < values.size(); place++) {
      builder.extra(PayloadReader.positionName(place));
    }
  }

  private void nameExtras(Map<String, @Nullable Object> values) {
    for (String name : values.keySet()) {
      if (schema.indexOf(name) < 0) {
        builder.extra(name);
      }
    }
  }

  private void put(int index, @Nullable Object value) {
    if (value == null) {
      builder.missing(index);
    } else if (value instanceof Double number) {
      builder.put(index, number);
    } else if (value instanceof String text) {
      builder.put(index, text);
    } else if (value instanceof Boolean flag) {
      builder.put(index, flag);
    } else if (value instanceof float[] vector) {
      putVector(index, vector);
    } else if (value instanceof Fields.Other other) {
      builder.wrong(index, other.what());
    }
  }

  private void putVector(int index, float[] vector) {
    Feature feature = schema.feature(index);
    if (feature.type() != FeatureType.TENSOR_SUMMARY) {
      builder.put(index, vector);
      return;
    }
    double[] numbers = new double[vector.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = vector[i];
    }
    builder.put(index, TensorSummary.of(numbers));
  }
}
