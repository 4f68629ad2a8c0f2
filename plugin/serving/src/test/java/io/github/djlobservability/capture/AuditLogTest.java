package io.github.djlobservability.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.audit.AuditHead;
import io.github.djlobservability.audit.AuditRecord;
import io.github.djlobservability.audit.AuditVerification;
import io.github.djlobservability.config.AuditSetting;
import io.github.djlobservability.config.Settings;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.observation.Completion;
import io.github.djlobservability.observation.Observation;
import io.github.djlobservability.observation.Payload;
import io.github.djlobservability.state.Sha256;
import io.github.djlobservability.telemetry.Telemetry;
import io.github.djlobservability.telemetry.definition.PluginKeys;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {
  private static final ModelId MODEL = new ModelId("m", "2");

  @RegisterExtension static final OpenTelemetryExtension OTEL = OpenTelemetryExtension.create();

  @TempDir Path folder;
  private Telemetry telemetry;
  private long now = 1_800_000_000_000L;
  private final InstantSource clock = () -> Instant.ofEpochMilli(now);

  @BeforeEach
  void make() {
    telemetry = Telemetry.using(OTEL.getOpenTelemetry(), "test");
  }

  private AuditLog opened() throws IOException {
    now += 10;
    AuditLog log =
        new AuditLog(MODEL, AuditSetting.policy(Settings.DEFAULTS), folder, telemetry, clock);
    log.open("1.0");
    return log;
  }

  private static Observation request(String input, String output) {
    return new Observation(
        MODEL,
        1_700_000_000_000L,
        null,
        "maria-1",
        Payload.Body.of(input.getBytes(StandardCharsets.UTF_8), "application/json"),
        Payload.Body.of(output.getBytes(StandardCharsets.UTF_8), "application/json"),
        new Completion(SpanContext.getInvalid(), 200, null, 5_000_000));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList();
    }
  }

  private List<AuditRecord> records() throws IOException {
    List<AuditRecord> records = new ArrayList<>();
    for (Path file : files()) {
      for (String line : Files.readAllLines(file)) {
        AuditRecord record = AuditRecord.parse(line);
        if (record != null) {
          records.add(record);
        }
      }
    }
    return records;
  }

  @Test
  void recordsHashesOfWhatWasAskedAndSaidAndNothingOfIt() throws IOException {
    AuditLog log = opened();
    log.add(request("{\"name\": \"Maria\"}", "{\"class\": 1}"));
    log.close();
    AuditRecord record = records().get(1);
    assertThat(record.line())
        .startsWith(
            "{\"n\":2,\"kind\":\"inference\",\"time\":\"2023-11-14T22:13:20Z\",\"model\":\"m\","
                + "\"version\":\"2\",\"request\":\"hidden:")
        .contains("\"status\":200,\"failure\":null,\"seconds\":0.005,")
        .doesNotContainIgnoringCase("maria");
    byte[] salt = HexFormat.of().parseHex(record.json().get("salt").asText());
    assertThat(record.json().get("input").asText())
        .isEqualTo(Sha256.hex(salt, "{\"name\": \"Maria\"}".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void theChainGoesOnAfterARestartAndACrash() throws IOException {
    AuditLog log = opened();
    log.add(request("1", "1"));
    log.close();
    Files.writeString(files().get(0), "{\"n\":3,\"ki", StandardOpenOption.APPEND);
    log = opened();
    log.missed(7);
    log.add(request("2", "2"));
    log.add(request("3", "3"));
    log.close();
    AuditVerification.Result result = new AuditVerification(null).verify(files());
    assertThat(result.broken()).isNull();
    assertThat(result.records()).isEqualTo(5);
    assertThat(result.missed()).isEqualTo(7);
    assertThat(result.notes()).hasSize(1);
    assertThat(records())
        .extracting(record -> record.json().get("kind").asText())
        .containsExactly("start", "inference", "start", "inference", "inference");
  }

  @Test
  void whatHasNoRecordAtTheEndIsCountedInTheNextProcess() throws IOException {
    AuditLog log = opened();
    log.add(request("1", "1"));
    log.missed(8);
    log.close();
    log = opened();
    assertThat(records().get(2).json().get("missed").asLong()).isEqualTo(8);
    assertThat(records().get(2).json().has("unclosed")).isFalse();
    log.close();
    log = opened();
    assertThat(records().get(3).json().has("missed")).isFalse();
    log.close();
  }

  @Test
  void aProcessThatDidNotCloseTheLogIsToldByTheNext() throws IOException {
    AuditLog killed = opened();
    killed.add(request("1", "1"));
    killed.missed(3);
    killed.tick();
    AuditLog log = opened();
    log.close();
    AuditRecord start = records().get(2);
    assertThat(start.json().get("unclosed").asBoolean()).isTrue();
    assertThat(start.json().get("missed").asLong()).isEqualTo(3);
    assertThat(new AuditVerification(null).verify(files()).notes())
        .singleElement()
        .asString()
        .contains("not known");
  }

  @Test
  void whatTheNextRecordHasSaidIsNotSaidAgain() throws IOException {
    AuditLog killed = opened();
    killed.missed(3);
    killed.tick();
    killed.add(request("1", "1"));
    AuditLog log = opened();
    log.close();
    assertThat(new AuditVerification(null).verify(files()).missed()).isEqualTo(3);
  }

  @Test
  void goesOnWhereItsFirstRecordCouldNotBeWritten() throws IOException {
    Files.delete(folder);
    Files.writeString(folder, "in the way");
    AuditLog log = opened();
    log.add(request("1", "1"));
    assertThat(log.failure()).isNotNull();
    Files.delete(folder);
    now += 60_000;
    log.add(request("2", "2"));
    assertThat(log.failure()).isNull();
    log.close();
    AuditVerification.Result result = new AuditVerification(null).verify(files());
    assertThat(result.broken()).isNull();
    assertThat(result.records()).isEqualTo(2);
    assertThat(result.missed()).isEqualTo(1);
  }

  @Test
  void tellsItsHeadOnceAMinute() throws IOException {
    AuditLog log = opened();
    log.add(request("1", "1"));
    log.tick();
    assertThat(told()).as("the start alone").hasSize(1);
    now += 60_000;
    log.tick();
    log.tick();
    assertThat(told()).hasSize(2).last().isEqualTo(records().get(1).head());
    log.close();
    assertThat(told()).hasSize(2);
  }

  private static List<AuditHead> told() {
    return OTEL.getLogRecords().stream()
        .map(
            event -> {
              Long number = event.getAttributes().get(PluginKeys.AUDIT_NUMBER);
              return new AuditHead(
                  number == null ? 0 : number,
                  String.valueOf(event.getAttributes().get(PluginKeys.AUDIT_HASH)));
            })
        .toList();
  }
}
