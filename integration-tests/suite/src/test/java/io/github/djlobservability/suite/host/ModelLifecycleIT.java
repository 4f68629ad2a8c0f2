package io.github.djlobservability.suite.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.djlobservability.suite.fixture.Gates;
import io.github.djlobservability.suite.fixture.ObservedServer;
import io.github.djlobservability.suite.http.RawConnection;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.model.ModelFolder;
import io.github.djlobservability.suite.otlp.ReceivedSpan;
import io.github.djlobservability.suite.otlp.SpanTree;
import io.github.djlobservability.suite.translator.ScriptedTranslator;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that come and go while the server runs, in versions and on devices. */
class ModelLifecycleIT {

  private static final String LOADED = "djl.serving.model.loaded";

  @TempDir private static Path models;
  private static ModelFolder model;
  private static ObservedServer observed;

  @BeforeAll
  static void start() throws IOException {
    model = ModelFolder.onnx(models, "scripted").withTranslator(ScriptedTranslator.class);
    observed = ObservedServer.start("lifecycle", launcher -> launcher);
  }

  @AfterAll
  static void stop() throws IOException {
    observed.close();
  }

  @Test
  void versionsAreToldApart() throws IOException {
    register("versioned", "v1");
    register("versioned", "v2");

    SpanTree first = observed.trace(RawRequest.postJson("/predictions/versioned/v1", "{}"), 5);
    SpanTree second = observed.trace(RawRequest.postJson("/predictions/versioned/v2", "{}"), 5);

    assertThat(first.server().name()).isEqualTo("POST /predictions/{model}/{version}");
    assertThat(first.spans())
        .allMatch(span -> "v1".equals(span.attribute("djl.serving.model.version")));
    assertThat(second.spans())
        .allMatch(span -> "v2".equals(span.attribute("djl.serving.model.version")));
    observed
        .receiver()
        .awaitMetrics(
            m ->
                m.count("djl.serving.inference.duration", version("v1")) == 1
                    && m.count("djl.serving.inference.duration", version("v2")) == 1
                    && m.count("djl.serving.request.duration", version("v1")) == 1);
  }

  /** Without a version in the path the server takes the versions in turn. */
  @Test
  void theVersionThatAnsweredIsNamedWhenNoneWasAskedFor() throws IOException {
    register("turns", "v1");
    register("turns", "v2");

    Set<Object> versions = new HashSet<>();
    for (int i = 0; i < 2; i++) {
      SpanTree tree = observed.trace(RawRequest.postJson("/predictions/turns", "{}"), 5);
      ReceivedSpan inference = tree.span("inference turns");
      Object version = inference.attributes().get("djl.serving.model.version");
      assertThat(tree.server().attribute("djl.serving.model.version")).isEqualTo(version);
      versions.add(version);
    }
    assertThat(versions).containsExactlyInAnyOrder("v1", "v2");
  }

  /** Which version a request without one goes to, the server says when a worker takes it. */
  @Test
  void requestsWithoutAVersionAreInFlightWhereTheyRun() throws IOException {
    register("running", "v1");
    register("running", "v2");
    for (String version : List.of("v1", "v2")) {
      awaitInFlight("running", version, 0);
    }
    List<RawConnection> connections = new ArrayList<>();
    try (Gates gates = new Gates()) {
      String wait = "\"waitFor\": \"" + gates.path("go") + "\"";
      String touch = "\"touch\": \"" + gates.path("begun") + "\"";
      connections.add(send("/predictions/running/v1", "{" + touch + ", " + wait + "}"));
      gates.awaitTouched("begun");
      connections.add(send("/predictions/running", "{" + wait + "}"));
      connections.add(send("/predictions/running", "{" + wait + "}"));
      // The version whose only worker is free runs one; the other one's waits for the direct.
      awaitInFlight("running", "v1", 1);
      awaitInFlight("running", "v2", 1);
      observed
          .receiver()
          .awaitMetrics(
              m ->
                  m.value("djl.serving.request.active", ofRunning("v1")) == 1
                      && m.value("djl.serving.request.active", ofRunning("v2")) == 1
                      && m.value("djl.serving.queue.size", ofRunning("v1")) == 1
                      && m.value("djl.serving.queue.size", ofRunning("v2")) == 0);
    }
    for (RawConnection connection : connections) {
      assertThat(connection.read().status()).isEqualTo(200);
      connection.close();
    }
    awaitInFlight("running", "v1", 0);
    awaitInFlight("running", "v2", 0);
  }

  @Test
  void aModelIsGoneWhenUnregisteredAndBackWhenRegisteredAgain() throws IOException {
    Map<String, String> ofModel = Map.of("djl.serving.model.name", "coming");
    register("coming", "v1");
    observed.receiver().awaitMetrics(m -> m.value(LOADED, ofModel) == 1);

    assertThat(observed.send(RawRequest.of("DELETE", "/models/coming/v1")).status()).isEqualTo(200);
    assertThat(observed.send(RawRequest.postJson("/predictions/coming", "{}")).status())
        .isEqualTo(404);
    observed.receiver().awaitMetrics(m -> m.value(LOADED, ofModel) == 0);

    register("coming", "v1");
    assertThat(observed.trace(RawRequest.postJson("/predictions/coming", "{}"), 5).spans())
        .hasSize(5);
    observed
        .receiver()
        .awaitMetrics(
            m ->
                m.value(LOADED, ofModel) == 1
                    && m.count("djl.serving.model.load.duration", ofModel) == 2);
  }

  @Test
  void devicesAreToldApart() throws IOException {
    // The server takes devices of this sort on trust, and ONNX Runtime then computes on the CPU.
    register("devices", "v1", "&device=nc0%3Bnc1");

    Map<String, String> ofModel = Map.of("djl.serving.model.name", "devices");
    observed.receiver().awaitMetrics(m -> m.value(LOADED, ofModel) == 2);
    SpanTree tree = observed.trace(RawRequest.postJson("/predictions/devices", "{}"), 5);
    assertThat(tree.span("inference devices").attribute("djl.serving.device"))
        .isIn("nc0", "nc1")
        .isEqualTo(tree.server().attribute("djl.serving.device"));
  }

  private static RawConnection send(String target, String script) throws IOException {
    RawConnection connection = RawConnection.open(observed.server().uri());
    connection.send(RawRequest.postJson(target, script));
    return connection;
  }

  private static void awaitInFlight(String name, String version, long requests) {
    RawRequest page = RawRequest.get("/observability/models/" + name + "?version=" + version);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              JsonObject json =
                  JsonParser.parseString(observed.send(page).text()).getAsJsonObject();
              return json.has("load")
                  && json.getAsJsonObject("load").get("inFlight").getAsLong() == requests;
            });
  }

  private static Map<String, String> ofRunning(String version) {
    return Map.of("djl.serving.model.name", "running", "djl.serving.model.version", version);
  }

  private static Map<String, String> version(String version) {
    return Map.of("djl.serving.model.name", "versioned", "djl.serving.model.version", version);
  }

  private static void register(String name, String version) throws IOException {
    register(name, version, "");
  }

  private static void register(String name, String version, String more) throws IOException {
    String url = URLEncoder.encode(model.url(), StandardCharsets.UTF_8);
    RawRequest request =
        RawRequest.of(
            "POST",
            "/models?url=" + url + "&model_name=" + name + "&model_version=" + version + more);
    assertThat(observed.send(request).status()).isEqualTo(200);
  }
}
