package io.github.djlobservability.observation;

import io.github.djlobservability.model.ModelId;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One request as drift detection sees it; of one or many items.
 *
 * @param model the model that answered
 * @param epochMillis when the request arrived
 * @param traceId its trace; null when it isn't traced
 * @param requestId the id its client knows it by; null when there is none
 * @param input what went in
 * @param output what came out
 * @param completion how the request was over
 */
public record Observation(
    ModelId model,
    long epochMillis,
    @Nullable String traceId,
    @Nullable String requestId,
    Payload input,
    Payload output,
    Completion completion) {

  /** Makes one of a request that succeeded, of which nothing more is known. */
  public Observation(
      ModelId model,
      long epochMillis,
      @Nullable String traceId,
      @Nullable String requestId,
      Payload input,
      Payload output) {
    this(model, epochMillis, traceId, requestId, input, output, Completion.UNKNOWN);
  }

  /** Returns it with its request's id as the id may be held and seen. */
  public Observation shown(UnaryOperator<String> id) {
    if (requestId == null) {
      return this;
    }
    String shown = id.apply(requestId);
    return shown.equals(requestId)
        ? this
        : new Observation(model, epochMillis, traceId, shown, input, output, completion);
  }

  /** Returns it with other payloads. */
  public Observation with(Payload otherInput, Payload otherOutput) {
    return new Observation(
        model, epochMillis, traceId, requestId, otherInput, otherOutput, completion);
  }

  /** Returns roughly how many bytes it holds. */
  public long heldBytes() {
    return 200 + input.heldBytes() + output.heldBytes();
  }
}
