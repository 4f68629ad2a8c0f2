package io.github.djlobservability.access;

import java.net.URI;
import java.net.URISyntaxException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a caller may do something. Thread-safe.
 *
 * <p>A right comes with a token (Authorization header, or the session cookie of a browser that
 * signed in with one), from a trusted network, or through a connector that only operators reach.
 * Where it comes without a token, the Host header must name this server, which stops a web page
 * whose name is pointed at it (DNS rebinding); an action must not come from a page of another
 * origin (OWASP, Cross-Site Request Forgery Prevention).
 */
public final class Access {
  private static final String COOKIE_PREFIX = "djl_observability_";

  private static final int FORBIDDEN = 403;

  /** Stands for an origin that a browser does not tell, as of a page that wants no referrer. */
  private static final String HIDDEN_ORIGIN = "null";

  private static final int UNAUTHORIZED = 401;
  private static final int TOO_MANY_REQUESTS = 429;

  private final AccessSettings settings;
  private final HostHeader hosts;
  private final Tokens tokens;
  private final Sessions sessions;
  private final FailedTries failedTries;
  private final String cookieName;

  /**
   * Makes it of settings.
   *
   * @param nanoTime a clock as {@link System#nanoTime()}
   */
  public Access(AccessSettings settings, SecureRandom random, LongSupplier nanoTime) {
    this.settings = settings;
    hosts = new HostHeader(settings.hosts());
    tokens = new Tokens(settings.tokens());
    sessions = new Sessions(random, nanoTime);
    failedTries = new FailedTries(nanoTime);
    cookieName = COOKIE_PREFIX + HexFormat.of().toHexDigits(random.nextInt());
  }

  /**
   * Returns the name of the session cookie. Each server has one of its own, since a browser sends a
   * host's cookies to all of its ports (RFC 6265, 8.5): the servers of one machine would sign each
   * other's users out.
   */
  public String cookieName() {
    return cookieName;
  }

  /** Decides whether the caller has a right. Counts and slows down wrong tokens. */
  public Decision decide(Right wanted, Caller caller) {
    Decision foreign = refuseForeignPage(caller);
    if (foreign != null) {
      return foreign;
    }
    if (wanted == Right.SCRAPE && settings.openScrape()) {
      return Decision.allowed(Decision.OPEN);
    }
    if (caller.authorization() != null) {
      return byToken(wanted, caller, caller.authorization());
    }
    Right session = sessionOf(caller);
    if (session != null && session.includes(wanted)) {
      return Decision.allowed("session " + session.label());
    }
    return withoutToken(wanted, caller);
  }

  /**
   * Decides whether the page that a browser signs in or out from is ours. A refusal counts as no
   * try: else any page could lock the browser's user out.
   */
  public Decision decideSign(Caller caller) {
    Decision foreign = refuseForeignPage(caller);
    return foreign == null ? Decision.allowed("") : foreign;
  }

  /** Starts a session of a browser; null for a token that is wrong. */
  public @Nullable String signIn(String token, Caller caller) {
    if (failedTries.tooMany(caller.address(), token)) {
      return null;
    }
    Right right = tokens.rightOf(token);
    if (right == null) {
      return null;
    }
    failedTries.succeeded(caller.address(), token);
    return sessions.start(right);
  }

  /** Counts a sign-in that failed and returns how long its refusal is to take, in milliseconds. */
  public long signInFailed(Caller caller) {
    return failedTries.failed(caller.address());
  }

  /** Ends the session of a browser. */
  public void signOut(Caller caller) {
    String id = sessionId(caller.cookie());
    if (id != null) {
      sessions.end(id);
    }
  }

  /** Returns how many wrong tokens came since the start. */
  public long failedTries() {
    return failedTries.count();
  }

  /** Returns how long an address that was blocked has to be quiet, in seconds. */
  public static long blockSeconds() {
    return FailedTries.FORGET_SECONDS;
  }

