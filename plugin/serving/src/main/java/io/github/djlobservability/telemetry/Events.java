package io.github.djlobservability.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.logs.Severity;
import java.time.Instant;

/** OpenTelemetry events: log records with a name. Thread-safe. */
public final class Events {
  private final Logger logger;

  Events(Logger logger) {
    this.logger = logger;
  }

  /**
   * Emits an event.
   *
   * @param name from the catalogue
   * @param at when what it tells happened
   */
  public void emit(
      String name, Severity severity, String message, Instant at, Attributes attributes) {
    logger
        .logRecordBuilder()
        .setEventName(name)
        .setSeverity(severity)
        .setSeverityText(severity.name())
        .setTimestamp(at)
        .setBody(message)
        .setAllAttributes(attributes)
        .emit();
  }

  /**
   * Emits an event and says the same in a log, as a warning or as information.
   *
   * @param log of the class whose event it is
   * @param warns whether somebody should look
   * @param name from the catalogue
   * @param at when what it tells happened
   */
  public void tell(
      org.slf4j.Logger log,
      boolean warns,
      String name,
      String message,
      Instant at,
      Attributes attributes) {
    if (warns) {
      log.warn("{}", message);
    } else {
      log.info("{}", message);
    }
    emit(name, warns ? Severity.WARN : Severity.INFO, message, at, attributes);
  }
}
