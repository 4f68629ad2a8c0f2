package io.github.djlobservability.rival;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.drift.Status;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * How often the detectors alarm for nothing, and how soon they find a change, with their defaults,
 * over many seeds.
 *
 * <p>The figures expected were measured with other implementations (in NumPy) and other seeds, 200
 * runs each, or are textbook run lengths; the tolerances are about four standard errors of both.
 */
class FalseAlarmAndDelayTest {

  private static final int RUNS = 200;
  private static final int CHANGE = 2_000;
  private static final int AFTER = 4_000;

  /** Draws the value at an index. */
  private interface Source {
    double draw(SplittableRandom random, int index);
  }

  /**
   * A detector on a stream.
   *
   * @param expected what is to be measured
   * @param tolerance how far from it the measured value may lie
   */
  record Row(
      String name,
      Supplier<SequentialDetector> maker,
      Source source,
      double expected,
      double tolerance) {

    @Override
    public String toString() {
      return name;
    }
  }

  /** False alarms in 1,000 error bits of rate 0.2. */
  static Stream<Row> falseAlarms() {
    Source steady = bits(0.2, 0.2);
    return Stream.of(
        new Row("ADWIN", FalseAlarmAndDelayTest::adwin, steady, 0, 0.002),
        new Row("Page-Hinkley", FalseAlarmAndDelayTest::pageHinkley, steady, 0.026, 0.015),
        new Row("DDM", FalseAlarmAndDelayTest::ddm, steady, 0.049, 0.02),
        new Row("EDDM", FalseAlarmAndDelayTest::eddm, steady, 2.16, 0.25),
        new Row("HDDM_A", FalseAlarmAndDelayTest::hddmA, steady, 0.013, 0.012),
        new Row("HDDM_W", FalseAlarmAndDelayTest::hddmW, steady, 0.064, 0.03),
        new Row("ECDD", FalseAlarmAndDelayTest::ecdd, steady, 1000 / 380.0, 0.2));
  }

  @ParameterizedTest
  @MethodSource
  void falseAlarms(Row row) {
    int length = 10_000;
    long alarms = 0;
    for (long seed = 0; seed < RUNS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      SequentialDetector detector = row.maker().get();
      for (int i = 0; i < length; i++) {
        alarms += Feed.update(detector, row.source().draw(random, i)) == Status.DRIFT ? 1 : 0;
      }
    }
    check("false alarms in 1,000", row, 1000.0 * alarms / length / RUNS);
  }

  /** Items from the change to the alarm. */
  static Stream<Row> delays() {
    return Stream.of(
        new Row("ADWIN .2 -> .4", FalseAlarmAndDelayTest::adwin, bits(0.2, 0.4), 154, 25),
        new Row("ADWIN .2 -> .8", FalseAlarmAndDelayTest::adwin, bits(0.2, 0.8), 47, 5),
        new Row("ADWIN .05 -> .15", FalseAlarmAndDelayTest::adwin, bits(0.05, 0.15), 247, 35),
        new Row(
            "Page-Hinkley .2 -> .4", FalseAlarmAndDelayTest::pageHinkley, bits(0.2, 0.4), 215, 25),
        new Row(
            "Page-Hinkley .2 -> .8", FalseAlarmAndDelayTest::pageHinkley, bits(0.2, 0.8), 67, 7),
        new Row(
            "Page-Hinkley .05 -> .15",
            FalseAlarmAndDelayTest::pageHinkley,
            bits(0.05, 0.15),
            558,
            55),
        new Row("DDM .2 -> .4", FalseAlarmAndDelayTest::ddm, bits(0.2, 0.4), 337, 130),
        new Row("DDM .2 -> .8", FalseAlarmAndDelayTest::ddm, bits(0.2, 0.8), 95, 30),
        new Row("DDM .05 -> .15", FalseAlarmAndDelayTest::ddm, bits(0.05, 0.15), 264, 80),
        new Row("EDDM .2 -> .4", FalseAlarmAndDelayTest::eddm, bits(0.2, 0.4), 79, 25),
        new Row("EDDM .2 -> .8", FalseAlarmAndDelayTest::eddm, bits(0.2, 0.8), 33, 12),
        new Row("EDDM .05 -> .15", FalseAlarmAndDelayTest::eddm, bits(0.05, 0.15), 112, 30),
        new Row("HDDM_A .2 -> .4", FalseAlarmAndDelayTest::hddmA, bits(0.2, 0.4), 120, 20),
        new Row("HDDM_A .2 -> .8", FalseAlarmAndDelayTest::hddmA, bits(0.2, 0.8), 26, 5),
        new Row("HDDM_A .05 -> .15", FalseAlarmAndDelayTest::hddmA, bits(0.05, 0.15), 452, 60),
        new Row("HDDM_W .2 -> .4", FalseAlarmAndDelayTest::hddmW, bits(0.2, 0.4), 71, 20),
        new Row("HDDM_W .2 -> .8", FalseAlarmAndDelayTest::hddmW, bits(0.2, 0.8), 11, 3),
        new Row("ADWIN N(.5,1)", FalseAlarmAndDelayTest::adwin, normal(0.5), 140, 25),
        new Row("ADWIN N(1,1)", FalseAlarmAndDelayTest::adwin, normal(1), 52, 6),
        new Row("Page-Hinkley N(.5,1)", FalseAlarmAndDelayTest::pageHinkley, normal(0.5), 89, 15));
  }

