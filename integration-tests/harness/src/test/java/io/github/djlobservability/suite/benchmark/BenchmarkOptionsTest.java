package io.github.djlobservability.suite.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchmarkOptionsTest {

  private final Properties properties = new Properties();

  @Test
  void haveDefaults() {
    properties.setProperty("benchmark.rounds", "");

    BenchmarkOptions options = BenchmarkOptions.from(properties);
    assertThat(options)
        .isEqualTo(
            new BenchmarkOptions(
                1,
                60,
                Duration.ofSeconds(3),
                Duration.ofSeconds(45),
                40,
                0.02,
                List.of(Workload.CENSUS),
                options.variants()));
    assertThat(options.variants()).hasSize(6);
  }

  @Test
  void areRead() {
    properties.setProperty("benchmark.forks", "4");
    properties.setProperty("benchmark.rounds", "2");
    properties.setProperty("benchmark.seconds", "7");
    properties.setProperty("benchmark.warmup", "5");
    properties.setProperty("benchmark.minutes", "6");
    properties.setProperty("benchmark.precision", "0.1");
    properties.setProperty("benchmark.workload", "npz, tokens");
    properties.setProperty("benchmark.servers", "plugin, agent");
    properties.setProperty("benchmark.agent.jar", "agent.jar");

    BenchmarkOptions options = BenchmarkOptions.from(properties);
    assertThat(options)
        .isEqualTo(
            new BenchmarkOptions(
                4,
                2,
                Duration.ofSeconds(7),
                Duration.ofSeconds(5),
                6,
                0.1,
                List.of(Workload.NPZ, Workload.TOKENS),
                options.variants()));
    assertThat(options.variants())
        .extracting(Variant::key)
        .containsExactly("bare", "plugin", "agent");
  }

  @Test
  void takeAllWorkloadsThatSayWhatTheOthersDont() {
    properties.setProperty("benchmark.workload", "all");

    assertThat(BenchmarkOptions.from(properties).workloads()).isEqualTo(Workload.IN_ALL);
  }

  @Test
  void keepTheServersThatAreNamedAndTheBareOne() {
    properties.setProperty("benchmark.servers", "compact");

    assertThat(BenchmarkOptions.from(properties).variants())
        .extracting(Variant::key)
        .containsExactly("bare", "compact");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "benchmark.forks, 0, a whole number from 1",
        "benchmark.rounds, many, a whole number from 1",
        "benchmark.seconds, 1.5, a whole number from 1",
        "benchmark.warmup, -1, a whole number from 1",
        "benchmark.minutes, x, a whole number from 1",
        "benchmark.precision, 0, a number between 0 and 1",
        "benchmark.servers, agent, \"all, or some of bare, again, plugin, tenth, compact, logged\"",
        "benchmark.workload, json, \"all, or some of ndlist, npz, census, busy2, busy20,"
            + " embeddings, tokens, batches\""
      })
  void sayWhatIsAllowed(String key, String value, String allowed) {
    properties.setProperty(key, value);

    assertThatThrownBy(() -> BenchmarkOptions.from(properties))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(key + " is " + value + "; allowed is " + allowed);
  }
}
