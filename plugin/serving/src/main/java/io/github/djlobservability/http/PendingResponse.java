package io.github.djlobservability.http;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A response that a channel owes. Not thread-safe.
 *
 * <p>To a client that pipelines, the n-th response belongs to its n-th request, whatever the server
 * meant; so that is how they are matched.
 */
final class PendingResponse {
  private final @Nullable Exchange exchange;
  private boolean begun;

  /**
   * @param exchange null for a request that isn't observed, which needs its place in line all the
   *     same
   */
  PendingResponse(@Nullable Exchange exchange) {
    this.exchange = exchange;
  }

  @Nullable Exchange exchange() {
    return exchange;
  }

  /** Finds what a message is part of: a head begins the next response, content continues one. */
  static @Nullable PendingResponse ofMessage(Object msg, Deque<PendingResponse> pending) {
    boolean head = msg instanceof HttpResponse response && !informational(response);
    if (!head && (msg instanceof HttpResponse || !(msg instanceof HttpContent))) {
      return null;
    }
    // Mostly it is the only one.
    PendingResponse first = pending.peekFirst();
    if (first == null || first.begun != head) {
      return first;
    }
    for (PendingResponse response : pending) {
      if (response.begun != head) {
        return response;
      }
    }
    return null;
  }

  /**
   * Returns whether a message completes the response; to be told of every message of the response.
   */
  boolean completedBy(Object msg) {
    begun = true;
    return msg instanceof LastHttpContent;
  }

  private static boolean informational(HttpResponse response) {
    return response.status().codeClass() == HttpStatusClass.INFORMATIONAL
        && response.status().code() != 101;
  }
}
