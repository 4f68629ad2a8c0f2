package io.github.djlobservability.console;

import io.github.djlobservability.access.Right;
import io.github.djlobservability.console.overview.Overview;
import io.github.djlobservability.console.overview.Snapshots;
import io.github.djlobservability.html.HtmlWriter;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.ServedModel;
import io.github.djlobservability.monitoring.Monitoring;
import io.github.djlobservability.monitoring.WatchReport;
import io.github.djlobservability.monitoring.report.ReportForm;
import io.github.djlobservability.upkeep.AdviceList;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;

/** Hands out a report of a model's last items, in HTML to a browser, else in JSON. Thread-safe. */
final class ReportPage {
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final int LONGEST_NAME = 60;

  private final Monitoring monitoring;
  private final Snapshots snapshots;

  ReportPage(Monitoring monitoring, Snapshots snapshots) {
    this.monitoring = monitoring;
    this.snapshots = snapshots;
  }

  Page page(ServedModel model, PageRequest request) {
    return request.isRead()
        ? new Page(Right.READ, "", () -> make(model, request.wantsHtml()))
        : Page.read(() -> Reply.error(HttpResponseStatus.METHOD_NOT_ALLOWED, "Allowed: GET, HEAD"));
  }

  private CompletableFuture<Reply> make(ServedModel served, boolean html) {
    ModelId model = served.id();
    WatchReport report = monitoring.models().report(model);
    if (report == null) {
      return error(HttpResponseStatus.NOT_FOUND, "Drift of model " + model + " is not watched");
    }
    if (report.privacy() != null) {
      return error(
          HttpResponseStatus.CONFLICT,
          "Figures of model " + model + " are released with noise, and a report has exact ones");
    }
    if (report.recentRows() == 0) {
      return error(
          HttpResponseStatus.CONFLICT,
          report.reference() == null
              ? "There is no reference yet, so there is nothing to report"
              : "No item was compared since the model was loaded, so there is nothing to report");
    }
    CompletableFuture<String> made =
        monitoring.drift().check(model, html ? ReportForm.html(advice(served)) : ReportForm.json());
    return made == null
        ? error(HttpResponseStatus.NOT_FOUND, "Drift of model " + model + " is not watched")
        : made.thenApply(text -> download(model, html, text)).exceptionally(ReportPage::refused);
  }

  private String advice(ServedModel served) {
    Overview.Model model = Overview.Model.of(snapshots.of(served));
    HtmlWriter html = new HtmlWriter().element("h2", "What to do");
    AdviceList.write(html, model.advice(), model.adviceBasis());
    return html.html();
  }

  private static Reply download(ModelId model, boolean html, String text) {
    return html
        ? Reply.download("text/html; charset=utf-8", text, file(model))
        : Reply.text("application/json", text.getBytes(StandardCharsets.UTF_8));
  }

  /** A model's name is its client's: what no file system minds is left of it. */
  private static String file(ModelId model) {
    StringBuilder name = new StringBuilder();
    String text = model.toString();
    for (int i = 0; i < text.length() && i < LONGEST_NAME; i++) {
      char letter = text.charAt(i);
      boolean plain =
          (letter >= 'a' && letter <= 'z')
              || (letter >= 'A' && letter <= 'Z')
              || (letter >= '0' && letter <= '9');
      name.append(plain ? letter : '_');
    }
    return name + "-" + SECOND.format(Instant.now()) + ".html";
  }

  private static CompletableFuture<Reply> error(HttpResponseStatus status, String message) {
    return CompletableFuture.completedFuture(Reply.error(status, message));
  }

  private static Reply refused(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof RejectedExecutionException) {
      return Reply.error(
          HttpResponseStatus.SERVICE_UNAVAILABLE, "No report: " + cause.getMessage());
    }
    throw failure instanceof CompletionException same ? same : new CompletionException(failure);
  }
}
