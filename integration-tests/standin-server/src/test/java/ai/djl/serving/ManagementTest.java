package ai.djl.serving;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.serving.models.ModelManager;
import ai.djl.serving.util.MutableClassLoader;
import ai.djl.serving.wlm.ModelInfo;
import ai.djl.serving.wlm.util.EventManager;
import ai.djl.serving.wlm.util.ModelServerListenerAdapter;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Loading and unloading over HTTP, and what listeners are told of it. */
@Timeout(60)
class ManagementTest {

  private static TestServer server;

  @BeforeAll
  static void start() throws Exception {
    server = TestServer.get();
  }

  @Test
  void aListenerSeesEachStepAndCanChangeTheSettings() throws Exception {
    List<String> events = Collections.synchronizedList(new ArrayList<>());
    EventManager.getInstance().addListener(new Recorder("echo2", events));

    HttpResponse<String> registered =
        server.post("/models?model_name=echo2&url=" + server.modelUrl("echo"), "");

    assertThat(registered.statusCode()).isEqualTo(200);
    assertThat(events)
        .containsExactly(
            "downloading", "downloaded", "configured", "loading cpu() true", "loaded, held: false");
    assertThat(server.get("/models/echo2").body()).contains("\"minWorkers\": 2");
    assertThat(server.post("/models/echo2/invoke", "x").body()).isEqualTo("x");
    assertThat(server.delete("/models/echo2").statusCode()).isEqualTo(200);
    assertThat(server.post("/predictions/echo2", "x").statusCode()).isEqualTo(404);
  }

  /** Writes down what happens to one model, and asks for a second worker. */
  private static final class Recorder extends ModelServerListenerAdapter {

    private final String id;
    private final List<String> events;

    Recorder(String id, List<String> events) {
      this.id = id;
      this.events = events;
    }

    private void add(ModelInfo<?, ?> model, String event) {
      if (id.equals(model.getId())) {
        events.add(event);
      }
    }

    @Override
    public void onModelDownloading(ModelInfo<?, ?> model) {
      add(model, "downloading");
    }

    @Override
    public void onModelDownloaded(ModelInfo<?, ?> model, Path downloadPath) {
      add(model, "downloaded");
    }

    @Override
    public void onModelConfigured(ModelInfo<?, ?> model) {
      add(model, "configured");
      if (id.equals(model.getId())) {
        model.getProperties().setProperty("minWorkers", "2");
        model.getProperties().setProperty("maxWorkers", "2");
      }
    }

    @Override
    public void onModelLoading(ModelInfo<?, ?> model, Device device) {
      ClassLoader loader = Thread.currentThread().getContextClassLoader();
      add(model, "loading " + device + " " + (loader == MutableClassLoader.getInstance()));
    }

    @Override
    public void onModelLoaded(ModelInfo<?, ?> model) {
      add(model, "loaded, held: " + !model.getModels().isEmpty());
    }
  }

  @Test
  void versionsTakeTurns() throws Exception {
    String url = server.modelUrl("echo");
    for (String version : List.of("v1", "v2")) {
      server.post("/models?model_name=turns&model_version=" + version + "&url=" + url, "");
    }
    ModelManager models = ModelManager.getInstance();

    assertThat(models.getWorkflow("turns", null, true).getVersion())
        .isNotEqualTo(models.getWorkflow("turns", null, true).getVersion());
    assertThat(server.post("/predictions/turns/v2", "x").statusCode()).isEqualTo(200);
    assertThat(server.delete("/models/turns/v1").statusCode()).isEqualTo(200);
    assertThat(server.post("/predictions/turns/v1", "x").statusCode()).isEqualTo(404);
    assertThat(server.delete("/models/turns").statusCode()).isEqualTo(200);
  }

  @Test
  void aWorkflowPassesOneModelsOutputToTheNext() throws Exception {
    Path definition =
        Files.createDirectories(server.folder.resolve("chain")).resolve("workflow.json");
    String url = server.modelUrl("echo");
    Files.writeString(
        definition,
        """
        {"name": "chain", "models": {"first": "%1$s", "second": "%1$s"},
         "workflow": {"out": ["second", ["first", "in"]]}}
        """
            .formatted(url));

    HttpResponse<String> registered = server.post("/workflows?url=" + definition.toUri(), "");

    assertThat(registered.statusCode()).isEqualTo(200);
    assertThat(server.get("/models").body())
        .contains("\"chain:first\"")
        .contains("\"chain:second\"");
    assertThat(server.post("/predictions/chain", "x").statusCode()).isEqualTo(200);
    assertThat(server.delete("/workflows/chain").statusCode()).isEqualTo(200);
  }
}
