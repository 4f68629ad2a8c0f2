package io.github.djlobservability.drift.chart.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.djlobservability.drift.reference.DriftKind;
import io.github.djlobservability.drift.reference.FeatureReference;
import io.github.djlobservability.drift.reference.OddsFactors;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LikelihoodBankTest {

  @Test
  void densitiesOfNumbersHaveMeanOneAndWeightsAddUp() {
    RankBank bank = new RankBank(new RankTables());
    assertThat(weights(bank)).isCloseTo(1, within(1e-12));
    for (int chart = 0; chart < bank.size(); chart++) {
      assertThat(meanDensity(bank, chart)).isCloseTo(1, within(1e-6));
      assertThat(bank.alternative(chart).information()).isPositive();
    }
  }

  @ParameterizedTest(name = "{0} categories")
  @ValueSource(ints = {2, 3, 17})
  void densitiesOfCategoriesHaveMeanOneAndWeightsAddUp(int categories) {
    long[] counts = new long[categories];
    for (int i = 0; i < categories; i++) {
      counts[i] = (long) i * i; // one that was never seen is among them
    }
    CategoryBank bank =
        new CategoryBank(counts, categories == 2 ? OddsFactors.ERRORS : OddsFactors.CATEGORIES);
    bank.compareWith(new SequentialRanks(counts));
    assertThat(weights(bank)).isCloseTo(1, within(1e-12));
    for (int chart = 0; chart < bank.size(); chart++) {
      assertThat(meanDensity(bank, chart)).isCloseTo(1, within(2e-3));
    }
  }

  @ParameterizedTest(name = "{0} below, {1} equal, {2} above")
  @CsvSource({"0, 900, 100", "50, 500, 450", "0, 1000, 0", "300, 400, 0", "10, 1000, 10"})
  void densitiesOfANumberWithAnAtomHaveMeanOneAndWeightsAddUp(int below, int atom, int above) {
    double[] values = IntStream.range(-below - atom, above).asDoubleStream().toArray();
    Arrays.setAll(values, i -> i < below ? i - below : i < below + atom ? 0 : values[i] + 1);
    FeatureReference reference = FeatureReference.numeric("x", DriftKind.DATA, values);
    AtomBank bank = AtomBank.of(reference, new RankTables());
    bank.compareWith(new SequentialRanks(reference.counts()));
    assertThat(weights(bank)).isCloseTo(1, within(1e-12));
    for (int chart = 0; chart < bank.size(); chart++) {
      assertThat(meanDensity(bank, chart)).isCloseTo(1, within(5e-3));
    }
  }

  /** The first of them has a rank that it shares with what was right, and is taken for an error. */
  @Test
  void threeErrorsInARowOfAModelThatMadeNoneAreOverwhelming() {
    int overwhelming = 0;
    for (int seed = 1; seed <= 50; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      SequentialRanks past = new SequentialRanks(new long[] {0, 1_000});
      CategoryBank bank = new CategoryBank(new long[] {0, 1_000}, OddsFactors.ERRORS);
      bank.compareWith(past);
      double evidence = 0;
      for (int item = 0; item < 303; item++) {
        bank.grown(past);
        evidence = bank.update(past.next(item < 300 ? 1 : 0, random.nextDouble()), past);
      }
      overwhelming += evidence > 30_000 ? 1 : 0;
    }
    System.out.println("seeds 1 to 50: " + overwhelming);
    assertThat(overwhelming).isGreaterThan(35);
  }

  @Test
  void betsOnAFigureOfMeanZeroNeitherWinNorLose() {
    SplittableRandom random = new SplittableRandom(5);
    System.out.println("seed 5");
    double[] figures = new double[20_000];
    Arrays.setAll(figures, i -> random.nextGaussian() * random.nextGaussian());
    FeatureReference reference = FeatureReference.bet("c", DriftKind.DATA, figures);
    BettingBank bank = new BettingBank();
    bank.accept(Accepted.of(reference), true);
    bank.discount(1);
    assertThat(weights(bank)).isCloseTo(1, within(1e-12));
    for (int chart = 0; chart < bank.size(); chart++) {
      double sum = 0;
      for (int i = 0; i < 200_000; i++) {
        double figure = random.nextGaussian() * random.nextGaussian();
        sum += Math.exp(bank.logDensity(chart, BettingBank.place(figure)));
      }
      assertThat(sum / 200_000).isCloseTo(1, within(5e-3));
    }
  }

  @Test
  void aFrequentCategoryHasMoreOfTheEvidenceThanARareOne() {
    CategoryBank bank = new CategoryBank(new long[] {600, 390, 10}, OddsFactors.CATEGORIES);
    bank.compareWith(new SequentialRanks(new long[] {600, 390, 10}));
    double frequent = bank.alternative(0).weight();
    double rare = bank.alternative(2 * OddsFactors.CATEGORIES.size()).weight();
    assertThat(frequent).isGreaterThan(3 * rare);
    assertThat(rare).isGreaterThan(0.01);
  }

  @Test
  void aDiscountTakesLogarithmsDown() {
    RankBank plain = new RankBank(new RankTables());
    RankBank discounted = new RankBank(new RankTables());
    discounted.discount(4);
    for (int chart = 0; chart < plain.size(); chart++) {
      assertThat(discounted.logDensity(chart, 0.93))
          .isCloseTo(plain.logDensity(chart, 0.93) / 4, within(1e-12));
    }
  }

  @Test
  void evidenceIsTheWeightedSumOfAllCharts() {
    RankBank bank = new RankBank(new RankTables());
    double sum = 0;
    for (double rank : new double[] {0.2, 0.999, 0.5}) {
      double returned = bank.update(rank, new SequentialRanks(new long[1]));
      sum = 0;
      for (int chart = 0; chart < bank.size(); chart++) {
        sum += bank.alternative(chart).weight() * bank.evidence[chart];
      }
      assertThat(returned).isCloseTo(sum, within(1e-12));
    }
    assertThat(sum).isPositive();
    bank.restart();
    assertThat(bank.evidence).containsOnly(0.0);
  }

  private static double weights(LikelihoodBank bank) {
    double sum = 0;
    for (int chart = 0; chart < bank.size(); chart++) {
      sum += bank.alternative(chart).weight();
    }
    return sum;
  }

  private static double meanDensity(LikelihoodBank bank, int chart) {
    int steps = 100_000;
    double sum = 0;
    for (int i = 0; i < steps; i++) {
      sum += Math.exp(bank.logDensity(chart, (i + 0.5) / steps)) / steps;
    }
    return sum;
  }
}
