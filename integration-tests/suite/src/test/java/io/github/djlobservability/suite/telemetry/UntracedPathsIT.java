package io.github.djlobservability.suite.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.suite.http.RawConnection;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.model.ModelFolder;
import io.github.djlobservability.suite.otlp.OtlpReceiver;
import io.github.djlobservability.suite.server.ServerLauncher;
import io.github.djlobservability.suite.server.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Paths that probes and scrapers ask for all the time, with no setting at all. */
class UntracedPathsIT {
  private static final List<String> PROBED =
      List.of("/ping", "/observability/metrics", "/server/metrics", "/v2/health/ready");

  @TempDir private Path models;

  @Test
  void haveMetricsAndNoSpans() throws IOException {
    ModelFolder.onnx(models, "mlp");
    try (OtlpReceiver receiver = OtlpReceiver.start();
        ServerProcess server =
            new ServerLauncher("untraced")
                .withPlugin()
                .forFewRequests()
                .sendingTo(receiver)
                .withModels(models)
                .start()) {
      for (String path : PROBED) {
        RawConnection.exchange(server.uri(), RawRequest.get(path));
      }
      RawConnection.exchange(server.uri(), RawRequest.get("/models"));

      receiver.awaitSpans(spans -> !spans.isEmpty());
      receiver.awaitMetrics(
          m -> m.count("http.server.request.duration", Map.of("http.route", "/ping")) > 0);
      server.stop();
      assertThat(receiver.spans())
          .isNotEmpty()
          .noneMatch(span -> PROBED.contains(String.valueOf(span.attribute("url.path"))));
      assertThat(receiver.metrics().count("http.server.request.duration", Map.of()))
          .isGreaterThan(PROBED.size());
    }
  }
}
