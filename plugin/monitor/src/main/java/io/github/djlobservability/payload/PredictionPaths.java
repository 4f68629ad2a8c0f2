package io.github.djlobservability.payload;

import io.github.djlobservability.payload.document.FieldPath;
import io.github.djlobservability.payload.document.NotReadException;
import io.github.djlobservability.payload.document.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Follows configured paths in a response: from its root, or from its part for each item.
 * Thread-safe.
 */
final class PredictionPaths {
  private final PredictionShapes shapes;

  PredictionPaths(PredictionShapes shapes) {
    this.shapes = shapes;
  }

  /**
   * Returns the predictions that a path leads to; null if it leads to none.
   *
   * @param looked the predictions that were found without it, for their scores; null for none
   */
  @Nullable List<ItemPrediction> read(
      FieldPath path,
      List<@Nullable Object> roots,
      int items,
      @Nullable List<ItemPrediction> looked)
      throws NotReadException {
    List<@Nullable Object> nodes = nodes(path, roots, items);
    if (nodes == null) {
      return null;
    }
    List<ItemPrediction> found = new ArrayList<>();
    boolean any = false;
    for (int i = 0; i < items; i++) {
      ItemPrediction one = shapes.one(nodes.get(i));
      any |= one != null;
      ItemPrediction other = looked == null ? null : looked.get(i);
      found.add(one == null ? ItemPrediction.NONE : combined(path, one, other));
    }
    return any ? found : null;
  }

  private static ItemPrediction combined(
      FieldPath path, ItemPrediction one, @Nullable ItemPrediction looked) {
    ItemPrediction named = PredictionNames.isClass(path.toString()) ? one.asClass() : one;
    if (looked == null || one.score() != null) {
      return named;
    }
    boolean same = looked.value() != null && looked.value().equals(one.value());
    return new ItemPrediction(
        one.value(),
        looked.score(),
        same ? looked.probabilities() : Map.of(),
        named.isClass() || looked.score() != null);
  }

  /** Returns the predictions with the scores that a path leads to. */
  List<ItemPrediction> withScores(
      List<ItemPrediction> found, FieldPath path, List<@Nullable Object> roots)
      throws NotReadException {
    List<@Nullable Object> nodes = nodes(path, roots, found.size());
    List<ItemPrediction> scored = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      Object node = nodes == null ? null : nodes.get(i);
      Object score = node instanceof Values values && values.size() == 1 ? values.get(0) : node;
      ItemPrediction one = found.get(i);
      scored.add(
          score instanceof Number
              ? one.withScore(score)
              : new ItemPrediction(one.value(), null, one.probabilities(), one.isClass()));
    }
    return scored;
  }

  /** Returns the node for each item; null if the path leads to none. */
  static @Nullable List<@Nullable Object> nodes(
      FieldPath path, List<@Nullable Object> roots, int items) {
    Object root = roots.size() == 1 ? roots.get(0) : Values.of(roots);
    if (path.isIn(root)) {
      return spread(path.in(root), items);
    }
    Values parts = parts(root, items);
    if (parts == null) {
      return null;
    }
    List<@Nullable Object> nodes = new ArrayList<>();
    boolean any = false;
    for (int i = 0; i < items; i++) {
      any |= path.isIn(parts.get(i));
      nodes.add(path.in(parts.get(i)));
    }
    return any ? nodes : null;
  }

  /** Returns the part of a response for each item; null if there are no such parts. */
  private static @Nullable Values parts(@Nullable Object root, int items) {
    Object node = root;
    while (node instanceof Map<?, ?> object) {
      String wrapper = PredictionNames.wrapper(object);
      node =
          wrapper != null
              ? object.get(wrapper)
              : object.size() == 1 ? object.values().iterator().next() : null;
    }
    return node instanceof Values values && values.size() == items ? values : null;
  }

  private static @Nullable List<@Nullable Object> spread(@Nullable Object node, int items) {
    List<@Nullable Object> nodes = new ArrayList<>();
    if (node instanceof Values values && values.size() == items) {
      for (int i = 0; i < items; i++) {
        nodes.add(values.get(i));
      }
      return nodes;
    }
    nodes.add(node);
    return items == 1 ? nodes : null;
  }
}
