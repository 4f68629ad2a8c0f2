package io.github.djlobservability.console;

import io.github.djlobservability.access.Access;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets a browser sign in with a token and sign out: {@code POST} and {@code DELETE
 * /observability/session}. The token comes in the form's body, never in the address. Thread-safe.
 */
final class SignIn {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String HOME = "/observability";

  private final Access access;
  private final boolean secure;

  /**
   * Makes it.
   *
   * @param secure whether the connector speaks TLS, so that the cookie never travels without
   */
  SignIn(Access access, boolean secure) {
    this.access = access;
    this.secure = secure;
  }

  Reply reply(PageRequest request) {
    if (request.method().equals(HttpMethod.DELETE) || "out".equals(field(request, "sign"))) {
      access.signOut(request.caller());
      return home().with("set-cookie", cookie("", 0));
    }
    if (!request.method().equals(HttpMethod.POST)) {
      return Reply.error(HttpResponseStatus.METHOD_NOT_ALLOWED, "Allowed: POST, DELETE");
    }
    String token = field(request, "token");
    String session = token == null ? null : access.signIn(token, request.caller());
    if (session == null) {
      return Reply.error(HttpResponseStatus.UNAUTHORIZED, "The form has no token of this server")
          .heldBack(access.signInFailed(request.caller()));
    }
    return home().with("set-cookie", cookie(session, Access.sessionSeconds()));
  }

  /** After a form was sent, the browser gets the page with a GET (RFC 9110, 15.4.4). */
  private static Reply home() {
    return Reply.html(HttpResponseStatus.SEE_OTHER, "").with("location", HOME);
  }

  private String cookie(String value, long seconds) {
    return Access.COOKIE
        + "="
        + value
        + "; Path=/observability; Max-Age="
        + seconds
        + "; HttpOnly; SameSite=Strict"
        + (secure ? "; Secure" : "");
  }

  private static @Nullable String field(PageRequest request, String name) {
    String type = request.contentType();
    if (type == null || !type.startsWith(FORM) || request.body() == null) {
      return null;
    }
    String form = new String(request.body(), StandardCharsets.UTF_8);
    List<String> values = new QueryStringDecoder(form, false).parameters().get(name);
    return values == null ? null : values.get(0);
  }
}
