package io.github.djlobservability.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BinCountsTest {

  @Test
  void eachBinHoldsTheSameShare() {
    BinCounts bins = of(10, IntStream.range(0, 1000).asDoubleStream().toArray());
    assertThat(bins.edges()).containsExactly(99, 199, 299, 399, 499, 599, 699, 799, 899);
    assertThat(bins.counts()).containsExactly(99, 100, 100, 100, 100, 100, 100, 100, 100, 101);
    assertThat(bins.indexOf(-1e9)).isZero();
    assertThat(bins.indexOf(98.5)).isZero();
    assertThat(bins.indexOf(99)).isEqualTo(1);
    assertThat(bins.indexOf(Double.POSITIVE_INFINITY)).isEqualTo(9);
  }

  @Test
  void aConstantHasItsOwnBinBetweenTwoEmptyOnes() {
    BinCounts bins = of(10, DoubleStream.generate(() -> 5).limit(50).toArray());
    assertThat(bins.edges()).containsExactly(5, Math.nextUp(5.0));
    assertThat(bins.counts()).containsExactly(0, 50, 0);
    assertThat(bins.indexOf(4.999)).isZero();
    assertThat(bins.indexOf(5)).isEqualTo(1);
    assertThat(bins.indexOf(5.001)).isEqualTo(2);
  }

  @Test
  void aFrequentValueHasItsOwnBin() {
    double[] values =
        DoubleStream.concat(
                DoubleStream.generate(() -> 0).limit(600),
                IntStream.rangeClosed(1, 400).asDoubleStream())
            .toArray();
    BinCounts bins = of(10, values);
    assertThat(bins.edges()).containsExactly(0, Double.MIN_VALUE, 100, 200, 300);
    assertThat(bins.counts()).containsExactly(0, 600, 99, 100, 100, 101);
    assertThat(bins.indexOf(-0.0)).isEqualTo(bins.indexOf(0));
  }

  @Test
  void eachOfAFewValuesHasItsOwnBin() {
    double[] values = IntStream.range(0, 500).mapToDouble(i -> i % 5).toArray();
    BinCounts bins = of(10, values);
    for (int value = 0; value < 5; value++) {
      assertThat(bins.counts()[bins.indexOf(value)]).isEqualTo(100);
      assertThat(bins.indexOf(value)).isNotEqualTo(bins.indexOf(value + 0.5));
    }
  }

  @Test
  void nothingIsOneEmptyBin() {
    BinCounts bins = of(10);
    assertThat(bins.size()).isEqualTo(1);
    assertThat(bins.counts()).containsExactly(0);
    assertThat(bins.indexOf(3)).isZero();
  }

  private static BinCounts of(int count, double... values) {
    KllSketch sketch = new KllSketch(1024, 1);
    Moments moments = new Moments();
    for (double value : values) {
      sketch.add(value);
      moments.add(value);
    }
    return BinCounts.of(sketch, moments.minimum(), moments.maximum(), count);
  }
}
