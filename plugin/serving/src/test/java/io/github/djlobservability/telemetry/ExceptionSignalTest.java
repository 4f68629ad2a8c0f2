package io.github.djlobservability.telemetry;

import static io.opentelemetry.sdk.testing.assertj.OpenTelemetryAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.disclosure.ValuePolicy;
import io.github.djlobservability.privacy.Privacy;
import io.github.djlobservability.telemetry.definition.PluginMetric;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExceptionSignalTest {
  @RegisterExtension static final OpenTelemetryExtension OTEL = OpenTelemetryExtension.create();

  @ParameterizedTest
  @CsvSource({
    "logs,      false, true",
    "' logs ',  false, true",
    "logs/dup,  true,  true",
    "spans,     true,  false",
    "'',        true,  false",
  })
  void isWhatTheConventionsSay(String value, boolean onSpans, boolean inLogs) {
    assertThat(ExceptionSignal.of(Map.of("OTEL_SEMCONV_EXCEPTION_SIGNAL_OPT_IN", value)))
        .isEqualTo(new ExceptionSignal(onSpans, inLogs));
  }

  @Test
  void isAnEventOfTheSpanWithoutAChoice() {
    assertThat(ExceptionSignal.of(Map.of())).isEqualTo(new ExceptionSignal(true, false));
  }

  @Test
  void anExceptionInTheLogsIsWithinItsSpan() {
    describe(new ExceptionSignal(false, true));

    SpanData span = onlySpan();
    assertThat(span).hasTotalRecordedEvents(0);
    assertThat(OTEL.getLogRecords()).hasSize(1);
    LogRecordData log = OTEL.getLogRecords().get(0);
    assertThat(log).hasSpanContext(span.getSpanContext()).hasTimestamp(7_000_000_000L);
    assertThat(log.getEventName()).isEqualTo("djl.serving.inference.exception");
    assertThat(log.getAttributes().asMap())
        .containsEntry(
            AttributeKey.stringKey("exception.type"), IllegalStateException.class.getName())
        .containsKey(AttributeKey.stringKey("exception.stacktrace"))
        .doesNotContainKey(AttributeKey.stringKey("exception.message"));
  }

  @Test
  void anExceptionMayBeInBoth() {
    describe(new ExceptionSignal(true, true));

    assertThat(onlySpan()).hasTotalRecordedEvents(1);
    assertThat(OTEL.getLogRecords()).hasSize(1);
  }

  private static void describe(ExceptionSignal signal) {
    Telemetry telemetry = Telemetry.using(OTEL.getOpenTelemetry(), "test");
    Failures failures =
        new Failures(
            telemetry.instruments(PluginMetric.class),
            System::nanoTime,
            Privacy.ofProcess(ValuePolicy.DEFAULTS),
            telemetry.events(),
            signal);
    Span span = telemetry.tracer().spanBuilder("inference m").startSpan();
    failures.describe(span, new IllegalStateException("a secret"), 7_000_000_000L);
    span.end();
  }

  private static SpanData onlySpan() {
    assertThat(OTEL.getSpans()).hasSize(1);
    return OTEL.getSpans().get(0);
  }
}
