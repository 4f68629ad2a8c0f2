package io.github.djlobservability.report;

import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.Series;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All tests of a report, before they are judged together.
 *
 * @param series of single series
 * @param presence of missing values and what is no number
 * @param rows of rows as a whole
 * @param notCompared what there was no test of
 */
record ReportTests(
    List<DriftTest> series,
    List<DriftTest> presence,
    List<DriftTest> rows,
    List<CurrentRows.NotCompared> notCompared) {

  /** An extent beyond says no more: a distance of 1, where 0.1 matters. */
  private static final double MOST_EXTENT = 10;

  /**
   * Runs them.
   *
   * @param texts figures of texts; null if there are none
   */
  static ReportTests of(
      ReferenceProfile reference,
      CurrentRows current,
      @Nullable TextComparison texts,
      CheckSettings settings) {
    List<DriftTest> series = new ArrayList<>();
    List<DriftTest> presence = new ArrayList<>();
    for (int i = 0; i < reference.schema().size(); i++) {
      if (current.absent().contains(reference.schema().feature(i).name())) {
        continue;
      }
      for (Series of : reference.schema().seriesOf(i)) {
        series.add(test(of, reference, current.profile(), settings));
      }
      presence.addAll(new PresenceComparison(reference, current.profile(), i).tests());
    }
    if (texts != null) {
      for (Series of : texts.reference().schema().series()) {
        if (!current.absent().contains(texts.owner(of.feature()).name())) {
          series.add(test(of, texts.reference(), texts.current(), settings));
        }
      }
    }
    RowComparison whole = new RowComparison(reference, current);
    List<DriftTest> rows = whole.tests();
    List<CurrentRows.NotCompared> notCompared = new ArrayList<>(current.notCompared());
    notCompared.addAll(whole.notCompared());
    return new ReportTests(series, presence, rows, notCompared);
  }

  private static DriftTest test(
      Series of, ReferenceProfile reference, ReferenceProfile current, CheckSettings settings) {
    return of.isCategorical()
        ? new CategoricalComparison(of, reference, current, settings).test()
        : new NumericComparison(of, reference, current, settings).test();
  }

  /** Judges them, in the order of series, presence and rows. */
  List<Judged> judge(CheckSettings settings) {
    List<DriftTest> all = new ArrayList<>(series);
    all.addAll(presence);
    all.addAll(rows);
    double[] weights =
        all.stream().mapToDouble(test -> settings.weights().of(test.feature())).toArray();
    double[] adjusted = Holm.adjust(all.stream().mapToDouble(DriftTest::pValue).toArray(), weights);
    double total = series.stream().mapToDouble(ReportTests::squaredExtent).sum();
    List<Judged> judged = new ArrayList<>();
    for (int i = 0; i < adjusted.length; i++) {
      DriftTest test = all.get(i);
      double contribution = i < series.size() && total > 0 ? squaredExtent(test) / total : 0;
      judged.add(
          new Judged(test, adjusted[i], judgement(test, adjusted[i], settings), contribution));
    }
    return judged;
  }

  private static Judgement judgement(DriftTest test, double pValue, CheckSettings settings) {
    if (Double.isNaN(pValue)) {
      return Judgement.UNKNOWN;
    }
    if (pValue > settings.testLevel()) {
      return Judgement.NONE;
    }
    return test.extent().matters() ? Judgement.DRIFT : Judgement.SMALL;
  }

  private static double squaredExtent(DriftTest test) {
    double extent = Math.min(MOST_EXTENT, test.extent().ratio());
    return extent > 0 ? extent * extent : 0;
  }
}
