package io.github.djlobservability.telemetry.definition;

import io.opentelemetry.api.common.AttributeKey;
import java.util.List;

/** The attributes of how busy models are, of objectives, and of changes of latency and errors. */
public final class LoadKeys {
  @Meaning(
      value = "state of the worker; `idle` also while its batch fills",
      values = {"idle", "busy", "starting", "stopped", "failed"})
  public static final AttributeKey<String> WORKER_STATE =
      AttributeKey.stringKey("djl.serving.worker.state");

  @Meaning(
      value = "what is used up at the limit",
      values = {"workers", "cpu", "gpu"})
  public static final AttributeKey<String> RESOURCE =
      AttributeKey.stringKey("djl.serving.resource");

  @Meaning(
      value = "the objective",
      events = Event.OBJECTIVE_STATUS_CHANGED,
      values = {"latency", "availability"})
  public static final AttributeKey<String> OBJECTIVE =
      AttributeKey.stringKey("djl.serving.slo.objective");

  @Meaning(
      value = "the time over which the burn rate is taken",
      values = {"5m", "30m", "1h", "6h", "3d"})
  public static final AttributeKey<String> BURN_WINDOW =
      AttributeKey.stringKey("djl.serving.slo.window");

  @Meaning(
      value = "what to do with a version that serves beside another",
      events = Event.ROLLOUT_ADVICE,
      values = {"go_on", "stop"})
  public static final AttributeKey<String> ROLLOUT_ADVICE =
      AttributeKey.stringKey("djl.serving.rollout.advice");

  @Meaning(
      value = "the objective as it was written: `p99<200ms`",
      events = Event.OBJECTIVE_STATUS_CHANGED)
  public static final AttributeKey<String> TARGET =
      AttributeKey.stringKey("djl.serving.slo.target");

  @Meaning(
      value = "the status",
      events = Event.OBJECTIVE_STATUS_CHANGED,
      values = {"ok", "slow_burn", "burn", "fast_burn"})
  public static final AttributeKey<String> STATUS =
      AttributeKey.stringKey("djl.serving.slo.status");

  @Meaning(
      value = "the status before",
      events = Event.OBJECTIVE_STATUS_CHANGED,
      values = {"ok", "slow_burn", "burn", "fast_burn"})
  public static final AttributeKey<String> PREVIOUS_STATUS =
      AttributeKey.stringKey("djl.serving.slo.previous_status");

  @Meaning(
      value = "as the metric `djl.serving.slo.budget`",
      events = Event.OBJECTIVE_STATUS_CHANGED)
  public static final AttributeKey<Double> BUDGET =
      AttributeKey.doubleKey("djl.serving.slo.budget");

  @Meaning(
      value = "what has changed",
      events = Event.PERFORMANCE_CHANGED,
      values = {"latency", "errors"})
  public static final AttributeKey<String> QUANTITY =
      AttributeKey.stringKey("djl.serving.change.quantity");

  @Meaning(
      value =
          "how large the change is: `mean 0.0123 -> 0.0561` (seconds), `category \"error\": 0 % ->"
              + " 11 %`",
      events = Event.PERFORMANCE_CHANGED)
  public static final AttributeKey<String> EFFECT =
      AttributeKey.stringKey("djl.serving.change.effect");

  @Meaning(
      value = "when it is estimated to have begun, ISO 8601",
      events = Event.PERFORMANCE_CHANGED)
  public static final AttributeKey<String> SINCE =
      AttributeKey.stringKey("djl.serving.change.since");

  @Meaning(
      value = "what changed with it, the largest change first: `payload_size (mean 1024 -> 56200)`",
      events = Event.PERFORMANCE_CHANGED)
  public static final AttributeKey<List<String>> FACTORS =
      AttributeKey.stringArrayKey("djl.serving.change.factors");

  private LoadKeys() {}
}
