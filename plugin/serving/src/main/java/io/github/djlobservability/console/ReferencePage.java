package io.github.djlobservability.console;

import io.github.djlobservability.access.Right;
import io.github.djlobservability.config.DriftSetting;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.monitoring.Monitoring;
import io.github.djlobservability.monitoring.ReferenceDescription;
import io.github.djlobservability.monitoring.WatchReport;
import io.github.djlobservability.monitoring.reference.ReferenceChange;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Shows the reference of a model, has one taken, and goes back to the shipped one. Thread-safe. */
final class ReferencePage {
  private static final String DEFAULT_ITEMS = "1000";

  private final Monitoring monitoring;

  ReferencePage(Monitoring monitoring) {
    this.monitoring = monitoring;
  }

  /** The page {@code reference}. */
  Page page(ModelId model, PageRequest request) {
    if (request.isRead()) {
      return Page.read(() -> describe(model));
    }
    if (request.method().equals(HttpMethod.DELETE)) {
      return manage(
          "model " + model + ": drop the captured reference",
          () -> changed(monitoring.drift().dropReference(model), model, this::dropped));
    }
    if (!request.method().equals(HttpMethod.POST)) {
      return notAllowed("GET, HEAD, POST, DELETE");
    }
    String items = request.parameter("items");
    return manage(
        "model " + model + ": take a reference of " + (items == null ? DEFAULT_ITEMS : items),
        () -> capture(model, items == null ? DEFAULT_ITEMS : items));
  }

  /** The page {@code reference/capture}. */
  Page capturePage(ModelId model, PageRequest request) {
    if (request.isRead()) {
      return Page.read(() -> progress(model));
    }
    return request.method().equals(HttpMethod.DELETE)
        ? manage(
            "model " + model + ": cancel taking a reference",
            () -> changed(monitoring.drift().cancelCapture(model), model, this::cancelled))
        : notAllowed("GET, HEAD, DELETE");
  }

  private static Page manage(String action, Page.Maker maker) {
    return new Page(Right.MANAGE, action, maker);
  }

  private static Page notAllowed(String allowed) {
    return Page.read(
        () -> Reply.error(HttpResponseStatus.METHOD_NOT_ALLOWED, "Allowed: " + allowed));
  }

  private Reply describe(ModelId model) {
    ReferenceDescription description = monitoring.models().reference(model);
    return description == null ? notWatched(model) : Reply.ok(description);
  }

  private Reply progress(ModelId model) {
    WatchReport report = monitoring.models().report(model);
    if (report == null) {
      return notWatched(model);
    }
    WatchReport.Capture capture = report.capture();
    return capture == null
        ? Reply.error(HttpResponseStatus.NOT_FOUND, "No reference is being taken")
        : Reply.ok(capture);
  }

  private CompletableFuture<Reply> capture(ModelId model, String items) {
    Long wanted = DriftSetting.captureItems(items);
    if (wanted == null) {
      return CompletableFuture.completedFuture(
          Reply.error(
              HttpResponseStatus.BAD_REQUEST,
              "items="
                  + shortened(items)
                  + " is not allowed; allowed: "
                  + DriftSetting.MIN_CAPTURE
                  + " to "
                  + DriftSetting.MAX_CAPTURE));
    }
    return changed(
        monitoring.drift().captureReference(model, wanted),
        model,
        change -> captured(model, wanted, change));
  }

  private static String shortened(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "...";
  }

  private Reply captured(ModelId model, long wanted, ReferenceChange change) {
    if (change == ReferenceChange.CAPTURING_ALREADY) {
      WatchReport report = monitoring.models().report(model);
      WatchReport.Capture capture = report == null ? null : report.capture();
      return Reply.error(
          HttpResponseStatus.CONFLICT,
          "A reference is being taken"
              + (capture == null ? "" : ", " + capture.taken() + " of " + capture.wanted())
              + "; DELETE .../reference/capture cancels it");
    }
    if (change == ReferenceChange.NOT_WITH_EPSILON) {
      return Reply.error(
          HttpResponseStatus.CONFLICT,
          "With observability.privacy.epsilon no reference is taken of requests: it would show"
              + " their exact bins. Ship one with the model");
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("model", model.toString());
    body.put("items", wanted);
    body.put("status", "capturing");
    return Reply.json(HttpResponseStatus.ACCEPTED, body);
  }

  private Reply cancelled(ReferenceChange change) {
    return change == ReferenceChange.CANCELLED
        ? Reply.ok(Map.of("status", "cancelled"))
        : Reply.error(HttpResponseStatus.NOT_FOUND, "No reference is being taken");
  }

  private Reply dropped(ReferenceChange change) {
    return switch (change) {
      case SHIPPED_IN_FORCE -> Reply.ok(Map.of("reference", "shipped"));
      case NONE_IN_FORCE -> Reply.ok(Map.of("reference", "none"));
      default ->
          Reply.error(
              HttpResponseStatus.NOT_FOUND,
              "There is no captured reference; the model's own is replaced in its folder");
    };
  }

  private static CompletableFuture<Reply> changed(
      @Nullable CompletableFuture<ReferenceChange> change,
      ModelId model,
      Function<ReferenceChange, Reply> reply) {
    return change == null
        ? CompletableFuture.completedFuture(notWatched(model))
        : change.thenApply(reply);
  }

  private static Reply notWatched(ModelId model) {
    return Reply.error(HttpResponseStatus.NOT_FOUND, "Drift of model " + model + " is not watched");
  }
}