  /** Returns how long a session lasts, in seconds. */
  public static long sessionSeconds() {
    return Sessions.LIFETIME.toSeconds();
  }

  private Decision byToken(Right wanted, Caller caller, String authorization) {
    String token = Sender.token(authorization);
    if (failedTries.tooMany(caller.address(), token)) {
      return Decision.refused(
          TOO_MANY_REQUESTS,
          "Too many wrong tokens came from this address; try again in 15 minutes",
          FailedTries.MAX_DELAY_MILLIS);
    }
    Right held = token == null ? null : tokens.rightOf(token);
    if (token == null || held == null) {
      return Decision.refused(
          UNAUTHORIZED,
          "The Authorization header has no token of this server; allowed: Bearer TOKEN",
          failedTries.failed(caller.address()));
    }
    failedTries.succeeded(caller.address(), token);
    if (held.includes(wanted)) {
      return Decision.allowed("token " + held.label());
    }
    // A token takes nothing away from whoever may come without one.
    Decision other = withoutToken(wanted, caller);
    return other.allowed()
        ? other
        : Decision.refused(
            FORBIDDEN,
            "This token has the right `" + held.label() + "`; needed: `" + wanted.label() + "`",
            0);
  }

  private Decision withoutToken(Right wanted, Caller caller) {
    String holder = inNetwork(caller) ? "network" : caller.trustedConnector() ? "connector" : "";
    if (holder.isEmpty()) {
      return Decision.refused(UNAUTHORIZED, howToGetIn(wanted), 0);
    }
    if (!hosts.isOwn(caller.host(), caller.loopbackConnector())) {
      return Decision.refused(
          FORBIDDEN,
          "The Host header is "
              + caller.host()
              + "; allowed without a token: localhost, 127.0.0.1, [::1], "
              + (caller.loopbackConnector()
                  ? ""
                  : "other addresses, names that no stranger can have, ")
              + "and the names in observability.access.hosts",
          0);
    }
    return Decision.allowed(holder);
  }

  private String howToGetIn(Right wanted) {
    String set =
        tokens.exist(wanted)
            ? ""
            : "; no token is set: observability.access.token."
                + wanted.label()
                + " (or SERVING_OBSERVABILITY_ACCESS_TOKEN_"
                + wanted.name()
                + ") sets one";
    return "This needs the right `"
        + wanted.label()
        + "`: send Authorization: Bearer TOKEN, or come"
        + " through the management connector or from a network in observability.access.networks"
        + set;
  }

  private boolean inNetwork(Caller caller) {
    return caller.address() != null
        && settings.networks().stream().anyMatch(network -> network.contains(caller.address()));
  }

  /** A browser says where a request comes from; an action from another place is refused. */
  private @Nullable Decision refuseForeignPage(Caller caller) {
    if (!caller.action() || isSameOrigin(caller)) {
      return null;
    }
    return Decision.refused(
        FORBIDDEN,
        "This would change something and comes from a page of another origin ("
            + caller.origin()
            + "); allowed: pages of this server",
        0);
  }

  private static boolean isSameOrigin(Caller caller) {
    String site = caller.fetchSite();
    if (site != null && !site.equals("same-origin") && !site.equals("none")) {
      return false;
    }
    if (caller.origin() == null) {
      return true;
    }
    if (caller.origin().equals(HIDDEN_ORIGIN)) {
      return "same-origin".equals(site);
    }
    try {
      String authority = new URI(caller.origin()).getAuthority();
      return authority != null && authority.equalsIgnoreCase(caller.host());
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private @Nullable Right sessionOf(Caller caller) {
    String id = sessionId(caller.cookie());
    return id == null ? null : sessions.rightOf(id);
  }

  private @Nullable String sessionId(@Nullable String cookies) {
    if (cookies == null) {
      return null;
    }
    for (String cookie : cookies.split(";", 50)) {
      String trimmed = cookie.trim();
      if (trimmed.startsWith(cookieName + "=")) {
        return trimmed.substring(cookieName.length() + 1);
      }
    }
    return null;
  }
}
