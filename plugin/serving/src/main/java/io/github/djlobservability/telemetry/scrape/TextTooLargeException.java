package io.github.djlobservability.telemetry.scrape;

import java.io.IOException;

/** Says that there are more metrics than are written down at once. */
public final class TextTooLargeException extends IOException {
  private static final long serialVersionUID = 1;

  TextTooLargeException(int limit) {
    super(
        "The metrics take more than "
            + (limit >> 20)
            + " MB; observability.metrics.level, observability.metrics.series and"
            + " observability.metrics.exclude make them fewer");
  }
}
