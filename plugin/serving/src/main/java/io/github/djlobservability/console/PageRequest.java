package io.github.djlobservability.console;

import io.github.djlobservability.access.Caller;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request for one of the plugin's pages, copied from the channel so that another thread can work
 * on it. Immutable.
 *
 * @param path the decoded parts of the path behind {@code /observability}
 * @param query the parameters of the query
 * @param uri the address as it came, path and query
 * @param contentType the media type of the body
 * @param accept the media types that the sender takes
 * @param etag of the copy that the sender has
 * @param body the body; null where it is larger than {@link #MAX_BODY_BYTES}
 * @param bodyBytes how large the body is
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record PageRequest(
    HttpMethod method,
    List<String> path,
    Map<String, List<String>> query,
    String uri,
    @Nullable String contentType,
    @Nullable String accept,
    @Nullable String etag,
    byte @Nullable [] body,
    int bodyBytes,
    Caller caller) {

  /** The parameters that pages that are read look at. */
  private static final List<String> LOOKED_AT = List.of("version", "slow", "failed");

  /** The only page that is read and looks at how many items are asked for. */
  private static final String WANTED = "wanted";

  /** Names the form of a page as a table. */
  static final String CSV = "csv";

  private static final int REQUEST_BYTES = 2_000;

  /** A larger body is refused. */
  static final int MAX_BODY_BYTES = 4 << 20;

  private static final String FORM = "application/x-www-form-urlencoded";

  /**
   * Copies a request.
   *
   * @throws IllegalArgumentException if the address is not encoded as it must be
   */
  static PageRequest of(FullHttpRequest request, Caller caller) {
    QueryStringDecoder decoder = new QueryStringDecoder(request.uri());
    // Split before it is decoded, so that a model's name may hold a slash.
    List<String> path =
        List.of(decoder.rawPath().split("/", -1)).stream()
            .skip(2)
            .map(QueryStringDecoder::decodeComponent)
            .toList();
    int bytes = request.content().readableBytes();
    return new PageRequest(
        request.method(),
        path,
        decoder.parameters(),
        request.uri(),
        request.headers().get(HttpHeaderNames.CONTENT_TYPE),
        request.headers().get(HttpHeaderNames.ACCEPT),
        request.headers().get(HttpHeaderNames.IF_NONE_MATCH),
        bytes > MAX_BODY_BYTES ? null : ByteBufUtil.getBytes(request.content()),
        bytes,
        caller);
  }

  /** Returns roughly how many bytes a copy of a request takes. */
  static long copiedBytes(FullHttpRequest request) {
    int bytes = request.content().readableBytes();
    return REQUEST_BYTES + 4L * request.uri().length() + (bytes > MAX_BODY_BYTES ? 0 : bytes);
  }

  /**
   * Returns what of the address makes another page: the path, and the parameters that a page looks
   * at. With others an address is another one, and would be made anew for whoever thinks them up.
   */
  String shown() {
    StringBuilder shown = new StringBuilder();
    // A name may hold any character, so its length tells where it ends.
    path.forEach(name -> shown.append(name.length()).append(':').append(name));
    for (String name : LOOKED_AT) {
      show(name, shown);
    }
    if (!path.isEmpty() && path.get(path.size() - 1).equals(WANTED)) {
      show("items", shown);
    }
    return shown.toString();
  }

  private void show(String name, StringBuilder shown) {
    List<String> values = query.get(name);
    if (values != null) {
      shown.append('\n').append(name).append('=').append(values.get(0));
    }
  }

  boolean isRead() {
    return !caller.action();
  }

  /** Returns whether the sender is a browser that shows pages: it names HTML, others don't. */
  boolean wantsHtml() {
    return accept != null && accept.contains("text/html");
  }

  /**
   * Returns what of the media types that the sender takes makes another page of the same address.
   */
  String form() {
    if (accept == null) {
      return "";
    }
    if (wantsHtml()) {
      return "html";
    }
    return accept.contains("text/csv") ? CSV : accept.contains("openmetrics") ? "openmetrics" : "";
  }

  /**
   * Returns the first value of a parameter of the address, or of the form in the body; null where
   * there is no value.
   */
  @Nullable String parameter(String name) {
    String value = first(query, name);
    return value == null ? field(name) : value;
  }

  /**
   * Returns the first value of a field of the form in the body; null where there is no value, or no
   * form that can be decoded.
   */
  @Nullable String field(String name) {
    if (contentType == null || !contentType.startsWith(FORM) || body == null) {
      return null;
    }
    String form = new String(body, StandardCharsets.UTF_8);
    try {
      return first(new QueryStringDecoder(form, false).parameters(), name);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static @Nullable String first(Map<String, List<String>> parameters, String name) {
    List<String> values = parameters.get(name);
    return values == null || values.get(0).isEmpty() ? null : values.get(0);
  }
}
