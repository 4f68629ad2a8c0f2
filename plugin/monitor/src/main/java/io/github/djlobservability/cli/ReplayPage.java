package io.github.djlobservability.cli;

import io.github.djlobservability.drift.Onset;
import io.github.djlobservability.drift.Status;
import io.github.djlobservability.drift.Verdict;
import io.github.djlobservability.html.HtmlWriter;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.Series;
import io.github.djlobservability.report.Words;
import io.github.djlobservability.report.form.HtmlReport;
import io.github.djlobservability.report.media.MediaItem;
import io.github.djlobservability.report.media.MediaItems;
import io.github.djlobservability.report.media.Pictures;
import io.github.djlobservability.report.media.Spectra;
import io.github.djlobservability.statistics.Moments;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Makes one HTML page of a replay that needs nothing else: its verdicts, and what they are of where
 * rows are recordings or images. Of the verdicts the first {@value #MOST} are listed. Not
 * thread-safe.
 */
final class ReplayPage {
  private static final int MOST = 1_000;

  private final List<Verdict> verdicts = new ArrayList<>();
  private final Map<String, Double> drifts = new HashMap<>();
  private final List<String> coverage = new ArrayList<>();
  private final long skipped;
  private long left;
  private long onset = Long.MAX_VALUE;

  /**
   * @param skipped rows of the file before the first that the monitor was shown
   */
  ReplayPage(long skipped) {
    this.skipped = skipped;
  }

  /** Takes in a verdict. */
  void add(Verdict verdict) {
    if (verdicts.size() < MOST) {
      verdicts.add(verdict);
    } else {
      left++;
    }
    if (verdict.status() == Status.DRIFT) {
      Onset since = verdict.onset();
      onset = Math.min(onset, since == null ? verdict.item() : since.item());
      drifts.merge(verdict.feature(), 1.0, Double::sum);
    }
  }

  /** Takes in sentences on what was not compared or is not watched. */
  void coverage(List<String> sentences) {
    coverage.addAll(sentences);
  }

  /**
   * Returns the page.
   *
   * @param headline says what was found
   * @param usual recordings and images of the reference
   * @param shown those that the monitor was shown
   * @param samples whether they themselves may be seen
   */
  String html(
      String headline,
      ReferenceProfile reference,
      MediaItems usual,
      MediaItems shown,
      boolean samples)
      throws IOException {
    List<MediaItem> since = drifts.isEmpty() ? shown.all() : shown.from(onset);
    StringBuilder html = new StringBuilder("<!doctype html><html lang=\"en\"><head>");
    html.append("<meta charset=\"utf-8\">")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
        .append(new HtmlWriter().element("title", headline).html())
        .append("<style>")
        .append(HtmlReport.style())
        .append("</style></head><body><main>")
        .append(verdicts(headline))
        .append(coverage())
        .append(Spectra.html(reference, series -> mean(series, since)));
    if (samples) {
      html.append(Pictures.html(reference, usual.all(), since, moved(reference)));
    }
    return html.append("</main></body></html>\n").toString();
  }

  private static double mean(Series series, List<MediaItem> items) {
    Moments moments = new Moments();
    for (MediaItem item : items) {
      double value = item.row().number(series);
      if (Double.isFinite(value)) {
        moments.add(value);
      }
    }
    return moments.mean();
  }

  private Map<Series, Double> moved(ReferenceProfile reference) {
    Map<Series, Double> moved = new HashMap<>();
    for (Series series : reference.schema().series()) {
      Double times = drifts.get(series.name());
      if (times != null) {
        moved.put(series, times);
      }
    }
    return moved;
  }

  private String coverage() {
    if (coverage.isEmpty()) {
      return "";
    }
    HtmlWriter html = new HtmlWriter().element("h2", "Not looked into").start("ul");
    coverage.forEach(sentence -> html.start("li").sentence(sentence).end());
    return html.end().html();
  }

  private String verdicts(String headline) {
    HtmlWriter html = new HtmlWriter();
    html.element("h1", headline, "class", drifts.isEmpty() ? "stable" : "drift");
    html.start(
        "div", "class", "scroll", "role", "region", "tabindex", "0", "aria-label", "Verdicts");
    html.start("table").start("thead").start("tr");
    for (String title :
        List.of("Row", "Feature", "Status", "Since row", "Change", "Likely cause")) {
      html.element("th", title);
    }
    html.end().end().start("tbody");
    for (Verdict verdict : verdicts) {
      Onset since = verdict.onset();
      html.start("tr").element("td", Words.count(verdict.item() + skipped), "class", "number");
      html.start("th", "scope", "row").name(verdict.feature()).end();
      html.element("td", verdict.status().name().toLowerCase(Locale.ROOT));
      html.element("td", since == null ? "" : Words.count(since.item() + skipped));
      html.start("td").sentence(verdict.effect().description()).end();
      html.start("td").sentence(verdict.cause() == null ? "" : verdict.cause().sentence()).end();
      html.end();
    }
    html.end().end().end();
    return left == 0 ? html.html() : html.element("p", "Not listed: " + left + " more.").html();
  }
}
