package io.github.djlobservability.statistics.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.statistics.SortedSample;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** Checks where values fall, and how ties and constants change bins at quantiles. */
class BinsTest {

  @Test
  void isClosedOnTheLeftAndCoversAllNumbers() {
    Bins bins = Bins.at(-1, 0, 2.5);

    assertThat(bins.count()).isEqualTo(4);
    assertThat(bins.counts(-7, -1, -0.5, -0.0, 0, 2.5, 100)).containsExactly(1, 2, 2, 2);
    assertThat(bins.counts(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NaN))
        .containsExactly(1, 0, 0, 1);
  }

  @Test
  void withoutEdgesThereIsOneBin() {
    assertThat(Bins.at().counts(1, 2, 3)).containsExactly(3);
  }

  @Test
  void quantileBinsHoldEqualShares() {
    SortedSample reference =
        SortedSample.of(DoubleStream.iterate(0, i -> i + 1).limit(1_000).toArray());

    assertThat(Bins.atQuantiles(reference, 10).counts(reference)).hasSize(10).containsOnly(100);
  }

  @Test
  void aConstantReferenceIsToldFromEverythingElse() {
    Bins bins = Bins.atQuantiles(SortedSample.of(0.1, 0.1, 0.1), 10);

    assertThat(bins.counts(0, 0.1, 0.1, Math.nextUp(0.1), 5)).containsExactly(1, 2, 2);
  }

  @Test
  void aReferenceThatIsNearlyAllZerosIsNotASingleBin() {
    double[] reference = new double[100];
    reference[99] = 5;
    SortedSample sample = SortedSample.of(reference);

    assertThat(Bins.atQuantiles(sample, 10).counts(sample)).containsExactly(0, 99, 1);
  }

  @Test
  void twoValuesAreToldApart() {
    SortedSample ten = SortedSample.of(0, 0, 0, 0, 0, 0, 1, 1, 1, 1);
    SortedSample eleven = SortedSample.of(0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1);

    // A quantile between the values makes an edge there; without one there are three bins.
    assertThat(Bins.atQuantiles(ten, 10).counts(ten)).containsExactly(6, 4);
    assertThat(Bins.atQuantiles(eleven, 10).counts(eleven)).containsExactly(0, 6, 5);
  }
}
