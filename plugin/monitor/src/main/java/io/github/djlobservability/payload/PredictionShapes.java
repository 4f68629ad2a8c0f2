package io.github.djlobservability.payload;

import io.github.djlobservability.payload.document.GeneratedText;
import io.github.djlobservability.payload.document.NotReadException;
import io.github.djlobservability.payload.document.TranscriptConfidence;
import io.github.djlobservability.payload.document.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the predictions in the tree of a response, whatever form it has; docs/payloads.md lists the
 * forms. Thread-safe.
 */
final class PredictionShapes {
  private final Distributions distributions;
  private final PredictionColumns columns;
  private final PredictionNames names;

  PredictionShapes(ExpectedPrediction expected, @Nullable String scoredClass) {
    this.distributions = new Distributions(expected, scoredClass);
    this.names = new PredictionNames(expected);
    this.columns = new PredictionColumns(distributions, names);
  }

  /** Returns one prediction for each item of a request; null if the response doesn't tell. */
  @Nullable List<ItemPrediction> all(@Nullable Object node, int items) throws NotReadException {
    if (node instanceof Map<?, ?> object) {
      return all(object, items);
    }
    if (node instanceof Values values) {
      return all(values, items);
    }
    return items == 1 && node != null ? List.of(ItemPrediction.of(node)) : null;
  }

  /** Returns the predictions that tensors hold. */
  @Nullable List<ItemPrediction> tensors(List<Column> tensors, int items) throws NotReadException {
    return tensors.size() == 1 ? all(tensors.get(0).values(), items) : columns.read(tensors, items);
  }

  private @Nullable List<ItemPrediction> all(Map<?, ?> object, int items) throws NotReadException {
    ItemPrediction only = items == 1 ? one(object) : null;
    if (only != null) {
      return List.of(only);
    }
    List<ItemPrediction> found = columns.read(dictionary(object), items);
    if (found != null) {
      return found;
    }
    return all(held(object), items);
  }

  private static List<Column> dictionary(Map<?, ?> object) {
    List<Column> columns = new ArrayList<>();
    for (Map.Entry<?, ?> member : object.entrySet()) {
      boolean list =
          member.getValue() instanceof Values values
              && values.size() > 0
              && !(values.get(0) instanceof Map<?, ?>);
      if (list) {
        columns.add(new Column(String.valueOf(member.getKey()), (Values) member.getValue(), false));
      }
    }
    // One array alone is a list of predictions, whatever it is called.
    return columns.size() > 1 ? columns : List.of();
  }

  private @Nullable List<ItemPrediction> all(Values values, int items) throws NotReadException {
    List<Column> tensors = JsonTensors.columns(values);
    if (tensors != null) {
      return tensors(tensors, items);
    }
    if (items == 1) {
      ItemPrediction one = one(values);
      return one == null ? null : List.of(one);
    }
    if (values.size() == 1) {
      return all(values.get(0), items);
    }
    if (values.size() != items) {
      return null;
    }
    List<ItemPrediction> all = new ArrayList<>();
    for (int i = 0; i < items; i++) {
      ItemPrediction one = one(values.get(i));
      if (one == null) {
        return null;
      }
      all.add(one);
    }
    return all;
  }

  /** Reads what stands for one item; null if it is no prediction. */
  @Nullable ItemPrediction one(@Nullable Object node) throws NotReadException {
    if (node instanceof Map<?, ?> object) {
      return one(object);
    }
    return node instanceof Values values
        ? one(values)
        : node == null ? null : ItemPrediction.of(node);
  }

  private @Nullable ItemPrediction one(Values values) throws NotReadException {
    List<Column> tensors = JsonTensors.columns(values);
    if (tensors != null) {
      List<ItemPrediction> found = tensors(tensors, 1);
      return found == null ? null : found.get(0);
    }
    ItemPrediction list = distributions.list(values);
    if (list != null) {
      return list;
    }
    if (values.size() == 1) {
      return one(values.get(0));
    }
    return values.isNumeric() ? distributions.vector(values, List.of()) : null;
  }

  private @Nullable ItemPrediction one(Map<?, ?> object) throws NotReadException {
    ItemPrediction distribution = distribution(object);
    String name = names.value(object);
    Object value = name == null ? null : PredictionNames.single(object.get(name));
    String scored = names.score(object);
    Object score = scored == null ? null : PredictionNames.single(object.get(scored));
    if (name != null && value != null) {
      ItemPrediction one =
          distribution == null
              ? ItemPrediction.of(value)
              : new ItemPrediction(value, distribution.score(), distribution.probabilities(), true);
      return (PredictionNames.isClass(name) || score != null ? one.asClass() : one)
          .withScore(score);
    }
    if (distribution != null) {
      return distribution;
    }
    Map<?, ?> generated = GeneratedText.ofResponse(object);
    if (generated != null) {
      return one(generated);
    }
    ItemPrediction held = one(held(object));
    String text = held == null ? PredictionNames.text(object) : null;
    return text == null
        ? held
        : ItemPrediction.of(PredictionNames.single(object.get(text)))
            .withScore(score == null ? TranscriptConfidence.of(object) : score)
            .withTokenEntropy(object.get("token_entropy"));
  }

  /** Returns the part of an object that holds its predictions; null if it has none. */
  private @Nullable Object held(Map<?, ?> object) {
    String wrapper = names.holder(object);
    if (wrapper != null) {
      return object.get(wrapper);
    }
    if (object.size() != 1) {
      return null;
    }
    Map.Entry<?, ?> only = object.entrySet().iterator().next();
    // Several classes of one item are no numbers of which the largest wins.
    boolean classes = PredictionNames.isClass(String.valueOf(only.getKey()));
    return classes ? null : only.getValue();
  }

  private @Nullable ItemPrediction distribution(Map<?, ?> object) {
    String name = PredictionNames.distribution(object);
    Object node = name == null ? object : object.get(name);
    while (node instanceof Values values && values.size() == 1) {
      node = values.get(0);
    }
    if (node instanceof Map<?, ?> byClass) {
      return distributions.object(byClass);
    }
    return node instanceof Values values && values.isNumeric()
        ? distributions.vector(values, classes(object))
        : null;
  }

  /** Returns the names of the classes, where the response itself has them. */
  private static List<String> classes(Map<?, ?> object) {
    String name = PredictionNames.names(object);
    List<String> classes = new ArrayList<>();
    if (name != null && object.get(name) instanceof Values values) {
      for (int i = 0; i < values.size(); i++) {
        classes.add(String.valueOf(values.get(i)));
      }
    }
    return classes;
  }
}
