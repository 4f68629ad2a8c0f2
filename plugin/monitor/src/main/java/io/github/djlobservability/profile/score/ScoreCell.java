package io.github.djlobservability.profile.score;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Counts rows of neighbouring scores, and those that were right. Immutable.
 *
 * @param low the lowest of the scores
 * @param high the highest
 * @param rows how many rows, at least one
 * @param right how many of them were right
 */
public record ScoreCell(double low, double high, long rows, long right) {

  /**
   * Checks that it is one.
   *
   * @throws IllegalArgumentException if it contradicts itself
   */
  public ScoreCell {
    if (!(low <= high) || rows < 1 || right < 0 || right > rows) {
      throw new IllegalArgumentException("a cell of scores contradicts itself");
    }
  }

  /** Returns one cell of the rows of both. */
  ScoreCell plus(ScoreCell other) {
    return new ScoreCell(
        Math.min(low, other.low),
        Math.max(high, other.high),
        rows + other.rows,
        right + other.right);
  }

  /** Returns the same with right and wrong changed over. */
  public ScoreCell wrong() {
    return new ScoreCell(low, high, rows, rows - right);
  }

  /** Returns the same of 1 minus each score. */
  public ScoreCell mirrored() {
    return new ScoreCell(1 - high, 1 - low, rows, right);
  }

  /** Returns cells in the order of their scores; those that overlap become one. */
  public static List<ScoreCell> joined(Collection<ScoreCell> cells) {
    List<ScoreCell> joined = new ArrayList<>();
    for (ScoreCell cell :
        cells.stream().sorted(Comparator.comparingDouble(ScoreCell::low)).toList()) {
      int last = joined.size() - 1;
      if (last >= 0 && cell.low <= joined.get(last).high) {
        joined.set(last, joined.get(last).plus(cell));
      } else {
        joined.add(cell);
      }
    }
    return joined;
  }
}
