package io.github.djlobservability.console.page;

import io.github.djlobservability.console.overview.ModelSnapshot;
import io.github.djlobservability.console.page.part.Figures;
import io.github.djlobservability.console.page.part.Moment;
import io.github.djlobservability.console.page.part.Viewer;
import io.github.djlobservability.html.HtmlWriter;
import io.github.djlobservability.model.EndedRequest;
import io.github.djlobservability.model.RecentRequests;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Lists the slowest requests of the last minutes and the last that failed, with their traces. */
final class RequestSection {
  private static final int MOST = 10;

  private RequestSection() {}

  static void write(HtmlWriter html, ModelSnapshot model, Viewer viewer) {
    RecentRequests recent = model.model().statistics().recent();
    table(html, "Slowest of the last two minutes", "slowest", recent.slow(), viewer);
    table(html, "Last that failed", "failed", recent.failed(), viewer);
  }

  private static void table(
      HtmlWriter html, String title, String id, List<EndedRequest> requests, Viewer viewer) {
    html.element("h3", title);
    if (requests.isEmpty()) {
      html.element("p", "None.", "class", "soft");
      return;
    }
    html.start("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", title);
    html.start("table", "id", id).start("thead").start("tr");
    html.element("th", "Arrived", "scope", "col");
    html.element("th", "Took", "scope", "col", "class", "number");
    html.element("th", "Phases", "scope", "col");
    html.element("th", "Status", "scope", "col");
    html.element("th", "Request", "scope", "col");
    html.element("th", "Trace", "scope", "col").end().end().start("tbody");
    requests.stream().limit(MOST).forEach(request -> row(html, request, viewer));
    html.end().end().end();
  }

  private static void row(HtmlWriter html, EndedRequest request, Viewer viewer) {
    html.start("tr").start("th", "scope", "row");
    Moment.write(html, Instant.parse(request.time()), viewer.now());
    html.end();
    html.element("td", Figures.seconds(request.seconds()), "class", "number");
    html.element(
        "td",
        request.phaseSeconds().entrySet().stream()
            .map(phase -> phase.getKey() + " " + Figures.seconds(phase.getValue()))
            .collect(Collectors.joining(", ")));
    String reason = request.reason();
    String status = request.status() == 0 ? "no response" : Integer.toString(request.status());
    html.element("td", status + (reason == null ? "" : ", " + reason));
    html.start("td").start("code", "class", "request-id").name(request.requestId()).end().end();
    html.start("td");
    if (request.traceId() != null) {
      new VerdictList(viewer).trace(html, request.traceId());
    }
    html.end().end();
  }
}
