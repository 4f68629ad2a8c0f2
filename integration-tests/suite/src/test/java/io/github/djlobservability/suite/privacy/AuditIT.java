package io.github.djlobservability.suite.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.suite.BuiltFiles;
import io.github.djlobservability.suite.fixture.Gates;
import io.github.djlobservability.suite.fixture.ObservedServer;
import io.github.djlobservability.suite.fixture.TraceParent;
import io.github.djlobservability.suite.http.RawConnection;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.model.ModelFolder;
import io.github.djlobservability.suite.otlp.ReceivedLog;
import io.github.djlobservability.suite.otlp.SpanTree;
import io.github.djlobservability.suite.translator.ScriptedTranslator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks that each request has a record of the audit log, and that the jar verifies it. */
class AuditIT {
  @TempDir private Path folder;

  @Test
  void eachRequestIsARecordThatTheCommandLineVerifies() throws Exception {
    ModelFolder.onnx(folder.resolve("models"), "audited")
        .withTranslator(ScriptedTranslator.class)
        .with("observability.drift", "false")
        .with("observability.audit-log", "true");
    try (ObservedServer observed =
        ObservedServer.start("audit", launcher -> launcher.withModels(folder.resolve("models")))) {
      for (int i = 0; i < 5; i++) {
        observed.send(
            RawRequest.postJson("/predictions/audited", "{\"name\": \"secret-" + i + "\"}")
                .header("x-request-id", "secret-" + i));
      }
      observed.send(RawRequest.postJson("/predictions/audited", "{\"fail\": \"preprocess\"}"));
      leaveWhileTheModelComputes(observed);
      observed.server().stop();
      assertThat(observed.server().log().ourProblems()).isEmpty();
      Path log = observed.server().home().resolve("observability/audited/audit-log");
      String text = text(log);
      assertThat(text.lines().filter(line -> line.contains("\"kind\":\"inference\""))).hasSize(7);
      assertThat(text.lines().filter(line -> line.contains("\"failure\":\"cancelled\"")))
          .hasSize(1);
      assertThat(text).contains("\"status\":400,\"failure\":").doesNotContain("secret");
      String head = head(observed);

      assertThat(verify(0, log, "--head", head)).contains("8 records from 1 on").contains("whole");
      change(log);
      assertThat(verify(2, log)).contains("BROKEN").contains("record 3 was changed");
    }
  }

  /** Leaves one record, though the model is done later. */
  private static void leaveWhileTheModelComputes(ObservedServer observed) throws IOException {
    TraceParent caller = TraceParent.sampledTrace();
    try (Gates gates = new Gates();
        RawConnection connection = RawConnection.open(observed.server().uri())) {
      String script =
          "{\"touch\": \"%s\", \"waitFor\": \"%s\"}"
              .formatted(gates.path("begun"), gates.path("go"));
      connection.send(
          RawRequest.postJson("/predictions/audited", script)
              .header("traceparent", caller.header()));
      gates.awaitTouched("begun");
      connection.reset();
      SpanTree unused = observed.receiver().awaitTrace(caller.traceId(), 1);
    }
    SpanTree whole = observed.receiver().awaitTrace(caller.traceId(), 5);
    assertThat(whole.server().attributes()).containsEntry("error.type", "client_disconnected");
  }

  private static String head(ObservedServer observed) {
    List<ReceivedLog> told =
        observed.receiver().logs().stream()
            .filter(log -> log.eventName().equals("djl.serving.audit.head"))
            .toList();
    assertThat(told).isNotEmpty();
    ReceivedLog last = told.get(told.size() - 1);
    return last.attributes().get("djl.serving.audit.number")
        + ":"
        + last.attributes().get("djl.serving.audit.hash");
  }

  private static List<Path> files(Path log) throws IOException {
    try (Stream<Path> files = Files.list(log)) {
      return files.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList();
    }
  }

  private static String text(Path log) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Path file : files(log)) {
      text.append(Files.readString(file));
    }
    return text.toString();
  }

  private static void change(Path log) throws IOException {
    for (Path file : files(log)) {
      String text = Files.readString(file);
      Files.writeString(file, text.replaceFirst("(?m)^(\\{\"n\":3,.*\"status\":)200", "$1201"));
    }
  }

  private static String verify(int code, Path log, String... more) throws Exception {
    java.util.ArrayList<String> words =
        new java.util.ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                BuiltFiles.pluginJar().toString(),
                "audit",
                "verify",
                log.toString()));
    words.addAll(List.of(more));
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isEqualTo(code);
    return out;
  }
}
