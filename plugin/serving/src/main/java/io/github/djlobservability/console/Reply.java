package io.github.djlobservability.console;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Map;

/**
 * What a page answers.
 *
 * @param body what is written as JSON
 */
record Reply(HttpResponseStatus status, Object body) {

  static Reply ok(Object body) {
    return new Reply(HttpResponseStatus.OK, body);
  }

  static Reply error(HttpResponseStatus status, String message) {
    return new Reply(status, Map.of("code", status.code(), "message", message));
  }
}
