package io.github.djlobservability.telemetry.definition;

/** An event that the plugin writes: a log record with a name, or an event of a span. */
public enum Event {
  EXCEPTION(
      "djl.serving.inference.exception",
      "log, ERROR",
      "a phase threw; with OTEL_SEMCONV_EXCEPTION_SIGNAL_OPT_IN alone, see [below](#exceptions)"),
  QUALITY_WINDOW(
      "djl.serving.quality.window_measured",
      "log, INFO",
      "a window of labelled items has been measured; the time is that of the prediction of its last"
          + " item"),
  DRIFT_STATUS_CHANGED(
      "djl.serving.drift.status_changed",
      "log, WARN for drift, else INFO",
      "a check of a feature has changed its status; the body is the sentence that is also in the"
          + " server's log, unless its incident concerns several features. Of an incident the first"
          + " 20 features have events"),
  DRIFT_INCIDENT(
      "djl.serving.drift.incident_changed",
      "log, WARN for drift, else INFO",
      "an incident concerns more features than was told, takes another course, or is over; the body"
          + " is the sentence that is also in the server's log. Of incidents of several features"
          + " alone"),
  OBJECTIVE_STATUS_CHANGED(
      "djl.serving.slo.status_changed",
      "log, WARN when the budget is used up faster than before, else INFO",
      "the status of an objective has changed; the body says how fast its budget is used up"),
  MANAGED(
      "djl.serving.observability.managed",
      "log, INFO",
      "someone had the plugin change something, such as a reference; the body says what"),
  INFERENCE(
      "djl.serving.inference",
      "log, INFO",
      "a model was asked and said something; see [inference-log.md](inference-log.md)"),
  AUDIT_HEAD(
      "djl.serving.audit.head",
      "log, INFO",
      "the audit log of a model has come to this record; see [audit-log.md](audit-log.md)"),
  PERFORMANCE_CHANGED(
      "djl.serving.performance.changed",
      "log, WARN for the worse, else INFO",
      "a model's latency or errors have changed; the body says what changed with them"),
  ROLLOUT_ADVICE(
      "djl.serving.rollout.advised",
      "log, WARN for stop, else INFO",
      "a version that serves beside another should be stopped, or can go on, for the first time;"
          + " the body says why. See [rollout.md](rollout.md)");

  private final String eventName;
  private final String where;
  private final String meaning;

  Event(String eventName, String where, String meaning) {
    this.eventName = eventName;
    this.where = where;
    this.meaning = meaning;
  }

  /** Returns the name as it is exported. */
  public String eventName() {
    return eventName;
  }

  /** Returns where it is written, and how serious it is. */
  public String where() {
    return where;
  }

  /** Returns what has happened, as Markdown for one cell of a table. */
  public String meaning() {
    return meaning;
  }
}
