package io.github.djlobservability.console;

import io.github.djlobservability.access.Access;
import io.github.djlobservability.access.Audit;
import io.github.djlobservability.access.Caller;
import io.github.djlobservability.access.Decision;
import io.github.djlobservability.access.Right;
import io.github.djlobservability.console.page.HtmlPages;
import io.github.djlobservability.console.page.part.Asset;
import io.github.djlobservability.console.page.part.Assets;
import io.github.djlobservability.console.page.part.Viewer;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The plugin's pages: finds the page of a request, asks whether the caller may have it, and makes
 * it. The console's one thread owns it.
 *
 * <p>Whoever lacks the right to read still gets the overview, without values.
 */
public final class Pages {
  private static final int WITHOUT_TOKEN = 401;
  private static final int LACKS_RIGHT = 403;
  private static final String HOME = "/observability";

  private final ModelPages models;
  private final Access access;
  private final Audit audit;
  private final SignIn signIn;
  private final ReplyCache cache;
  private final Assets assets;
  private final HtmlPages html;
  private final @Nullable String traceLink;

  /**
   * Makes the pages.
   *
   * @param failures takes why a part of a page can't be made
   * @param traceLink where traces are looked at, with {@code {traceId}} in it; null for nowhere
   * @param nanoTime a clock as {@link System#nanoTime()}
   */
  public Pages(
      ModelPages models,
      Access access,
      Audit audit,
      Consumer<Throwable> failures,
      @Nullable String traceLink,
      LongSupplier nanoTime) {
    this.models = models;
    this.access = access;
    this.audit = audit;
    this.traceLink = traceLink;
    signIn = new SignIn(access);
    cache = new ReplyCache(nanoTime);
    assets = new Assets();
    html = new HtmlPages(assets, failures);
  }

  /** Replies to a request. */
  CompletableFuture<Reply> reply(PageRequest request) {
    List<String> path = withoutEnd(request.path());
    if (path.equals(List.of("session"))) {
      return now(shown(signIn.reply(request), request));
    }
    if (path.size() == 2 && path.get(0).equals("assets") && request.isRead()) {
      return now(asset(path.get(1), request));
    }
    Page unseen = page(path, request, viewer(false, null, request));
    Decision decision = access.decide(unseen.right(), request.caller());
    if (!decision.allowed() && path.isEmpty() && lacksRight(decision, request)) {
      return request.isRead() ? cached(request, "open", unseen) : unseen.maker().make();
    }
    if (!decision.allowed()) {
      return now(shown(refusal(decision), request));
    }
    Viewer viewer = viewer(true, decision, request);
    Page page = page(path, request, viewer);
    return request.isRead()
        ? cached(request, viewer.manages() + " " + viewer.signedIn(), page)
        : act(page, decision, request);
  }

  /** No token, or one for something else, is no wrong one. */
  private static boolean lacksRight(Decision decision, PageRequest request) {
    return request.caller().authorization() == null
        ? decision.status() == WITHOUT_TOKEN
        : request.isRead() && decision.status() == LACKS_RIGHT;
  }

  private Page page(List<String> path, PageRequest request, Viewer viewer) {
    ModelPages.Asked asked = new ModelPages.Asked(request, viewer, html);
    return path.isEmpty() ? models.overview(asked) : models.page(path, asked);
  }

  private Viewer viewer(boolean reads, @Nullable Decision decision, PageRequest request) {
    return new Viewer(
        reads,
        reads && manages(decision, request),
        decision != null && decision.holder().startsWith("session"),
        Instant.now(),
        traceLink);
  }

  /** Where nobody is asked for a token none is looked at: a wrong one would count as a try. */
  private boolean manages(@Nullable Decision decision, PageRequest request) {
    return decision != null
        && !decision.isOpen()
        && access.decide(Right.MANAGE, request.caller()).allowed();
  }

  private Reply asset(String file, PageRequest request) {
    Asset asset = assets.find(file);
    return asset == null
        ? shown(Reply.error(HttpResponseStatus.NOT_FOUND, "No such file"), request)
        : Reply.asset(asset);
  }

