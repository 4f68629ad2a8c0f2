package io.github.djlobservability.http;

import io.github.djlobservability.access.Decision;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.FullHttpRequest;
import org.jspecify.annotations.Nullable;

/** Decides whether a client may have its request left out of what is watched. Thread-safe. */
@FunctionalInterface
public interface DoctorAccess {

  /**
   * Decides about one request.
   *
   * @param authorization {@code Bearer TOKEN}; null where the client shows no token
   */
  Decision decide(Channel channel, FullHttpRequest request, @Nullable String authorization);
}
