package io.github.djlobservability.suite.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.suite.fixture.ObservedServer;
import io.github.djlobservability.suite.fixture.StandardServer;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.model.Tensors;
import io.github.djlobservability.suite.otlp.ReceivedSpan;
import io.github.djlobservability.suite.otlp.SpanTree;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The phases of a request below its span, whatever translator the model has. */
@ExtendWith(StandardServer.class)
class PhasesIT {

  private final ObservedServer observed;

  PhasesIT(ObservedServer observed) {
    this.observed = observed;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"scripted", "jar", "factory", "stacked", "padded", "chunked", "published"})
  void areFourSpansOneAfterTheOther(String model) throws IOException {
    SpanTree tree = observed.trace(RawRequest.postJson("/predictions/" + model, "{}"), 5);

    assertThat(tree.outline())
        .isEqualTo(
            """
            POST /predictions/{model} SERVER
              queue %1$s INTERNAL
              preprocess %1$s INTERNAL
              inference %1$s INTERNAL
              postprocess %1$s INTERNAL
            """
                .formatted(model));
    for (ReceivedSpan phase : tree.childrenOf(tree.server())) {
      assertThat(phase.attributes())
          .isEqualTo(Map.of("djl.serving.model.name", model, "djl.serving.device", "cpu"));
      assertThat(phase.durationNanos()).isNotNegative();
      assertThat(phase.isWithin(tree.server())).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tensor/npz", "tensor/ndlist"})
  void areThereForTheDefaultTranslator(String contentType) throws IOException {
    float[] row = {1, 2, 3, 4};
    byte[] body =
        contentType.equals("tensor/npz")
            ? Tensors.npz(row, row, row)
            : Tensors.ndlist(row, row, row);

    SpanTree tree = observed.trace(RawRequest.post("/predictions/plain", contentType, body), 5);

    assertThat(tree.childrenOf(tree.server()))
        .extracting(ReceivedSpan::name)
        .containsExactly("queue plain", "preprocess plain", "inference plain", "postprocess plain");
    assertThat(tree.server().attributes())
        .containsEntry("djl.serving.items", 3L)
        .containsEntry("djl.serving.batch.size", 1L);
  }

  @Test
  void countAnItemForEachRow() throws IOException {
    String rows = "{\"rows\": [[1, 2, 3, 4], [5, 6, 7, 8]]}";

    assertThat(items("scripted", rows)).isEqualTo(2L);
    // With a batchifier a request is one item.
    assertThat(items("stacked", rows)).isEqualTo(1L);
    assertThat(items("padded", rows)).isEqualTo(1L);
  }

  private @Nullable Object items(String model, String script) throws IOException {
    return observed
        .trace(RawRequest.postJson("/predictions/" + model, script), 5)
        .server()
        .attributes()
        .get("djl.serving.items");
  }
}
