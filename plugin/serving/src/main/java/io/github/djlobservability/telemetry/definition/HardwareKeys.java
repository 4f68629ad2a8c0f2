package io.github.djlobservability.telemetry.definition;

import io.opentelemetry.api.common.AttributeKey;
import java.util.List;
import java.util.stream.Stream;

/** The attributes of the hardware; those of the semantic conventions are still in development. */
public final class HardwareKeys {
  /** The value of {@link #TYPE}. */
  public static final String GPU = "gpu";

  /** The value of {@link #TASK}. */
  public static final String GENERAL = "general";

  @Meaning("unique id of the GPU")
  public static final AttributeKey<String> ID = AttributeKey.stringKey("hw.id");

  @Meaning(
      value = "what sort of hardware it is",
      values = {GPU})
  public static final AttributeKey<String> TYPE = AttributeKey.stringKey("hw.type");

  @Meaning("the GPU as DJL names it, `gpu0`; the same as `djl.serving.device`")
  public static final AttributeKey<String> NAME = AttributeKey.stringKey("hw.name");

  @Meaning("`NVIDIA H100 80GB HBM3`")
  public static final AttributeKey<String> MODEL = AttributeKey.stringKey("hw.model");

  @Meaning("`NVIDIA`")
  public static final AttributeKey<String> VENDOR = AttributeKey.stringKey("hw.vendor");

  @Meaning("version of the GPU's driver")
  public static final AttributeKey<String> DRIVER_VERSION =
      AttributeKey.stringKey("hw.driver_version");

  @Meaning(
      value = "what the GPU does",
      values = {GENERAL})
  public static final AttributeKey<String> TASK = AttributeKey.stringKey("hw.gpu.task");

  @Meaning(
      value = "which of the GPU's clocks",
      values = {"sm", "memory"})
  public static final AttributeKey<String> CLOCK = AttributeKey.stringKey("djl.serving.gpu.clock");

  @Meaning(
      value = "why the clocks are kept down",
      values = {
        "idle",
        "applications_setting",
        "software_power_cap",
        "hardware_slowdown",
        "sync_boost",
        "software_thermal_slowdown",
        "hardware_thermal_slowdown",
        "hardware_power_brake",
        "display_setting"
      })
  public static final AttributeKey<String> CLOCK_LIMIT =
      AttributeKey.stringKey("djl.serving.gpu.clock.limit");

  @Meaning("`direct`, `mapped`, ...")
  public static final AttributeKey<String> BUFFER_POOL =
      AttributeKey.stringKey("jvm.buffer.pool.name");

  private HardwareKeys() {}

  /** Returns the attributes of a GPU, and more. */
  static List<AttributeKey<?>> gpu(AttributeKey<?>... more) {
    return Stream.concat(Stream.of(ID, TYPE, NAME, MODEL, VENDOR, DRIVER_VERSION), Stream.of(more))
        .toList();
  }
}
