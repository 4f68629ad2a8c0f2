package io.github.djlobservability.report;

import io.github.djlobservability.profile.FeatureType;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.Schema;
import io.github.djlobservability.statistics.NormalScores;
import io.github.djlobservability.statistics.comparison.ClassifierTwoSampleTest;
import io.github.djlobservability.statistics.comparison.Measurement;
import io.github.djlobservability.statistics.comparison.PcaReconstructionError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Compares rows as a whole, which sees what no single column shows. All is done on ranks, so that
 * neither outliers nor units matter; what must be split is split at random.
 */
final class RowComparison {

  /** An area under the curve that much above one half matters. */
  private static final double MIN_AREA = 0.05;

  private static final int MIN_ROWS = 50;

  private static final String INPUTS = "inputs as a whole";
  private static final String RELATIONS = "relations between inputs";

  private final ReferenceProfile reference;
  private final ReferenceProfile current;
  private final List<String> absent;
  private final List<CurrentRows.NotCompared> notCompared = new ArrayList<>();

  RowComparison(ReferenceProfile reference, CurrentRows current) {
    this.reference = reference;
    this.current = current.profile();
    this.absent = current.absent();
  }

  /** Returns the comparisons that {@link #tests} found too little for. */
  List<CurrentRows.NotCompared> notCompared() {
    return notCompared;
  }

  List<DriftTest> tests() {
    List<DriftTest> tests = new ArrayList<>();
    RowMatrix matrix = new RowMatrix(reference, current, absent);
    if (matrix.columns() < 2) {
      lacks("it takes two columns of inputs that vary");
    } else if (isFew(reference.sample().size(), current.sample().size())) {
      lacks(few("rows", reference.sample().size(), current.sample().size()));
    } else {
      double[][] before = matrix.rows(reference.sample());
      double[][] after = matrix.rows(current.sample());
      NormalScores scores = NormalScores.of(pooled(before, after));
      tests.add(classifier(INPUTS, scores.apply(before), scores.apply(after)));
      tests.add(principalComponents(before, after));
    }
    Schema schema = reference.schema();
    for (int i = 0; i < schema.size(); i++) {
      if (schema.feature(i).type() == FeatureType.EMBEDDING
          && !absent.contains(schema.feature(i).name())) {
        double[][] before = RowMatrix.embeddings(reference.sample(), i);
        double[][] after = RowMatrix.embeddings(current.sample(), i);
        if (isFew(before.length, after.length)) {
          String name = schema.feature(i).name();
          notCompared.add(
              new CurrentRows.NotCompared(
                  name + " as vectors", few("vectors", before.length, after.length)));
        } else {
          tests.add(classifier(schema.feature(i).name(), before, after));
        }
      }
    }
    return tests;
  }

  private static boolean isFew(int before, int after) {
    return Math.min(before, after) < MIN_ROWS;
  }

  private static String few(String what, int before, int after) {
    return String.format(
        Locale.ROOT,
        "it takes %d %s of each, and there are %,d of the reference and %,d of the current ones",
        MIN_ROWS,
        what,
        before,
        after);
  }

  private void lacks(String why) {
    notCompared.add(new CurrentRows.NotCompared(INPUTS, why));
    notCompared.add(new CurrentRows.NotCompared(RELATIONS, why));
  }

  private static double[][] pooled(double[][] before, double[][] after) {
    double[][] all = Arrays.copyOf(before, before.length + after.length);
    System.arraycopy(after, 0, all, before.length, after.length);
    return all;
  }

  private static DriftTest classifier(String subject, double[][] before, double[][] after) {
    Measurement measured = new ClassifierTwoSampleTest().measure(before, after);
    return test(
        subject,
        "classifier",
        measured,
        String.format(
            "of two rows, a current and a reference one, a classifier picks the current one in %s"
                + " of the cases (50 %% is guessing)",
            Words.percent(measured.statistic())));
  }

  private static DriftTest principalComponents(double[][] before, double[][] after) {
    Measurement measured = new PcaReconstructionError().measure(before, after);
    return test(
        RELATIONS,
        "principal components",
        measured,
        String.format(
            "of two such rows, the current one fits the reference's relations worse in %s of the"
                + " cases (50 %% is as before)",
            Words.percent(measured.statistic())));
  }

  private static DriftTest test(
      String subject, String method, Measurement measured, String change) {
    return new DriftTest(
        subject,
        DriftTest.Kind.DATA,
        method,
        measured.statistic(),
        measured.pValue(),
        Extent.ofArea(measured.statistic(), MIN_AREA),
        Map.of(DriftTest.AREA_UNDER_CURVE, measured.statistic()),
        change);
  }
}
