package io.github.djlobservability.drift.reference.profiled;

import io.github.djlobservability.drift.reference.DriftKind;
import io.github.djlobservability.drift.reference.FeatureReference;
import io.github.djlobservability.drift.reference.ModelReference;
import io.github.djlobservability.drift.reference.RowFeature;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Decides by a reference which inputs make a whole row, and which checks of whole rows it has
 * enough rows for. Immutable.
 *
 * <p>A row is whole if none of these inputs is missing. Others are not compared as rows: whatever
 * stood in for a missing value would make columns go together less the more values are missing. So
 * inputs that are missing most are left out until half of the reference's rows are whole.
 */
public final class RowNeeds {

  /** Inputs of a row at most, because checks of rows cost the square of their number. */
  private static final int MAX_INPUTS = 64;

  private static final int ROWS_PER_INPUT = 40;

  /** Rows from which on there is enough of a second half to learn a bet from. */
  private static final int CORRELATION_ROWS = 600;

  /** From here on neighbours depend on one another by more than a reference shows by chance. */
  private static final double DEPENDENT = 1.5;

  /** Names of inputs that a sentence has at most. */
  private static final int MAX_NAMES = 8;

  private final List<FeatureReference> features;
  private final boolean consecutive;

  /** All rows of the sample, and those that have a value of each of the inputs. */
  private final int rows;

  private final int whole;
  private final int[] inputs;

  /** Inputs that are there often enough for whole rows, more than there is room for included. */
  private final int found;

  /** Names of those that are missing too often. */
  private final List<String> leftOut = new ArrayList<>();

  private final double dependence;

  private RowNeeds(ModelReference reference) {
    features = reference.features();
    consecutive = reference.consecutive();
    List<double[]> sample = reference.rows() == null ? List.of() : reference.rows();
    rows = sample.size();
    List<Integer> chosen = numericInputs(sample);
    found = chosen.size();
    chosen.subList(Math.min(found, MAX_INPUTS), found).clear();
    while (2 * countWhole(sample, chosen) < rows) {
      int most =
          Collections.max(chosen, Comparator.comparing(input -> countMissing(sample, input)));
      chosen.remove((Integer) most);
      leftOut.add(features.get(most).name());
    }
    inputs = chosen.stream().mapToInt(Integer::intValue).toArray();
    whole = countWhole(sample, chosen);
    double strongest = 1;
    for (FeatureReference feature : features) {
      strongest = Math.max(strongest, feature.dependence());
    }
    dependence = strongest;
  }

  /** Looks at a reference whose numbers are without their cycles. */
  public static RowNeeds of(ModelReference compared) {
    return new RowNeeds(compared);
  }

  /** Returns the inputs that half of the rows and more have; notes those that fewer have. */
  private List<Integer> numericInputs(List<double[]> sample) {
    List<Integer> chosen = new ArrayList<>();
    for (int i = 0; i < features.size(); i++) {
      FeatureReference feature = features.get(i);
      boolean input = feature.isNumeric() && feature.kind() == DriftKind.DATA;
      int missing = input && feature.summary().deviation() > 0 ? countMissing(sample, i) : rows;
      if (2 * missing <= rows && missing < rows) {
        chosen.add(i);
      } else if (missing < rows) {
        leftOut.add(feature.name());
      }
    }
    return chosen;
  }

  private static int countMissing(List<double[]> rows, int feature) {
    return (int) rows.stream().filter(row -> Double.isNaN(row[feature])).count();
  }

  private static int countWhole(List<double[]> rows, List<Integer> inputs) {
    return (int)
        rows.stream()
            .filter(row -> inputs.stream().noneMatch(input -> Double.isNaN(row[input])))
            .count();
  }

  /** Returns the numeric inputs that make a whole row, as indexes of features. */
  public int[] inputs() {
    return inputs.clone();
  }

  /** Returns which part of the reference's rows are whole. */
  public double wholeShare() {
    return (double) whole / rows;
  }