  private static CompletableFuture<Reply> now(Reply reply) {
    return CompletableFuture.completedFuture(reply);
  }

  /** Returns an error as a page for browsers. */
  private Reply shown(Reply reply, PageRequest request) {
    if (reply.message() == null || !request.wantsHtml()) {
      return reply;
    }
    boolean signIn = reply.status().equals(HttpResponseStatus.UNAUTHORIZED);
    String page =
        html.message(
            signIn ? "Sign in" : reply.status().reasonPhrase(),
            reply.message(),
            signIn,
            request.isRead() ? request.uri() : HOME,
            viewer(false, null, request));
    return reply.asHtml(page);
  }

  /** A slash at the end makes no other page. */
  private static List<String> withoutEnd(List<String> path) {
    return !path.isEmpty() && path.get(path.size() - 1).isEmpty()
        ? path.subList(0, path.size() - 1)
        : path;
  }

  private CompletableFuture<Reply> cached(PageRequest request, String view, Page page) {
    String key = view + " " + request.form() + " " + request.shown();
    Reply kept = cache.get(key);
    if (kept != null) {
      return CompletableFuture.completedFuture(kept);
    }
    CompletableFuture<Reply> made = page.maker().make().thenApply(r -> shown(r, request));
    Reply reply = finished(made);
    if (reply != null && reply.status().equals(HttpResponseStatus.OK)) {
      cache.put(key, reply);
    }
    return made;
  }

  /**
   * Returns the server's metrics with the plugin's below them.
   *
   * @return null where the server is to reply by itself: the caller may not see the plugin's, or
   *     they can't be had
   * @throws ReflectiveOperationException if the server can't make its page
   * @throws IOException if there are too many
   */
  @Nullable Reply serverMetrics(PageRequest request)
      throws ReflectiveOperationException, IOException {
    if (!access.decide(Right.SCRAPE, request.caller()).allowed()) {
      return null;
    }
    Reply kept = cache.get(request.uri());
    if (kept != null) {
      return kept;
    }
    Reply reply = models.metrics().belowTheServers(request);
    if (reply != null) {
      cache.put(request.uri(), reply);
    }
    return reply;
  }

  private static @Nullable Reply finished(CompletableFuture<Reply> made) {
    return made.isCompletedExceptionally() ? null : made.getNow(null);
  }

  private CompletableFuture<Reply> act(Page page, Decision decision, PageRequest request) {
    return page.maker()
        .make()
        .thenApply(
            reply -> {
              if (!page.action().isEmpty() && reply.status().code() < 300) {
                audit.done(decision.holder(), address(request.caller()), page.action());
                cache.outdate();
              }
              return request.wantsHtml() && reply.status().code() < 300
                  ? back(request)
                  : shown(reply, request);
            });
  }

  private static String address(Caller caller) {
    return caller.address() == null ? "" : caller.address().getHostAddress();
  }

  /** A browser without a script sees the model again after it did something with it. */
  private static Reply back(PageRequest request) {
    String path = request.uri();
    int query = path.indexOf('?');
    String version = query < 0 ? "" : path.substring(query);
    String model = query < 0 ? path : path.substring(0, query);
    return Reply.html(HttpResponseStatus.SEE_OTHER, "")
        .with("location", model.substring(0, model.lastIndexOf('/')) + version);
  }

  private static Reply refusal(Decision decision) {
    HttpResponseStatus status = HttpResponseStatus.valueOf(decision.status());
    Reply reply = Reply.error(status, decision.message()).heldBack(decision.delayMillis());
    if (status.equals(HttpResponseStatus.UNAUTHORIZED)) {
      return reply.with("www-authenticate", "Bearer realm=\"observability\"");
    }
    return status.equals(HttpResponseStatus.TOO_MANY_REQUESTS)
        ? reply.with("retry-after", Long.toString(Access.blockSeconds()))
        : reply;
  }
}
