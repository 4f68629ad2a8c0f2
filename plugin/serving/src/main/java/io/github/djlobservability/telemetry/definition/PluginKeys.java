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

  private PluginKeys() {}
}
