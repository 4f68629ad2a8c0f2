package io.github.djlobservability.monitoring.items;

import io.github.djlobservability.payload.Fields;
import io.github.djlobservability.payload.ItemPrediction;
import io.github.djlobservability.payload.Numbers;
import io.github.djlobservability.profile.Feature;
import io.github.djlobservability.profile.FeatureRole;
import io.github.djlobservability.profile.FeatureType;
import io.github.djlobservability.profile.ReferenceProfile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The last request of a model as it was read: names and kinds of its first item's fields, never a
 * value.
 *
 * @param epochMillis when it arrived, in milliseconds of the epoch
 * @param items how many items were found in it
 * @param notRead why none were found; null where they were
 * @param fields the first {@value #MOST} of the first item
 * @param more how many fields it has beyond those
 * @param missing inputs of the reference that it lacks
 * @param prediction the kind of the prediction; null where none was found
 * @param score whether a score was found
 * @param notPredicted why no prediction was found; null where it was, or the request was not read
 */
public record LastRequest(
    long epochMillis,
    int items,
    @Nullable String notRead,
    List<Field> fields,
    int more,
    List<String> missing,
    @Nullable String prediction,
    boolean score,
    @Nullable String notPredicted) {
  static final int MOST = 100;
  private static final int MOST_LETTERS = 100;

  /** Copies the lists. */
  public LastRequest {
    fields = List.copyOf(fields);
    missing = List.copyOf(missing);
  }

  /**
   * One field.
   *
   * @param name its beginning, if it is endless
   * @param kind {@code number}, {@code text} and the like
   * @param known whether the reference has an input of that name; true without a reference
   */
  public record Field(String name, String kind, boolean known) {}

  /**
   * Describes how a request was read.
   *
   * @param reference what it is compared with; null for nothing
   */
  public static LastRequest of(RequestItems request, @Nullable ReferenceProfile reference) {
    Map<String, @Nullable Object> values =
        request.size() == 0 ? Map.of() : request.items().get(0).values();
    Map<String, FeatureType> inputs = inputs(reference);
    List<Field> fields = new ArrayList<>();
    for (Map.Entry<String, @Nullable Object> value : values.entrySet()) {
      if (fields.size() == MOST) {
        break;
      }
      boolean known = reference == null || inputs.containsKey(value.getKey());
      boolean written = request.items().get(0).text() && isNumber(inputs, value);
      String kind = written ? "number, sent as text" : kind(value.getValue());
      fields.add(new Field(cut(value.getKey()), kind, known));
    }
    ItemPrediction prediction =
        request.predictions().isEmpty() ? ItemPrediction.NONE : request.predictions().get(0);
    return new LastRequest(
        request.observation().epochMillis(),
        request.size(),
        request.notRead() == null ? null : request.notRead().sentence(),
        fields,
        values.size() - fields.size(),
        request.size() == 0
            ? List.of()
            : inputs.keySet().stream()
                .filter(name -> !values.containsKey(name))
                .limit(MOST)
                .toList(),
        prediction.value() == null
            ? null
            : prediction.isClass() ? "class" : kind(prediction.value()),
        prediction.score() != null || !prediction.probabilities().isEmpty(),
        request.notPredicted() == null ? null : request.notPredicted().sentence());
  }

  /** Returns whether a text is read as the number that it writes: categories stay what they are. */
  private static boolean isNumber(
      Map<String, FeatureType> inputs, Map.Entry<String, @Nullable Object> value) {
    FeatureType type = inputs.getOrDefault(value.getKey(), FeatureType.NUMERIC);
    return type == FeatureType.NUMERIC
        && value.getValue() instanceof String text
        && Numbers.isNumber(text);
  }

  private static Map<String, FeatureType> inputs(@Nullable ReferenceProfile reference) {
    Map<String, FeatureType> inputs = new LinkedHashMap<>();
    if (reference != null) {
      for (Feature feature : reference.schema().features()) {
        if (feature.role() == FeatureRole.INPUT) {
          inputs.put(feature.name(), feature.type());
        }
      }
    }
    return inputs;
  }

  private static String cut(String name) {
    return name.length() <= MOST_LETTERS ? name : name.substring(0, MOST_LETTERS) + "…";
  }

  private static String kind(@Nullable Object value) {
    if (value == null) {
      return "nothing";
    }
    if (value instanceof Number) {
      return "number";
    }
    if (value instanceof String) {
      return "text";
    }
    if (value instanceof Boolean) {
      return "true or false";
    }
    return value instanceof Fields.Other ? "of a kind that is not compared" : "many numbers";
  }
}
