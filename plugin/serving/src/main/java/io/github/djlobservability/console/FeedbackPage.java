package io.github.djlobservability.console;

import io.github.djlobservability.label.FeedbackReply;
import io.github.djlobservability.label.LabelFormat;
import io.github.djlobservability.label.UnreadableLabelsException;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.monitoring.FeedbackReport;
import io.github.djlobservability.monitoring.Monitoring;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Takes the labels of a model, and says how they stand. Labels are read and joined on other threads
 * than the event loop. Thread-safe.
 */
final class FeedbackPage {
  /** A larger body is refused. */
  static final int MAX_BODY_BYTES = 4 << 20;

  private static final String ALL = "all";
  private static final String PROBLEMS = "problems";

  private final Monitoring monitoring;

  FeedbackPage(Monitoring monitoring) {
    this.monitoring = monitoring;
  }

  /**
   * Answers a request.
   *
   * @param items which labels the answer is to list; null for all
   */
  CompletableFuture<Reply> answer(FullHttpRequest request, ModelId model, @Nullable String items) {
    FeedbackReport report = monitoring.feedback(model);
    if (report == null) {
      return reply(
          HttpResponseStatus.NOT_FOUND,
          "Labels of model " + model + " are not taken; observability.feedback=true changes that");
    }
    HttpMethod method = request.method();
    if (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD)) {
      return CompletableFuture.completedFuture(Reply.ok(report));
    }
    return method.equals(HttpMethod.POST)
        ? post(request, model, items == null ? ALL : items)
        : reply(HttpResponseStatus.METHOD_NOT_ALLOWED, "Allowed: GET, HEAD, POST");
  }

  private CompletableFuture<Reply> post(FullHttpRequest request, ModelId model, String items) {
    String type = request.headers().get(HttpHeaderNames.CONTENT_TYPE);
    LabelFormat format = LabelFormat.ofMediaType(type);
    int size = request.content().readableBytes();
    if (format == null) {
      return reply(
          HttpResponseStatus.UNSUPPORTED_MEDIA_TYPE,
          "Content-Type " + type + " is not allowed; allowed: " + LabelFormat.ALLOWED);
    }
    if (size > MAX_BODY_BYTES) {
      return reply(
          HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
          "The body has " + size + " bytes; allowed: up to " + MAX_BODY_BYTES);
    }
    if (!items.equals(ALL) && !items.equals(PROBLEMS)) {
      return reply(
          HttpResponseStatus.BAD_REQUEST,
          "items=" + items + " is not allowed; allowed: " + ALL + ", " + PROBLEMS);
    }
    CompletableFuture<FeedbackReply> answer =
        monitoring.label(model, format, ByteBufUtil.getBytes(request.content()));
    if (answer == null) {
      return reply(
          HttpResponseStatus.SERVICE_UNAVAILABLE, "Too many labels wait already; send them later");
    }
    return answer
        .thenApply(all -> Reply.ok(items.equals(ALL) ? all : all.withoutJoined()))
        .exceptionally(FeedbackPage::refused);
  }

  private static Reply refused(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof UnreadableLabelsException unreadable) {
      HttpResponseStatus status =
          unreadable.isTooMany()
              ? HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE
              : HttpResponseStatus.BAD_REQUEST;
      return Reply.error(status, String.valueOf(unreadable.getMessage()));
    }
    throw failure instanceof CompletionException same ? same : new CompletionException(failure);
  }

  private static CompletableFuture<Reply> reply(HttpResponseStatus status, String message) {
    return CompletableFuture.completedFuture(Reply.error(status, message));
  }
}
