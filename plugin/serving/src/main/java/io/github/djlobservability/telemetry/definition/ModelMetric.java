package io.github.djlobservability.telemetry.definition;

import static io.github.djlobservability.telemetry.definition.Instrument.counter;
import static io.github.djlobservability.telemetry.definition.Instrument.histogram;
import static io.github.djlobservability.telemetry.definition.Instrument.upDownCounter;

import io.github.djlobservability.config.value.MetricLevel;
import io.opentelemetry.api.common.AttributeKey;
import java.util.List;

/** The metrics of the requests for a model and of its phases. */
public enum ModelMetric implements Metric {
  REQUEST_DURATION(
      MetricLevel.ESSENTIAL,
      "djl.serving.request.duration",
      histogram("s", Buckets.PHASE_SECONDS),
      "From the arrival of a request for a model to the last byte of its response.",
      ModelKeys.model(HttpKeys.ERROR_TYPE, ModelKeys.FAILURE_REASON)),
  TIME_TO_FIRST_BYTE(
      "djl.serving.response.time_to_first_byte",
      histogram("s", Buckets.PHASE_SECONDS),
      "From the arrival of a request to the first byte of a streamed response's body.",
      ModelKeys.model()),
  REJECTED_REQUESTS(
      MetricLevel.ESSENTIAL,
      "djl.serving.request.rejected",
      counter("{request}"),
      "Requests that the server refused because the model's queue was full.",
      ModelKeys.model()),
  QUEUE_DURATION(
      "djl.serving.queue.duration",
      histogram("s", Buckets.PHASE_SECONDS),
      "From the arrival of a request to the start of its preprocessing: reading it, the"
          + " queue, filling the batch.",
      ModelKeys.model(ModelKeys.DEVICE)),
  PREPROCESS_DURATION(
      "djl.serving.preprocess.duration",
      histogram("s", Buckets.PHASE_SECONDS),
      "Duration of the translator's input half. One value for each batch.",
      ModelKeys.model(ModelKeys.DEVICE, HttpKeys.ERROR_TYPE)),
  INFERENCE_DURATION(
      MetricLevel.ESSENTIAL,
      "djl.serving.inference.duration",
      histogram("s", Buckets.PHASE_SECONDS),
      "Duration of the forward pass, or of an engine's call without a Java translator. One value"
          + " for each batch.",
      ModelKeys.model(ModelKeys.DEVICE, HttpKeys.ERROR_TYPE)),
  POSTPROCESS_DURATION(
      "djl.serving.postprocess.duration",
      histogram("s", Buckets.PHASE_SECONDS),
      "Duration of the translator's output half. One value for each batch.",
      ModelKeys.model(ModelKeys.DEVICE, HttpKeys.ERROR_TYPE)),
  BATCH_SIZE(
      MetricLevel.ALL,
      "djl.serving.batch.size",
      histogram("{request}", Buckets.BATCH_SIZES),
      "Requests that were computed together.",
      ModelKeys.model(ModelKeys.DEVICE)),
  ITEMS(
      MetricLevel.ESSENTIAL,
      "djl.serving.items",
      counter("{item}"),
      "Items that were computed.",
      ModelKeys.model(ModelKeys.DEVICE)),
  REQUEST_ITEMS(
      MetricLevel.ALL,
      "djl.serving.request.items",
      histogram("{item}", Buckets.ITEMS),
      "Items of a request that succeeded.",
      ModelKeys.model()),
  ITEM_DURATION(
      MetricLevel.ALL,
      "djl.serving.item.duration",
      histogram("s", Buckets.PHASE_SECONDS),
      "Duration of a request that succeeded, divided by the number of its items.",
      ModelKeys.model()),
  FAILED_ITEMS(
      MetricLevel.ESSENTIAL,
      "djl.serving.items.failed",
      counter("{item}"),
      "Elements of responses that report an error of their own.",
      ModelKeys.model()),
  LOADED(
      MetricLevel.ESSENTIAL,
      "djl.serving.model.loaded",
      upDownCounter("{model}"),
      "Models that are loaded, one for each device.",
      ModelKeys.model(ModelKeys.DEVICE)),
  LOAD_DURATION(
      MetricLevel.ALL,
      "djl.serving.model.load.duration",
      histogram("s", Buckets.PHASE_SECONDS),
      "Duration of loading a model on a device.",
      ModelKeys.model(ModelKeys.DEVICE));

  private final Definition definition;

  ModelMetric(String name, Instrument instrument, String text, List<AttributeKey<?>> attributes) {
    this(MetricLevel.STANDARD, name, instrument, text, attributes);
  }

  ModelMetric(
      MetricLevel level,
      String name,
      Instrument instrument,
      String text,
      List<AttributeKey<?>> attributes) {
    definition = new Definition(name, instrument, text, attributes, level);
  }

  @Override
  public Definition definition() {
    return definition;
  }
}
