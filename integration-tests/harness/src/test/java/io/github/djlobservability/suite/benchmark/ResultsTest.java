package io.github.djlobservability.suite.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class ResultsTest {

  private final List<Variant> variants = Variant.all(Optional.empty()).subList(0, 3);
  private boolean counted = true;
  private final Results results = new Results(variants.get(0));

  @Test
  void comparesWithTheReferenceOfTheSameRound() {
    // The machine is slow in the second round, and the ratio does not see it.
    add(100, 90, 50);
    add(10, 9, 5);
    add(100, 90, 80);

    assertThat(results.ratio(variants.get(1), Measurement::requestsPerSecond))
        .isEqualTo(new Interval(0.9, 0.9, 0.9));
    assertThat(results.cpuRatio(variants.get(2)).median()).isEqualTo(0.5);
    assertThat(results.median(variants.get(0), Measurement::requestsPerSecond)).isEqualTo(100);
    assertThat(results.rounds()).isEqualTo(3);
  }

  @Test
  void areATableWithOneRowForEachVariant() {
    add(100, 90, 50);
    results.received(variants.get(2), 5);
    results.received(variants.get(2), 4);

    String[] lines = Report.markdown(variants, results).split("\n");

    assertThat(lines).hasSize(2 + variants.size());
    assertThat(lines[4])
        .isEqualTo(
            "| plugin as it comes, all traced | 20000 | 0.500 (0.500 to 0.500) "
                + "| 3.000 (3.000 to 3.000) | 50 "
                + "| 2.00, 20.00, 20.00 | 2.00 (2.00 to 2.00) | 900 | 4.50 |");
  }

  @Test
  void sayWhereInstructionsAreNotCounted() {
    counted = false;
    add(100, 90, 50);

    assertThat(Report.markdown(variants, results).lines().skip(2))
        .allSatisfy(row -> assertThat(row).contains("| not counted |"));
  }

  private double instructions(int variant) {
    return counted ? 1000 * (variant + 1) : Double.NaN;
  }

  private void add(double... requestsPerSecond) {
    for (int i = 0; i < requestsPerSecond.length; i++) {
      double rate = requestsPerSecond[i];
      Histogram latencies = new Histogram(3);
      latencies.recordValueWithCount((long) (1e8 / rate), 98);
      latencies.recordValueWithCount((long) (1e9 / rate), 2);
      results.add(
          variants.get(i), new Measurement(rate, 1e6 / rate, instructions(i), latencies, 900));
    }
  }
}
