package io.github.djlobservability.payload;

import io.github.djlobservability.payload.document.FieldPath;
import io.github.djlobservability.payload.document.NotReadException;
import io.github.djlobservability.payload.document.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows configured paths in a response: from its root, or from its part for each item.
 * Thread-safe.
 */
final class PredictionPaths {
  /** Values are looked for to this depth of objects. */
  private static final int DEPTH = 4;

  /** No more values of an item are looked at. */
  private static final int LEAVES = 100;

  private static final int PLACES = 3;

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

  /**
   * Returns the predictions of the field that the reference's prediction is named for, where its
   * name is that of a part of an object ({@code result.churn}), or where nothing else was found.
   *
   * @param looked the predictions that were found otherwise; null for none
   */
  @Nullable List<ItemPrediction> named(
      ExpectedPrediction expected,
      List<@Nullable Object> roots,
      int items,
      @Nullable List<ItemPrediction> looked)
      throws NotReadException {
    if (expected.names().size() != 1) {
      return looked;
    }
    String name = expected.names().get(0);
    boolean isPart = name.indexOf('.') > 0 || name.indexOf('[') > 0;
    List<ItemPrediction> found =
        isPart ? read(FieldPath.ofPathOrName(name), roots, items, looked) : null;
    if (found == null && looked == null) {
      List<String> ends = endingIn(name, leaves(roots, items).keySet());
      found = ends.size() == 1 ? read(FieldPath.parse(ends.get(0)), roots, items, null) : null;
    }
    return found == null ? looked : scored(expected, roots, found);
  }

  /**
   * Returns the predictions with the scores of the field that the reference's score is named for,
   * if there is one such field.
   */
  List<ItemPrediction> scored(
      ExpectedPrediction expected, List<@Nullable Object> roots, List<ItemPrediction> found)
      throws NotReadException {
    String score = expected.scoreName();
    List<String> scores =
        score == null ? List.of() : endingIn(score, leaves(roots, found.size()).keySet());
    return scores.size() == 1 ? withScores(found, FieldPath.parse(scores.get(0)), roots) : found;
  }

  private static List<String> endingIn(String name, Set<String> paths) {
    return paths.stream().filter(path -> path.equals(name) || path.endsWith("." + name)).toList();
  }

  /** Returns up to three paths to values that the prediction of the first item may be. */
  List<String> places(ExpectedPrediction expected, List<@Nullable Object> roots, int items) {
    return leaves(roots, items).entrySet().stream()
        .filter(leaf -> mayBe(expected, leaf.getValue()))
        .map(Map.Entry::getKey)
        .limit(PLACES)
        .toList();
  }

  private static boolean mayBe(ExpectedPrediction expected, Object value) {
    return switch (expected.kind()) {
      case CLASS ->
          expected.classes().isEmpty()
              || expected.classes().contains(ClassName.of(value))
              || (value instanceof Double number && number >= 0 && number <= 1);
      case NUMBER -> value instanceof Number;
      case UNKNOWN, NONE, OTHER -> true;
    };
  }

  /** Returns the single values of objects within the part of the first item, by their paths. */
  private static Map<String, Object> leaves(List<@Nullable Object> roots, int items) {
    Map<String, Object> leaves = new LinkedHashMap<>();
    Object root = roots.size() == 1 ? roots.get(0) : Values.of(roots);
    Values parts = parts(root, items);
    collect("", parts == null || parts.size() == 0 ? root : parts.get(0), 0, leaves);
    return leaves;
  }

  private static void collect(
      String path, @Nullable Object node, int depth, Map<String, Object> into) {
    if (node instanceof Map<?, ?> object && depth < DEPTH) {
      for (Map.Entry<?, ?> member : object.entrySet()) {
        String name = String.valueOf(member.getKey());
        collect(path.isEmpty() ? name : path + "." + name, member.getValue(), depth + 1, into);
      }
      return;
    }
    Object value = PredictionNames.single(node);
    if (isPath(path) && value != null && into.size() < LEAVES) {
      into.put(path, value);
    }
  }

  /** A name may be such as no path can have. */
  private static boolean isPath(String text) {
    try {
      FieldPath.parse(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
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
            named.isClass() || looked.score() != null)
        .withTokenEntropy(same ? looked.tokenEntropy() : null);
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
