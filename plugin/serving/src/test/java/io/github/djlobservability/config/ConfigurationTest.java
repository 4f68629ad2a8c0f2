package io.github.djlobservability.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djlobservability.access.AccessSettings;
import io.github.djlobservability.access.Right;
import io.github.djlobservability.drift.ExpectedRunTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
  @TempDir Path folder;

  private final List<ConfigurationProblem> reported = new ArrayList<>();

  @Test
  void saysNothingAndGetsTheDefaults() {
    Configuration configuration = read(Map.of(), Map.of());
    assertThat(configuration.server())
        .isEqualTo(
            new ServerSettings(
                true,
                false,
                null,
                AccessSettings.DEFAULTS,
                HardwareSettings.DEFAULTS,
                ModelSettings.DEFAULTS));
    assertThat(reported).isEmpty();
  }

  @Test
  void aTokenNeverStandsInAMessage() throws IOException {
    String token = "a-token-of-some-length";
    Path file = Files.writeString(folder.resolve("token"), token + "\n");
    AccessSettings access =
        read(Map.of("observability.access.token.read", "file:" + file), Map.of()).server().access();
    assertThat(access.tokens()).containsExactly(Map.entry(Right.READ, token));
    assertThat(access.toString()).doesNotContain(token);
    read(Map.of("observability.access.token.manage", "short"), Map.of());
    assertThat(reported).hasSize(1);
    assertThat(reported.get(0).message())
        .contains("observability.access.token.manage=(hidden)", "16 to 512 characters")
        .doesNotContain("short");
  }

  @Test
  void theModelWinsOverTheServerAndTheEnvironmentOverTheFile() {
    Configuration configuration =
        read(
            Map.of("observability.span-detail", "phases", "observability.sampling", "0.5"),
            Map.of("SERVING_OBSERVABILITY_SPAN_DETAIL", "request"));
    assertThat(configuration.model("m", properties(Map.of())))
        .isEqualTo(
            new ModelSettings(
                true,
                SpanDetail.REQUEST,
                0.5,
                false,
                DriftSettings.DEFAULTS,
                FeedbackSettings.DEFAULTS,
                ContentSettings.DEFAULTS,
                QualityOptions.DEFAULTS,
                LoadSettings.DEFAULTS));
    assertThat(
            configuration.model(
                "m",
                properties(
                    Map.of(
                        "observability.enabled", "false",
                        "observability.span-detail", "PHASES",
                        "observability.sampling", " 0 "))))
        .isEqualTo(
            new ModelSettings(
                false,
                SpanDetail.PHASES,
                0.0,
                false,
                DriftSettings.DEFAULTS,
                FeedbackSettings.DEFAULTS,
                ContentSettings.DEFAULTS,
                QualityOptions.DEFAULTS,
                LoadSettings.DEFAULTS));
    assertThat(reported).isEmpty();
  }

  @Test
  void aWrongValueIsReportedWithWhatIsAllowedAndTheNextInLineHolds() {
    Configuration configuration = read(Map.of("observability.sampling", "0.25"), Map.of());
    ModelSettings settings =
        configuration.model("m:1", properties(Map.of("observability.sampling", "25%")));
    assertThat(settings.samplingRatio()).isEqualTo(0.25);
    assertThat(reported)
        .extracting(ConfigurationProblem::message)
        .containsExactly(
            "model m:1: observability.sampling=25% is not allowed; allowed: a number from 0 to 1");
    assertThat(configuration.problems()).isEqualTo(reported);
  }

  @Test
  void aRatioOutsideItsRangeIsWrong() {
    for (String value : List.of("-0.1", "1.1", "NaN", "", "Infinity")) {
      reported.clear();
      read(Map.of("observability.sampling", value), Map.of());
      assertThat(reported).as(value).hasSize(1);
    }
  }

  @Test
  void aRunTimeIsANumberOfItemsOrATime() {
    assertThat(runTime("10000")).isEqualTo(ExpectedRunTime.ofItems(10_000));
    assertThat(runTime("12h")).isEqualTo(ExpectedRunTime.of(Duration.ofHours(12)));
    assertThat(runTime("90m")).isEqualTo(ExpectedRunTime.of(Duration.ofMinutes(90)));
    assertThat(reported).isEmpty();
    for (String wrong : List.of("", "d", "1 week", "-5h", "0d", "99", "9223372036854775807d")) {
      reported.clear();
      assertThat(runTime(wrong)).as(wrong).isEqualTo(DriftSettings.DEFAULTS.expectedRunTime());
      assertThat(reported).as(wrong).hasSize(1);
    }
  }

  @Test
  void objectivesAreAPercentileWithALimitAndAPercentage() {
    LoadSettings load = objectives("observability.slo.latency", "p99.9<1.5s").withEnabled(true);
    assertThat(load.latency())
        .isEqualTo(new LatencyObjective("p99.9<1.5s", 0.999, Duration.ofMillis(1500)));
    assertThat(objectives("observability.slo.availability", "99.95 %").availability())
        .isEqualTo(0.9995);
    assertThat(reported).isEmpty();
    for (String wrong : List.of("", "p99", "99<1s", "p100<1s", "p49<1s", "p99<0ms", "p99<5m")) {
      reported.clear();
      assertThat(objectives("observability.slo.latency", wrong).latency()).as(wrong).isNull();
      assertThat(reported).as(wrong).hasSize(1);
    }
    for (String wrong : List.of("99.9", "100%", "0.999", "49%", "x%")) {
      reported.clear();
      assertThat(objectives("observability.slo.availability", wrong).availability())
          .as(wrong)
          .isNull();
      assertThat(reported).as(wrong).hasSize(1);
    }
  }

  private LoadSettings objectives(String key, String value) {
    return read(Map.of(), Map.of()).model("m", properties(Map.of(key, value))).load();
  }

  @Test
  void aWindowIsANumberOfItemsOrATime() {
    assertThat(window("250")).isEqualTo(Window.ofItems(250));
    assertThat(window("1h")).isEqualTo(Window.of(Duration.ofHours(1)));
    assertThat(reported).isEmpty();
    for (String wrong : List.of("19", "0h", "1000001", "an hour")) {
      reported.clear();
      assertThat(window(wrong)).as(wrong).isEqualTo(DriftSettings.DEFAULTS.window());
      assertThat(reported).as(wrong).hasSize(1);
    }
  }

  private Window window(String value) {
    return read(Map.of("observability.drift.window", value), Map.of())
        .server()
        .modelDefaults()
        .drift()
        .window();
  }

  private ExpectedRunTime runTime(String value) {
    return read(Map.of("observability.drift.expected-run-time", value), Map.of())
        .server()
        .modelDefaults()
        .drift()
        .expectedRunTime();
  }

  @Test
  void aKeyThatDoesNotExistIsReportedWithThoseThatDo() {
    read(
        Map.of("observability.spandetail", "request", "job_queue_size", "7"),
        Map.of("SERVING_OBSERVABILITY_SAMPLE", "1", "SERVING_JOB_QUEUE_SIZE", "9"));
    assertThat(reported)
        .extracting(ConfigurationProblem::key)
        .containsExactly("SERVING_OBSERVABILITY_SAMPLE", "observability.spandetail");
    assertThat(reported.get(1).allowed()).contains("observability.span-detail");
    assertThat(reported.get(0).allowed()).contains("SERVING_OBSERVABILITY_SAMPLING");
  }

  @Test
  void aWrongValueIsReportedOnce() {
    read(Map.of("observability.enabled", "maybe"), Map.of());
    assertThat(reported)
        .extracting(ConfigurationProblem::key)
        .containsExactly("observability.enabled");
  }

  @Test
  void aKeyOfTheServerIsWrongInAModel() {
    read(Map.of(), Map.of()).model("m", properties(Map.of("observability.strict", "true")));
    assertThat(reported)
        .extracting(ConfigurationProblem::key)
        .containsExactly("observability.strict");
  }

  @Test
  void whatWasWrongIsForgottenWithTheModelAndWhenItIsConfiguredAnew() {
    Configuration configuration = read(Map.of(), Map.of());
    Properties wrong = properties(Map.of("observability.enabled", "yes"));
    configuration.model("a", wrong);
    configuration.model("b", wrong);
    configuration.forget("a");
    configuration.model("b", properties(Map.of()));
    assertThat(configuration.problems()).isEmpty();
  }

  @Test
  void strictModeMakesWrongSettingsFatal() {
    assertThatThrownBy(
            () ->
                read(
                    Map.of("observability.strict", "true", "observability.enabled", "maybe"),
                    Map.of()))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("observability.enabled=maybe")
        .hasMessageContaining("observability.strict=true");
    Configuration strict = read(Map.of("observability.strict", "true"), Map.of());
    assertThatThrownBy(() -> strict.model("m", properties(Map.of("observability.sampling", "2"))))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("model m");
  }

  @Test
  void everySettingIsDocumented() throws IOException {
    String page = Files.readString(Path.of("..", "..", "docs", "configuration.md"));
    List<String> documented =
        page.lines().filter(line -> line.startsWith("| `observability.")).toList();
    assertThat(documented).hasSameSizeAs(Setting.ALL);
    for (Setting<?> setting : Setting.ALL) {
      assertThat(documented)
          .anyMatch(
              line ->
                  line.startsWith(
                      "| `%s` | %s | %s |"
                          .formatted(
                              setting.key(),
                              setting.perModel() ? "server, model" : "server",
                              setting.allowed())));
    }
  }

  private Configuration read(Map<String, String> file, Map<String, String> environment) {
    return new Configuration(properties(file), environment, reported::add);
  }

  private static Properties properties(Map<String, String> values) {
    Properties properties = new Properties();
    properties.putAll(values);
    return properties;
  }
}
