package io.github.djlobservability.telemetry.definition;

import io.opentelemetry.api.common.AttributeKey;

/** The attributes of the plugin's own metrics. */
public final class PluginKeys {
  @Meaning(
      value = "the part of the plugin that failed",
      values = {
        "http",
        "content",
        "inference",
        "console",
        "capture",
        "audit",
        "drift",
        "quality",
        "feedback",
        "rollout",
        "hardware",
        "load",
        "telemetry"
      })
  public static final AttributeKey<String> PART =
      AttributeKey.stringKey("djl.serving.observability.part");

  @Meaning(value = "a buffer or queue of the plugin")
  public static final AttributeKey<String> BUFFER =
      AttributeKey.stringKey("djl.serving.observability.buffer");

  @Meaning(
      value = "why something was refused",
      values = {"items", "bytes", "memory", "closed", "gone"})
  public static final AttributeKey<String> REASON =
      AttributeKey.stringKey("djl.serving.observability.reason");

  @Meaning(
      value = "the sort of telemetry that was exported",
      values = {"traces", "metrics", "logs"})
  public static final AttributeKey<String> SIGNAL =
      AttributeKey.stringKey("djl.serving.observability.signal");

  @Meaning(
      value = "how an export ended",
      values = {"succeeded", "failed"})
  public static final AttributeKey<String> EXPORT_OUTCOME =
      AttributeKey.stringKey("djl.serving.observability.outcome");

  @Meaning(value = "a thread of the plugin")
  public static final AttributeKey<String> THREAD =
      AttributeKey.stringKey("djl.serving.observability.thread");

  @Meaning(
      value = "the right or connector by which somebody was allowed to change something",
      events = Event.MANAGED)
  public static final AttributeKey<String> HOLDER =
      AttributeKey.stringKey("djl.serving.observability.holder");

  @Meaning(
      value = "what became of an inference; `cut` is written with a body that was too long",
      values = {"written", "cut", "not_sampled", "limit", "cpu_share", "queue", "disk", "gone"})
  public static final AttributeKey<String> INFERENCE_OUTCOME =
      AttributeKey.stringKey("djl.serving.inference_log.outcome");

  @Meaning(value = "what the model was asked, redacted", events = Event.INFERENCE)
  public static final AttributeKey<String> INFERENCE_INPUT =
      AttributeKey.stringKey("djl.serving.inference.input");

  @Meaning(value = "what the model said, redacted", events = Event.INFERENCE)
  public static final AttributeKey<String> INFERENCE_OUTPUT =
      AttributeKey.stringKey("djl.serving.inference.output");

  @Meaning(
      value = "why the inference is logged",
      events = Event.INFERENCE,
      values = {"status", "drift", "low_score", "latency", "rate"})
  public static final AttributeKey<String> INFERENCE_REASON =
      AttributeKey.stringKey("djl.serving.inference.reason");

  @Meaning(value = "the trace of the request, if it was traced", events = Event.INFERENCE)
  public static final AttributeKey<String> INFERENCE_TRACE =
      AttributeKey.stringKey("djl.serving.inference.trace_id");

  @Meaning(value = "`tracestate` of the request, if there was one", events = Event.INFERENCE)
  public static final AttributeKey<String> INFERENCE_TRACE_STATE =
      AttributeKey.stringKey("djl.serving.inference.trace_state");

  @Meaning(
      value = "what became of a record of the audit log; `missed`: a request has none",
      values = {"written", "missed"})
  public static final AttributeKey<String> AUDIT_OUTCOME =
      AttributeKey.stringKey("djl.serving.audit.outcome");

  @Meaning(value = "the number of the audit log's last record", events = Event.AUDIT_HEAD)
  public static final AttributeKey<Long> AUDIT_NUMBER =
      AttributeKey.longKey("djl.serving.audit.number");

  @Meaning(value = "the hash of the audit log's last record", events = Event.AUDIT_HEAD)
  public static final AttributeKey<String> AUDIT_HASH =
      AttributeKey.stringKey("djl.serving.audit.hash");

  private PluginKeys() {}
}
