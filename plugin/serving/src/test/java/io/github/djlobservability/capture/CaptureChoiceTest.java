package io.github.djlobservability.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.djlobservability.config.CaptureSetting;
import io.github.djlobservability.config.Settings;
import io.github.djlobservability.config.value.CapturePolicy;
import io.github.djlobservability.config.value.StatusSet;
import io.github.djlobservability.observation.Completion;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CaptureChoiceTest {
  private static final long SEED = 20_261_129;
  private static final Settings NOTHING =
      Settings.DEFAULTS
          .with(CaptureSetting.TARGETS, Set.of(CapturePolicy.Target.LINES))
          .with(CaptureSetting.RATE, 0.0);

  private static CaptureChoice choice(Settings settings) {
    return new CaptureChoice(CaptureSetting.policy(settings), new SplittableRandom(SEED));
  }

  private static Completion over(int status, @Nullable String failure, Duration time) {
    return new Completion(SpanContext.getInvalid(), status, failure, time.toNanos());
  }

  private static Completion succeeded() {
    return new Completion(SpanContext.getInvalid(), 200, null, 1);
  }

  private static Completion traced(String traceId, TraceState state) {
    return new Completion(
        SpanContext.create(traceId, "00f067aa0ba902b7", TraceFlags.getDefault(), state),
        200,
        null,
        1);
  }

  @Test
  void failedRequestsAreChosenByTheirStatus() {
    CaptureChoice all = choice(NOTHING);
    assertThat(all.of(over(400, "client", Duration.ZERO), Double.NaN, false))
        .isEqualTo(CaptureReason.STATUS);
    assertThat(all.of(over(0, "cancelled", Duration.ZERO), Double.NaN, false))
        .isEqualTo(CaptureReason.STATUS);
    CaptureChoice some =
        choice(NOTHING.with(CaptureSetting.FAILED, new StatusSet(false, List.of(5), List.of(429))));
    assertThat(some.of(over(503, "rejected", Duration.ZERO), Double.NaN, false))
        .isEqualTo(CaptureReason.STATUS);
    assertThat(some.of(over(429, "client", Duration.ZERO), Double.NaN, false))
        .isEqualTo(CaptureReason.STATUS);
    assertThat(some.of(over(404, "client", Duration.ZERO), Double.NaN, false)).isNull();
    assertThat(some.of(over(0, "cancelled", Duration.ZERO), Double.NaN, false)).isNull();
  }

  @Test
  void driftLowScoresAndLatencyAreChosenWhateverTheRate() {
    CaptureChoice choice =
        choice(
            NOTHING
                .with(CaptureSetting.DRIFTING, true)
                .with(CaptureSetting.LOW_SCORE, 0.5)
                .with(CaptureSetting.SLOW, Duration.ofMillis(100)));
    assertThat(choice.of(succeeded(), 0.9, true)).isEqualTo(CaptureReason.DRIFT);
    assertThat(choice.of(succeeded(), 0.4, false)).isEqualTo(CaptureReason.LOW_SCORE);
    assertThat(choice.of(over(200, null, Duration.ofMillis(101)), 0.9, false))
        .isEqualTo(CaptureReason.LATENCY);
    assertThat(choice.of(over(200, null, Duration.ofMillis(100)), Double.NaN, false)).isNull();
    assertThat(choice(NOTHING).of(over(200, null, Duration.ofHours(1)), 0.0, true)).isNull();
  }

  /**
   * The rule of OpenTelemetry's consistent probability sampling: randomness of at least 1 - rate.
   */
  @Test
  void theShareIsThatOfTracesSoThatEveryoneChoosesTheSame() {
    CaptureChoice half = choice(NOTHING.with(CaptureSetting.RATE, 0.5));
    TraceState none = TraceState.getDefault();
    String below = "4bf92f3577b34da6a37ffffffff00000";
    String above = "4bf92f3577b34da6a380000000000000";
    assertThat(half.of(traced(below, none), Double.NaN, false)).isNull();
    assertThat(half.of(traced(above, none), Double.NaN, false)).isEqualTo(CaptureReason.RATE);
    TraceState stated = TraceState.builder().put("ot", "th:8;rv:80000000000000").build();
    assertThat(half.of(traced(below, stated), Double.NaN, false)).isEqualTo(CaptureReason.RATE);
    TraceState broken = TraceState.builder().put("ot", "rv:+8000000000000").build();
    assertThat(half.of(traced(below, broken), Double.NaN, false)).isNull();
  }

  @Test
  void withoutATraceTheShareIsRandom() {
    CaptureChoice tenth = choice(NOTHING.with(CaptureSetting.RATE, 0.1));
    int chosen = 0;
    for (int i = 0; i < 10_000; i++) {
      chosen += tenth.of(succeeded(), Double.NaN, false) == null ? 0 : 1;
    }
    assertThat(chosen).as("seed %d", SEED).isCloseTo(1_000, within(150));
  }

  @Test
  void aSecondHasALimit() {
    CaptureChoice choice = choice(NOTHING.with(CaptureSetting.PER_SECOND, 2L));
    assertThat(choice.isWithinLimit(1_000)).isTrue();
    assertThat(choice.isWithinLimit(1_999)).isTrue();
    assertThat(choice.isWithinLimit(1_999)).isFalse();
    assertThat(choice.isWithinLimit(2_000)).isTrue();
  }
}
