package io.github.djlobservability.report.form;

import io.github.djlobservability.disclosure.HiddenValue;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.Series;
import io.github.djlobservability.report.CategoryPairs;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The shares of categories in two samples, ready to be drawn.
 *
 * @param bars the most frequent of the reference first, all that are not drawn last
 */
record CategoryShares(List<Bar> bars) {

  private static final int MAX_BARS = 12;

  /**
   * A category.
   *
   * @param category its name
   * @param reference share of the reference, 0 to 1
   * @param current share of the current rows, 0 to 1
   */
  record Bar(String category, double reference, double current) {
    double larger() {
      return Math.max(reference, current);
    }

    Bar and(Bar other) {
      return new Bar(category, reference + other.reference, current + other.current);
    }

    boolean isRest() {
      return category.equals(CategoryPairs.REST);
    }
  }

  /** Compares the categories of a series that are or were frequent. */
  static CategoryShares of(Series series, ReferenceProfile reference, ReferenceProfile current) {
    CategoryPairs cells =
        new CategoryPairs(reference.categories(series), current.categories(series));
    List<Bar> all = new ArrayList<>(bars(cells));
    all.sort(
        Comparator.comparing(Bar::isRest).thenComparing(Bar::larger, Comparator.reverseOrder()));
    List<Bar> rest = all.size() > MAX_BARS ? all.subList(MAX_BARS - 1, all.size()) : List.of();
    List<Bar> bars = new ArrayList<>(all.subList(0, all.size() - rest.size()));
    bars.sort(
        Comparator.comparing(Bar::isRest).thenComparing(Bar::reference, Comparator.reverseOrder()));
    if (!rest.isEmpty()) {
      bars.add(
          new Bar(
              "(others)",
              rest.stream().mapToDouble(Bar::reference).sum(),
              rest.stream().mapToDouble(Bar::current).sum()));
    }
    return new CategoryShares(bars);
  }

  /** Values that may not be seen are one bar. */
  private static Collection<Bar> bars(CategoryPairs cells) {
    Map<String, Bar> bars = new LinkedHashMap<>();
    for (CategoryPairs.Cell cell : cells.cells()) {
      String shown = HiddenValue.shown(cell.category());
      Bar bar = new Bar(shown, cells.referenceShare(cell), cells.currentShare(cell));
      bars.merge(shown, bar, Bar::and);
    }
    return bars.values();
  }

  /** Returns the longest bar, so that all fit. */
  double highest() {
    return bars.stream().mapToDouble(Bar::larger).max().orElse(0);
  }
}
