package io.github.djlobservability.console;

import io.github.djlobservability.access.Sender;
import io.github.djlobservability.config.FeedbackSetting;
import io.github.djlobservability.label.FeedbackReply;
import io.github.djlobservability.label.LabelFormat;
import io.github.djlobservability.label.UnreadableLabelsException;
import io.github.djlobservability.label.wanted.WantedLabels;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.ServedModel;
import io.github.djlobservability.monitoring.FeedbackReport;
import io.github.djlobservability.monitoring.Monitoring;
import io.github.djlobservability.monitoring.WantedReport;
import io.github.djlobservability.observation.Erasure;
import io.github.djlobservability.observation.Subject;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Takes the labels of a model, and says how they stand. The monitoring's threads read and join
 * them. Thread-safe.
 */
final class FeedbackPage {
  /** As many items are wanted labelled where nobody says how many. */
  private static final int WANTED = 100;

  private static final String ALL = "all";
  private static final String PROBLEMS = "problems";

  private final Monitoring monitoring;
  private final LabelLimit limit = new LabelLimit(System::nanoTime);

  FeedbackPage(Monitoring monitoring) {
    this.monitoring = monitoring;
  }

  /** Says how the labels of a model stand. */
  CompletableFuture<Reply> show(ServedModel model) {
    FeedbackReport report = monitoring.models().feedback(model.id());
    return report == null ? notTaken(model) : CompletableFuture.completedFuture(Reply.ok(report));
  }

  /** Lists the items of a model that are wanted labelled: in JSON, or in CSV to fill in. */
  CompletableFuture<Reply> wanted(ServedModel model, PageRequest request) {
    String asked = request.parameter("items");
    int items = asked == null ? WANTED : wholeNumber(asked);
    if (items < 1 || items > WantedLabels.MOST) {
      return reply(
          HttpResponseStatus.BAD_REQUEST,
          "items=" + asked + " is not allowed; allowed: 1 to " + WantedLabels.MOST);
    }
    CompletableFuture<WantedReport> wanted = monitoring.wanted(model.id(), items);
    if (wanted == null) {
      return notTaken(model);
    }
    return wanted
        .thenApply(
            report ->
                request.form().equals(PageRequest.CSV)
                    ? Reply.text(
                        "text/csv; charset=utf-8", report.csv().getBytes(StandardCharsets.UTF_8))
                    : Reply.ok(report))
        .exceptionally(failure -> refused(model.id(), failure));
  }

