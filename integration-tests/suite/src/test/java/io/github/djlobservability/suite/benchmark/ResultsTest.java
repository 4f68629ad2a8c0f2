package io.github.djlobservability.suite.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResultsTest {

  private final List<Variant> variants = Variant.all(Optional.empty()).subList(0, 3);
  private final Results results = new Results(variants.get(0));

  @Test
  void comparesWithTheReferenceOfTheSameRound() {
    // The machine is slow in the second round, and the ratio does not see it.
    add(100, 90, 50);
    add(10, 9, 5);
    add(100, 90, 80);

    assertThat(results.ratio(variants.get(1), Measurement::requestsPerSecond))
        .isEqualTo(new Spread(0.9, 0.9, 0.9));
    assertThat(results.ratio(variants.get(2), Measurement::requestsPerSecond))
        .isEqualTo(new Spread(0.5, 0.5, 0.65));
    assertThat(results.spread(variants.get(0), Measurement::requestsPerSecond).median())
        .isEqualTo(100);
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
            "| plugin, 0 % sampled | 50 (50 to 50) | 1.00 (1.00 to 1.00) | 2.00 (2.00 to 2.00) "
                + "| 20000 (20000 to 20000) | 0.500 (0.500 to 0.500) | 0.500 (0.500 to 0.500) "
                + "| 4.50 |");
  }

  private void add(double... requestsPerSecond) {
    for (int i = 0; i < requestsPerSecond.length; i++) {
      double rate = requestsPerSecond[i];
      results.add(variants.get(i), new Measurement(rate, 1, 2, 1e6 / rate));
    }
  }
}
