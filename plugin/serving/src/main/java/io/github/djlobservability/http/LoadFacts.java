package io.github.djlobservability.http;

import io.github.djlobservability.config.LoadSetting;
import io.github.djlobservability.model.ServedModel;
import io.github.djlobservability.observation.CompletedRequest;
import io.github.djlobservability.observation.CompletedRequests;
import io.github.djlobservability.observation.RequestInFlight;
import io.netty.handler.codec.http.FullHttpRequest;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Holds the facts that may explain how long a request takes, as far as they are known when it
 * arrives.
 *
 * @param completed null when nobody wants to know
 * @param client what the configured header says; null when there is none
 * @param inFlight requests of the model that are under way, without this one
 */
record LoadFacts(@Nullable CompletedRequests completed, @Nullable String client, long inFlight) {
  private static final LoadFacts NONE = new LoadFacts(null, null, 0);
  private static final int MAX_CLIENT = 64;

  /** Begins with the request. */
  static LoadFacts begin(
      CompletedRequests completed, @Nullable ServedModel model, FullHttpRequest request) {
    if (model == null || !completed.wanted(model)) {
      return NONE;
    }
    String header = model.settings().find(LoadSetting.CLIENT_HEADER);
    String client = header == null ? null : request.headers().get(header);
    return new LoadFacts(
        completed,
        client == null || client.length() <= MAX_CLIENT ? client : client.substring(0, MAX_CLIENT),
        model.statistics().work().inFlight());
  }

  /** The request is over. */
  void over(Exchange.Asked asked, ServedModel model, long durationNanos, boolean failed) {
    if (completed == null) {
      return;
    }
    RequestInFlight request = asked.request();
    completed.offer(
        new CompletedRequest(
            model.id(),
            !model.isNameAlone(),
            TimeUnit.NANOSECONDS.toMillis(request.arrival().epochNanos()),
            durationNanos,
            failed,
            request.computedBy(),
            client,
            asked.bytes(),
            inFlight + 1));
  }
}
