package io.github.djlobservability.drift.concept;

import io.github.djlobservability.drift.ExpectedRunTime;
import io.github.djlobservability.drift.ModelMonitor;
import io.github.djlobservability.drift.MonitorSettings;
import io.github.djlobservability.drift.Status;
import io.github.djlobservability.drift.Verdict;
import io.github.djlobservability.drift.chart.DriftShape;
import io.github.djlobservability.drift.reference.DriftKind;
import io.github.djlobservability.drift.reference.FeatureReference;
import io.github.djlobservability.drift.reference.Item;
import io.github.djlobservability.drift.reference.ModelReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One SEA stream, watched as a server would: its inputs and predictions against a reference, its
 * labels against the first labelled rows, all within one expected run time.
 */
final class SeaTrial {

  /** Rows after a change in which alarms are of that change. */
  private static final int SETTLED = 2_000;

  private static final int REFERENCE = 2_000;

  /** Rows from each change to its first alarm; infinite if there was none in time. */
  final double[] delays = new double[SeaStream.THRESHOLDS.length - 1];

  /** The first verdict of each change. */
  final List<Verdict> found = new ArrayList<>();

  int stableRows;
  int falseConceptAlarms;
  int dataAlarms;

  SeaTrial(long seed, double expectedRunTime) {
    Arrays.fill(delays, Double.POSITIVE_INFINITY);
    MonitorSettings settings =
        MonitorSettings.defaults().withExpectedRunTime(ExpectedRunTime.ofItems(expectedRunTime));
    SeaStream stream = new SeaStream(seed);
    ModelMonitor inputs = new ModelMonitor(reference(stream), settings);
    inputs.takeShare(1 - ConceptMonitor.SHARE);
    ConceptMonitor labels =
        new ConceptMonitor(new ConceptSettings(settings, false, List.of(), 1_000));
    Item item = inputs.newItem();
    long number = 0;
    for (int concept = 0; concept < SeaStream.THRESHOLDS.length; concept++) {
      for (int row = 1; row <= SeaStream.ROWS; row++) {
        SeaStream.Row next = stream.next(SeaStream.THRESHOLDS[concept]);
        item.start(++number, null);
        for (int i = 0; i < 3; i++) {
          item.number(i, next.features().get(i));
        }
        item.category(3, next.prediction());
        dataAlarms += alarms(inputs.observe(item));
        List<Verdict> verdicts = labels.observe(next.outcome(number), inputs.drifting());
        count(concept, row, verdicts);
      }
    }
  }

  private void count(int concept, int row, List<Verdict> verdicts) {
    boolean stable = concept == 0 || row > SETTLED;
    stableRows += stable ? 1 : 0;
    int alarms = alarms(verdicts);
    if (stable) {
      falseConceptAlarms += alarms;
    } else if (alarms > 0 && Double.isInfinite(delays[concept - 1])) {
      delays[concept - 1] = row;
      found.add(verdicts.get(0));
    }
  }

  private static int alarms(List<Verdict> verdicts) {
    return (int)
        verdicts.stream()
            .filter(verdict -> verdict.status() == Status.DRIFT)
            .filter(verdict -> verdict.shape() != DriftShape.RECURRING)
            .count();
  }

  private static ModelReference reference(SeaStream stream) {
    double[][] columns = new double[3][REFERENCE];
    List<String> predictions = new ArrayList<>();
    List<double[]> rows = new ArrayList<>();
    for (int row = 0; row < REFERENCE; row++) {
      SeaStream.Row next = stream.next(SeaStream.THRESHOLDS[0]);
      for (int i = 0; i < 3; i++) {
        columns[i][row] = next.features().get(i);
      }
      predictions.add(next.prediction());
      rows.add(new double[] {columns[0][row], columns[1][row], columns[2][row], Double.NaN});
    }
    List<FeatureReference> features = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      features.add(FeatureReference.numeric("x" + (i + 1), DriftKind.DATA, columns[i]));
    }
    features.add(FeatureReference.categorical("class", DriftKind.PREDICTION, predictions));
    return new ModelReference(features, rows);
  }
}
