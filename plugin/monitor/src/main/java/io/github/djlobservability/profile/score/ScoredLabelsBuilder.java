package io.github.djlobservability.profile.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts the labels of rows by their scores, as finely as {@value #MAX_CELLS} cells allow. The same
 * rows give the same counts in any order, in one piece or in several that are merged. Not
 * thread-safe.
 */
public final class ScoredLabelsBuilder {

  /** Bounds the cells of all classes together. */
  public static final int MAX_CELLS = 8192;

  private static final int MAX_CLASSES = 50;

  private final int scores;
  private final List<String> classes = new ArrayList<>();
  private final long[][] confusion = new long[MAX_CLASSES][MAX_CLASSES];
  private final List<ScoreCounts> said = new ArrayList<>();
  private final List<ScoreCounts> each = new ArrayList<>();
  private int shift;
  private int cells;
  private boolean usable = true;

  /**
   * Prepares it.
   *
   * @param scores how many the model tells of a row
   */
  public ScoredLabelsBuilder(int scores) {
    this.scores = scores;
  }

  /**
   * Takes in a row.
   *
   * @param predicted the class that the model said
   * @param label the class that was right
   * @param told its scores by the class that each is of, at least one
   */
  public void add(String predicted, String label, Map<String, Double> told) {
    int of = index(predicted);
    int right = index(label);
    Double sure = told.get(predicted);
    // Where some scores lack, what they are is for those to guess who know all classes.
    usable &= of >= 0 && right >= 0 && sure != null && told.size() == scores;
    if (!usable || sure == null) {
      return;
    }
    confusion[of][right]++;
    count(said.get(of), sure, of == right);
    if (told.size() > 1) {
      told.forEach((name, score) -> countEach(index(name), score, right));
    }
    fit();
  }

  private void countEach(int of, double score, int right) {
    usable &= of >= 0;
    if (usable) {
      count(each.get(of), score, of == right);
    }
  }

  private void count(ScoreCounts of, double score, boolean right) {
    add(of, new ScoreCell(score, score, 1, right ? 1 : 0));
  }

  /** Returns the place of a class, -1 if there are too many. */
  private int index(String name) {
    int index = classes.indexOf(name);
    if (index < 0 && classes.size() < MAX_CLASSES) {
      index = classes.size();
      classes.add(name);
      said.add(new ScoreCounts());
      each.add(new ScoreCounts());
    }
    return index;
  }

  /** Takes in the counts of other rows; null if nothing is known of them. */
  public void merge(@Nullable ScoredLabels other) {
    usable &= other != null;
    if (!usable || other == null) {
      return;
    }
    while (shift < other.shift()) {
      widen();
    }
    int size = other.classes().size();
    int[] places = other.classes().stream().mapToInt(this::index).toArray();
    for (int of = 0; of < size && usable; of++) {
      usable = places[of] >= 0;
    }
    for (int of = 0; of < size && usable; of++) {
      for (int label = 0; label < size; label++) {
        confusion[places[of]][places[label]] += other.confusion()[of][label];
      }
      ScoreCounts ofSaid = said.get(places[of]);
      other.said().get(of).forEach(cell -> add(ofSaid, cell));
      ScoreCounts ofEach = each.get(places[of]);
      if (!other.each().isEmpty()) {
        other.each().get(of).forEach(cell -> add(ofEach, cell));
      }
    }
    fit();
  }

  private void add(ScoreCounts of, ScoreCell more) {
    int before = of.size();
    of.add(more, shift);
    cells += of.size() - before;
  }

  private void fit() {
    while (cells > MAX_CELLS) {
      widen();
    }
  }

  private static int size(List<ScoreCounts> counts) {
    return counts.stream().mapToInt(ScoreCounts::size).sum();
  }

  private void widen() {
    shift++;
    said.forEach(of -> of.widen(shift));
    each.forEach(of -> of.widen(shift));
    cells = size(said) + size(each);
  }

  /**
   * Returns the counts so far; null if no row has all that is needed, or a row has some scores and
   * not all.
   */
  public @Nullable ScoredLabels build() {
    if (!usable || classes.isEmpty()) {
      return null;
    }
    int size = classes.size();
    long[][] counts = new long[size][];
    for (int of = 0; of < size; of++) {
      counts[of] = Arrays.copyOf(confusion[of], size);
    }
    return new ScoredLabels(
        shift, classes, counts, frozen(said), scores > 1 ? frozen(each) : List.of());
  }

  private static List<List<ScoreCell>> frozen(List<ScoreCounts> counts) {
    return counts.stream().map(ScoreCounts::freeze).toList();
  }
}