  private static int wholeNumber(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private CompletableFuture<Reply> notTaken(ServedModel model) {
    if (model.isNameAlone()) {
      return reply(
          HttpResponseStatus.NOT_FOUND,
          "Each version of model "
              + model.id()
              + " has its labels; name one with ?version=, there are: "
              + String.join(
                  ", ",
                  model.versions().stream().map(of -> String.valueOf(of.id().version())).toList()));
    }
    return notTaken(model.id());
  }

  /**
   * Takes labels: of a version that is named, else of all that take any.
   *
   * <p>The parameter {@code items} says which labels the reply lists: {@code all} or {@code
   * problems}.
   *
   * @param named the models of the name, or of the name and the version
   */
  CompletableFuture<Reply> take(PageRequest request, ServedModel served, List<ServedModel> named) {
    ModelId model = served.id();
    List<ModelId> versions =
        named.stream()
            .map(ServedModel::id)
            .filter(version -> monitoring.models().mayTakeLabels(version))
            .toList();
    if (versions.isEmpty()) {
      return notTaken(named.get(0).id());
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
    String sender = Sender.of(request.caller()) + " " + model;
    if (!limit.takes(sender, request.bodyBytes(), perMinute)) {
      return reply(
          HttpResponseStatus.TOO_MANY_REQUESTS,
          "More than "
              + perMinute
              + " labels came within a minute, or more than "
              + PageRequest.MAX_BODY_BYTES
              + " bytes of labels wait; observability.feedback.labels-per-minute sets how many"
              + " labels may come");
    }
    return join(versions, format, request.body(), listed.equals(ALL), sender);
  }

  /**
   * Erases what is kept of somebody, of all versions of a model where none is named.
   *
   * @param named the models of the name
   */
  CompletableFuture<Reply> erase(PageRequest request, List<ServedModel> named) {
    String id = request.parameter("id");
    if (id == null || id.isEmpty()) {
      return reply(
          HttpResponseStatus.BAD_REQUEST,
          "id is missing; it is the id of a request or of a trace, or what"
              + " observability.feedback.key names");
    }
    List<CompletableFuture<Erased>> all = new ArrayList<>();
    for (ServedModel served : named) {
      CompletableFuture<Erasure> erasing = monitoring.erase(served.id(), id);
      CompletableFuture<Erasure> done =
          erasing == null
              ? CompletableFuture.completedFuture(
                  new Erasure(new Subject(id, Set.of()), 0, 0, 0, 0))
              : erasing;
      all.add(done.thenApply(erasure -> erased(served, erasure)));
    }
    String elsewhere = keptElsewhere(named);
    return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
        .thenApply(
            nothing ->
                elsewhere == null
                    ? Reply.ok(sum(all))
                    : Reply.error(
                        HttpResponseStatus.SERVICE_UNAVAILABLE,
                        "Erased in the memory of this server alone; ask the other one, too: "
                            + elsewhere));
  }

  private @Nullable String keptElsewhere(List<ServedModel> named) {
    for (ServedModel served : named) {
      String why = monitoring.models().keptElsewhere(served.id());
      if (why != null) {
        return why;
      }
    }
    return null;
  }

  private static Erased sum(List<CompletableFuture<Erased>> all) {
    Erased sum = new Erased(0, 0, 0, 0, 0);
    for (CompletableFuture<Erased> one : all) {
      sum = sum.plus(one.join());
    }
    return sum;
  }

  private static Erased erased(ServedModel served, Erasure erasure) {
    int requests =
        served
            .statistics()
            .recent()
            .erase(ended -> erasure.subject().has(ended.requestId(), ended.traceId()));
    return new Erased(
        erasure.predictions(), erasure.labels(), erasure.inferences(), requests, erasure.files());
  }

  /**
   * Says what was erased; the fields' names are the JSON's.
   *
   * @param predictions that waited for labels, or had one
   * @param labels that waited for predictions
   * @param inferences lines of the inference log
   * @param requests among the last that failed or were slow
   * @param files that nobody goes on with, and had an id in them
   */
  record Erased(long predictions, long labels, long inferences, int requests, int files) {
    Erased plus(Erased other) {
      return new Erased(
          predictions + other.predictions,
          labels + other.labels,
          inferences + other.inferences,
          requests + other.requests,
          files + other.files);
    }
  }

  private CompletableFuture<Reply> join(
      List<ModelId> versions, LabelFormat format, byte[] labels, boolean all, String sender) {
    CompletableFuture<FeedbackReply> joined = monitoring.label(versions, format, labels);
    if (joined == null) {
      limit.sent(sender, labels.length, 0);
      return reply(
          HttpResponseStatus.SERVICE_UNAVAILABLE, "Too many labels wait already; send them later");
    }
    return joined
        .whenComplete(
            (found, failure) -> {
              long received = found == null ? 1 : found.received();
              limit.sent(sender, labels.length, received);
            })
        .thenApply(found -> Reply.ok(all ? found : found.withoutJoined()))
        .exceptionally(failure -> refused(versions.get(0), failure));
  }

  private CompletableFuture<Reply> notTaken(ModelId model) {
    String why = monitoring.models().withoutLabels(model);
    if (why != null) {
      return CompletableFuture.completedFuture(notTaken(model, why));
    }
    return reply(
        HttpResponseStatus.NOT_FOUND,
        "Labels of model " + model + " are not taken; observability.feedback=true changes that");
  }

  private static Reply notTaken(ModelId model, @Nullable String why) {
    return Reply.error(
        HttpResponseStatus.SERVICE_UNAVAILABLE,
        "Labels of model " + model + " are not taken: " + why);
  }

  private static Reply refused(ModelId model, Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof UnreadableLabelsException unreadable) {
      HttpResponseStatus status =
          unreadable.isTooMany()
              ? HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE
              : HttpResponseStatus.BAD_REQUEST;
      return Reply.error(status, String.valueOf(unreadable.getMessage()));
    }
    if (cause instanceof RejectedExecutionException) {
      return notTaken(model, cause.getMessage());
    }
    throw failure instanceof CompletionException same ? same : new CompletionException(failure);
  }

  private static CompletableFuture<Reply> reply(HttpResponseStatus status, String message) {
    return CompletableFuture.completedFuture(Reply.error(status, message));
  }
}
