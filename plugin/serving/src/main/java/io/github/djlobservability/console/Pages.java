package io.github.djlobservability.console;

import io.github.djlobservability.access.Access;
import io.github.djlobservability.access.Audit;
import io.github.djlobservability.access.Caller;
import io.github.djlobservability.access.Decision;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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

  private final ModelPages models;
  private final Access access;
  private final Audit audit;
  private final SignIn signIn;
  private final ReplyCache cache;

  /**
   * Makes the pages.
   *
   * @param nanoTime a clock as {@link System#nanoTime()}
   */
  public Pages(
      ModelPages models, Access access, boolean secure, Audit audit, LongSupplier nanoTime) {
    this.models = models;
    this.access = access;
    this.audit = audit;
    signIn = new SignIn(access, secure);
    cache = new ReplyCache(nanoTime);
  }

  /** Replies to a request. */
  CompletableFuture<Reply> reply(PageRequest request) {
    List<String> path = withoutEnd(request.path());
    if (path.equals(List.of("session"))) {
      return CompletableFuture.completedFuture(signIn.reply(request));
    }
    Page page = path.isEmpty() ? models.overview(request, true) : models.page(path, request);
    Decision decision = access.decide(page.right(), request.caller());
    if (!decision.allowed()
        && path.isEmpty()
        && decision.status() == WITHOUT_TOKEN
        && request.caller().authorization() == null) {
      return cached(request, "open", models.overview(request, false));
    }
    if (!decision.allowed()) {
      return CompletableFuture.completedFuture(refusal(decision));
    }
    return request.isRead() ? cached(request, "full", page) : act(page, decision, request.caller());
  }

  /** A slash at the end makes no other page. */
  private static List<String> withoutEnd(List<String> path) {
    return !path.isEmpty() && path.get(path.size() - 1).isEmpty()
        ? path.subList(0, path.size() - 1)
        : path;
  }

  private CompletableFuture<Reply> cached(PageRequest request, String view, Page page) {
    String key = view + " " + request.uri();
    Reply kept = cache.get(key);
    if (kept != null) {
      return CompletableFuture.completedFuture(kept);
    }
    CompletableFuture<Reply> made = page.maker().make();
    Reply reply = finished(made);
    if (reply != null && reply.status().equals(HttpResponseStatus.OK)) {
      cache.put(key, reply);
    }
    return made;
  }

  private static @Nullable Reply finished(CompletableFuture<Reply> made) {
    return made.isCompletedExceptionally() ? null : made.getNow(null);
  }

  private CompletableFuture<Reply> act(Page page, Decision decision, Caller caller) {
    return page.maker()
        .make()
        .thenApply(
            reply -> {
              if (!page.action().isEmpty() && reply.status().code() < 300) {
                String address = caller.address() == null ? "" : caller.address().getHostAddress();
                audit.done(decision.holder(), address, page.action());
              }
              return reply;
            });
  }

  private static Reply refusal(Decision decision) {
    HttpResponseStatus status = HttpResponseStatus.valueOf(decision.status());
    Reply reply = Reply.error(status, decision.message()).heldBack(decision.delayMillis());
    return status.equals(HttpResponseStatus.UNAUTHORIZED)
        ? reply.with("www-authenticate", "Bearer realm=\"observability\"")
        : reply;
  }
}