  /** Says that few of the items that come are whole rows. */
  public String fewAreWhole() {
    List<String> names = new ArrayList<>();
    for (int input : inputs) {
      names.add(features.get(input).name());
    }
    return "few items have all of "
        + listed(names)
        + "; the others take no part in "
        + RowFeature.DISTANCES
        + " and "
        + RowFeature.CORRELATIONS;
  }

  private static String listed(List<String> names) {
    int more = names.size() - MAX_NAMES;
    return more <= 0
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, MAX_NAMES)) + " and " + more + " more";
  }

  /** Returns the strongest dependence on neighbours in time of any feature of the model. */
  public double dependence() {
    return dependence;
  }

  /** Returns whether there are rows enough to tell how far one is from their middle. */
  public boolean enoughForRows() {
    return inputs.length >= 2 && whole >= ROWS_PER_INPUT * inputs.length;
  }

  /** Returns whether there are rows enough to tell which columns go together. */
  public boolean enoughForCorrelations() {
    return enoughForRows() && whole >= CORRELATION_ROWS && !hasGaps();
  }

  /** Returns whether a sample with gaps hides how rows depend on their neighbours. */
  private boolean hasGaps() {
    return !consecutive && dependence >= DEPENDENT;
  }

  /** Returns the checks that there is too little for. */
  List<NotWatched> notWatched() {
    List<NotWatched> lacks = new ArrayList<>();
    if (inputs.length < 2) {
      lacks.add(ofFewNumbers(RowFeature.DISTANCES));
      lacks.add(ofFewNumbers(RowFeature.CORRELATIONS));
      return lacks;
    }
    int wanted = ROWS_PER_INPUT * inputs.length;
    if (!enoughForRows()) {
      lacks.add(ofFewRows(RowFeature.DISTANCES, wanted));
    }
    if (whole < Math.max(CORRELATION_ROWS, wanted)) {
      lacks.add(ofFewRows(RowFeature.CORRELATIONS, Math.max(CORRELATION_ROWS, wanted)));
    } else if (hasGaps()) {
      lacks.add(
          new NotWatched(
              RowFeature.CORRELATIONS,
              NotWatched.Reason.ROWS_WITH_GAPS,
              RowFeature.CORRELATIONS
                  + " is not watched: rows depend on their neighbours in time, and the reference"
                  + " has a sample of them; make it of no more rows than it keeps"));
    }
    if (found > MAX_INPUTS && enoughForRows()) {
      lacks.add(
          new NotWatched(
              RowFeature.DISTANCES,
              NotWatched.Reason.MANY_NUMBERS,
              String.format(
                  Locale.ROOT,
                  "whole rows are watched by the first %d of %,d numeric inputs; the others are"
                      + " watched each by itself",
                  MAX_INPUTS,
                  found)));
    }
    if (!leftOut.isEmpty() && enoughForRows()) {
      lacks.add(
          new NotWatched(
              RowFeature.DISTANCES,
              NotWatched.Reason.MANY_MISSING,
              "whole rows are watched without "
                  + listed(leftOut)
                  + ": missing so often that fewer than half of the reference's rows would be"
                  + " whole"));
    }
    return lacks;
  }

  private NotWatched ofFewNumbers(String name) {
    String sentence =
        name
            + " is not watched: it compares numeric inputs with one another, and the reference has "
            + (inputs.length == 0 ? "none" : "one")
            + (leftOut.isEmpty() ? "" : " that is seldom missing");
    return new NotWatched(name, NotWatched.Reason.FEW_NUMBERS, sentence);
  }

  private NotWatched ofFewRows(String name, int wanted) {
    String sentence =
        String.format(
            Locale.ROOT,
            "%s is not watched: with %d numeric inputs it takes a reference of %,d rows, and this"
                + " one %s %,d%s",
            name,
            inputs.length,
            wanted,
            consecutive ? "has" : "keeps a sample of",
            whole,
            whole < rows ? " in which none of them is missing" : "");
    return new NotWatched(name, NotWatched.Reason.FEW_ROWS, sentence);
  }
}
