package io.github.djlobservability.payload;

import io.github.djlobservability.payload.document.Values;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Knows the objects that are there only to hold the items, and takes them off. Stateless. */
final class Wrappers {

  /** Hold items whatever stands beside them: TF Serving, KServe v1, SageMaker, MLflow. */
  private static final List<String> STRONG =
      List.of("instances", "dataframe_split", "dataframe_records");

  /** Hold items where nothing but companions stands beside them. */
  private static final List<String> WEAK =
      List.of(
          "inputs",
          "input",
          "data",
          "features",
          "values",
          "rows",
          "records",
          "examples",
          "samples");

  /** Say something about a request, and are no features. */
  private static final Set<String> COMPANIONS =
      Set.of(
          "signature_name",
          "id",
          "request_id",
          "parameters",
          "params",
          "outputs",
          "options",
          "model_name",
          "model_version",
          "schema",
          "name",
          "shape",
          "datatype",
          "dtype");

  /** Members of objects are looked into for the reference's names to this depth. */
  private static final int MAX_DEPTH = 3;

  private Wrappers() {}

  /** Returns the name of the member that holds the items; null if the object is no wrapper. */
  static @Nullable String holder(Map<?, ?> object) {
    for (String name : STRONG) {
      if (object.containsKey(name)) {
        return name;
      }
    }
    for (String name : WEAK) {
      if (object.containsKey(name) && othersAreCompanions(object, name)) {
        return name;
      }
    }
    return null;
  }

  private static boolean othersAreCompanions(Map<?, ?> object, String name) {
    for (Object other : object.keySet()) {
      if (!other.equals(name) && !COMPANIONS.contains(other)) {
        return false;
      }
    }
    return true;
  }

  /** Returns whether a member holds one item a place, whatever its elements are. */
  static boolean holdsItemsOneByOne(String name) {
    return name.equals("instances");
  }

  /**
   * Returns the one part of an object that has names of the reference; null if there is none, or
   * more than one.
   */
  static @Nullable Object partWithNames(Map<?, ?> object, ExpectedFields expected) {
    return expected.isEmpty() ? null : partWithNames(object, expected, 1);
  }

  private static @Nullable Object partWithNames(
      Map<?, ?> object, ExpectedFields expected, int depth) {
    Object found = null;
    for (Object member : object.values()) {
      Object part = hasNames(member, expected) ? member : deeper(member, expected, depth);
      if (part != null && found != null) {
        return null;
      }
      found = part == null ? found : part;
    }
    return found;
  }

  private static @Nullable Object deeper(
      @Nullable Object member, ExpectedFields expected, int depth) {
    return depth < MAX_DEPTH && member instanceof Map<?, ?> inner
        ? partWithNames(inner, expected, depth + 1)
        : null;
  }

  /** Returns whether something is an item with a name of the reference, or a list of such. */
  static boolean hasNames(@Nullable Object node, ExpectedFields expected) {
    if (node instanceof Values values && values.size() > 0) {
      return hasNames(values.get(0), expected);
    }
    if (node instanceof Map<?, ?> object) {
      for (Object name : object.keySet()) {
        if (expected.knows(String.valueOf(name))) {
          return true;
        }
      }
    }
    return false;
  }
}
