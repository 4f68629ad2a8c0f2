package io.github.djlobservability.telemetry.definition;

import static io.github.djlobservability.telemetry.definition.Instrument.counter;
import static io.github.djlobservability.telemetry.definition.Instrument.histogram;
import static io.github.djlobservability.telemetry.definition.Instrument.upDownCounter;
import static io.github.djlobservability.telemetry.definition.Metric.Definition.essential;
import static io.github.djlobservability.telemetry.definition.Metric.Definition.ofAll;
import static io.github.djlobservability.telemetry.definition.Metric.Definition.standard;

/** The metrics of the requests for a model and of its phases. */
public enum ModelMetric implements Metric {
  REQUEST_DURATION(
      essential(
          "djl.serving.request.duration",
          histogram("s", Buckets.PHASE_SECONDS),
          "From the arrival of a request for a model to the last byte of its response.",
          ModelKeys.model(HttpKeys.ERROR_TYPE, ModelKeys.FAILURE_REASON))),
  TIME_TO_FIRST_BYTE(
      standard(
          "djl.serving.response.time_to_first_byte",
          histogram("s", Buckets.PHASE_SECONDS),
          "From the arrival of a request to the first byte of a streamed response's body.",
          ModelKeys.model())),
  REJECTED_REQUESTS(
      essential(
          "djl.serving.request.rejected",
          counter("{request}"),
          "Requests that the server refused because the model's queue was full.",
          ModelKeys.model())),
  QUEUE_DURATION(
      standard(
          "djl.serving.queue.duration",
          histogram("s", Buckets.PHASE_SECONDS),
          "From the arrival of a request to the start of its preprocessing: reading it, the"
              + " queue, filling the batch.",
          ModelKeys.model(ModelKeys.DEVICE))),
  PREPROCESS_DURATION(
      standard(
          "djl.serving.preprocess.duration",
          histogram("s", Buckets.PHASE_SECONDS),
          "Duration of the translator's input half. One value for each batch.",
          ModelKeys.model(ModelKeys.DEVICE, HttpKeys.ERROR_TYPE))),
  INFERENCE_DURATION(
      essential(
          "djl.serving.inference.duration",
          histogram("s", Buckets.PHASE_SECONDS),
          "Duration of the forward pass, or of an engine's call without a Java translator. One"
              + " value for each batch.",
          ModelKeys.model(ModelKeys.DEVICE, HttpKeys.ERROR_TYPE))),
  POSTPROCESS_DURATION(
      standard(
          "djl.serving.postprocess.duration",
          histogram("s", Buckets.PHASE_SECONDS),
          "Duration of the translator's output half. One value for each batch.",
          ModelKeys.model(ModelKeys.DEVICE, HttpKeys.ERROR_TYPE))),
  BATCH_SIZE(
      ofAll(
          "djl.serving.batch.size",
          histogram("{request}", Buckets.BATCH_SIZES),
          "Requests that were computed together.",
          ModelKeys.model(ModelKeys.DEVICE))),
  ITEMS(
      essential(
          "djl.serving.items",
          counter("{item}"),
          "Items that were computed.",
          ModelKeys.model(ModelKeys.DEVICE))),
  REQUEST_ITEMS(
      ofAll(
          "djl.serving.request.items",
          histogram("{item}", Buckets.ITEMS),
          "Items of a request that succeeded.",
          ModelKeys.model())),
  ITEM_DURATION(
      ofAll(
          "djl.serving.item.duration",
          histogram("s", Buckets.PHASE_SECONDS),
          "Duration of a request that succeeded, divided by the number of its items.",
          ModelKeys.model())),
  FAILED_ITEMS(
      essential(
          "djl.serving.items.failed",
          counter("{item}"),
          "Elements of responses that report an error of their own.",
          ModelKeys.model())),
  LOADED(
      essential(
          "djl.serving.model.loaded",
          upDownCounter("{model}"),
          "Models that are loaded, one for each device.",
          ModelKeys.model(ModelKeys.DEVICE))),
  LOAD_DURATION(
      ofAll(
          "djl.serving.model.load.duration",
          histogram("s", Buckets.PHASE_SECONDS),
          "Duration of loading a model on a device.",
          ModelKeys.model(ModelKeys.DEVICE)));

  private final Definition definition;

  ModelMetric(Definition definition) {
    this.definition = definition;
  }

  @Override
  public Definition definition() {
    return definition;
  }
}
