package io.github.djlobservability.drift.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NumericCellsTest {

  @Test
  void everyValueOfASmallSampleHasACellAndSoHasEveryGap() {
    NumericCells cells = NumericCells.ofSample(new double[] {3, 1, 1, -0.0});
    assertThat(cells.counts()).containsExactly(0, 1, 0, 2, 0, 1, 0);
    assertThat(cells.cell(0.0)).isEqualTo(1);
    assertThat(cells.cell(-0.0)).isEqualTo(1);
    assertThat(cells.cell(0.5)).isEqualTo(2);
    assertThat(cells.cell(1)).isEqualTo(3);
    assertThat(cells.cell(Double.NEGATIVE_INFINITY)).isZero();
    assertThat(cells.cell(Double.POSITIVE_INFINITY)).isEqualTo(6);
  }

  @Test
  void noSampleIsOneGap() {
    NumericCells cells = NumericCells.ofSample(new double[0]);
    assertThat(cells.counts()).containsExactly(0);
    assertThat(cells.cell(7)).isZero();
  }

  @Test
  void manyValuesAreCutAtEvenRanksAndCountedExactly() {
    SplittableRandom random = new SplittableRandom(3);
    double[] sample = new double[10_000];
    Arrays.setAll(sample, i -> i % 3 == 0 ? 0.25 : random.nextDouble());
    NumericCells cells = NumericCells.ofSample(sample);
    long[] counted = new long[cells.size()];
    for (double value : sample) {
      counted[cells.cell(value)]++;
    }
    assertThat(cells.counts()).containsExactly(counted);
    assertThat(cells.size()).isBetween(1_000, 2 * NumericCells.MAX_CUTS + 1);
    assertThat(cells.counts()[cells.cell(0.25)]).isEqualTo(3_334);
  }

  @Test
  void quantilesStandForAllRows() {
    NumericCells cells = NumericCells.ofQuantiles(new double[] {1, 5, 5, 9}, 1_000);
    assertThat(Arrays.stream(cells.counts()).sum()).isEqualTo(1_000);
    assertThat(cells.counts()).containsExactly(200, 1, 199, 201, 199, 1, 199);
  }

  @Test
  void quantileIsTheCutThatHasTheShareBelow() {
    NumericCells cells = NumericCells.ofSample(new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
    assertThat(cells.quantile(0.1)).isEqualTo(1);
    assertThat(cells.quantile(0.75)).isEqualTo(8);
    assertThat(NumericCells.ofSample(new double[0]).quantile(0.5)).isNaN();
  }

  @Test
  void numbersThatAreOneFloatShareACell() {
    NumericCells cells = NumericCells.ofSample(new double[] {0.1, 0.999_999_999, 0.999_999_998, 2});
    assertThat(cells.cell((float) 0.1)).isEqualTo(cells.cell(0.1));
    assertThat(cells.cell(1)).isEqualTo(cells.cell(0.999_999_999));
    assertThat(cells.counts()).containsExactly(0, 1, 0, 2, 0, 1, 0);
    NumericCells quantiles = NumericCells.ofQuantiles(new double[] {0.1, 0.7, 0.8}, 1_000);
    assertThat(quantiles.cell((float) 0.7)).isEqualTo(quantiles.cell(0.7));
  }

  @Test
  void whatAFloatWouldHardlyTellApartStaysApart() {
    NumericCells metres = NumericCells.ofSample(new double[] {4e6 + 0.11, 4e6 + 0.12, 4e6 + 0.13});
    assertThat(metres.cell(4e6 + 0.12)).isEqualTo(3);
    assertThat(metres.cell(4e6 + 0.125)).isEqualTo(4);
    NumericCells whole = NumericCells.ofSample(new double[] {1, 33_554_433, 33_554_434});
    assertThat(whole.cell(33_554_433)).isEqualTo(3);
    assertThat(whole.cell(33_554_434)).isEqualTo(5);
  }
}
