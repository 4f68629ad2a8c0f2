package io.github.djlobservability.console;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The response of a page.
 *
 * @param type the media type of the content
 * @param content the content, which nobody changes
 * @param headers headers beside those that every page has
 * @param delayMillis how long it is held back
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Reply(
    HttpResponseStatus status,
    String type,
    byte[] content,
    Map<String, String> headers,
    long delayMillis) {

  private static final String JSON = "application/json";
  private static final String HTML = "text/html; charset=utf-8";

  static Reply ok(Object body) {
    return json(HttpResponseStatus.OK, body);
  }

  static Reply json(HttpResponseStatus status, Object body) {
    return new Reply(status, JSON, PageJson.bytes(body), Map.of(), 0);
  }

  static Reply html(HttpResponseStatus status, String page) {
    return new Reply(status, HTML, page.getBytes(StandardCharsets.UTF_8), Map.of(), 0);
  }

  static Reply error(HttpResponseStatus status, String message) {
    return json(status, Map.of("code", status.code(), "message", message));
  }

  Reply with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Reply(status, type, content, Map.copyOf(more), delayMillis);
  }

  Reply heldBack(long millis) {
    return new Reply(status, type, content, headers, millis);
  }
}
