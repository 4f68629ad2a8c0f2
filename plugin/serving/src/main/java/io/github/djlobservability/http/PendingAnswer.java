package io.github.djlobservability.http;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * An answer that a channel owes. Not thread-safe.
 *
 * <p>To a client that pipelines, the n-th answer is the answer to its n-th request, whatever the
 * server meant; so that is how they are matched.
 */
final class PendingAnswer {
  private final @Nullable Exchange exchange;
  private boolean begun;

  /**
   * @param exchange null for a request that isn't observed, which needs its place in line all the
   *     same
   */
  PendingAnswer(@Nullable Exchange exchange) {
    this.exchange = exchange;
  }

  @Nullable Exchange exchange() {
    return exchange;
  }

  /** Finds what a message is part of: a head begins the next answer, content continues one. */
  static @Nullable PendingAnswer answeredBy(Object msg, Deque<PendingAnswer> pending) {
    boolean head = msg instanceof HttpResponse response && !informational(response);
    if (!head && (msg instanceof HttpResponse || !(msg instanceof HttpContent))) {
      return null;
    }
    for (PendingAnswer answer : pending) {
      if (answer.begun != head) {
        return answer;
      }
    }
    return null;
  }

  /** Returns whether a message completes the answer; to be told of every message of the answer. */
  boolean completedBy(Object msg) {
    begun = true;
    return msg instanceof LastHttpContent;
  }

  private static boolean informational(HttpResponse response) {
    return response.status().codeClass() == HttpStatusClass.INFORMATIONAL
        && response.status().code() != 101;
  }
}
