package io.github.djlobservability.http;

import io.netty.handler.codec.http.FullHttpRequest;
import java.util.UUID;

/**
 * Gives a request the id that its client, the server and we know it by. Thread-safe.
 *
 * <p>The server makes an id for a request that brings none, but keeps one a connection: of requests
 * that are sent one after another without waiting, a response may bear the id of another, or none.
 * So the id is made here, in the same form, and given to the server.
 *
 * @param header the header in which the server takes an id
 */
record RequestIds(String header) {

  /** Returns the id of a request, which has one from then on. */
  String of(FullHttpRequest request) {
    String given = request.headers().get(header);
    if (given != null) {
      return given;
    }
    String made = UUID.randomUUID().toString();
    request.headers().set(header, made);
    return made;
  }
}
