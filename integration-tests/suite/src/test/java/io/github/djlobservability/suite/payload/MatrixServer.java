package io.github.djlobservability.suite.payload;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.forms.PayloadForm;
import io.github.djlobservability.suite.fixture.ObservedServer;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.http.RawResponse;
import io.github.djlobservability.suite.otlp.Metrics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A server with two models for each form of response, behind each of the doors. */
final class MatrixServer implements AutoCloseable {
  private final List<MatrixModel> models = new ArrayList<>();
  private final ObservedServer observed;
  private Metrics before;
  private Metrics now;

  /**
   * Starts one.
   *
   * @param store an empty folder
   * @param references where the models' references are
   */
  MatrixServer(Path store, List<PayloadForm> responses, Path references) throws IOException {
    for (PayloadForm response : responses) {
      models.add(MatrixModel.java(store, models.size(), response, references));
      models.add(MatrixModel.python(store, models.size(), response, references));
    }
    observed = ObservedServer.start("payloads", launcher -> launcher.withModels(store));
    now = observed.receiver().awaitMetrics(metrics -> true);
    before = now;
  }

  List<MatrixModel> models() {
    return models;
  }

  /**
   * Sends a body to all models, and waits until all have seen it.
   *
   * @param items how many it is
   * @param compared how many of them can be compared
   */
  void send(byte[] body, @Nullable String contentType, int items, int compared) throws IOException {
    for (MatrixModel model : models) {
      RawRequest request =
          RawRequest.of("POST", "/predictions/" + model.name())
              .header("x-respond-with", model.file().toString())
              .body(body);
      RawResponse response =
          observed.send(
              contentType == null ? request : request.header("Content-Type", contentType));
      assertThat(response.status()).as(model.name()).isEqualTo(200);
    }
    before = now;
    now =
        observed
            .receiver()
            .awaitMetrics(
                metrics ->
                    models.stream().allMatch(model -> hasSeen(metrics, model, items, compared)));
  }

  private boolean hasSeen(Metrics metrics, MatrixModel model, int items, int compared) {
    String name = model.name();
    long were = ValueCounts.sum(ValueCounts.byOutcome(before, name));
    long had = ValueCounts.sum(ValueCounts.byBin(before, name, "age"));
    return ValueCounts.sum(ValueCounts.byOutcome(metrics, name)) >= were + items
        && ValueCounts.sum(ValueCounts.byBin(metrics, name, "age")) >= had + compared;
  }

  /** Returns what the last request brought to each bin of a feature. */
  Map<String, Long> values(MatrixModel model, String feature) {
    return ValueCounts.difference(
        ValueCounts.byBin(before, model.name(), feature),
        ValueCounts.byBin(now, model.name(), feature));
  }

  /** Returns what became of the last request's items. */
  Map<String, Long> outcomes(MatrixModel model) {
    return ValueCounts.difference(
        ValueCounts.byOutcome(before, model.name()), ValueCounts.byOutcome(now, model.name()));
  }

  @Override
  public void close() throws IOException {
    observed.close();
  }
}
