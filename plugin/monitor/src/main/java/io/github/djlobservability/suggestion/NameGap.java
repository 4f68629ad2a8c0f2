package io.github.djlobservability.suggestion;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares the names that are expected with those that came. Immutable.
 *
 * @param lacking expected names that did not come, each with the unknown one that may be meant,
 *     null where none is near
 * @param unknown names that came and are not expected
 */
public record NameGap(Map<String, @Nullable String> lacking, List<String> unknown) {
  private static final int MOST_TOLD = 20;

  /** Compares names, which are told in their order. */
  public static NameGap of(Collection<String> expected, Collection<String> came) {
    List<String> unknown = new ArrayList<>(came);
    unknown.removeAll(expected);
    Map<String, @Nullable String> lacking = new LinkedHashMap<>();
    for (String name : expected) {
      if (!came.contains(name)) {
        lacking.put(name, NearestName.of(name, unknown));
      }
    }
    return new NameGap(lacking, unknown);
  }

  /** Returns the names that lack, with those that may be meant: {@code bmi, age (is it Age?)}. */
  public String lackingNames() {
    List<String> told = new ArrayList<>();
    lacking.forEach((name, nearest) -> told.add(name + question(nearest)));
    return joined(told);
  }

  /** Returns the names that are not expected. */
  public String unknownNames() {
    return joined(unknown);
  }

  private static String question(@Nullable String nearest) {
    return nearest == null ? "" : " (is it " + nearest + "?)";
  }

  private static String joined(List<String> names) {
    int more = names.size() - MOST_TOLD;
    return String.join(", ", names.subList(0, Math.min(MOST_TOLD, names.size())))
        + (more > 0 ? " and " + more + " more" : "");
  }
}
