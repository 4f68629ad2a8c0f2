package io.github.djlobservability.suite.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.suite.fixture.ObservedServer;
import io.github.djlobservability.suite.fixture.StandardServer;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.otlp.ReceivedSpan;
import io.github.djlobservability.suite.otlp.ReceivedSpan.StatusCode;
import io.github.djlobservability.suite.otlp.SpanTree;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks the traces of work that failed. */
@ExtendWith(StandardServer.class)
class FailureIT {

  private final ObservedServer observed;

  FailureIT(ObservedServer observed) {
    this.observed = observed;
  }

  @ParameterizedTest
  @CsvSource({
    "preprocess,  2, java.lang.IllegalArgumentException",
    "inference,   3, _OTHER",
    "postprocess, 4, java.lang.IllegalStateException",
  })
  void marksThePhaseThatThrewAndStopsThere(String phase, int spans, String errorType)
      throws IOException {
    SpanTree tree =
        observed.trace(
            RawRequest.postJson("/predictions/scripted", "{\"fail\": \"" + phase + "\"}"),
            spans + 1);

    ReceivedSpan failed = tree.span(phase + " scripted");
    assertThat(tree.childrenOf(tree.server())).hasSize(spans).last().isEqualTo(failed);
    assertThat(failed.status().code()).isEqualTo(StatusCode.ERROR);
    assertThat(failed.attribute("error.type")).isEqualTo(errorType);
    // DJL answers 400 to whatever a model throws.
    assertThat(tree.server().attribute("http.response.status_code")).isEqualTo(400L);
    assertThat(tree.server().status().code()).isEqualTo(StatusCode.UNSET);
    assertThat(tree.server().attribute("djl.serving.items")).isNull();
    List<ReceivedSpan> others =
        tree.childrenOf(tree.server()).stream().filter(span -> !span.equals(failed)).toList();
    assertThat(others).extracting(span -> span.status().code()).containsOnly(StatusCode.UNSET);
  }

  @ParameterizedTest
  @CsvSource({"preprocess", "postprocess"})
  void recordsTheException(String phase) throws IOException {
    SpanTree tree =
        observed.trace(
            RawRequest.postJson("/predictions/scripted", "{\"fail\": \"" + phase + "\"}"),
            phase.equals("preprocess") ? 3 : 5);

    List<ReceivedSpan.Event> events = tree.span(phase + " scripted").events();
    assertThat(events).extracting(ReceivedSpan.Event::name).containsExactly("exception");
    assertThat(events.get(0).attributes())
        .containsKeys("exception.type", "exception.stacktrace")
        .doesNotContainKey("exception.message");
  }

  @Test
  void isAnErrorWhenTheModelAnswersSo() throws IOException {
    SpanTree tree =
        observed.trace(RawRequest.postJson("/predictions/scripted", "{\"code\": 507}"), 5);

    assertThat(tree.server().status().code()).isEqualTo(StatusCode.ERROR);
    assertThat(tree.server().attributes())
        .containsEntry("http.response.status_code", 507L)
        .containsEntry("error.type", "507");
  }

  @Test
  void isNoErrorWhenTheClientIsToBlame() throws IOException {
    SpanTree tree =
        observed.trace(RawRequest.postJson("/predictions/scripted", "{\"code\": 422}"), 5);

    assertThat(tree.server().status().code()).isEqualTo(StatusCode.UNSET);
    assertThat(tree.server().attributes())
        .containsEntry("http.response.status_code", 422L)
        .doesNotContainKey("error.type");
  }

  @Test
  void leavesTheModelServing() throws IOException {
    for (String phase : List.of("preprocess", "inference", "postprocess")) {
      RawRequest failing =
          RawRequest.postJson("/predictions/stacked", "{\"fail\": \"" + phase + "\"}");
      assertThat(observed.send(failing).status()).isEqualTo(400);
    }

    SpanTree tree = observed.trace(RawRequest.postJson("/predictions/stacked", "{}"), 5);
    assertThat(tree.server().attribute("http.response.status_code")).isEqualTo(200L);
  }
}
