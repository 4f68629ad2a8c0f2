package io.github.djlobservability.console;

import io.github.djlobservability.access.Caller;
import io.github.djlobservability.config.FeedbackSetting;
import io.github.djlobservability.label.FeedbackReply;
import io.github.djlobservability.label.LabelFormat;
import io.github.djlobservability.label.UnreadableLabelsException;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.ServedModel;
import io.github.djlobservability.monitoring.FeedbackReport;
import io.github.djlobservability.monitoring.Monitoring;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Takes the labels of a model, and says how they stand. The monitoring's threads read and join
 * them. Thread-safe.
 */
final class FeedbackPage {
  private static final String ALL = "all";
  private static final String PROBLEMS = "problems";

  private final Monitoring monitoring;
  private final LabelLimit limit = new LabelLimit(System::nanoTime);

  FeedbackPage(Monitoring monitoring) {
    this.monitoring = monitoring;
  }

  /** Names the sender of labels: by a digest of the token, or by the address. */
  private static String sender(Caller caller, ModelId model) {
    String who =
        caller.authorization() != null
            ? Integer.toHexString(caller.authorization().hashCode())
            : String.valueOf(caller.address());
    return who + " " + model;
  }

  /** Says how the labels of a model stand. */
  CompletableFuture<Reply> show(ModelId model) {
    FeedbackReport report = monitoring.feedback(model);
    return report == null ? notTaken(model) : CompletableFuture.completedFuture(Reply.ok(report));
  }

  /**
   * Takes labels.
   *
   * <p>The parameter {@code items} says which labels the reply lists: {@code all} or {@code
   * problems}.
   */
  CompletableFuture<Reply> take(PageRequest request, ServedModel served) {
    ModelId model = served.id();
    if (monitoring.feedback(model) == null) {
      return notTaken(model);
    }
    LabelFormat format = LabelFormat.ofMediaType(request.contentType());
    String items = request.parameter("items");
    String listed = items == null ? ALL : items;
    if (format == null) {
      return reply(
          HttpResponseStatus.UNSUPPORTED_MEDIA_TYPE,
          "Content-Type "
              + request.contentType()
              + " is not allowed; allowed: "
              + LabelFormat.ALLOWED);
    }
    if (request.body() == null) {
      return reply(
          HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
          "The body has "
              + request.bodyBytes()
              + " bytes; allowed: up to "
              + PageRequest.MAX_BODY_BYTES);
    }
    if (!listed.equals(ALL) && !listed.equals(PROBLEMS)) {
      return reply(
          HttpResponseStatus.BAD_REQUEST,
          "items=" + listed + " is not allowed; allowed: " + ALL + ", " + PROBLEMS);
    }
    long perMinute = served.settings().get(FeedbackSetting.LABELS_PER_MINUTE);
    String sender = sender(request.caller(), model);
    if (!limit.allows(sender, perMinute)) {
      return reply(
          HttpResponseStatus.TOO_MANY_REQUESTS,
          "More than "
              + perMinute
              + " labels came within a minute; observability.feedback.labels-per-minute sets how"
              + " many may");
    }
    return join(model, format, request.body(), listed.equals(ALL), sender);
  }

  private CompletableFuture<Reply> join(
      ModelId model, LabelFormat format, byte[] labels, boolean all, String sender) {
    CompletableFuture<FeedbackReply> joined = monitoring.label(model, format, labels);
    if (joined == null) {
      return reply(
          HttpResponseStatus.SERVICE_UNAVAILABLE, "Too many labels wait already; send them later");
    }
    return joined
        .whenComplete((found, failure) -> limit.sent(sender, found == null ? 1 : found.received()))
        .thenApply(found -> Reply.ok(all ? found : found.withoutJoined()))
        .exceptionally(FeedbackPage::refused);
  }

  private static CompletableFuture<Reply> notTaken(ModelId model) {
    return reply(
        HttpResponseStatus.NOT_FOUND,
        "Labels of model " + model + " are not taken; observability.feedback=true changes that");
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
