package io.github.djlobservability.drift.reference;

import io.github.djlobservability.drift.ModelMonitor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Decides by a reference which inputs make a whole row, and which checks of whole rows it has
 * enough rows for. Immutable.
 */
public final class RowNeeds {

  /** Inputs of a row at most, because checks of rows cost the square of their number. */
  private static final int MAX_INPUTS = 64;

  private static final int ROWS_PER_INPUT = 40;

  /** Rows from which on there is enough of a second half to learn a bet from. */
  private static final int CORRELATION_ROWS = 600;

  /** From here on neighbours depend on one another by more than a reference shows by chance. */
  private static final double DEPENDENT = 1.5;

  private final ModelReference reference;
  private final int rows;
  private final int[] inputs;
  private final int found;
  private final double dependence;

  private RowNeeds(ModelReference reference) {
    this.reference = reference;
    List<double[]> sample = reference.rows() == null ? List.of() : reference.rows();
    rows = sample.size();
    int[] all = numericInputs(reference.features(), sample);
    found = all.length;
    inputs = Arrays.copyOf(all, Math.min(found, MAX_INPUTS));
    double strongest = 1;
    for (FeatureReference feature : reference.features()) {
      strongest = Math.max(strongest, feature.dependence());
    }
    dependence = strongest;
  }

  /** Looks at a reference whose numbers are without their cycles. */
  public static RowNeeds of(ModelReference compared) {
    return new RowNeeds(compared);
  }

  private static int[] numericInputs(List<FeatureReference> features, List<double[]> rows) {
    int[] chosen = new int[features.size()];
    int size = 0;
    for (int i = 0; i < chosen.length; i++) {
      FeatureReference feature = features.get(i);
      boolean input = feature.isNumeric() && feature.kind() == DriftKind.DATA;
      if (input && feature.summary().deviation() > 0 && isPresent(rows, i)) {
        chosen[size++] = i;
      }
    }
    return Arrays.copyOf(chosen, size);
  }

  private static boolean isPresent(List<double[]> rows, int feature) {
    for (double[] row : rows) {
      if (!Double.isNaN(row[feature])) {
        return true;
      }
    }
    return false;
  }

  /** Returns the numeric inputs that make a whole row, as indexes of features. */
  public int[] inputs() {
    return inputs.clone();
  }

  /** Returns the strongest dependence on neighbours in time of any feature of the model. */
  public double dependence() {
    return dependence;
  }

  /** Returns whether there are rows enough to tell how far one is from their middle. */
  public boolean enoughForRows() {
    return inputs.length >= 2 && rows >= ROWS_PER_INPUT * inputs.length;
  }

  /** Returns whether there are rows enough to tell which columns go together. */
  public boolean enoughForCorrelations() {
    return enoughForRows() && rows >= CORRELATION_ROWS && !hasGaps();
  }

  /** Returns whether a sample with gaps hides how rows depend on their neighbours. */
  private boolean hasGaps() {
    return !reference.consecutive() && dependence >= DEPENDENT;
  }

  /** Returns the checks that there is too little for. */
  List<NotWatched> notWatched() {
    List<NotWatched> lacks = new ArrayList<>();
    if (inputs.length < 2) {
      lacks.add(ofFewNumbers(ModelMonitor.ROWS));
      lacks.add(ofFewNumbers(ModelMonitor.CORRELATIONS));
      return lacks;
    }
    int wanted = ROWS_PER_INPUT * inputs.length;
    if (!enoughForRows()) {
      lacks.add(ofFewRows(ModelMonitor.ROWS, wanted));
    }
    if (rows < Math.max(CORRELATION_ROWS, wanted)) {
      lacks.add(ofFewRows(ModelMonitor.CORRELATIONS, Math.max(CORRELATION_ROWS, wanted)));
    } else if (hasGaps()) {
      lacks.add(
          new NotWatched(
              ModelMonitor.CORRELATIONS,
              NotWatched.Reason.ROWS_WITH_GAPS,
              ModelMonitor.CORRELATIONS
                  + " is not watched: rows depend on their neighbours in time, and the reference"
                  + " has a sample of them; make it of no more rows than it keeps"));
    }
    if (found > inputs.length && enoughForRows()) {
      lacks.add(
          new NotWatched(
              ModelMonitor.ROWS,
              NotWatched.Reason.MANY_NUMBERS,
              String.format(
                  Locale.ROOT,
                  "whole rows are watched by the first %d of %,d numeric inputs; the others are"
                      + " watched each by itself",
                  inputs.length,
                  found)));
    }
    return lacks;
  }

  private NotWatched ofFewNumbers(String name) {
    String sentence =
        name
            + " is not watched: it compares numeric inputs with one another, and the reference has "
            + (found == 0 ? "none" : "one");
    return new NotWatched(name, NotWatched.Reason.FEW_NUMBERS, sentence);
  }

  private NotWatched ofFewRows(String name, int wanted) {
    String sentence =
        String.format(
            Locale.ROOT,
            "%s is not watched: with %d numeric inputs it takes a reference of %,d rows, and this"
                + " one %s %,d",
            name,
            inputs.length,
            wanted,
            reference.consecutive() ? "has" : "keeps a sample of",
            rows);
    return new NotWatched(name, NotWatched.Reason.FEW_ROWS, sentence);
  }
}
