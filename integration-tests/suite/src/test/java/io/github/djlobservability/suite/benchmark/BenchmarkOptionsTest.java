package io.github.djlobservability.suite.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchmarkOptionsTest {

  private final Properties properties = new Properties();

  @Test
  void haveDefaults() {
    properties.setProperty("benchmark.rounds", "");

    assertThat(BenchmarkOptions.from(properties))
        .isEqualTo(
            new BenchmarkOptions(
                3,
                6,
                Duration.ofSeconds(4),
                Duration.ofSeconds(45),
                Workload.NDLIST,
                Optional.empty()));
  }

  @Test
  void areRead() {
    properties.setProperty("benchmark.forks", "1");
    properties.setProperty("benchmark.rounds", "2");
    properties.setProperty("benchmark.seconds", "3");
    properties.setProperty("benchmark.warmup", "5");
    properties.setProperty("benchmark.workload", "npz");
    properties.setProperty("benchmark.agent.jar", "agent.jar");

    assertThat(BenchmarkOptions.from(properties))
        .isEqualTo(
            new BenchmarkOptions(
                1,
                2,
                Duration.ofSeconds(3),
                Duration.ofSeconds(5),
                Workload.NPZ,
                Optional.of(Path.of("agent.jar"))));
  }

  @ParameterizedTest
  @CsvSource({
    "benchmark.forks, 0, from 1",
    "benchmark.rounds, many, from 1",
    "benchmark.seconds, 1.5, from 1",
    "benchmark.warmup, -1, from 1",
    "benchmark.workload, json, 'ndlist, npz or census'"
  })
  void sayWhatIsAllowed(String key, String value, String allowed) {
    properties.setProperty(key, value);

    assertThatThrownBy(() -> BenchmarkOptions.from(properties))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            key
                + " is "
                + value
                + "; allowed is "
                + (allowed.startsWith("from") ? "a whole number " : "")
                + allowed);
  }
}
