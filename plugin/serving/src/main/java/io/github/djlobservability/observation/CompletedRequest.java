package io.github.djlobservability.observation;

import io.github.djlobservability.model.ModelId;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A request that is over, with what may have to do with how long it took.
 *
 * @param model the model that answered, or that was asked
 * @param isVersionKnown whether it is that very version; else any version of the name may have
 *     answered
 * @param epochMillis when it arrived
 * @param durationNanos from its arrival to the last byte of its response
 * @param failed whether the server or the model failed it
 * @param computedBy who computed it; null when that can't be seen
 * @param client what the configured header says; null when there is none
 * @param payloadBytes size of its body
 * @param inFlight requests of the model that were under way when it arrived, itself included
 */
public record CompletedRequest(
    ModelId model,
    boolean isVersionKnown,
    long epochMillis,
    long durationNanos,
    boolean failed,
    @Nullable ComputedBy computedBy,
    @Nullable String client,
    long payloadBytes,
    long inFlight) {

  /** Returns it with its client as the client may be seen. */
  public CompletedRequest shown(UnaryOperator<String> id) {
    return client == null
        ? this
        : new CompletedRequest(
            model,
            isVersionKnown,
            epochMillis,
            durationNanos,
            failed,
            computedBy,
            id.apply(client),
            payloadBytes,
            inFlight);
  }

  /**
   * Says where and with how many others a request was computed.
   *
   * @param device where
   * @param worker the thread's name
   * @param batchSize how many requests were computed together
   */
  public record ComputedBy(String device, String worker, int batchSize) {}
}
