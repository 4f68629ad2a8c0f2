package io.github.djlobservability.statistics.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.djlobservability.statistics.Magnitude;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks the promises of every measure on rows. */
class MultivariateMeasureContractTest {

  private static final long SEED = 20_260_104;

  /**
   * A measure under test.
   *
   * @param none the statistic of two samples of one and the same row
   */
  record Subject(String name, MultivariateMeasure measure, double none) {

    Measurement measure(double[][] reference, double[][] current) {
      return measure.measure(reference, current);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Subject> measures() {
    MaximumMeanDiscrepancy.Parameters permutations =
        MaximumMeanDiscrepancy.Parameters.defaults().withPermutations(99);
    return Stream.of(
        new Subject("MaximumMeanDiscrepancy", new MaximumMeanDiscrepancy(permutations), 0),
        new Subject("ClassifierTwoSampleTest", new ClassifierTwoSampleTest(), 0.5),
        new Subject("PcaReconstructionError", new PcaReconstructionError(), 0.5));
  }

  @ParameterizedTest
  @MethodSource("measures")
  void tooFewRowsSayNothing(Subject subject) {
    double[][] some = rows(0, 20, SEED);
    double[][] none = new double[0][];
    double[][] junk = {{Double.NaN, 1, 2}, {1, Double.POSITIVE_INFINITY, 2}, {1e101, 0, 0}};

    assertThat(subject.measure(none, some)).isEqualTo(Measurement.UNDEFINED);
    assertThat(subject.measure(some, none)).isEqualTo(Measurement.UNDEFINED);
    assertThat(subject.measure(none, none)).isEqualTo(Measurement.UNDEFINED);
    assertThat(subject.measure(some, junk)).isEqualTo(Measurement.UNDEFINED);
    assertThat(subject.measure(Arrays.copyOf(some, 1), some)).isEqualTo(Measurement.UNDEFINED);
  }

  @ParameterizedTest
  @MethodSource("measures")
  void refusesRowsOfDifferentLengths(Subject subject) {
    double[][] some = rows(0, 20, SEED);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> subject.measure(some, new double[][] {{1, 2, 3}, {1, 2}}))
        .withMessage("current[1] has 2 columns, expected 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> subject.measure(new double[][] {{1, 2, 3}, {}}, some))
        .withMessage("reference[1] has 0 columns, expected 3");
  }

  @ParameterizedTest
  @MethodSource("measures")
  void leavesOutRowsWithWhatIsNoMeasurement(Subject subject) {
    double[][] reference = rows(0, 40, SEED);
    double[][] current = rows(0.5, 30, SEED + 1);
    double[][] withJunk = Arrays.copyOf(current, 32);
    withJunk[30] = new double[] {0, Double.NaN, 0};
    withJunk[31] = new double[] {Double.NEGATIVE_INFINITY, 0, 0};

    assertThat(subject.measure(reference, withJunk)).isEqualTo(subject.measure(reference, current));
  }

  @ParameterizedTest
  @MethodSource("measures")
  void equalConstantsAreNotApart(Subject subject) {
    double[][] constant = new double[30][];
    Arrays.fill(constant, new double[] {0.1, -7, 1e9});

    Measurement measured = subject.measure(constant, constant);

    assertThat(measured.statistic()).isEqualTo(subject.none());
    assertThat(measured.pValue()).isGreaterThanOrEqualTo(0.5);
  }

  @ParameterizedTest
  @MethodSource("measures")
  void aConstantColumnIsOrdinary(Subject subject) {
    double[][] reference = rows(0, 60, SEED);
    double[][] current = rows(0, 60, SEED + 1);
    for (int i = 0; i < 60; i++) {
      reference[i][1] = 5;
      current[i][1] = 5;
    }

    Measurement measured = subject.measure(reference, current);

    assertThat(measured.statistic()).isFinite();
    assertThat(measured.pValue()).isGreaterThan(0.01);
  }

  @ParameterizedTest
  @MethodSource("measures")
  void extremeValuesGiveAnAnswer(Subject subject) {
    double[][] reference = rows(0, 30, SEED);
    double[][] current = rows(0, 30, SEED + 1);
    current[7][0] = Magnitude.MAX;
    reference[8][1] = -Magnitude.MAX;

    assertThat(subject.measure(reference, current).statistic()).isNotNaN();
  }

  @ParameterizedTest
  @MethodSource("measures")
  void equalSeedsGiveEqualAnswersAndNothingIsChanged(Subject subject) {
    double[][] reference = rows(0, 50, SEED);
    double[][] current = rows(0.3, 40, SEED + 1);

    Measurement measured = subject.measure(reference, current);

    assertThat(subject.measure(reference, current)).isEqualTo(measured);
    assertThat(reference).isDeepEqualTo(rows(0, 50, SEED));
    assertThat(current).isDeepEqualTo(rows(0.3, 40, SEED + 1));
  }

  /** Each column looks as before, only their correlation is gone. */
  @ParameterizedTest
  @MethodSource("measures")
  void findsALostCorrelation(Subject subject) {
    double[][] reference = rows(0, 300, SEED);
    double[][] current = rows(0, 300, SEED + 1);
    for (int i = 0; i < current.length; i++) {
      current[i][0] = reference[(i + 37) % 300][0];
    }

    assertThat(subject.measure(reference, current).pValue()).isLessThanOrEqualTo(0.01);
  }

  /** Without drift a p-value below 0.05 must come about as often as that says. */
  @ParameterizedTest
  @MethodSource("measures")
  void pValuesKeepTheirPromise(Subject subject) {
    int runs = 400;
    int below = 0;
    for (int run = 0; run < runs; run++) {
      double[][] reference = rows(0, 80, SEED + 2L * run);
      double[][] current = rows(0, 50, SEED + 2L * run + 1);
      below += subject.measure(reference, current).pValue() < 0.05 ? 1 : 0;
    }
    System.out.printf("%s: %d of %d below 0.05, seeds from %d%n", subject, below, runs, SEED);
    assertThat(below).isBetween(8, 36);
  }

  /** Three columns, of which the first two are correlated. */
  private static double[][] rows(double mean, int size, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] rows = new double[size][];
    for (int i = 0; i < size; i++) {
      double common = random.nextGaussian();
      rows[i] =
          new double[] {
            mean + common + 0.5 * random.nextGaussian(),
            mean + common + 0.5 * random.nextGaussian(),
            mean + random.nextGaussian()
          };
    }
    return rows;
  }
}
