package io.github.djlobservability.profile.score;

import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * Holds how scores, predictions and labels of all rows of a reference go together, which is all
 * that a calibration needs. Immutable and thread-safe. Memory: 60 bytes a cell, of which there are
 * at most {@link ScoredLabelsBuilder#MAX_CELLS}.
 *
 * @param shift by how many bits of their scores cells are wider than can be
 * @param classes of predictions and labels
 * @param confusion rows by their prediction and label
 * @param said by prediction the cells of the score of the class that was said; right are the rows
 *     whose label is it
 * @param each by class the cells of its score; right are the rows whose label is it; empty where
 *     the model tells one score
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record ScoredLabels(
    int shift,
    List<String> classes,
    long[][] confusion,
    List<List<ScoreCell>> said,
    List<List<ScoreCell>> each) {

  /**
   * Checks that all belong together.
   *
   * @throws IllegalArgumentException if they don't
   */
  public ScoredLabels {
    int size = classes.size();
    boolean fits = shift >= 0 && shift < Long.SIZE && said.size() == size;
    fits &= new HashSet<>(classes).size() == size;
    fits &= confusion.length == size && (each.isEmpty() || each.size() == size);
    for (long[] row : confusion) {
      fits &= row.length == size;
    }
    if (!fits) {
      throw new IllegalArgumentException("counts of scores and labels don't fit together");
    }
    classes = List.copyOf(classes);
    said = said.stream().map(List::copyOf).toList();
    each = each.stream().map(List::copyOf).toList();
  }

  /** Returns how many rows there are with a score, a prediction and a label. */
  public long rows() {
    long rows = 0;
    for (long[] row : confusion) {
      for (long count : row) {
        rows += count;
      }
    }
    return rows;
  }

  /** Returns how many cells there are in all. */
  public long cells() {
    return Stream.concat(said.stream(), each.stream()).mapToLong(List::size).sum();
  }
}
