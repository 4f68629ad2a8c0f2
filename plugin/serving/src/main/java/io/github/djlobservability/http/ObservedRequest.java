package io.github.djlobservability.http;

import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;

/**
 * A request that has passed our handler. It is the same request, sharing headers and content, so
 * whoever releases it releases the original; its type alone tells that the plugin has seen it.
 */
final class ObservedRequest extends DefaultFullHttpRequest {

  ObservedRequest(FullHttpRequest request) {
    super(
        request.protocolVersion(),
        request.method(),
        request.uri(),
        request.content(),
        request.headers(),
        request.trailingHeaders());
    setDecoderResult(request.decoderResult());
  }

  // Two requests are never the same one because they look the same.

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
