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
 */
public record Observation(
    ModelId model,
    long epochMillis,
    @Nullable String traceId,
    @Nullable String requestId,
    Payload input,
    Payload output) {

  /** Returns it with its request's id as the id may be held and seen. */
  public Observation shown(UnaryOperator<String> id) {
    if (requestId == null) {
      return this;
    }
    String shown = id.apply(requestId);
    return shown.equals(requestId)
        ? this
        : new Observation(model, epochMillis, traceId, shown, input, output);
  }

  /** Returns roughly how many bytes it holds. */
  public long heldBytes() {
    return 200 + input.heldBytes() + output.heldBytes();
  }
}
