package io.github.djlobservability.telemetry.definition;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.semconv.ClientAttributes;
import io.opentelemetry.semconv.ErrorAttributes;
import io.opentelemetry.semconv.HttpAttributes;
import io.opentelemetry.semconv.NetworkAttributes;
import io.opentelemetry.semconv.ServerAttributes;
import io.opentelemetry.semconv.UrlAttributes;
import io.opentelemetry.semconv.UserAgentAttributes;
import java.util.List;

/**
 * The attributes of HTTP requests, by the semantic conventions.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/http/">Semantic conventions for
 *     HTTP</a>
 */
public final class HttpKeys {
  /** A value of {@link #ERROR_TYPE}: the client went away before the response was complete. */
  public static final String CLIENT_DISCONNECTED = "client_disconnected";

  /** A value of {@link #ERROR_TYPE}: the server broke the response off. */
  public static final String CONNECTION_CLOSED = "connection_closed";

  /** A value of {@link #ERROR_TYPE}: the server was stopped before the response was complete. */
  public static final String SERVER_SHUTDOWN = "server_shutdown";

  /** A value of {@link #ERROR_TYPE}: an error is in a streamed response that began well. */
  public static final String STREAM_ERROR = "stream_error";

  /** A value of {@link #ERROR_TYPE} and {@link #METHOD} where nothing better is known. */
  public static final String OTHER = ErrorAttributes.ErrorTypeValues.OTHER;

  @Meaning(
      value = "how a request, a phase or a card failed; see the list below",
      on = "SERVER, phases")
  public static final AttributeKey<String> ERROR_TYPE = ErrorAttributes.ERROR_TYPE;

  @Meaning(value = "the method, `_OTHER` when it is not a known one", on = "SERVER")
  public static final AttributeKey<String> METHOD = HttpAttributes.HTTP_REQUEST_METHOD;

  @Meaning(value = "the method as sent, when it is not a known one", on = "SERVER")
  public static final AttributeKey<String> METHOD_ORIGINAL =
      HttpAttributes.HTTP_REQUEST_METHOD_ORIGINAL;

  @Meaning(
      value = "the path's template, `/predictions/{model}`; absent when no route matches",
      on = "SERVER")
  public static final AttributeKey<String> ROUTE = HttpAttributes.HTTP_ROUTE;

  @Meaning(value = "the status of the response", on = "SERVER", events = Event.INFERENCE)
  public static final AttributeKey<Long> STATUS_CODE = HttpAttributes.HTTP_RESPONSE_STATUS_CODE;

  // Still in development, so not among the stable conventions' constants.
  @Meaning(value = "bytes", on = "SERVER")
  public static final AttributeKey<Long> REQUEST_BODY_SIZE =
      AttributeKey.longKey("http.request.body.size");

  @Meaning(value = "bytes, as far as they were sent", on = "SERVER")
  public static final AttributeKey<Long> RESPONSE_BODY_SIZE =
      AttributeKey.longKey("http.response.body.size");

  @Meaning(
      value = "the path; the query is left out because DJL Serving takes model input from it",
      on = "SERVER")
  public static final AttributeKey<String> PATH = UrlAttributes.URL_PATH;

  @Meaning(
      value = "the scheme",
      on = "SERVER",
      values = {"http", "https"})
  public static final AttributeKey<String> SCHEME = UrlAttributes.URL_SCHEME;

  @Meaning(value = "from the `Host` header", on = "SERVER")
  public static final AttributeKey<String> SERVER_ADDRESS = ServerAttributes.SERVER_ADDRESS;

  @Meaning(value = "from the `Host` header", on = "SERVER")
  public static final AttributeKey<Long> SERVER_PORT = ServerAttributes.SERVER_PORT;

  @Meaning(value = "address of the peer", on = "SERVER")
  public static final AttributeKey<String> CLIENT_ADDRESS = ClientAttributes.CLIENT_ADDRESS;

  @Meaning(value = "address of the peer", on = "SERVER")
  public static final AttributeKey<String> PEER_ADDRESS = NetworkAttributes.NETWORK_PEER_ADDRESS;

  @Meaning(value = "port of the peer", on = "SERVER")
  public static final AttributeKey<Long> PEER_PORT = NetworkAttributes.NETWORK_PEER_PORT;

  @Meaning(value = "HTTP's version, `1.0` or `1.1`", on = "SERVER")
  public static final AttributeKey<String> PROTOCOL_VERSION =
      NetworkAttributes.NETWORK_PROTOCOL_VERSION;

  @Meaning(value = "the client's `User-Agent` header", on = "SERVER")
  public static final AttributeKey<String> USER_AGENT = UserAgentAttributes.USER_AGENT_ORIGINAL;

  @Meaning(
      value =
          "true for requests of sorts that are not told apart by method, route and version; see"
              + " [above](#how-many-series)")
  public static final AttributeKey<Boolean> OVERFLOW =
      AttributeKey.booleanKey("otel.metric.overflow");

  static final List<AttributeKey<?>> REQUEST =
      List.of(METHOD, SCHEME, ROUTE, STATUS_CODE, PROTOCOL_VERSION, ERROR_TYPE, OVERFLOW);

  private HttpKeys() {}
}
