package io.github.djlobservability.console;

import io.github.djlobservability.access.Right;
import io.github.djlobservability.history.MuteOutcome;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.monitoring.Monitoring;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Mutes features of a model. Thread-safe. */
final class MutePage {
  private static final String DEFAULT_HOURS = "24";
  private static final long MOST_HOURS = 720;

  private final Monitoring monitoring;

  MutePage(Monitoring monitoring) {
    this.monitoring = monitoring;
  }

  /** The page {@code features/FEATURE/mute}. */
  Page page(ModelId model, String feature, PageRequest request) {
    if (!request.method().equals(HttpMethod.POST)) {
      return Page.read(() -> Reply.error(HttpResponseStatus.METHOD_NOT_ALLOWED, "Allowed: POST"));
    }
    String asked = request.parameter("hours");
    Long hours = hours(asked == null ? DEFAULT_HOURS : asked);
    return new Page(
        Right.MANAGE,
        "model " + model + ": mute a feature for " + hours + " hours",
        () -> mute(model, feature, hours));
  }

  private static @Nullable Long hours(String text) {
    try {
      long hours = Long.parseLong(text);
      return hours < 0 || hours > MOST_HOURS ? null : hours;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private CompletableFuture<Reply> mute(ModelId model, String feature, @Nullable Long hours) {
    if (hours == null) {
      return CompletableFuture.completedFuture(
          Reply.error(
              HttpResponseStatus.BAD_REQUEST,
              "hours are 1 to " + MOST_HOURS + ", or 0 to mute no longer"));
    }
    CompletableFuture<MuteOutcome> muted = monitoring.drift().mute(model, feature, hours);
    return muted == null
        ? CompletableFuture.completedFuture(
            Reply.error(
                HttpResponseStatus.NOT_FOUND, "Drift of model " + model + " is not watched"))
        : muted.thenApply(done -> reply(done, hours));
  }

  private static Reply reply(MuteOutcome outcome, long hours) {
    return switch (outcome) {
      case DONE -> Reply.ok(Map.of("mutedHours", hours));
      case NO_SUCH_FEATURE ->
          Reply.error(HttpResponseStatus.NOT_FOUND, "No such feature is watched");
      case TOO_MANY ->
          Reply.error(
              HttpResponseStatus.CONFLICT, "As many features as there may be are muted already");
    };
  }
}
