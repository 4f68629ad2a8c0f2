package io.github.djlobservability.telemetry;

import io.github.djlobservability.telemetry.definition.Event;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import java.time.Instant;

/** Writes events: OpenTelemetry's log records with a name. Thread-safe. */
public final class Events {
  private final Logger logger;

  Events(Logger logger) {
    this.logger = logger;
  }

  /**
   * Emits an event that belongs to no span.
   *
   * @param at when it happened
   */
  public void emit(
      Event event, Severity severity, String message, Instant at, Attributes attributes) {
    emit(event, severity, message, at, attributes, SpanContext.getInvalid());
  }

  /**
   * Emits an event.
   *
   * @param at when it happened
   * @param span that it belongs to; an invalid one for none
   */
  public void emit(
      Event event,
      Severity severity,
      String message,
      Instant at,
      Attributes attributes,
      SpanContext span) {
    logger
        .logRecordBuilder()
        .setContext(Context.root().with(Span.wrap(span)))
        .setEventName(event.eventName())
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
   * @param at when it happened
   */
  public void tell(
      org.slf4j.Logger log,
      boolean warns,
      Event event,
      String message,
      Instant at,
      Attributes attributes) {
    if (warns) {
      log.warn("{}", message);
    } else {
      log.info("{}", message);
    }
    emit(event, warns ? Severity.WARN : Severity.INFO, message, at, attributes);
  }
}
