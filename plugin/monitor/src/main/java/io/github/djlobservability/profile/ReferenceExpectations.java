package io.github.djlobservability.profile;

import io.github.djlobservability.disclosure.HiddenValue;
import io.github.djlobservability.payload.ClassName;
import io.github.djlobservability.payload.ExpectedFields;
import io.github.djlobservability.payload.ExpectedFields.Kind;
import io.github.djlobservability.payload.ExpectedPrediction;
import io.github.djlobservability.payload.document.KnownTexts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Tells the readers of payloads what a reference has. Stateless. */
public final class ReferenceExpectations {
  private static final int MAX_CLASSES = 1_000;

  private ReferenceExpectations() {}

  /** Returns the inputs of a schema, which requests have. */
  public static ExpectedFields inputs(Schema schema) {
    List<Feature> inputs = new ArrayList<>();
    schema.indicesOf(FeatureRole.INPUT).forEach(index -> inputs.add(schema.feature(index)));
    return expected(inputs);
  }

  /** Returns all features of a schema, which rows of files have. */
  public static ExpectedFields columns(Schema schema) {
    return expected(schema.features());
  }

  private static ExpectedFields expected(List<Feature> features) {
    Map<String, Kind> kinds = new LinkedHashMap<>();
    for (Feature feature : features) {
      boolean vector =
          feature.type() == FeatureType.EMBEDDING || feature.type() == FeatureType.TENSOR_SUMMARY;
      kinds.put(feature.name(), vector ? Kind.VECTOR : Kind.VALUE);
    }
    return new ExpectedFields(kinds);
  }

  /** Returns the prediction of a reference; its classes are those of predictions and targets. */
  public static ExpectedPrediction prediction(ReferenceProfile profile) {
    return prediction(profile.schema(), classes(profile));
  }

  /** Returns the names and categories that requests and responses have again and again. */
  public static KnownTexts texts(ReferenceProfile profile) {
    Set<String> texts = new LinkedHashSet<>();
    profile.schema().features().forEach(feature -> texts.add(feature.name()));
    for (Series series : profile.schema().series()) {
      if (series.isCategorical()) {
        profile.categories(series).counts().keySet().stream()
            .filter(category -> !HiddenValue.is(category))
            .forEach(texts::add);
      }
    }
    return KnownTexts.of(texts);
  }

  /**
   * Returns the prediction of a schema.
   *
   * @param classes used if predictions are classes
   */
  public static ExpectedPrediction prediction(Schema schema, List<String> classes) {
    List<String> names = new ArrayList<>();
    schema
        .indicesOf(FeatureRole.PREDICTION)
        .forEach(index -> names.add(schema.feature(index).name()));
    List<Integer> scores = schema.indicesOf(FeatureRole.SCORE);
    return first(schema, classes)
        .called(names)
        .scored(scores.size() == 1 ? schema.feature(scores.get(0)).name() : null);
  }

  private static ExpectedPrediction first(Schema schema, List<String> classes) {
    List<Integer> predictions = schema.indicesOf(FeatureRole.PREDICTION);
    boolean score = !schema.indicesOf(FeatureRole.SCORE).isEmpty();
    if (predictions.isEmpty()) {
      return new ExpectedPrediction(ExpectedPrediction.Kind.NONE, List.of(), score);
    }
    FeatureType type = schema.feature(predictions.get(0)).type();
    if (type == FeatureType.NUMERIC) {
      return new ExpectedPrediction(ExpectedPrediction.Kind.NUMBER, List.of(), score);
    }
    return type.isCategory()
        ? new ExpectedPrediction(ExpectedPrediction.Kind.CLASS, classes, score)
        : new ExpectedPrediction(ExpectedPrediction.Kind.OTHER, List.of(), score);
  }

  /**
   * Says which of two classes precision and recall are of.
   *
   * @param named the class that the settings name; null for none
   * @return null unless there are two
   */
  public static @Nullable String positiveClass(
      ExpectedPrediction prediction, @Nullable String named) {
    List<String> classes = prediction.classes();
    if (classes.size() != 2) {
      return null;
    }
    return named != null && classes.contains(named)
        ? "positive class: " + named + ", as observability.positive-class says"
        : String.format(
            "positive class: %s, the last of %s; observability.positive-class names another",
            classes.get(1), String.join(", ", classes));
  }

  private static List<String> classes(ReferenceProfile profile) {
    TreeSet<String> classes = new TreeSet<>(ClassName.ORDER);
    for (FeatureRole role : List.of(FeatureRole.PREDICTION, FeatureRole.TARGET)) {
      for (int index : profile.schema().indicesOf(role)) {
        Series series = profile.schema().seriesOf(index).get(0);
        if (series.isCategorical()) {
          classes.addAll(profile.categories(series).counts().keySet());
        }
      }
    }
    return classes.size() > MAX_CLASSES ? List.of() : new ArrayList<>(classes);
  }
}
