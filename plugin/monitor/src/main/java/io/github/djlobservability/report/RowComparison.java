package io.github.djlobservability.report;

import io.github.djlobservability.profile.FeatureType;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.RowSample;
import io.github.djlobservability.profile.Schema;
import io.github.djlobservability.statistics.ClassifierTwoSampleTest;
import io.github.djlobservability.statistics.Measurement;
import io.github.djlobservability.statistics.PcaReconstructionError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compares rows as a whole, which sees what no single column shows. */
final class RowComparison {

  /** An area under the curve that much above one half matters. */
  private static final double MIN_AREA = 0.05;

  /** An error of reconstruction that grows by less than this matters to nobody. */
  private static final double MIN_DEVIATIONS = 0.2;

  private static final int MIN_ROWS = 50;

  private final ReferenceProfile reference;
  private final ReferenceProfile current;
  private final List<String> absent;

  RowComparison(ReferenceProfile reference, CurrentRows current) {
    this.reference = reference;
    this.current = current.profile();
    this.absent = current.absent();
  }

  List<DriftTest> tests() {
    List<DriftTest> tests = new ArrayList<>();
    if (Math.min(reference.sample().size(), current.sample().size()) < MIN_ROWS) {
      return tests;
    }
    RowMatrix matrix = new RowMatrix(reference, absent);
    if (matrix.columns() > 1) {
      double[][] before = matrix.rows(reference.sample());
      double[][] after = matrix.rows(current.sample());
      tests.add(classifier("inputs as a whole", before, after));
      tests.add(principalComponents(before, after));
    }
    Schema schema = reference.schema();
    for (int i = 0; i < schema.size(); i++) {
      if (schema.feature(i).type() == FeatureType.EMBEDDING) {
        double[][] before = vectors(reference.sample(), i);
        double[][] after = vectors(current.sample(), i);
        if (Math.min(before.length, after.length) >= MIN_ROWS) {
          tests.add(classifier(schema.feature(i).name(), before, after));
        }
      }
    }
    return tests;
  }

  private static DriftTest classifier(String subject, double[][] before, double[][] after) {
    Measurement measured = new ClassifierTwoSampleTest().measure(before, after);
    double area = measured.statistic();
    return new DriftTest(
        subject,
        DriftTest.Kind.DATA,
        "classifier",
        area,
        measured.pValue(),
        (area - 0.5) / MIN_AREA,
        Map.of(DriftTest.AREA_UNDER_CURVE, area),
        String.format(
            "a classifier tells current rows from the reference's with an area under the curve of"
                + " %s (0.5: not at all)",
            Words.measure(area)));
  }

  private static DriftTest principalComponents(double[][] before, double[][] after) {
    Measurement measured = new PcaReconstructionError().measure(before, after);
    // The test compares with every other row of the reference.
    double deviations = measured.statistic() * Math.sqrt(1.0 / after.length + 2.0 / before.length);
    return new DriftTest(
        "relations between inputs",
        DriftTest.Kind.DATA,
        "principal components",
        measured.statistic(),
        measured.pValue(),
        // Rows that are rebuilt better keep the reference's relations; its own rows do.
        deviations / MIN_DEVIATIONS,
        Map.of(),
        String.format(
            "rows are rebuilt from the reference's principal components %s, by %s standard"
                + " deviations",
            deviations < 0 ? "better" : "worse", Words.number(Math.abs(deviations))));
  }

  private static double[][] vectors(RowSample sample, int feature) {
    List<double[]> vectors = new ArrayList<>();
    int step = Math.max(1, sample.size() / RowMatrix.MAX_ROWS);
    for (int i = 0; i < sample.size() && vectors.size() < RowMatrix.MAX_ROWS; i += step) {
      float[] vector = sample.row(i).embedding(feature);
      if (vector != null) {
        double[] wide = new double[vector.length];
        for (int j = 0; j < wide.length; j++) {
          wide[j] = vector[j];
        }
        vectors.add(wide);
      }
    }
    return vectors.toArray(new double[0][]);
  }
}
