package io.github.djlobservability.statistics.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds every measure on counts, of bins and of categories, to its interface. */
class CountMeasureContractTest {

  private static final long SEED = 20_260_103;

  /**
   * A measure under test.
   *
   * @param farthest the statistic of samples with nothing in common; NaN when it is no fixed number
   * @param categories how many categories it takes; 0 for any number
   */
  record Subject(String name, CountMeasure measure, double farthest, int categories) {

    Measurement measure(long[] reference, long[] current) {
      return measure.measure(reference, current);
    }

    /** Returns a count for each of its categories. */
    long[] counts(long... counts) {
      return categories == 0 ? counts : java.util.Arrays.copyOf(counts, categories);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Subject> measures() {
    return Stream.of(
        subject("PopulationStabilityIndex", new PopulationStabilityIndex(), Double.NaN),
        subject("JensenShannon", new JensenShannon(), 1),
        subject("Hellinger", new Hellinger(), 1),
        subject("TotalVariation", new TotalVariation(), 1),
        subject("LInfinity", new LInfinity(), 1),
        subject("ChiSquare", new ChiSquare(), Double.NaN),
        subject("GTest", new GTest(), Double.NaN),
        new Subject("FisherExact", new FisherExact(), Double.NaN, 2));
  }

  private static Subject subject(String name, CountMeasure measure, double farthest) {
    return new Subject(name, measure, farthest, 0);
  }

  @ParameterizedTest
  @MethodSource("measures")
  void anEmptySampleSaysNothing(Subject subject) {
    long[] some = subject.counts(3, 4, 5);
    long[] none = subject.counts(0, 0, 0);

    assertThat(subject.measure(none, some)).isEqualTo(Measurement.UNDEFINED);
    assertThat(subject.measure(some, none)).isEqualTo(Measurement.UNDEFINED);
    assertThat(subject.measure(none, none)).isEqualTo(Measurement.UNDEFINED);
  }

  @ParameterizedTest
  @MethodSource("measures")
  void refusesWrongCounts(Subject subject) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> subject.measure(new long[] {1, 2}, new long[] {1, 2, 3}))
        .withMessage("reference has 2 counts, current has 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> subject.measure(new long[] {1, 2}, new long[] {1, -2}))
        .withMessage("current[1] must be 0 or more, got -2");
  }

  @ParameterizedTest
  @MethodSource("measures")
  void equalSharesAreNotApart(Subject subject) {
    Measurement measured =
        subject.measure(subject.counts(10, 20, 70), subject.counts(100, 200, 700));

    if (measured.hasPValue()) {
      assertThat(measured.pValue()).isGreaterThan(0.999);
    } else {
      assertThat(measured.statistic()).isCloseTo(0, within(1e-7));
    }
  }

  @ParameterizedTest
  @MethodSource("measures")
  void samplesWithNothingInCommonAreFarthest(Subject subject) {
    Measurement measured = subject.measure(subject.counts(90, 0), subject.counts(0, 40));

    if (!Double.isNaN(subject.farthest())) {
      assertThat(measured.statistic()).isCloseTo(subject.farthest(), within(1e-12));
    }
    if (measured.hasPValue()) {
      assertThat(measured.pValue()).isLessThan(1e-20);
    } else {
      assertThat(measured.statistic()).isGreaterThan(0.99);
    }
  }

  @ParameterizedTest
  @MethodSource("measures")
  void aSingleCategoryCannotDrift(Subject subject) {
    Measurement measured = subject.measure(subject.counts(90, 0), subject.counts(40, 0));

    if (measured.hasPValue()) {
      assertThat(measured.pValue()).isEqualTo(1);
    } else {
      assertThat(measured.statistic()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("measures")
  void oneValueASideIsEnough(Subject subject) {
    Measurement measured = subject.measure(subject.counts(1, 0), subject.counts(0, 1));

    assertThat(measured.statistic()).isGreaterThanOrEqualTo(0);
  }

  @ParameterizedTest
  @MethodSource("measures")
  void theOrderOfTheCellsDoesNotMatterAndNothingIsChanged(Subject subject) {
    long[] reference = subject.counts(30, 50, 20);
    long[] current = subject.counts(10, 30, 45);
    long[] referenceBefore = reference.clone();
    long[] currentBefore = current.clone();

    Measurement measured = subject.measure(reference, current);
    Measurement reversed = subject.measure(reversed(reference), reversed(current));

    assertThat(reference).containsExactly(referenceBefore);
    assertThat(current).containsExactly(currentBefore);
    if (subject.measure(reference, current).hasPValue()) {
      assertThat(reversed.pValue()).isCloseTo(measured.pValue(), within(1e-12));
    } else {
      assertThat(reversed.statistic()).isCloseTo(measured.statistic(), within(1e-12));
    }
  }

  private static long[] reversed(long[] counts) {
    return IntStream.range(0, counts.length)
        .mapToLong(i -> counts[counts.length - 1 - i])
        .toArray();
  }

  @ParameterizedTest
  @MethodSource("measures")
  void aCellThatNeitherHasMakesNoDifference(Subject subject) {
    if (subject.categories() == 2) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> subject.measure(new long[] {1, 2, 3}, new long[] {4, 5, 6}))
          .withMessage("Fisher's exact test needs 2 categories, got 3");
      return;
    }
    Measurement without = subject.measure(new long[] {30, 50}, new long[] {10, 30});
    Measurement with = subject.measure(new long[] {30, 0, 50}, new long[] {10, 0, 30});

    assertThat(with).isEqualTo(without);
  }

  @ParameterizedTest
  @MethodSource("measures")
  void hugeCountsAreOrdinary(Subject subject) {
    if (subject.categories() == 2) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> subject.measure(new long[] {1L << 31, 2}, new long[] {4, 5}))
          .withMessage("Fisher's exact test takes up to 2^31 - 1 counts, got 2147483659");
      return;
    }
    long[] small = {30, 50};
    long[] large = {30L << 50, 50L << 50};

    double expected = subject.measure(small, new long[] {10, 30}).statistic();
    double measured = subject.measure(large, new long[] {10L << 50, 30L << 50}).statistic();

    boolean growsWithCounts = subject.measure(small, small).hasPValue();
    assertThat(measured / (growsWithCounts ? 0x1p50 : 1)).isCloseTo(expected, within(1e-6));
  }

  /** Without drift a p-value below 0.05 must come about as often as that says, or less. */
  @ParameterizedTest
  @MethodSource("measures")
  void pValuesKeepTheirPromise(Subject subject) {
    SplittableRandom random = new SplittableRandom(SEED);
    int runs = 1_000;
    int below = 0;
    for (int run = 0; run < runs; run++) {
      long[] reference = draw(subject.counts(0, 0, 0), 200, random);
      long[] current = draw(subject.counts(0, 0, 0), 100, random);
      below += subject.measure(reference, current).pValue() < 0.05 ? 1 : 0;
    }
    System.out.printf("%s: %d of %d below 0.05, seed %d%n", subject, below, runs, SEED);
    if (subject.measure(subject.counts(1, 2), subject.counts(2, 1)).hasPValue()) {
      assertThat(below).isBetween(15, 75);
    } else {
      assertThat(below).isZero();
    }
  }

  private static long[] draw(long[] counts, int size, SplittableRandom random) {
    for (int i = 0; i < size; i++) {
      // The first cell has half of what comes.
      counts[random.nextBoolean() ? 0 : random.nextInt(counts.length)]++;
    }
    return counts;
  }
}
