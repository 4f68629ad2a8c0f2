package io.github.djlobservability.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class LabelDelaysTest {
  private static final long SEED = 11;

  @Test
  void classesOfDelaysFollowEachOther() {
    assertThat(LabelDelays.classOf(-5)).isZero();
    for (int i = 0; i < 160; i++) {
      double start = LabelDelays.startOf(i);
      assertThat(LabelDelays.classOf((long) start)).isEqualTo(i);
      assertThat(LabelDelays.classOf((long) Math.ceil(LabelDelays.startOf(i + 1)) - 1))
          .isEqualTo(i);
    }
  }

  /** Fraud is told at once, and what is no fraud much later: the quick labels are all wrong. */
  @Test
  void showsThatQuickLabelsAreNotLikeSlowOnes() {
    System.out.println("seed " + SEED);
    SplittableRandom random = new SplittableRandom(SEED);
    LabelDelays delays = new LabelDelays();
    for (int i = 0; i < 4000; i++) {
      boolean quick = i % 4 == 0;
      Prediction prediction = prediction(quick ? "fraud" : "fine", quick ? .9 : .6);
      delays.predicted(prediction);
      double errorRate = quick ? .5 : .1;
      String label = random.nextDouble() < errorRate ? "other" : prediction.value().toString();
      long delay = quick ? 1_000 + random.nextLong(1000) : 86_400_000 + random.nextLong(86_400_000);
      delays.labelled(prediction, label(delay, label), 1);
    }
    DelayReport report = delays.report();
    assertThat(report.measure()).isEqualTo("error rate");
    assertThat(report.byDelay()).hasSizeBetween(3, 4);
    DelayReport.Group quick = report.byDelay().get(0);
    assertThat(quick.error()).isCloseTo(.5, within(.05));
    assertThat(quick.meanScore()).isCloseTo(.9, within(1e-9));
    assertThat(quick.predictions()).isEqualTo(Map.of("fraud", 1.0, "fine", 0.0));
    assertThat(quick.toSeconds()).isLessThan(4);
    assertThat(report.labelled().error()).isCloseTo(.2, within(.03));
    assertThat(report.predicted().predictions()).containsEntry("fraud", .25);
    assertThat(report.slowMinusQuick())
        .asInstanceOf(InstanceOfAssertFactories.type(DelayReport.Difference.class))
        .satisfies(
            difference -> {
              assertThat(difference.error()).isCloseTo(-.4, within(.07));
              assertThat(difference.high()).isLessThan(-.3);
              assertThat(difference.low()).isGreaterThan(-.5);
            });
  }

  /** The interval of a difference that isn't there holds zero about 95 times in 100. */
  @Test
  void showsNoDifferenceWhereThereIsNone() {
    System.out.println("seeds " + SEED + " to " + (SEED + 199));
    int without = 0;
    for (int trial = 0; trial < 200; trial++) {
      SplittableRandom random = new SplittableRandom(SEED + trial);
      LabelDelays delays = new LabelDelays();
      for (int i = 0; i < 400; i++) {
        Prediction prediction = prediction(random.nextDouble() * 10, Double.NaN);
        double truth = (double) prediction.value() + random.nextDouble() - .5;
        long delay = 1000L << random.nextInt(8);
        delays.predicted(prediction);
        delays.labelled(prediction, label(delay, truth), 1);
      }
      DelayReport.Difference difference = delays.report().slowMinusQuick();
      if (difference == null || difference.low() > 0 || difference.high() < 0) {
        without++;
      }
    }
    assertThat(without).isBetween(2, 25);
  }

  @Test
  void aLabelCanBeTakenOutAgain() {
    LabelDelays delays = new LabelDelays();
    Prediction prediction = prediction("a", .5);
    delays.predicted(prediction);
    delays.labelled(prediction, label(10, "b"), 1);
    delays.labelled(prediction, label(10, "b"), -1);
    delays.labelled(prediction, label(2000, "a"), 1);
    DelayReport report = delays.report();
    assertThat(report.labelled().items()).isEqualTo(1);
    assertThat(report.labelled().error()).isZero();
    assertThat(report.delaySeconds().p50()).isBetween(2.0, 2.5);
  }

  @Test
  void withoutLabelsThereIsNothingToTell() {
    DelayReport report = new LabelDelays().report();
    assertThat(report.byDelay()).isEmpty();
    assertThat(report.slowMinusQuick()).isNull();
    assertThat(report.delaySeconds().p50()).isNaN();
  }

  private static Prediction prediction(Object value, double score) {
    return new Prediction(
        1, 0, new Prediction.Ids("r", 0, 1, null, null), value, Map.of(), score, List.of());
  }

  private static StoredLabel label(long delayMillis, Object value) {
    return new StoredLabel(16, 0, 0, value, delayMillis, 1);
  }
}
