package io.github.djlobservability.governor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.djlobservability.drift.ExpectedRunTime;
import io.github.djlobservability.drift.ModelMonitor;
import io.github.djlobservability.drift.MonitorSettings;
import io.github.djlobservability.drift.Status;
import io.github.djlobservability.drift.Verdict;
import io.github.djlobservability.drift.reference.DriftKind;
import io.github.djlobservability.drift.reference.FeatureReference;
import io.github.djlobservability.drift.reference.Item;
import io.github.djlobservability.drift.reference.ModelReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ThinningTest {
  private static final long SEED = 20261130;

  private final SplittableRandom random = new SplittableRandom(SEED);
  private long now;
  private long cpu;
  private long rowNanos = 60_000;

  @BeforeEach
  void sayTheSeed() {
    System.out.println("seed " + SEED);
  }

  private Thinning thinning(long seed, double rowsPerSecond, double nanosPerSecond) {
    return thinning(seed, rowsPerSecond, 0, nanosPerSecond);
  }

  private Thinning thinning(
      long seed, double rowsPerSecond, double leastPerSecond, double nanosPerSecond) {
    Allowance least = new Allowance(leastPerSecond, 60, () -> now);
    Allowance allowance = new Allowance(nanosPerSecond, 60, () -> now);
    return new Thinning(seed, rowsPerSecond, least, allowance, () -> cpu, () -> now);
  }

  private boolean send(Thinning thinning, long everyNanos) {
    now += everyNanos;
    boolean kept = thinning.keeps();
    if (kept) {
      thinning.begins();
      cpu += rowNanos;
      thinning.compared(1, 100);
    } else {
      thinning.leavesOut(100);
    }
    return kept;
  }

  /** The first row of a process loads classes, and the next ones run before they are compiled. */
  @Test
  void someRowsAreComparedWhateverTimeTheyTake() {
    rowNanos = 100_000_000;
    Thinning thinning = thinning(SEED, Double.POSITIVE_INFINITY, 20, 5e6);
    int kept = 0;
    for (int i = 0; i < 10_000; i++) {
      kept += send(thinning, 100_000_000) ? 1 : 0;
    }
    assertThat(kept).isEqualTo(10_000);
    for (int i = 0; i < 100_000; i++) {
      kept += send(thinning, 1_000_000) ? 1 : 0;
    }
    // What was saved before, and 20 a second for 100 seconds.
    assertThat(kept - 10_000).isBetween(2_000, 3_300);
  }

  @Test
  void theChoiceIsUniformWhateverTheRowsPlaceOrTurn() {
    Thinning thinning = thinning(SEED, 300, Double.POSITIVE_INFINITY);
    for (int i = 0; i < 200_000; i++) {
      send(thinning, 333_333);
    }
    int[] kept = new int[10];
    int[] afterKept = new int[2];
    boolean before = false;
    int total = 0;
    int sent = 200_000;
    for (int i = 0; i < sent; i++) {
      boolean keeps = send(thinning, 333_333);
      if (keeps) {
        total++;
        kept[i % 10]++;
        afterKept[before ? 1 : 0]++;
      }
      before = keeps;
    }
    assertThat(total / (double) sent).isCloseTo(0.1, within(0.003));
    double chiSquare = 0;
    double each = total / 10.0;
    for (int place : kept) {
      chiSquare += (place - each) * (place - each) / each;
    }
    // Of nine degrees of freedom, one in a thousand is above.
    assertThat(chiSquare).isLessThan(27.9);
    double rateAfterKept = afterKept[1] / (double) total;
    assertThat(rateAfterKept).isCloseTo(0.1, within(0.01));
  }

  @Test
  void sameSeedsChooseTheSameRows() {
    List<Boolean> first = choices(thinning(3, 100, Double.POSITIVE_INFINITY));
    now = 0;
    assertThat(choices(thinning(3, 100, Double.POSITIVE_INFINITY))).isEqualTo(first);
    now = 0;
    assertThat(choices(thinning(4, 100, Double.POSITIVE_INFINITY))).isNotEqualTo(first);
  }

  private List<Boolean> choices(Thinning thinning) {
    List<Boolean> choices = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      choices.add(send(thinning, 333_333));
    }
    return choices;
  }

  @Test
  void aLimitByHandHoldsAndASlowModelKeepsEveryRow() {
    Thinning fast = thinning(SEED, 50, Double.POSITIVE_INFINITY);
    int kept = 0;
    int seconds = 600;
    for (int i = 0; i < seconds * 1_000; i++) {
      kept += send(fast, 1_000_000) ? 1 : 0;
    }
    assertThat(kept).isBetween(50 * seconds, 50 * (seconds + 60));

    Thinning slow = thinning(SEED, 50, Double.POSITIVE_INFINITY);
    for (int i = 0; i < 1_000; i++) {
      assertThat(send(slow, 25_000_000)).isTrue();
    }
  }

  @Test
  void requestsThatAreNotReadCountAsManyItemsAsOthers() {
    Thinning thinning = thinning(SEED, 1, Double.POSITIVE_INFINITY);
    assertThat(thinning.leftOutItems()).isZero();
    for (int i = 0; i < 200; i++) {
      thinning.begins();
      thinning.compared(i % 2 == 0 ? 2 : 3, 0);
    }
    long items = 0;
    for (int i = 0; i < 1_000; i++) {
      assertThat(thinning.keeps()).isFalse();
      thinning.leavesOut(0);
      assertThat(thinning.hasLeftOut()).isTrue();
      items += i % 3 == 0 ? thinning.leftOutItems() : 0;
    }
    items += thinning.leftOutItems();
    assertThat(items).isBetween(2_400L, 2_600L);
    assertThat(thinning.isExact()).isFalse();
  }

  @Test
  void requestsOfOneSizeCountExactly() {
    Thinning thinning = thinning(SEED, 1, Double.POSITIVE_INFINITY);
    for (int i = 0; i < 3; i++) {
      thinning.begins();
      thinning.compared(4, 100 + i);
    }
    for (int i = 0; i < 1_000; i++) {
      thinning.leavesOut(50L * i);
    }
    assertThat(thinning.leftOutItems()).isEqualTo(4_000);
    assertThat(thinning.isExact()).isTrue();
  }

  /** Batches of other sizes than the latest that were read. */
  @Test
  void requestsOfOtherSizesCountByTheirLength() {
    Thinning thinning = thinning(SEED, 1, Double.POSITIVE_INFINITY);
    for (int items = 50; items > 0; items--) {
      thinning.begins();
      thinning.compared(items, 20 + 100L * items);
    }
    long sent = 0;
    for (int i = 0; i < 500; i++) {
      int items = 1 + i % 64;
      thinning.leavesOut(20 + 100L * items);
      sent += items;
    }
    assertThat((double) thinning.leftOutItems() / sent).isCloseTo(1, within(0.02));
  }

  /** At 3,000 rows a second, 1 % of one and a half processors compares some 250 of 60 us each. */
  @Test
  void aShiftOfHalfADeviationIsToldWithinTwoSeconds() {
    long worst = 0;
    for (int run = 0; run < 10; run++) {
      Thinning thinning = thinning(SEED + run, Double.POSITIVE_INFINITY, 0.015 * 1e9);
      Stream stream = new Stream(MonitorSettings.defaults());
      long items = 0;
      for (int i = 0; i < 3_000 * 60; i++) {
        stream.next(thinning, 0);
      }
      while (!stream.drifts) {
        stream.next(thinning, 0.5);
        items++;
        assertThat(items).as("run " + run).isLessThan(60_000);
      }
      worst = Math.max(worst, items);
    }
    assertThat(worst).isLessThanOrEqualTo(2 * 3_000);
  }

  /** Runs without a change until the first alarm, in items seen; ten of them are compared. */
  @Test
  void theRunLengthOfFalseAlarmsIsThatOfItemsSeen() {
    double wanted = 20_000;
    double whole = meanRunLength(wanted, Double.POSITIVE_INFINITY);
    double thinned = meanRunLength(wanted, 300);
    assertThat(thinned).isBetween(0.8 * wanted, 3 * wanted);
    assertThat(thinned / whole).isBetween(0.6, 1.7);
  }

  private double meanRunLength(double wanted, double rowsPerSecond) {
    MonitorSettings settings =
        MonitorSettings.defaults()
            .withExpectedRunTime(ExpectedRunTime.ofItems(wanted))
            .withRowCheck(false);
    int runs = 60;
    double total = 0;
    for (int run = 0; run < runs; run++) {
      Thinning thinning = thinning(SEED + run, rowsPerSecond, Double.POSITIVE_INFINITY);
      // What is saved at the start is spent, so that it is thinned from the first item on.
      for (int i = 0; i < 60_000; i++) {
        send(thinning, 333_333);
      }
      Stream stream = new Stream(settings);
      long items = 0;
      while (!stream.drifts && items < 20 * wanted) {
        stream.next(thinning, 0);
        items++;
      }
      total += items;
    }
    return total / runs;
  }

  /** Rows of one number, 3,000 a second. */
  private final class Stream {
    private final ModelMonitor monitor;
    private final Item item;
    private boolean drifts;

    Stream(MonitorSettings settings) {
      double[] values = new double[2_000];
      Arrays.setAll(values, i -> random.nextGaussian());
      monitor =
          new ModelMonitor(
              ModelReference.of(
                  List.of(
                      FeatureReference.numeric("x", DriftKind.DATA, values).withRange(-50, 50))),
              settings);
      item = monitor.newItem();
    }

    void next(Thinning thinning, double shift) {
      now += 333_333;
      double value = random.nextGaussian() + shift;
      if (!thinning.keeps()) {
        thinning.leavesOut(100);
        monitor.leaveOut(thinning.leftOutItems());
        return;
      }
      thinning.begins();
      cpu += rowNanos;
      thinning.compared(1, 100);
      for (Verdict verdict : monitor.observe(item.start(now / 1_000_000, null).number(0, value))) {
        drifts |= verdict.status() == Status.DRIFT;
      }
    }
  }
}
