package io.github.djlobservability.capture;

import com.google.gson.JsonElement;
import io.github.djlobservability.disclosure.ValuePolicy;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.observation.Completion;
import io.github.djlobservability.observation.Observation;
import io.github.djlobservability.observation.Payload;
import io.github.djlobservability.privacy.Privacy;
import io.github.djlobservability.privacy.detector.PersonalData;
import io.github.djlobservability.privacy.redaction.LeftOutText;
import io.github.djlobservability.privacy.redaction.Redaction;
import io.github.djlobservability.privacy.redaction.Rule;
import io.github.djlobservability.state.FileKeys;
import io.github.djlobservability.state.FolderKeys;
import io.opentelemetry.api.trace.SpanContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Measures what the logs' threads do with a request: redact it, write it, hash it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CaptureBenchmark {
  private static final String ROW =
      "{\"AGEP\": 37, \"SCHL\": 21, \"MAR\": 1, \"RELP\": 0, \"DIS\": 2, \"ESP\": 0, \"CIT\": 1,"
          + " \"MIG\": 1, \"MIL\": 4, \"ANC\": 1, \"NATIVITY\": 1, \"DEAR\": 2, \"DEYE\": 2,"
          + " \"DREM\": 2, \"SEX\": 1, \"RAC1P\": \"1\"}";
  private static final String PERSON =
      "{\"name\": \"Maria Muster\", \"mail\": \"maria@example.org\", \"phone\": \"+49 30 901820\","
          + " \"iban\": \"DE89 3704 0044 0532 0130 00\", \"age\": 37, \"zip\": \"10115\","
          + " \"note\": \"asked to be called back on Monday\"}";
  private static final String TEXT =
      "{\"inputs\": \"" + "The quick brown fox jumps over the lazy dog. ".repeat(228) + "\"}";
  private static final String RESPONSE = "{\"class\": \"1\", \"probability\": 0.81}";

  /**
   * Says what the request holds: 250 bytes without anything personal, 240 with, a text of 10 KB.
   */
  @Param({"row", "person", "text"})
  public String body = "row";

  private final Privacy privacy = Privacy.ofProcess(ValuePolicy.DEFAULTS);
  private final SecureRandom random = new SecureRandom();
  private Redaction redaction = redaction();
  private InferenceForm form = new InferenceForm(redaction, redaction, redaction, privacy, 1 << 16);
  private LoggedInference inference = inference(ROW);
  private Path folder = Path.of(".");
  private LogFolder plain = log("plain");
  private LogFolder sealed = log("sealed");

  private Redaction redaction() {
    return new Redaction(
        List.of(new Rule("name", Rule.Action.DROP, 0)),
        false,
        LeftOutText.RULES,
        PersonalData.ALL,
        privacy);
  }

  private static LoggedInference inference(String request) {
    return new LoggedInference(
        new Observation(
            new ModelId("benchmark", null),
            1_800_000_000_000L,
            null,
            "0f0e8c1e-6e0e-4c55-8f0b-0a7a4a1b9d3e",
            Payload.Body.of(request.getBytes(StandardCharsets.UTF_8), "application/json"),
            Payload.Body.of(RESPONSE.getBytes(StandardCharsets.UTF_8), "application/json"),
            new Completion(SpanContext.getInvalid(), 200, null, 5_000_000)),
        CaptureReason.RATE);
  }

  private LogFolder log(String name) {
    return new LogFolder(folder.resolve(name), 64L << 20, Duration.ofDays(1));
  }

  @Setup
  public void open() throws IOException {
    folder = Files.createTempDirectory("capture-benchmark");
    FolderKeys.put(folder.resolve("sealed"), FileKeys.of("0123456789abcdef".repeat(4), List.of()));
    plain = log("plain");
    sealed = log("sealed");
    redaction = redaction();
    form = new InferenceForm(redaction, redaction, redaction, privacy, 1 << 16);
    inference = inference(body.equals("row") ? ROW : body.equals("person") ? PERSON : TEXT);
  }

  @TearDown
  public void close() throws IOException {
    plain.close();
    sealed.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Redacts request and response. */
  @Benchmark
  public JsonElement redact() {
    return form.redacted(inference).input();
  }

  /** Does all that the inference log does with one: to the file, as the system takes it. */
  @Benchmark
  public void log() throws IOException {
    plain.write(form.line(inference, form.redacted(inference)), 1_800_000_000_000L);
  }

  /** Does the same with an encrypted file. */
  @Benchmark
  public void logEncrypted() throws IOException {
    sealed.write(form.line(inference, form.redacted(inference)), 1_800_000_000_000L);
  }

  /** Hashes request and response for the audit log. */
  @Benchmark
  public Object audit() {
    return AuditedInference.fields(inference.observation(), privacy, random);
  }
}
