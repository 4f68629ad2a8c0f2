package io.github.djlobservability.drift;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.jspecify.annotations.Nullable;

/**
 * A row's inputs as scores with mean 0 and variance 1: of a number its rank in the reference as a
 * quantile of the standard normal distribution; of a category whether it is the one, for each but
 * the most frequent that holds at least a twentieth of the values. A missing value scores 0.
 *
 * <p>At most {@value #MAX_SCORES} scores take part, because what is done with them costs the square
 * of their number, and one for each {@value #ROWS_PER_SCORE} rows of the reference: numbers first,
 * then the most frequent categories. Not thread-safe: a buffer is used again.
 */
final class RowScores {

  static final int MAX_SCORES = 64;

  private static final int ROWS_PER_SCORE = 40;

  /** The product of two rarer ones is nearly always the same. */
  private static final double MIN_SHARE = 0.05;

  private static final int NUMBER = -1;
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private final List<FeatureReference> references;
  private final List<Score> scores;
  private final double[][] scoreOfCell;
  private final double[] buffer;

  /**
   * What is scored.
   *
   * @param feature its position in the model
   * @param category the cell of the category, {@value #NUMBER} for a number
   * @param share of the category
   */
  private record Score(int feature, int category, double share) {}

  private RowScores(List<FeatureReference> references, List<Score> scores) {
    this.references = references;
    this.scores = scores;
    this.buffer = new double[scores.size()];
    this.scoreOfCell = new double[scores.size()][];
    for (int i = 0; i < scores.size(); i++) {
      Score score = scores.get(i);
      long[] counts = references.get(score.feature()).counts();
      scoreOfCell[i] =
          score.category() == NUMBER ? normalScores(counts) : indicator(counts.length, score);
    }
  }

  /** Of a model's reference; null if it has too few rows or fewer than two inputs to score. */
  static @Nullable RowScores of(ModelReference reference) {
    List<double[]> rows = reference.rows() == null ? List.of() : reference.rows();
    int room = Math.min(MAX_SCORES, rows.size() / ROWS_PER_SCORE);
    List<Score> scores = numbers(reference.features(), rows);
    if (scores.size() > room) {
      return null;
    }
    scores.addAll(
        categories(reference.features(), rows).stream().limit(room - scores.size()).toList());
    scores.sort(
        Comparator.comparing((Score score) -> score.category() != NUMBER)
            .thenComparing(Score::feature)
            .thenComparing(Score::category));
    long inputs = scores.stream().mapToInt(Score::feature).distinct().count();
    return inputs < 2 ? null : new RowScores(reference.features(), scores);
  }

  private static List<Score> numbers(List<FeatureReference> features, List<double[]> rows) {
    List<Score> numbers = new ArrayList<>();
    for (int i = 0; i < features.size() && numbers.size() < MAX_SCORES; i++) {
      FeatureReference feature = features.get(i);
      boolean input = feature.isNumeric() && feature.kind() == DriftKind.DATA;
      if (input && feature.summary().deviation() > 0 && isPresent(rows, i)) {
        numbers.add(new Score(i, NUMBER, 1));
      }
    }
    return numbers;
  }

  /** The most frequent first. */
  private static List<Score> categories(List<FeatureReference> features, List<double[]> rows) {
    List<Score> categories = new ArrayList<>();
    for (int i = 0; i < features.size(); i++) {
      FeatureReference feature = features.get(i);
      if (!feature.isNumeric() && feature.kind() == DriftKind.DATA && isPresent(rows, i)) {
        addCategories(i, feature.counts(), categories);
      }
    }
    categories.sort(Comparator.comparingDouble(Score::share).reversed());
    return categories;
  }

  /** Each but the most frequent, which is what it is when it is none of the others. */
  private static void addCategories(int feature, long[] counts, List<Score> categories) {
    double total = Arrays.stream(counts).sum();
    int largest = 0;
    for (int cell = 1; cell < counts.length; cell++) {
      largest = counts[cell] > counts[largest] ? cell : largest;
    }
    for (int cell = 0; cell < counts.length; cell++) {
      if (cell != largest && counts[cell] >= MIN_SHARE * total) {
        categories.add(new Score(feature, cell, counts[cell] / total));
      }
    }
  }

  private static boolean isPresent(List<double[]> rows, int feature) {
    for (double[] row : rows) {
      if (!Double.isNaN(row[feature])) {
        return true;
      }
    }
    return false;
  }

  /** The normal score of the middle of each cell. */
  private static double[] normalScores(long[] counts) {
    long total = Arrays.stream(counts).sum();
    double[] scores = new double[counts.length];
    long below = 0;
    for (int cell = 0; cell < counts.length; cell++) {
      double rank = (below + (counts[cell] + 1) / 2.0) / (total + 1);
      scores[cell] = NORMAL.inverseCumulativeProbability(rank);
      below += counts[cell];
    }
    return scores;
  }

  private static double[] indicator(int cells, Score score) {
    double deviation = Math.sqrt(score.share() * (1 - score.share()));
    double[] scores = new double[cells];
    Arrays.fill(scores, -score.share() / deviation);
    scores[score.category()] = (1 - score.share()) / deviation;
    return scores;
  }

  /** The scores of rows of the reference's sample. */
  List<double[]> of(List<double[]> rows) {
    List<double[]> all = new ArrayList<>(rows.size());
    for (double[] row : rows) {
      double[] scored = new double[scores.size()];
      for (int i = 0; i < scored.length; i++) {
        int feature = scores.get(i).feature();
        NumericCells cells = references.get(feature).cells();
        double value = row[feature];
        if (!Double.isNaN(value)) {
          scored[i] = scoreOfCell[i][cells == null ? (int) value : cells.cell(value)];
        }
      }
      all.add(scored);
    }
    return all;
  }

  /** The scores of the row whose features were last updated; overwritten by the next. */
  double[] ofLast(List<FeatureMonitor> monitors) {
    for (int i = 0; i < buffer.length; i++) {
      int cell = monitors.get(scores.get(i).feature()).referenceCell();
      buffer[i] = cell < 0 ? 0 : scoreOfCell[i][cell];
    }
    return buffer;
  }

  /** How many scores are of numbers; they are the first. */
  int numbers() {
    return (int) scores.stream().filter(score -> score.category() == NUMBER).count();
  }

  /** The feature of each score; several in a row are of one feature if it is a category. */
  int[] features() {
    return scores.stream().mapToInt(Score::feature).toArray();
  }

  /** Whether a score is of a number. */
  boolean isNumber(int score) {
    return scores.get(score).category() == NUMBER;
  }

  /** What a score is of: the input's name, with the category if it has some. */
  String name(int score) {
    Score of = scores.get(score);
    FeatureReference reference = references.get(of.feature());
    return isNumber(score)
        ? reference.name()
        : reference.name() + '=' + reference.categoryCells().name(of.category());
  }

  /** The strongest dependence on neighbours in time of any feature of the model. */
  double dependence() {
    double dependence = 1;
    for (FeatureReference feature : references) {
      dependence = Math.max(dependence, feature.dependence());
    }
    return dependence;
  }
}
