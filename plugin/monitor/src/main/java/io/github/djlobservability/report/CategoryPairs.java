package io.github.djlobservability.report;

import io.github.djlobservability.profile.CategoryCounts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The categories of two samples side by side. Those too rare to be tested by themselves are one
 * cell, with all that neither sample tells apart.
 */
public final class CategoryPairs {

  /** The least that a cell must be expected to hold for chi-square to be good. */
  private static final double MIN_EXPECTED = 5;

  /** The name of the last cell, if there is need of it. */
  public static final String REST = "(the rest)";

  /**
   * A cell.
   *
   * @param category its name
   * @param reference how often in the reference
   * @param current how often now
   */
  public record Cell(String category, long reference, long current) {}

  private final List<Cell> cells = new ArrayList<>();
  private final long referenceTotal;
  private final long currentTotal;

  /** Pairs what two sides have counted. */
  public CategoryPairs(CategoryCounts reference, CategoryCounts current) {
    referenceTotal = reference.total();
    currentTotal = current.total();
    Set<String> names = new LinkedHashSet<>(reference.counts().keySet());
    names.addAll(current.counts().keySet());
    double smaller =
        (double) Math.min(referenceTotal, currentTotal) / (referenceTotal + currentTotal);
    long restReference = reference.other();
    long restCurrent = current.other();
    for (String name : names) {
      Cell cell = new Cell(name, reference.count(name), current.count(name));
      if ((cell.reference() + cell.current()) * smaller >= MIN_EXPECTED) {
        cells.add(cell);
      } else {
        restReference += cell.reference();
        restCurrent += cell.current();
      }
    }
    cells.sort(Comparator.comparingLong((Cell c) -> c.reference() + c.current()).reversed());
    if (restReference + restCurrent > 0) {
      cells.add(new Cell(REST, restReference, restCurrent));
    }
  }

  long referenceTotal() {
    return referenceTotal;
  }

  long currentTotal() {
    return currentTotal;
  }

  /** Returns the cells, the most frequent first, the rest last. */
  public List<Cell> cells() {
    return cells;
  }

  long[] reference() {
    return cells.stream().mapToLong(Cell::reference).toArray();
  }

  long[] current() {
    return cells.stream().mapToLong(Cell::current).toArray();
  }

  /** Returns the share of the reference that a cell has, 0 to 1. */
  public double referenceShare(Cell cell) {
    return (double) cell.reference() / referenceTotal;
  }

  /** Returns the share of the current values that a cell has, 0 to 1. */
  public double currentShare(Cell cell) {
    return (double) cell.current() / currentTotal;
  }

  /** Returns the cells whose share has changed most, most first. */
  List<Cell> movers() {
    return cells.stream()
        .sorted(
            Comparator.comparingDouble((Cell c) -> Math.abs(currentShare(c) - referenceShare(c)))
                .reversed())
        .toList();
  }
}
