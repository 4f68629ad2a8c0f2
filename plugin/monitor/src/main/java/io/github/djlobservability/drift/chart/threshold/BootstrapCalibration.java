package io.github.djlobservability.drift.chart.threshold;

import io.github.djlobservability.drift.chart.Levels;
import io.github.djlobservability.drift.chart.bank.Overshoot;
import io.github.djlobservability.drift.chart.bank.RankTables;
import io.github.djlobservability.drift.reference.FeatureReference;
import io.github.djlobservability.drift.reference.Hazard;
import io.github.djlobservability.drift.reference.ModelReference;
import io.github.djlobservability.drift.reference.profiled.CategoryNeeds;
import io.github.djlobservability.drift.reference.profiled.TrialNeeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How long a model's charts run until a false alarm when rows depend on the rows before them, tried
 * out: on streams that are put together from blocks of the reference's own rows, see {@link
 * MatchedBlocks}. Each trial draws a reference and a stream.
 *
 * <p>{@link Thresholds} knows how long charts of independent rows run. What this adds is the
 * correction: the gap between the levels of trials and of theory. Streams of the reference's blocks
 * have nothing in them that is rarer than once in the reference, so the trials are believed up to
 * levels that each feature reaches once in as many rows as the reference has; from there on theory
 * goes on. Levels are only lowered. Immutable.
 */
public final class BootstrapCalibration {

  /** Corrects nothing. */
  static final BootstrapCalibration NONE =
      new BootstrapCalibration(new double[0], new Thresholds(List.of()));

  private static final int TRIALS = 40;

  /** A level that fewer trials reach is not known. */
  private static final int MIN_ALARMS = TRIALS / 2;

  /** Values that all trials take together: what they may cost. */
  private static final int VALUES = 4_000_000;

  private static final int MAX_LENGTH = 100_000;

  /** Levels looked at, as logarithms: 0, 0.05, 0.1, ... */
  private static final double STEP = 0.05;

  private static final int LEVELS = 1_000;

  /** Mean items until a level is reached, as far as it is known. */
  private final double[] runLengths;

  private final Thresholds theory;

  private BootstrapCalibration(double[] runLengths, Thresholds theory) {
    this.runLengths = runLengths;
    this.theory = theory;
  }

  /** Tries out the charts of a model's features; those of whole rows are taken to be like them. */
  public static BootstrapCalibration of(ModelReference reference, RankTables tables, long seed) {
    List<double[]> rows = reference.rows();
    List<FeatureReference> model = reference.features();
    boolean dependent = model.stream().anyMatch(TrialNeeds::isWorthATrial);
    if (rows == null || !dependent || !TrialNeeds.areMet(reference)) {
      return NONE;
    }
    int count = TrialNeeds.features(reference);
    List<BootstrapFeature> features = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int index = i * model.size() / count;
      double[] values = rows.stream().mapToDouble(row -> row[index]).toArray();
      BootstrapFeature.of(model.get(index), values, tables, seed)
          .filter(feature -> CategoryNeeds.areMet(model.get(index)))
          .ifPresent(features::add);
    }
    return features.stream().anyMatch(BootstrapFeature::isDependent) ? of(features, seed) : NONE;
  }

  private static BootstrapCalibration of(List<BootstrapFeature> features, long seed) {
    Overshoot overshoot = new Overshoot();
    List<List<Hazard>> hazards =
        features.stream().map(feature -> feature.hazards(overshoot)).toList();
    return new BootstrapCalibration(runLengths(features, seed), new Thresholds(hazards));
  }

  private static double[] runLengths(List<BootstrapFeature> features, long seed) {
    MatchedBlocks blocks =
        new MatchedBlocks(features.stream().filter(BootstrapFeature::isDependent).toList(), seed);
    int length = Math.min(MAX_LENGTH, VALUES / TRIALS / features.size());
    double longest = (double) features.get(0).rows() / features.size();
    Levels levels = new Levels(longest);
    for (int trial = 0; trial < TRIALS; trial++) {
      int[] reference = blocks.draw(features.get(0).rows());
      for (BootstrapFeature feature : features) {
        feature.begin(reference, (long) trial * length);
      }
      levels.run(features, blocks.walk(length), length);
    }
    return levels.runLengths();
  }

  /** How long the trials took to reach each level. */
  private static final class Levels {
    private final double longest;
    private final double[] evidence = new double[LEVELS];

    /** Items until each level, of all trials. */
    private final long[] items = new long[LEVELS];

    private final int[] alarms = new int[LEVELS];

    /** How many levels may still turn out to be known. */
    private int open = LEVELS;

    /**
     * @param longest mean items until a level that are believed
     */
    Levels(double longest) {
      this.longest = longest;
      Arrays.setAll(evidence, level -> Math.exp(level * STEP));
    }

    /** Goes on until the trial has reached all levels that may be known, or can't any more. */
    void run(List<BootstrapFeature> features, MatchedBlocks.Walk rows, int length) {
      int level = 0;
      for (int item = 1; item <= length && level < open; item++) {
        int row = rows.next();
        double most = 0;
        for (BootstrapFeature feature : features) {
          most = Math.max(most, feature.next(row));
        }
        for (; level < open && most >= evidence[level]; level++) {
          items[level] += item;
          alarms[level]++;
        }
        // Its mean is too long to be believed, whatever the other trials say.
        if (level < open && items[level] + item > longest * TRIALS) {
          open = level;
        }
      }
      for (; level < open; level++) {
        items[level] += length;
      }
    }

    /** Returns the mean items until each level that is known. */
    double[] runLengths() {
      double[] means = new double[open];
      int known = 0;
      while (known < open
          && alarms[known] >= MIN_ALARMS
          && items[known] <= longest * alarms[known]) {
        means[known] = (double) items[known] / alarms[known];
        known++;
      }
      return Arrays.copyOf(means, known);
    }
  }

  /**
   * Returns the number to add to theory's logarithm of the level, for a mean time to a false alarm
   * in items.
   */
  public double correction(double items) {
    if (runLengths.length == 0) {
      return 0;
    }
    double known = Math.min(items, runLengths[runLengths.length - 1]);
    int level = 0;
    while (runLengths[level] < known) {
      level++;
    }
    // Discounted evidence errs on the quiet side only; for short times theory itself is rough.
    return Math.min(0, level * STEP - theory.logLevel(known));
  }
}
