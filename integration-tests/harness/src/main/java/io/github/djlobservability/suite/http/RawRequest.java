package io.github.djlobservability.suite.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An HTTP/1.1 request. Immutable. */
public final class RawRequest {

  private static final byte[] NO_BODY = {};

  private final String method;
  private final String target;
  private final List<Map.Entry<String, String>> headers;
  private final byte[] body;

  private RawRequest(
      String method, String target, List<Map.Entry<String, String>> headers, byte[] body) {
    this.method = method;
    this.target = target;
    this.headers = headers;
    this.body = body;
  }

  /** Returns a request without body; the target is the path with its query. */
  public static RawRequest of(String method, String target) {
    return new RawRequest(method, target, List.of(), NO_BODY);
  }

  public static RawRequest get(String target) {
    return of("GET", target);
  }

  public static RawRequest postJson(String target, String json) {
    return post(target, "application/json", json.getBytes(UTF_8));
  }

  public static RawRequest post(String target, String contentType, byte[] body) {
    return of("POST", target).header("Content-Type", contentType).body(body);
  }

  /** Returns this request with one more header. */
  public RawRequest header(String name, String value) {
    List<Map.Entry<String, String>> more = new ArrayList<>(headers);
    more.add(Map.entry(name, value));
    return new RawRequest(method, target, List.copyOf(more), body);
  }

  public RawRequest headers(Map<String, String> added) {
    RawRequest request = this;
    for (Map.Entry<String, String> header : added.entrySet()) {
      request = request.header(header.getKey(), header.getValue());
    }
    return request;
  }

  public RawRequest body(byte[] newBody) {
    return new RawRequest(method, target, headers, newBody.clone());
  }

  public String method() {
    return method;
  }

  public String target() {
    return target;
  }

  /**
   * Returns the bytes on the wire; Host and, for a request with a body, Content-Length are added.
   */
  byte[] bytes(String host) {
    StringBuilder head = new StringBuilder();
    head.append(method).append(' ').append(target).append(" HTTP/1.1\r\n");
    if (!hasHeader("Host")) {
      head.append("Host: ").append(host).append("\r\n");
    }
    headers.forEach(
        header ->
            head.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n"));
    if (body.length > 0 && !hasHeader("Content-Length")) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(head.length() + 2 + body.length);
    bytes.writeBytes(head.append("\r\n").toString().getBytes(UTF_8));
    bytes.writeBytes(body);
    return bytes.toByteArray();
  }

  private boolean hasHeader(String name) {
    return headers.stream().anyMatch(header -> header.getKey().equalsIgnoreCase(name));
  }

  @Override
  public String toString() {
    return method + " " + target;
  }
}
