package io.github.djlobservability.suite.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.suite.fixture.DocumentedSwitches;
import io.github.djlobservability.suite.fixture.ObservedServer;
import io.github.djlobservability.suite.http.RawConnection;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.model.ModelFolder;
import io.github.djlobservability.suite.otlp.Metrics;
import io.github.djlobservability.suite.translator.ScriptedTranslator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A model with a part switched off beside one with everything on, both asked the same. */
class SwitchesIT {

  /** With this many requests the headroom is known. */
  private static final int REQUESTS = 30;

  @TempDir private static Path models;
  private static ObservedServer observed;

  @BeforeAll
  static void start() throws IOException {
    scripted("all");
    scripted("withoutLoad").with("observability.load", "false");
    scripted("withoutItems").with("observability.items", "false");
    // Whether workers of Python's are ever seen busy in so few requests, is chance.
    ModelFolder.python(models, "tokens").with("observability.load", "false");
    ModelFolder.python(models, "withoutGenAi")
        .with("observability.load", "false")
        .with("observability.gen-ai", "false");
    observed = ObservedServer.start("switches", launcher -> launcher.withModels(models));
    for (String model : List.of("all", "withoutLoad", "withoutItems")) {
      ask(model, "{\"rows\": [[1,2,3,4], [5,6,7,8]]}");
    }
    for (String model : List.of("tokens", "withoutGenAi")) {
      ask(model, "{\"n\": 2, \"delay_ms\": 1}");
    }
  }

  @AfterAll
  static void stop() throws IOException {
    observed.close();
  }

  @ParameterizedTest
  @CsvSource({
    "observability.load,   all,    withoutLoad,   djl.serving.headroom",
    "observability.items,  all,    withoutItems,  djl.serving.request.items",
    "observability.gen-ai, tokens, withoutGenAi, gen_ai.server.time_to_first_token",
  })
  void turnOffWhatTheDocumentationSaysAndNothingElse(
      String key, String model, String without, String last) throws IOException {
    Metrics metrics =
        observed.settledMetrics(
            m ->
                !m.points(last, of(model)).isEmpty()
                    && !m.points("djl.serving.headroom", of("all")).isEmpty()
                    && !m.points("djl.serving.headroom", of("withoutItems")).isEmpty()
                    && m.count("djl.serving.request.duration", of(without)) == REQUESTS);
    DocumentedSwitches documented = DocumentedSwitches.read();
    Set<String> left = names(metrics, without);
    Set<String> gone = new TreeSet<>(names(metrics, model));
    gone.removeAll(left);

    assertThat(gone).contains(last).allMatch(name -> documented.turnsOff(key, name));
    assertThat(left).isNotEmpty().noneMatch(name -> documented.turnsOff(key, name));
  }

  private static ModelFolder scripted(String name) throws IOException {
    return ModelFolder.onnx(models, name)
        .withTranslator(ScriptedTranslator.class)
        .with("observability.slo.availability", "99%");
  }

  private static void ask(String model, String script) throws IOException {
    RawRequest request = RawRequest.postJson("/predictions/" + model, script);
    for (int i = 0; i < REQUESTS; i++) {
      assertThat(RawConnection.exchange(observed.server().uri(), request).status()).isEqualTo(200);
    }
  }

  private static Set<String> names(Metrics metrics, String model) {
    Set<String> names = new TreeSet<>(metrics.names());
    names.removeIf(name -> metrics.points(name, of(model)).isEmpty());
    return names;
  }

  private static Map<String, String> of(String model) {
    return Map.of("djl.serving.model.name", model);
  }
}
