package io.github.djlobservability.console;

import io.github.djlobservability.console.page.part.Asset;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The response of a page.
 *
 * @param type the media type of the content
 * @param content the content, which nobody changes
 * @param headers headers beside those that every page has
 * @param delayMillis how long it is held back
 * @param message what went wrong; null for nothing
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Reply(
    HttpResponseStatus status,
    String type,
    byte[] content,
    Map<String, String> headers,
    long delayMillis,
    @Nullable String message) {

  private static final String JSON = "application/json";
  private static final String HTML = "text/html; charset=utf-8";

  static Reply ok(Object body) {
    return json(HttpResponseStatus.OK, body);
  }

  static Reply json(HttpResponseStatus status, Object body) {
    return new Reply(status, JSON, PageJson.bytes(body), Map.of(), 0, null);
  }

  static Reply html(HttpResponseStatus status, String page) {
    return new Reply(status, HTML, page.getBytes(StandardCharsets.UTF_8), Map.of(), 0, null);
  }

  static Reply text(String type, byte[] content) {
    return new Reply(HttpResponseStatus.OK, type, content, Map.of(), 0, null);
  }

  /** A file that a browser saves instead of showing it. */
  static Reply download(String type, String content, String file) {
    return new Reply(
        HttpResponseStatus.OK,
        type,
        content.getBytes(StandardCharsets.UTF_8),
        Map.of("content-disposition", "attachment; filename=\"" + file + "\""),
        0,
        null);
  }

  /** A file that the browser may keep for ever under its address. */
  static Reply asset(Asset asset) {
    return new Reply(
        HttpResponseStatus.OK,
        asset.type(),
        asset.content(),
        Map.of("cache-control", "public, max-age=31536000, immutable"),
        0,
        null);
  }

  static Reply error(HttpResponseStatus status, String message) {
    byte[] content = PageJson.bytes(Map.of("code", status.code(), "message", message));
    return new Reply(status, JSON, content, Map.of(), 0, message);
  }

  Reply with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Reply(status, type, content, Map.copyOf(more), delayMillis, message);
  }

  /** This, as a page for people. */
  Reply asHtml(String page) {
    return new Reply(
        status, HTML, page.getBytes(StandardCharsets.UTF_8), headers, delayMillis, message);
  }

  Reply heldBack(long millis) {
    return new Reply(status, type, content, headers, millis, message);
  }
}
