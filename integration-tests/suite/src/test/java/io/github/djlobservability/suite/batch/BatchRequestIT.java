package io.github.djlobservability.suite.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.suite.fixture.ObservedServer;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.model.ModelFolder;
import io.github.djlobservability.suite.model.Tensors;
import io.github.djlobservability.suite.otlp.HistogramPoint;
import io.github.djlobservability.suite.otlp.Metrics;
import io.github.djlobservability.suite.otlp.ReceivedSpan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests of many rows, with a translator that counts them and without one. */
class BatchRequestIT {

  private static final float[] ROW = {1, 2, 3, 4};

  @TempDir private static Path models;
  private static ObservedServer observed;

  @BeforeAll
  static void start() throws IOException {
    ModelFolder.python(models, "rows");
    ModelFolder.python(models, "python");
    ModelFolder.onnx(models, "onnx");
    observed = ObservedServer.start("batch-requests", launcher -> launcher.withModels(models));
  }

  @AfterAll
  static void stop() throws IOException {
    observed.close();
  }

  @Test
  void haveTheirRowsCountedOnceAndTheFailedOnesToo() throws IOException {
    Map<String, String> ofModel = Map.of("djl.serving.model.name", "rows");
    ReceivedSpan partly =
        span(
            RawRequest.postJson(
                "/predictions/rows", "{\"instances\": [1, {\"fail\": 1}, 3, {\"fail\": 1}, 5]}"));
    span(RawRequest.postJson("/predictions/rows", "{\"instances\": [1, 2, 3]}"));

    assertThat(partly.attributes())
        .containsEntry("djl.serving.items", 5L)
        .containsEntry("djl.serving.items.failed", 2L)
        .doesNotContainKey("gen_ai.operation.name");
    Metrics metrics =
        observed.settledMetrics(m -> m.count("djl.serving.request.items", ofModel) == 2);
    HistogramPoint sizes = metrics.histogram("djl.serving.request.items", ofModel).orElseThrow();
    assertThat(sizes.sum()).isEqualTo(8);
    assertThat(sizes.max()).isEqualTo(5);
    assertThat(metrics.value("djl.serving.items", ofModel)).isEqualTo(8);
    assertThat(metrics.value("djl.serving.items.failed", ofModel)).isEqualTo(2);
    HistogramPoint each = metrics.histogram("djl.serving.item.duration", ofModel).orElseThrow();
    HistogramPoint whole = metrics.histogram("djl.serving.request.duration", ofModel).orElseThrow();
    assertThat(each.count()).isEqualTo(2);
    assertThat(each.sum()).isLessThan(whole.sum());
  }

  /** Both doors count the same rows in a body that both models take. */
  @Test
  void areCountedAlikeAtBothDoors() throws IOException {
    byte[] npz = Tensors.npz(ROW, ROW, ROW);
    byte[] ndList = Tensors.ndlist(ROW, ROW, ROW);
    for (String model : new String[] {"onnx", "python"}) {
      String target = "/predictions/" + model;
      assertThat(span(RawRequest.post(target, "tensor/npz", npz)).attributes())
          .describedAs(model)
          .containsEntry("djl.serving.items", 3L);
      assertThat(span(RawRequest.post(target, "tensor/ndlist", ndList)).attributes())
          .describedAs(model)
          .containsEntry("djl.serving.items", 3L);
    }
    Map<String, String> ofModel = Map.of("djl.serving.model.name", "onnx");
    Metrics metrics =
        observed.settledMetrics(m -> m.count("djl.serving.request.items", ofModel) == 2);
    assertThat(metrics.value("djl.serving.items", ofModel)).isEqualTo(6);
    assertThat(metrics.histogram("djl.serving.request.items", ofModel).orElseThrow().sum())
        .isEqualTo(6);
  }

  @Test
  void mayBeLines() throws IOException {
    assertThat(
            span(RawRequest.post("/predictions/python", "text/csv", "1,2\n3,4\n".getBytes(UTF_8)))
                .attributes())
        .containsEntry("djl.serving.items", 2L);
  }

  private static ReceivedSpan span(RawRequest request) throws IOException {
    return observed.trace(request, 1).server();
  }
}
