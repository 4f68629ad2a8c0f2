package io.github.djlobservability.drift.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.djlobservability.drift.reference.OddsFactors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
    CategoryBank bank =
        new CategoryBank(categories, categories == 2 ? OddsFactors.ERRORS : OddsFactors.CATEGORIES);
    long[] counts = new long[categories];
    for (int i = 0; i < categories; i++) {
      counts[i] = (long) i * i; // one that was never seen is among them
    }
    bank.compareWith(new SequentialRanks(counts));
    assertThat(weights(bank)).isCloseTo(1, within(1e-12));
    for (int chart = 0; chart < bank.size(); chart++) {
      assertThat(meanDensity(bank, chart)).isCloseTo(1, within(2e-3));
    }
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
      double returned = bank.update(rank);
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
