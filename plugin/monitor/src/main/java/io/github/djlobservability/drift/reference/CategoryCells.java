package io.github.djlobservability.drift.reference;

import io.github.djlobservability.disclosure.HiddenValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which categories are watched one by one, and how often the reference has each. The last cell
 * holds all others. Immutable. See {@link CategoryChoice}.
 */
public final class CategoryCells {

  static final int MAX_CATEGORIES = 16;

  static final CategoryCells NONE = of(Map.of(), 0);

  private final UnseenShare unseen;
  private final List<String> names;

  /** The names of all cells as they may be seen, each another one. */
  private final List<String> shown;

  private final Map<String, Integer> cells;
  private final long[] counts;
  private final long values;

  private CategoryCells(CategoryChoice choice, Map<String, Long> all, long other) {
    names = choice.names();
    List<String> cellNames = new ArrayList<>(names);
    cellNames.add(HiddenValue.SHOWN);
    shown = HiddenValue.shown(cellNames);
    counts = new long[names.size() + 1];
    Map<String, Integer> found = new HashMap<>();
    for (Map.Entry<String, Long> entry : choice.counted().entrySet()) {
      int index = names.indexOf(entry.getKey());
      int cell = index < 0 ? names.size() : index;
      found.put(entry.getKey(), cell);
      counts[cell] += entry.getValue();
    }
    counts[names.size()] += choice.rest();
    cells = Collections.unmodifiableMap(found);
    values = other + all.values().stream().mapToLong(Long::longValue).sum();
    unseen = UnseenShare.of(all.values());
  }

  /** Returns how many items of categories that the reference lacks are to be expected. */
  UnseenShare unseen() {
    return unseen;
  }

  /**
   * Makes the cells of these categories.
   *
   * @param other how many values were of none of them
   */
  public static CategoryCells of(Map<String, Long> counted, long other) {
    return new CategoryCells(CategoryChoice.of(counted, other, MAX_CATEGORIES), counted, other);
  }

  /** Errors first, so that their share is the one that is watched. */
  static CategoryCells ofErrors(long errors, long correct) {
    Map<String, Long> all =
        Map.of(FeatureReference.ERROR, errors, FeatureReference.CORRECT, correct);
    return new CategoryCells(new CategoryChoice(List.of(FeatureReference.ERROR), all, 0), all, 0);
  }

  /** Returns how many are watched one by one. */
  int watched() {
    return names.size();
  }

  /** Returns how many cells, the one of all others included. */
  int size() {
    return counts.length;
  }

  /**
   * Returns whether hardly any category that is none of these is to be expected: they are half a
   * standard error of how many values the others have, or less.
   */
  boolean isClosed() {
    double once = unseen.items() == 0 ? 0 : values * unseen.unseen() / unseen.items();
    return 4 * once * once <= counts[otherCell()] || counts[otherCell()] == 0;
  }

  /** Returns the share of a cell's values; 0 if there are none. */
  double share(int cell) {
    return (double) counts[cell] / Math.max(1, Arrays.stream(counts).sum());
  }

  List<String> names() {
    return names;
  }

  /** Returns a category's cell; null if the reference does not have the category. */
  @Nullable Integer cell(String category) {
    return cells.get(category);
  }

  /** Returns the cell of all others. */
  int otherCell() {
    return names.size();
  }

  /** The name of a cell's category as it may be seen, another one for each cell. */
  public String name(int cell) {
    return shown.get(cell);
  }

  public String describe(int cell) {
    if (cell == names.size()) {
      return "other categories";
    }
    String name = shown.get(cell);
    return HiddenValue.isShown(name) ? "category " + name : "category \"" + name + '"';
  }

  /** Returns how many values there were, those that chose the categories included. */
  long values() {
    return values;
  }

  /**
   * Returns by how many values each cell's share is known, without those that chose the categories;
   * not to be changed.
   */
  long[] counts() {
    return counts;
  }
}
