package io.github.djlobservability.statistics.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks the promises of every measure on two samples of a number. */
class SampleMeasureContractTest {

  private static final long SEED = 20_260_102;

  /**
   * A measure under test.
   *
   * @param smallest the statistic of two equal samples of 200 values; NaN when it is no fixed
   *     number
   * @param onRanks whether only the order of the values matters
   * @param symmetric whether the samples may be exchanged
   */
  record Subject(
      String name, SampleMeasure measure, double smallest, boolean onRanks, boolean symmetric) {

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Subject> measures() {
    return Stream.of(
        new Subject("KolmogorovSmirnov, exact", KolmogorovSmirnov.exact(), 0, true, true),
        new Subject("KolmogorovSmirnov, asymptotic", KolmogorovSmirnov.asymptotic(), 0, true, true),
        new Subject("CramerVonMises", new CramerVonMises(), Double.NaN, true, true),
        new Subject("AndersonDarling", new AndersonDarling(), Double.NaN, true, true),
        new Subject("MannWhitney", new MannWhitney(), 200 * 200 / 2.0, true, false),
        new Subject("Wasserstein", Wasserstein.plain(), 0, false, true),
        new Subject("Wasserstein over sd", Wasserstein.overReferenceDeviation(), 0, false, false),
        new Subject("EnergyDistance", new EnergyDistance(), 0, false, true));
  }

  @ParameterizedTest
  @MethodSource("measures")
  void anEmptySampleSaysNothing(Subject subject) {
    double[] some = {1, 2, 3, 4, 5};
    double[] nothing = {Double.NaN, Double.POSITIVE_INFINITY, -1e101};

    assertThat(subject.measure().measure(new double[0], some)).isEqualTo(Measurement.UNDEFINED);
    assertThat(subject.measure().measure(some, new double[0])).isEqualTo(Measurement.UNDEFINED);
    assertThat(subject.measure().measure(some, nothing)).isEqualTo(Measurement.UNDEFINED);
    assertThat(subject.measure().measure(nothing, nothing)).isEqualTo(Measurement.UNDEFINED);
  }

  @ParameterizedTest
  @MethodSource("measures")
  void leavesOutWhatIsNoMeasurement(Subject subject) {
    double[] reference = normal(0, 1, 50, SEED);
    double[] current = normal(0.5, 1, 40, SEED + 1);
    double[] withJunk = Arrays.copyOf(current, 44);
    withJunk[40] = Double.NaN;
    withJunk[41] = Double.POSITIVE_INFINITY;
    withJunk[42] = Double.NEGATIVE_INFINITY;
    withJunk[43] = Double.MAX_VALUE;

    assertThat(subject.measure().measure(reference, withJunk))
        .isEqualTo(subject.measure().measure(reference, current));
    assertThat(subject.measure().measure(withJunk, reference))
        .isEqualTo(subject.measure().measure(current, reference));
  }

  @ParameterizedTest
  @MethodSource("measures")
  void oneValueASideIsEnoughForADistance(Subject subject) {
    Measurement equal = subject.measure().measure(new double[] {3}, new double[] {3});
    Measurement apart = subject.measure().measure(new double[] {3}, new double[] {5});

    if (subject.measure() instanceof AndersonDarling) {
      assertThat(equal).isEqualTo(Measurement.UNDEFINED);
    } else {
      assertThat(equal.isDefined()).isTrue();
      assertThat(apart.statistic()).isNotEqualTo(equal.statistic()).isNotNaN();
    }
  }

  @ParameterizedTest
  @MethodSource("measures")
  void equalSamplesAreNotApart(Subject subject) {
    double[] sample = normal(2, 3, 200, SEED);
    double[] ties = new SplittableRandom(SEED).ints(200, 0, 4).asDoubleStream().toArray();
    double[] constant = DoubleStream.generate(() -> 0.1).limit(200).toArray();

    for (double[] values : new double[][] {sample, ties, constant}) {
      Measurement measured = subject.measure().measure(values, values);
      if (!Double.isNaN(subject.smallest())) {
        assertThat(measured.statistic()).isEqualTo(subject.smallest());
      }
      if (measured.hasPValue()) {
        assertThat(measured.pValue()).isGreaterThan(0.99);
      }
      assertThat(measured.isDefined()).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("measures")
  void differentConstantsAreApart(Subject subject) {
    double[] zeros = new double[60];
    double[] ones = DoubleStream.generate(() -> 1).limit(50).toArray();

    Measurement measured = subject.measure().measure(zeros, ones);

    assertThat(measured.statistic()).isNotNaN();
    if (measured.hasPValue()) {
      assertThat(measured.pValue()).isLessThan(1e-9);
    } else {
      assertThat(measured.statistic()).isGreaterThanOrEqualTo(1);
    }
  }

  @ParameterizedTest
  @MethodSource("measures")
  void growsWithTheShift(Subject subject) {
    double[] reference = normal(0, 1, 300, SEED);
    double last = Double.POSITIVE_INFINITY;
    double previous = Double.NaN;
    for (double shift : new double[] {0.3, 0.6, 1.2, 2.4}) {
      Measurement measured = subject.measure().measure(reference, normal(shift, 1, 200, SEED + 1));
      if (measured.hasPValue()) {
        assertThat(measured.pValue()).isLessThan(last);
        last = measured.pValue();
      } else if (!Double.isNaN(previous)) {
        assertThat(measured.statistic()).isGreaterThan(previous);
      }
      previous = measured.statistic();
    }
  }

  @ParameterizedTest
  @MethodSource("measures")
  void theOrderOfTheValuesDoesNotMatterAndNothingIsChanged(Subject subject) {
    double[] reference = normal(0, 1, 80, SEED);
    double[] current = normal(0.2, 1.5, 70, SEED + 1);
    double[] referenceBefore = reference.clone();
    double[] currentBefore = current.clone();
    double[] reversed =
        DoubleStream.iterate(69, i -> i - 1).limit(70).map(i -> current[(int) i]).toArray();

    Measurement measured = subject.measure().measure(reference, current);

    assertThat(subject.measure().measure(reference, reversed)).isEqualTo(measured);
    assertThat(subject.measure().measure(reference, current)).isEqualTo(measured);
    assertThat(reference).containsExactly(referenceBefore);
    assertThat(current).containsExactly(currentBefore);
  }

  @ParameterizedTest
  @MethodSource("measures")
  void theSamplesMayBeExchanged(Subject subject) {
    double[] reference = normal(0, 1, 80, SEED);
    double[] current = normal(0.4, 1.5, 70, SEED + 1);

    Measurement one = subject.measure().measure(reference, current);
    Measurement other = subject.measure().measure(current, reference);

    if (one.hasPValue()) {
      assertThat(other.pValue()).isCloseTo(one.pValue(), within(1e-12));
    }
    if (subject.symmetric()) {
      assertThat(other.statistic()).isCloseTo(one.statistic(), within(1e-9));
    }
  }

  @ParameterizedTest
  @MethodSource("measures")
  void ranksIgnoreTheScaleAndDistancesFollowIt(Subject subject) {
    double[] reference = normal(0, 1, 80, SEED);
    double[] current = normal(0.4, 1.5, 70, SEED + 1);
    Measurement measured = subject.measure().measure(reference, current);

    if (subject.onRanks()) {
      Measurement warped =
          subject.measure().measure(map(reference, Math::exp), map(current, Math::exp));
      assertThat(warped).isEqualTo(measured);
    } else {
      double factor =
          subject
                  .measure()
                  .measure(map(reference, x -> 4 * x), map(current, x -> 4 * x))
                  .statistic()
              / measured.statistic();
      assertThat(factor).isCloseTo(expectedFactor(subject), within(1e-9));
    }
  }

  private static double expectedFactor(Subject subject) {
    if (subject.measure() instanceof EnergyDistance) {
      return 2;
    }
    return subject.symmetric() ? 4 : 1;
  }

  /** Without drift a p-value below 0.05 must come about as often as that says. */
  @ParameterizedTest
  @MethodSource("measures")
  void pValuesKeepTheirPromise(Subject subject) {
    int runs = 1_000;
    int below = 0;
    for (int run = 0; run < runs; run++) {
      Measurement measured =
          subject
              .measure()
              .measure(normal(0, 1, 60, SEED + 2L * run), normal(0, 1, 45, SEED + 2L * run + 1));
      below += measured.pValue() < 0.05 ? 1 : 0;
    }
    System.out.printf("%s: %d of %d below 0.05, seeds from %d%n", subject, below, runs, SEED);
    if (subject.measure().measure(new double[] {1, 2, 3}, new double[] {2, 3, 4}).hasPValue()) {
      assertThat(below).isBetween(25, 75);
    } else {
      assertThat(below).isZero();
    }
  }

  private static double[] normal(double mean, double deviation, int size, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return DoubleStream.generate(() -> mean + deviation * random.nextGaussian())
        .limit(size)
        .toArray();
  }

  private static double[] map(double[] values, DoubleUnaryOperator function) {
    return Arrays.stream(values).map(function).toArray();
  }
}
