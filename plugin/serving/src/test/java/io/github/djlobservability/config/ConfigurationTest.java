package io.github.djlobservability.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djlobservability.access.AccessSettings;
import io.github.djlobservability.access.Right;
import io.github.djlobservability.config.problem.ConfigurationProblem;
import io.github.djlobservability.config.value.LatencyObjective;
import io.github.djlobservability.config.value.ReleasePolicy;
import io.github.djlobservability.config.value.SpanDetail;
import io.github.djlobservability.disclosure.ValuePolicy;
import io.github.djlobservability.docs.GeneratedTable;
import io.github.djlobservability.drift.ExpectedRunTime;
import io.github.djlobservability.drift.MonitorSettings;
import io.github.djlobservability.drift.Window;
import io.github.djlobservability.drift.incident.MinEffect;
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
    assertThat(configuration.server()).isEqualTo(Settings.DEFAULTS);
    assertThat(reported).isEmpty();
  }

  @Test
  void whatHidesSomethingAndCannotBeReadHidesAll() {
    Settings settings =
        read(
                Map.of(
                    "observability.access.open-scrape", "no",
                    "observability.values", "nonee",
                    "observability.privacy.epsilon", "a little",
                    "observability.inference-log", "lines",
                    "observability.redact.fields", "ssn:hide"),
                Map.of())
            .server();
    assertThat(AccessSetting.access(settings).openScrape()).isFalse();
    assertThat(PrivacySetting.values(settings).mode()).isEqualTo(ValuePolicy.Mode.NONE);
    assertThat(PrivacySetting.releases(settings)).isEqualTo(new ReleasePolicy(0.01, 4, null));
    assertThat(CaptureSetting.policy(settings).targets()).isEmpty();
    assertThat(reported)
        .hasSize(4)
        .allSatisfy(problem -> assertThat(problem.message()).contains("; until then "));
  }

  @Test
  void aModelThatSaysItRightlyIsReadAgain() {
    Configuration configuration =
        read(
            Map.of(
                "observability.inference-log", "lines", "observability.redact.fields", "ssn:hide"),
            Map.of());
    Properties model = new Properties();
    assertThat(CaptureSetting.policy(configuration.model("m", model)).targets()).isEmpty();
    model.setProperty("observability.redact.fields", "ssn:hash");
    assertThat(CaptureSetting.policy(configuration.model("m", model)).targets()).isNotEmpty();
    model.setProperty("observability.redact.detectors", "e-mail");
    assertThat(CaptureSetting.policy(configuration.model("m", model)).targets()).isEmpty();
  }

  @Test
  void aTokenNeverStandsInAMessage() throws IOException {
    String token = "a-token-of-some-length";
    Path file = Files.writeString(folder.resolve("token"), token + "\n");
    AccessSettings access =
        AccessSetting.access(
            read(Map.of("observability.access.token.read", "file:" + file), Map.of()).server());
    assertThat(access.tokens()).containsExactly(Map.entry(Right.READ, token));
    assertThat(access.toString()).doesNotContain(token);
    read(Map.of("observability.access.token.manage", "short"), Map.of());
    assertThat(reported).hasSize(1);
    assertThat(reported.get(0).message())
        .contains("observability.access.token.manage=(hidden)", "16 to 512 characters")
        .doesNotContain("short");
  }

  @Test
  void aTokenComesFromAFileAsEditorsWriteIt() throws IOException {
    String token = "a-token-of-some-length";
    Path file = Files.writeString(folder.resolve("token"), "\uFEFF" + token + "\r\n");
    Settings server =
        read(Map.of("observability.access.token.read", "file:" + file), Map.of()).server();
    assertThat(AccessSetting.access(server).tokens()).containsExactly(Map.entry(Right.READ, token));
    assertThat(reported).isEmpty();
  }

  /** It would be taken, and whoever sent it be refused, without a word why. */
  @Test
  void whatNoClientCanSendIsNoToken() throws IOException {
    String token = "a-token-of-some-length";
    Path two = Files.writeString(folder.resolve("two"), token + "\n" + token + "\n");
    read(Map.of("observability.access.token.read", "file:" + two), Map.of());
    read(Map.of("observability.access.token.read", "a token with some blanks"), Map.of());
    read(Map.of("observability.access.token.read", "file:/dev/zero"), Map.of());
    assertThat(reported).hasSize(3);
  }

  @Test
  void theModelWinsOverTheServerAndTheEnvironmentOverTheFile() {
    Configuration configuration =
        read(
            Map.of("observability.span-detail", "phases", "observability.sampling", "0.5"),
            Map.of("SERVING_OBSERVABILITY_SPAN_DETAIL", "request"));
    Settings inherited = configuration.model("m", properties(Map.of()));
    assertThat(inherited.get(RequestSetting.SPAN_DETAIL)).isEqualTo(SpanDetail.REQUEST);
    assertThat(inherited.find(RequestSetting.SAMPLING)).isEqualTo(0.5);
    Settings own =
        configuration.model(
            "m",
            properties(
                Map.of(
                    "observability.enabled", "false",
                    "observability.span-detail", "PHASES",
                    "observability.sampling", " 0 ")));
    assertThat(own.get(GeneralSetting.ENABLED)).isFalse();
    assertThat(own.get(RequestSetting.SPAN_DETAIL)).isEqualTo(SpanDetail.PHASES);
    assertThat(own.find(RequestSetting.SAMPLING)).isZero();
    assertThat(reported).isEmpty();
  }

  @Test
  void whereAVariableIsWrongTheFileHolds() {
    Configuration configuration =
        read(
            Map.of("observability.sampling", "0.5"),
            Map.of("SERVING_OBSERVABILITY_SAMPLING", "half"));
    assertThat(configuration.server().find(RequestSetting.SAMPLING)).isEqualTo(0.5);
    assertThat(reported).hasSize(1);
  }

  @Test
  void aWrongValueIsReportedWithWhatIsAllowedAndTheNextInLineHolds() {
    Configuration configuration = read(Map.of("observability.sampling", "0.25"), Map.of());
    Settings settings =
        configuration.model("m:1", properties(Map.of("observability.sampling", "25%")));
    assertThat(settings.find(RequestSetting.SAMPLING)).isEqualTo(0.25);
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
      assertThat(runTime(wrong)).as(wrong).isEqualTo(ExpectedRunTime.of(Duration.ofDays(7)));
      assertThat(reported).as(wrong).hasSize(1);
    }
  }

  @Test
  void objectivesAreAPercentileWithALimitAndAPercentage() {
    Settings fast = model("observability.slo.latency", "p99.9<1.5s");
    assertThat(fast.find(LoadSetting.SLO_LATENCY))
        .isEqualTo(new LatencyObjective("p99.9<1.5s", 0.999, Duration.ofMillis(1500)));
    assertThat(LoadSetting.hasObjective(fast)).isTrue();
    Settings available = model("observability.slo.availability", "99.95 %");
    assertThat(available.find(LoadSetting.SLO_AVAILABILITY)).isEqualTo(0.9995);
    assertThat(LoadSetting.hasObjective(available)).isTrue();
    assertThat(LoadSetting.hasObjective(available.with(LoadSetting.LOAD, false))).isFalse();
    assertThat(reported).isEmpty();
    for (String wrong : List.of("", "p99", "99<1s", "p100<1s", "p49<1s", "p99<0ms", "p99<5m")) {
      reported.clear();
      Settings none = model("observability.slo.latency", wrong);
      assertThat(LoadSetting.hasObjective(none)).as(wrong).isFalse();
      assertThat(reported).as(wrong).hasSize(1);
    }
    for (String wrong : List.of("99.9", "100%", "0.999", "49%", "x%")) {
      reported.clear();
      Settings none = model("observability.slo.availability", wrong);
      assertThat(LoadSetting.hasObjective(none)).as(wrong).isFalse();
      assertThat(reported).as(wrong).hasSize(1);
    }
  }

  private Settings model(String key, String value) {
    return read(Map.of(), Map.of()).model("m", properties(Map.of(key, value)));
  }

  @Test
  void aWindowIsANumberOfItemsOrATime() {
    assertThat(window("250")).isEqualTo(Window.ofItems(250));
    assertThat(window("1h")).isEqualTo(Window.of(Duration.ofHours(1)));
    assertThat(reported).isEmpty();
    for (String wrong : List.of("19", "0h", "1000001", "an hour")) {
      reported.clear();
      assertThat(window(wrong)).as(wrong).isEqualTo(Window.ofItems(500));
      assertThat(reported).as(wrong).hasSize(1);
    }
  }

  @Test
  void theLeastThatMattersAndWeightsAreTheMonitors() {
    MonitorSettings monitor =
        DriftSetting.monitor(
            read(
                    Map.of(
                        "observability.drift.min-effect", "sd:0.2, odds:2",
                        "observability.drift.weights", "age:3,bmi:0.5"),
                    Map.of())
                .server());
    assertThat(reported).isEmpty();
    assertThat(monitor.minEffect()).isEqualTo(new MinEffect(0.2, Double.NaN, 2));
    assertThat(monitor.weights().of("age.length")).isEqualTo(3);
    read(Map.of("observability.drift.min-effect", "0.2"), Map.of());
    assertThat(reported).hasSize(1);
  }

  private Window window(String value) {
    return read(Map.of("observability.drift.window", value), Map.of())
        .server()
        .get(DriftSetting.WINDOW);
  }

  private ExpectedRunTime runTime(String value) {
    return read(Map.of("observability.drift.expected-run-time", value), Map.of())
        .server()
        .get(DriftSetting.EXPECTED_RUN_TIME);
  }

  @Test
  void aKeyThatDoesNotExistIsReportedWithTheOneThatWasMeant() {
    read(
        Map.of(
            "observability.spandetail", "secret",
            "observabilty.items", "false",
            "observability.nothing-like-it", "1",
            "job_queue_size", "7",
            "observer.items", "false"),
        Map.of("SERVING_OBSERVABILITY_SAMPLNIG", "1", "SERVING_JOB_QUEUE_SIZE", "9"));
    assertThat(reported)
        .extracting(ConfigurationProblem::message)
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .contains("nothing-like-it is no setting; docs/configuration.md lists"),
            second ->
                assertThat(second)
                    .endsWith("spandetail is no setting; did you mean observability.span-detail?")
                    .doesNotContain("secret"),
            third -> assertThat(third).contains("did you mean observability.items?"),
            fourth -> assertThat(fourth).contains("did you mean SERVING_OBSERVABILITY_SAMPLING?"));
  }

  @Test
  void aWrongValueIsReportedOnce() {
    read(Map.of("observability.enabled", "maybe"), Map.of());
    assertThat(reported)
        .extracting(ConfigurationProblem::key)
        .containsExactly("observability.enabled");
  }

  @Test
  void whatOthersRefuseIsKeptBesideWhatWasRefusedBefore() {
    Configuration configuration = new Configuration(new Properties(), Map.of(), problem -> {});
    assertThat(configuration.printedSecrets()).isEmpty();
    ConfigurationProblem one = new ConfigurationProblem("OpenTelemetry", "a", "1", "2");
    ConfigurationProblem two = new ConfigurationProblem("OpenTelemetry", "b", "1", "2");
    configuration.refused(one);
    configuration.refused(two);
    assertThat(configuration.problems()).containsExactly(one, two);
  }

  @Test
  void aSecretInAVariableIsFoundAndAFileIsNot() {
    Map<String, String> environment =
        Map.of(
            "SERVING_OBSERVABILITY_ACCESS_TOKEN_READ",
            "a token of a length",
            "SERVING_OBSERVABILITY_ACCESS_TOKEN_MANAGE",
            "file:/nowhere",
            "SERVING_OBSERVABILITY_PORT",
            "9999");
    assertThat(new Configuration(new Properties(), environment, problem -> {}).printedSecrets())
        .containsExactly("SERVING_OBSERVABILITY_ACCESS_TOKEN_READ");
  }

  @Test
  void aKeyOfTheServerIsWrongInAModel() {
    read(Map.of(), Map.of()).model("m", properties(Map.of("observability.strict", "true")));
    assertThat(reported)
        .extracting(ConfigurationProblem::message)
        .containsExactly(
            "model m: observability.strict is no setting; it is a setting of the server alone");
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
  void aFolderThatTakesNoStateIsOneProblemForAllModels() {
    Configuration configuration = read(Map.of(), Map.of());
    for (String model : List.of("a", "b", "c", "d")) {
      for (String part : List.of("drift", "feedback")) {
        configuration.stateNotKept(
            model, part, "/state/" + model, "/state/" + model + "/x.state: Read-only file system");
      }
    }
    String allowed =
        "a folder with room that the server's user may write to; /state/a/x.state: Read-only file"
            + " system";
    assertThat(configuration.problems())
        .containsExactly(
            new ConfigurationProblem(
                "4 models (a, b, c and others), state of drift, feedback",
                "observability.state-folder",
                "/state",
                allowed));
    assertThat(reported)
        .as("told again where twice as many have it")
        .extracting(ConfigurationProblem::source)
        .containsExactly(
            "model a, state of drift",
            "2 models (a, b), state of drift, feedback",
            "4 models (a, b, c and others), state of drift, feedback");

    configuration.stateNotKept("d", "drift", "/state/d", "No space left on device");
    configuration.stateKept("a", "drift");
    configuration.stateKept("a", "feedback");
    configuration.stateKept("b", "drift");
    configuration.forget("c");
    assertThat(configuration.problems())
        .extracting(ConfigurationProblem::source)
        .containsExactlyInAnyOrder("2 models (b, d), state of feedback", "model d, state of drift");
    configuration.stateKept("b", "feedback");
    configuration.forget("d");
    assertThat(configuration.problems()).isEmpty();
    configuration.stateNotKept("a", "drift", "/state/a", "No space left on device");
    assertThat(reported).as("it is new again").hasSize(5);
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
  void aSettingHasAValueOrMayHaveNone() {
    assertThat(Settings.DEFAULTS.find(LoadSetting.CLIENT_HEADER)).isNull();
    assertThatThrownBy(() -> Settings.DEFAULTS.get(LoadSetting.CLIENT_HEADER))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("observability.client-header");
  }

  @Test
  void settingsReadAsTheyAreWritten() {
    for (Setting<?> setting : SettingCatalogue.all()) {
      assertReadsAsWritten(setting);
    }
  }

  private static <T> void assertReadsAsWritten(Setting<T> setting) {
    T value = setting.otherwise();
    if (value != null) {
      String text = setting.notation().writer().apply(value);
      assertThat(setting.notation().parser().apply(text)).as(setting.key()).isEqualTo(value);
    }
  }

  @Test
  void everySettingIsDocumented() throws IOException {
    for (Class<?> area : SettingCatalogue.AREAS) {
      List<List<String>> rows =
          SettingCatalogue.in(area).stream()
              .map(
                  setting ->
                      List.of(
                          GeneratedTable.code(setting.key()),
                          setting.perModel() ? "server, model" : "server",
                          setting.notation().allowed(),
                          setting.otherwiseText(),
                          setting.meaning(),
                          setting.since()))
              .toList();
      GeneratedTable.of("configuration.md", area.getSimpleName())
          .holds(List.of("key", "where", "allowed", "default", "meaning", "since"), rows);
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
