package io.github.djlobservability.rival;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A wrong parameter is refused at once, with its name, what is allowed and what came. */
class ParametersTest {

  private static Arguments wrong(String message, ThrowingCallable made) {
    return Arguments.of(Named.of(message, made), message);
  }

  static Stream<Arguments> wrongParameters() {
    double nan = Double.NaN;
    double infinite = Double.POSITIVE_INFINITY;
    return Stream.of(
        wrong("delta must be in (0.0, 1.0), got 0.0", () -> adwin(0, 32, 5, 5, 10)),
        wrong("delta must be in (0.0, 1.0), got NaN", () -> adwin(nan, 32, 5, 5, 10)),
        wrong("clock must be at least 1, got 0", () -> adwin(0.1, 0, 5, 5, 10)),
        wrong("maxBuckets must be at least 2, got 1", () -> adwin(0.1, 1, 1, 5, 10)),
        wrong("minSubWindow must be at least 1, got 0", () -> adwin(0.1, 1, 2, 0, 10)),
        wrong("gracePeriod must be at least 1, got -1", () -> adwin(0.1, 1, 2, 1, -1)),
        wrong("minSamples must be at least 1, got 0", () -> pageHinkley(0, 0, 1, 1)),
        wrong("delta must be 0 or more and finite, got -1.0", () -> pageHinkley(1, -1, 1, 1)),
        wrong("threshold must be positive and finite, got 0.0", () -> pageHinkley(1, 0, 0, 1)),
        wrong("alpha must be in (0, 1], got 1.5", () -> pageHinkley(1, 0, 1, 1.5)),
        wrong("minSamples must be at least 2, got 1", () -> cusum(1, 0, 1)),
        wrong("slack must be 0 or more and finite, got Infinity", () -> cusum(2, infinite, 1)),
        wrong("threshold must be positive and finite, got NaN", () -> cusum(2, 0, nan)),
        wrong("minSamples must be at least 2, got 0", () -> new Ewma.Parameters(0, 1, 1)),
        wrong("lambda must be in (0, 1], got 0.0", () -> new Ewma.Parameters(2, 0, 1)),
        wrong(
            "controlLimit must be positive and finite, got -2.0",
            () -> new Ewma.Parameters(2, 1, -2)),
        wrong("mean must be finite, got NaN", () -> new ReferenceMoments(nan, 1)),
        wrong(
            "standardDeviation must be 0 or more and finite, got -1.0",
            () -> new ReferenceMoments(0, -1)),
        wrong("minSamples must be at least 2, got 1", () -> new Ecdd.Parameters(1, 1)),
        wrong("limitScale must be positive and finite, got 0.0", () -> new Ecdd.Parameters(2, 0)),
        wrong("significanceLevel must be in (0.0, 1.0), got 1.0", () -> kswin(1, 100, 30, 0)),
        wrong("windowSize must be at least 60, got 59", () -> kswin(0.1, 59, 30, 0)),
        wrong("recentSize must be at least 2, got 1", () -> kswin(0.1, 100, 1, 0)),
        wrong("minDistance must be in [0, 1), got 1.0", () -> kswin(0.1, 100, 30, 1)),
        wrong("minSamples must be at least 1, got 0", () -> new Ddm.Parameters(0, 2, 3)),
        wrong("warning must be in (0.0, 2.0), got 3.0", () -> new Ddm.Parameters(30, 3, 2)),
        wrong("warmUp must be at least 1, got 0", () -> new Eddm.Parameters(0, 0.95, 0.9)),
        wrong("drift must be in (0.0, 0.9), got 0.95", () -> new Eddm.Parameters(9, 0.9, 0.95)),
        wrong(
            "driftConfidence must be in (0.0, 1.0), got 0.0",
            () -> new HddmA.Parameters(0, 0.1, false)),
        wrong(
            "warningConfidence must be in (0.1, 1.0), got 0.01",
            () -> new HddmA.Parameters(0.1, 0.01, false)),
        wrong(
            "warningConfidence must be in (0.1, 1.0), got 0.01",
            () -> new HddmW.Parameters(0.1, 0.01, 0.5, false)),
        wrong(
            "lambda must be in (0.0, 1.0), got 1.0",
            () -> new HddmW.Parameters(0.1, 0.2, 1, false)));
  }

  @ParameterizedTest
  @MethodSource("wrongParameters")
  void refuses(ThrowingCallable made, String message) {
    assertThatIllegalArgumentException().isThrownBy(made).withMessage(message);
  }

  private static void adwin(
      double delta, int clock, int maxBuckets, int minSubWindow, int gracePeriod) {
    new Adwin(new Adwin.Parameters(delta, clock, maxBuckets, minSubWindow, gracePeriod));
  }

  private static void pageHinkley(int minSamples, double delta, double threshold, double alpha) {
    new PageHinkley(
        new PageHinkley.Parameters(minSamples, delta, threshold, alpha, Direction.BOTH));
  }

  private static void cusum(int minSamples, double slack, double threshold) {
    new Cusum(new Cusum.Parameters(minSamples, slack, threshold, Direction.BOTH));
  }

  private static void kswin(double level, int windowSize, int recentSize, double minDistance) {
    new Kswin(new Kswin.Parameters(level, windowSize, recentSize, minDistance, 1));
  }
}
