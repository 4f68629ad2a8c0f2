package io.github.djlobservability.console;

import io.github.djlobservability.access.Access;
import io.github.djlobservability.access.Caller;
import io.github.djlobservability.access.Decision;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.regex.Pattern;

/**
 * Lets a browser sign in with a token and sign out: {@code POST} and {@code DELETE
 * /observability/session}. The token comes in the form's body, never in the address. Thread-safe.
 */
final class SignIn {
  private static final String HOME = "/observability";
  private static final Pattern OURS = Pattern.compile("/observability([/?][!-\\[\\]-~]*)?");

  private final Access access;

  SignIn(Access access) {
    this.access = access;
  }

  Reply reply(PageRequest request) {
    Decision decision = access.decideSign(request.caller());
    if (!decision.allowed()) {
      return Reply.error(HttpResponseStatus.valueOf(decision.status()), decision.message());
    }
    if (request.method().equals(HttpMethod.DELETE) || "out".equals(request.field("sign"))) {
      access.signOut(request.caller());
      return seeOther(HOME).with("set-cookie", cookie("", 0, request.caller()));
    }
    if (!request.method().equals(HttpMethod.POST)) {
      return Reply.error(HttpResponseStatus.METHOD_NOT_ALLOWED, "Allowed: POST, DELETE");
    }
    String token = request.field("token");
    String session = token == null ? null : access.signIn(token, request.caller());
    if (session == null) {
      return Reply.error(HttpResponseStatus.UNAUTHORIZED, "The form has no token of this server")
          .heldBack(access.signInFailed(request.caller()));
    }
    return seeOther(back(request))
        .with("set-cookie", cookie(session, Access.sessionSeconds(), request.caller()));
  }

  /** The page that asked for the token, if it is one of ours. */
  private static String back(PageRequest request) {
    String back = request.field("back");
    return back != null && OURS.matcher(back).matches() ? back : HOME;
  }

  /** After a form was sent, the browser gets the page with a GET (RFC 9110, 15.4.4). */
  private static Reply seeOther(String address) {
    return Reply.html(HttpResponseStatus.SEE_OTHER, "").with("location", address);
  }

  /** One that came by TLS never travels without. */
  private String cookie(String value, long seconds, Caller caller) {
    return access.cookieName()
        + "="
        + value
        + "; Path=/observability; Max-Age="
        + seconds
        + "; HttpOnly; SameSite=Strict"
        + (caller.secure() ? "; Secure" : "");
  }
}
