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
        "drift",
        "quality",
        "feedback",
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
      values = {"items", "bytes", "memory", "closed"})
  public static final AttributeKey<String> REASON =
      AttributeKey.stringKey("djl.serving.observability.reason");

  @Meaning(value = "a thread of the plugin")
  public static final AttributeKey<String> THREAD =
      AttributeKey.stringKey("djl.serving.observability.thread");

  @Meaning(
      value = "the right or connector by which somebody was allowed to change something",
      events = Event.MANAGED)
  public static final AttributeKey<String> HOLDER =
      AttributeKey.stringKey("djl.serving.observability.holder");

  private PluginKeys() {}
}