  @ParameterizedTest
  @MethodSource
  void delays(Row row) {
    double[] delays = delaysOfFound(row);

    assertThat(delays.length).as("runs in which it was found").isGreaterThan(RUNS * 97 / 100);
    check("delay", row, Arrays.stream(delays).average().orElseThrow());
  }

  /** Lists changes that a detector cannot see, and so should not be trusted with. */
  static Stream<Row> misses() {
    return Stream.of(
        new Row("HDDM_W .05 -> .15", FalseAlarmAndDelayTest::hddmW, bits(0.05, 0.15), 0.03, 0.1),
        new Row(
            "ADWIN N(0,2)",
            FalseAlarmAndDelayTest::adwin,
            (random, i) -> random.nextGaussian() * (i < CHANGE ? 1 : 2),
            0.12,
            0.25));
  }

  @ParameterizedTest
  @MethodSource
  void misses(Row row) {
    check("share found", row, (double) delaysOfFound(row).length / RUNS);
  }

  private static double[] delaysOfFound(Row row) {
    double[] delays = new double[RUNS];
    int found = 0;
    for (long seed = 0; seed < RUNS; seed++) {
      int delay = delay(row, seed);
      if (delay >= 0) {
        delays[found++] = delay;
      }
    }
    return Arrays.copyOf(delays, found);
  }

  private static int delay(Row row, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    SequentialDetector detector = row.maker().get();
    for (int i = 0; i < CHANGE + AFTER; i++) {
      Status status = Feed.update(detector, row.source().draw(random, i));
      if (status == Status.DRIFT && i >= CHANGE) {
        return i - CHANGE;
      }
    }
    return -1;
  }

  /** Run lengths of the control charts against a known normal reference, from Montgomery. */
  static Stream<Row> runLengths() {
    return Stream.of(
        new Row("CUSUM 4, no shift", cusum(4), normal(0), 168, 25),
        new Row("CUSUM 5, no shift", cusum(5), normal(0), 465, 65),
        new Row("CUSUM 4, shift 1", cusum(4), shifted(1), 8.38, 0.6),
        new Row("CUSUM 5, shift 1", cusum(5), shifted(1), 10.4, 0.7),
        new Row("EWMA .1 2.814, no shift", ewma(0.1, 2.814), normal(0), 500, 75),
        new Row("EWMA .2 2.962, no shift", ewma(0.2, 2.962), normal(0), 500, 75),
        new Row("EWMA .1 2.814, shift 1", ewma(0.1, 2.814), shifted(1), 8.14, 0.5));
  }

  @ParameterizedTest
  @MethodSource
  void runLengths(Row row) {
    int runs = 1_000;
    double total = 0;
    for (long seed = 0; seed < runs; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      SequentialDetector detector = row.maker().get();
      do {
        total++;
      } while (Feed.update(detector, row.source().draw(random, 0)) != Status.DRIFT);
    }
    check("mean run length", row, total / runs);
  }

  private static void check(String what, Row row, double measured) {
    System.out.printf(
        "%s, %s: %.3f, expected %.3f (seeds from 0)%n", row, what, measured, row.expected());
    assertThat(measured)
        .as("%s of %s", what, row)
        .isBetween(row.expected() - row.tolerance(), row.expected() + row.tolerance());
  }

  private static Source bits(double before, double after) {
    return (random, i) -> random.nextDouble() < (i < CHANGE ? before : after) ? 1 : 0;
  }

  private static Source normal(double meanAfter) {
    return (random, i) -> random.nextGaussian() + (i < CHANGE ? 0 : meanAfter);
  }

  private static Source shifted(double mean) {
    return (random, i) -> random.nextGaussian() + mean;
  }

  private static SequentialDetector adwin() {
    return new Adwin(Adwin.Parameters.defaults());
  }

  private static SequentialDetector pageHinkley() {
    return new PageHinkley(PageHinkley.Parameters.defaults());
  }

  private static SequentialDetector ddm() {
    return new Ddm(Ddm.Parameters.defaults());
  }

  private static SequentialDetector eddm() {
    return new Eddm(Eddm.Parameters.defaults());
  }

  private static SequentialDetector ecdd() {
    return new Ecdd(Ecdd.Parameters.defaults());
  }

  private static SequentialDetector hddmA() {
    return new HddmA(HddmA.Parameters.defaults());
  }

  private static SequentialDetector hddmW() {
    return new HddmW(HddmW.Parameters.defaults());
  }

  private static Supplier<SequentialDetector> cusum(double threshold) {
    return () ->
        new Cusum(Cusum.Parameters.defaults().withThreshold(threshold), new ReferenceMoments(0, 1));
  }

  private static Supplier<SequentialDetector> ewma(double lambda, double limit) {
    return () -> new Ewma(new Ewma.Parameters(100, lambda, limit), new ReferenceMoments(0, 1));
  }
}
