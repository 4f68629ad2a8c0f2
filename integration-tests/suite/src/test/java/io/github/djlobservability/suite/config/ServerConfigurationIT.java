package io.github.djlobservability.suite.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.suite.fixture.ObservedServer;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.model.ModelFolder;
import io.github.djlobservability.suite.otlp.ReceivedSpan;
import io.github.djlobservability.suite.server.LogEntry;
import io.github.djlobservability.suite.server.ServerLauncher;
import io.github.djlobservability.suite.server.ServerProcess;
import io.github.djlobservability.suite.translator.ScriptedTranslator;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The settings of the whole server. */
class ServerConfigurationIT {

  private static final RawRequest PREDICT = RawRequest.postJson("/predictions/scripted", "{}");

  @TempDir private Path models;

  @Test
  void aServerThatIsOffDoesNothing() throws IOException {
    scripted("scripted");
    try (ObservedServer observed = start("off", "observability.enabled", "false")) {
      assertThat(observed.send(PREDICT).status()).isEqualTo(200);
      assertThat(observed.send(RawRequest.get("/observability")).status()).isEqualTo(404);
      observed.server().stop();

      assertThat(observed.receiver().spans()).isEmpty();
      assertThat(observed.receiver().metrics().names()).isEmpty();
    }
  }

  @Test
  void theEnvironmentWinsOverTheFileAndTheModelOverBoth() throws IOException {
    scripted("scripted");
    scripted("detailed").with("observability.span-detail", "phases");
    try (ObservedServer observed =
        ObservedServer.start(
            "environment",
            launcher ->
                launcher
                    .withModels(models)
                    .withSetting("observability.span-detail", "phases")
                    .withEnvironment("SERVING_OBSERVABILITY_SPAN_DETAIL", "request"))) {
      ReceivedSpan coarse = observed.trace(PREDICT, 1).server();
      assertThat(observed.trace(RawRequest.postJson("/predictions/detailed", "{}"), 5).spans())
          .hasSize(5);
      assertThat(observed.receiver().trace(coarse.traceId()).spans()).hasSize(1);
    }
  }

  @Test
  void aWrongSettingLeavesTheServerServing() throws IOException {
    scripted("scripted");
    try (ObservedServer observed = start("wrong", "observability.sampling", "often")) {
      assertThat(observed.trace(PREDICT, 5).spans()).hasSize(5);
      observed.server().stop();

      assertThat(observed.server().log().ourProblems())
          .extracting(LogEntry::text)
          .anyMatch(text -> text.contains("observability.sampling") && text.contains("often"));
    }
  }

  @Test
  void aWrongSettingEndsTheStartInStrictMode() throws IOException, InterruptedException {
    try (ServerProcess server =
        new ServerLauncher("strict")
            .forFewRequests()
            .withPlugin()
            .withSetting("observability.strict", "true")
            .withSetting("observability.sampling", "often")
            .launch()) {
      assertThat(server.awaitEnd()).isNotZero();
      assertThat(server.log().linesWith("observability.sampling=often")).isNotEmpty();
    }
  }

  @Test
  void aWrongSettingEndsTheRegistrationOfItsModelInStrictMode() throws IOException {
    scripted("scripted");
    Path elsewhere = models.resolveSibling(models.getFileName() + "-elsewhere");
    ModelFolder wrong =
        ModelFolder.onnx(elsewhere, "wrong")
            .withTranslator(ScriptedTranslator.class)
            .with("observability.sampling", "often");
    try (ObservedServer observed = start("strict-model", "observability.strict", "true")) {
      String url = URLEncoder.encode(wrong.url(), StandardCharsets.UTF_8);
      RawRequest register = RawRequest.of("POST", "/models?model_name=wrong&url=" + url);
      assertThat(observed.send(register).status()).isGreaterThanOrEqualTo(400);

      assertThat(observed.trace(PREDICT, 5).spans()).hasSize(5);
      assertThat(observed.send(RawRequest.postJson("/predictions/wrong", "{}")).status())
          .isEqualTo(404);
    }
  }

  private ObservedServer start(String name, String key, String value) throws IOException {
    return ObservedServer.start(
        "server-" + name, launcher -> launcher.withModels(models).withSetting(key, value));
  }

  private ModelFolder scripted(String name) throws IOException {
    return ModelFolder.onnx(models, name).withTranslator(ScriptedTranslator.class);
  }
}
