package io.github.djlobservability.hardware;

import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.PointData;

/** Values of points, whichever way they are kept. */
final class Points {
  private Points() {}

  static double value(PointData point) {
    if (point instanceof LongPointData whole) {
      return whole.getValue();
    }
    return point instanceof DoublePointData fraction ? fraction.getValue() : Double.NaN;
  }
}
