package io.github.djlobservability.telemetry.definition;

import io.opentelemetry.api.common.AttributeKey;
import java.util.List;
import java.util.stream.Stream;

/** The attributes of models and of the requests for them. */
public final class ModelKeys {
  @Meaning(
      value = "the model as the server knows it",
      on = "all spans",
      events = {
        Event.DRIFT_STATUS_CHANGED,
        Event.QUALITY_WINDOW,
        Event.OBJECTIVE_STATUS_CHANGED,
        Event.PERFORMANCE_CHANGED,
        Event.ROLLOUT_ADVICE
      })
  public static final AttributeKey<String> NAME = AttributeKey.stringKey("djl.serving.model.name");

  @Meaning(
      value = "absent for a model without version",
      on = "all spans",
      events = {
        Event.DRIFT_STATUS_CHANGED,
        Event.QUALITY_WINDOW,
        Event.OBJECTIVE_STATUS_CHANGED,
        Event.ROLLOUT_ADVICE
      })
  public static final AttributeKey<String> VERSION =
      AttributeKey.stringKey("djl.serving.model.version");

  @Meaning(value = "`cpu`, `gpu0`, ...", on = "queue, batch, predict, phases")
  public static final AttributeKey<String> DEVICE = AttributeKey.stringKey("djl.serving.device");

  @Meaning(value = "the `x-request-id` of the response", on = "SERVER")
  public static final AttributeKey<String> REQUEST_ID =
      AttributeKey.stringKey("djl.serving.request.id");

  @Meaning(
      value =
          "true for `x-synchronous: false`: the span ends with the token, the model's spans follow"
              + " it",
      on = "SERVER")
  public static final AttributeKey<Boolean> ASYNCHRONOUS =
      AttributeKey.booleanKey("djl.serving.request.asynchronous");

  @Meaning(value = "chunks of a streamed response", on = "SERVER")
  public static final AttributeKey<Long> RESPONSE_CHUNKS =
      AttributeKey.longKey("djl.serving.response.chunks");

  @Meaning(
      value = "seconds from the request's arrival to the first byte of a streamed response's body",
      on = "SERVER")
  public static final AttributeKey<Double> FIRST_BYTE_TIME =
      AttributeKey.doubleKey("djl.serving.response.first_byte_time");

  @Meaning(value = "requests that were computed together", on = "SERVER, predict, batch")
  public static final AttributeKey<Long> BATCH_SIZE =
      AttributeKey.longKey("djl.serving.batch.size");

  @Meaning(
      value =
          "items: the input's first dimension without a batchifier, else one a request;"
              + " without a translator, the items of the body",
      on = "SERVER, predict, batch")
  public static final AttributeKey<Long> ITEMS = AttributeKey.longKey("djl.serving.items");

  @Meaning(
      value =
          "elements of the response that report an error of their own; absent when no element does",
      on = "SERVER")
  public static final AttributeKey<Long> ITEMS_FAILED =
      AttributeKey.longKey("djl.serving.items.failed");

  @Meaning(
      value = "who failed a request for a model, see the list below; absent when it did not fail",
      on = "SERVER",
      events = Event.INFERENCE,
      values = {"rejected", "cancelled", "backend", "client", "other"})
  public static final AttributeKey<String> FAILURE_REASON =
      AttributeKey.stringKey("djl.serving.failure.reason");

  @Meaning(
      value =
          "true for a request that failed with another of its batch, whose fault it was: that of"
              + " the link; where a translator has no batchifier",
      on = "SERVER")
  public static final AttributeKey<Boolean> FAILED_WITH_BATCH =
      AttributeKey.booleanKey("djl.serving.batch.failed_with");

  @Meaning(
      value = "seconds that the request waited for its model; with `compact` alone",
      on = "SERVER, predict")
  public static final AttributeKey<Double> QUEUE_TIME =
      AttributeKey.doubleKey("djl.serving.queue.time");

  @Meaning(
      value = "seconds in the translator's input half; with `compact` alone",
      on = "SERVER, predict")
  public static final AttributeKey<Double> PREPROCESS_TIME =
      AttributeKey.doubleKey("djl.serving.preprocess.time");

  @Meaning(value = "seconds in the forward pass; with `compact` alone", on = "SERVER, predict")
  public static final AttributeKey<Double> INFERENCE_TIME =
      AttributeKey.doubleKey("djl.serving.inference.time");

  @Meaning(
      value = "seconds in the translator's output half; with `compact` alone",
      on = "SERVER, predict")
  public static final AttributeKey<Double> POSTPROCESS_TIME =
      AttributeKey.doubleKey("djl.serving.postprocess.time");

  private ModelKeys() {}

  /** Returns the model's name and version, and more. */
  static List<AttributeKey<?>> model(AttributeKey<?>... more) {
    return Stream.concat(Stream.of(NAME, VERSION), Stream.of(more)).toList();
  }
}
