package io.github.djlobservability.console.page;

import io.github.djlobservability.config.FeedbackSetting;
import io.github.djlobservability.config.QualitySetting;
import io.github.djlobservability.console.overview.ModelSnapshot;
import io.github.djlobservability.console.page.part.Chart;
import io.github.djlobservability.console.page.part.Figures;
import io.github.djlobservability.console.page.part.QualityWords;
import io.github.djlobservability.console.page.part.ServerStrip;
import io.github.djlobservability.console.page.part.Viewer;
import io.github.djlobservability.history.HistoryReport;
import io.github.djlobservability.history.QualityPoint;
import io.github.djlobservability.html.HtmlWriter;
import io.github.djlobservability.quality.EstimatedQuality;
import io.github.djlobservability.quality.QualityReport;
import io.github.djlobservability.quality.measure.FrequentClass;
import io.github.djlobservability.quality.measure.SegmentQuality;
import io.github.djlobservability.quality.measure.Task;
import io.github.djlobservability.quality.measure.WindowQuality;
import io.github.djlobservability.statistics.Interval;
import java.util.ArrayList;
import java.util.List;

/** How right a model is: measured with labels, estimated without. */
final class QualitySection {
  private static final int MOST_CLASSES = 12;

  private final QualityReport report;
  private final HistoryReport history;
  private final Viewer viewer;
  private final String measure;

  QualitySection(QualityReport report, HistoryReport history, Viewer viewer) {
    this.report = report;
    this.history = history;
    this.viewer = viewer;
    measure = (report.task() == null ? Task.BINARY : report.task()).measure();
  }

  /** Writes it; says how to have it where it is not measured. */
  static void write(HtmlWriter html, ModelSnapshot model, Viewer viewer) {
    QualityReport report = model.quality();
    if (report == null) {
      html.element("p", "How right the model is isn't measured.", "class", "soft");
      return;
    }
    new QualitySection(report, model.history(), viewer).write(html, model);
  }

  private void write(HtmlWriter html, ModelSnapshot model) {
    report
        .warnings()
        .forEach(warning -> html.start("p", "class", "notice unsure").sentence(warning).end());
    if (report.windows().isEmpty() && report.estimates().windows().isEmpty()) {
      html.element(
          "p",
          model.labels() == null
              ? "There are no labels: observability.feedback=true takes them. With scores in the"
                  + " reference, quality is estimated without labels."
              : Figures.count(report.labelledItems())
                  + " items were compared with their label so far; that is done "
                  + Figures.seconds((double) model.labels().settings().latenessSeconds())
                  + " after an item ("
                  + FeedbackSetting.LATENESS.key()
                  + "). The first figures come with a full window of them.",
          "class",
          "soft");
      return;
    }
    course(html);
    if (!report.windows().isEmpty()) {
      WindowQuality last = report.windows().get(0);
      measures(html, last);
      confusion(html, last);
      segments(html, last.segments());
    }
    long leftOut = report.concept().leftOut();
    if (leftOut > 0) {
      html.element(
          "p",
          "Whether what is right has changed is told by a fair part of the labels: "
              + Figures.count(leftOut)
              + " are left out, as they stand for fewer items than others.",
          "class",
          "soft");
    }
  }

  /** Shows the quality by labels and the estimates, window by window. */
  private void course(HtmlWriter html) {
    List<Long> times = new ArrayList<>();
    List<Interval> real = new ArrayList<>();
    List<QualityPoint> kept = history.quality();
    for (int i = kept.size() - 1; i >= 0; i--) {
      if (kept.get(i).measure().equals(measure)) {
        times.add(kept.get(i).epochMillis());
        real.add(kept.get(i).value());
      }
    }
    String name = QualityWords.measure(measure);
    if (!times.isEmpty()) {
      chart(html, "quality-chart", name + ", by windows of labelled items", times, real);
    }
    List<EstimatedQuality> estimates = report.estimates().windows();
    if (!estimates.isEmpty()) {
      List<Long> moments = new ArrayList<>();
      List<Interval> estimated = new ArrayList<>();
      List<Double> shown = new ArrayList<>();
      for (int i = estimates.size() - 1; i >= 0; i--) {
        moments.add(estimates.get(i).toMillis());
        estimated.add(estimates.get(i).estimated().getOrDefault(measure, Interval.UNDEFINED));
        shown.add(estimates.get(i).real().getOrDefault(measure, Double.NaN));
      }
      new Chart("estimate-chart", name + ", estimated without labels", moments)
          .line("estimate", "", values(estimated), Figures::three)
          .line("likely at least", "", lows(estimated), Figures::three)
          .band("likely at most", "", highs(estimated), Figures::three)
          .line("what labels showed", "", shown, Figures::three)
          .write(html, viewer);
      html.element(
          "p",
          "The estimate holds as long as the same inputs still mean the same: it is"
              + " right when inputs have moved, and wrong when what is right has.",
          "class",
          "soft");
    }
  }

  private void chart(
      HtmlWriter html, String id, String title, List<Long> times, List<Interval> real) {
    new Chart(id, title, times)
        .line("measured", "", values(real), Figures::three)
        .line("likely at least", "", lows(real), Figures::three)
        .band("likely at most", "", highs(real), Figures::three)
        .write(html, viewer);
  }

  private static List<Double> values(List<Interval> intervals) {
    return intervals.stream().map(Interval::value).toList();
  }

  private static List<Double> lows(List<Interval> intervals) {
    return intervals.stream().map(Interval::low).toList();
  }

  private static List<Double> highs(List<Interval> intervals) {
    return intervals.stream().map(Interval::high).toList();
  }

  private void measures(HtmlWriter html, WindowQuality window) {
    html.element("h3", "The last full window: " + Figures.count(window.items()) + " items");
    html.start("dl", "class", "facts");
    window
        .measures()
        .forEach(
            (name, value) ->
                ServerStrip.fact(
                    html,
                    QualityWords.measure(name),
                    QualityWords.interval(name, value) + reference(name)));
    html.end();
    String positive = report.positiveClass();
    if (positive != null) {
      html.start("p", "class", "soft", "id", "positive-class");
      html.text("Precision, recall and F1 are of the class ").start("b").name(positive).end();
      html.text(", which counts as yes. " + QualitySetting.POSITIVE_CLASS.key());
      html.text(" names the other.").end();
    }
    html.start("details", "id", "measures").element("summary", "What these say").start("ul");
    for (String name : window.measures().keySet()) {
      String meaning = QualityWords.meaning(name);
      if (!meaning.isEmpty()) {
        html.start("li").element("b", QualityWords.measure(name)).text(": " + meaning).end();
      }
    }
    html.element(
        "li", "In brackets: where the figure of very many such items would likely be (95 %).");
    html.end().end();
  }

  /** Says what the same measure is of the reference's own rows. */
  private String reference(String name) {
    Interval known = report.reference().get(name);
    return known == null || Double.isNaN(known.value())
        ? ""
        : "; reference " + QualityWords.figure(name, known.value());
  }

  private void confusion(HtmlWriter html, WindowQuality window) {
    List<List<Double>> weights = window.confusion();
    if (weights.isEmpty() || weights.size() > MOST_CLASSES) {
      return;
    }
    html.element("h3", "What it said, and what was right");
    html.start("div", "class", "scroll");
    html.start("table", "class", "confusion").start("thead").start("tr");
    html.element("th", "Right was", "scope", "col");
    for (String name : report.classes()) {
      html.start("th", "scope", "col", "class", "number").text("said ").name(name).end();
    }
    html.end().end().start("tbody");
    for (int row = 0; row < weights.size(); row++) {
      List<Double> said = weights.get(row);
      double all = sum(said);
      html.start("tr").start("th", "scope", "row").name(report.classes().get(row)).end();
      for (int column = 0; column < said.size(); column++) {
        html.element(
            "td",
            Figures.number(said.get(column))
                + (all > 0 ? " (" + Figures.share(said.get(column) / all) + ")" : ""),
            "class",
            row == column ? "number right" : "number");
      }
      html.end();
    }
    html.end().end().end();
    frequentClass(html, weights);
  }

  /** Accuracy says little of a rare class: who never says it is nearly always right. */
  private void frequentClass(HtmlWriter html, List<List<Double>> weights) {
    FrequentClass frequent = FrequentClass.asRightAsModel(weights);
    if (frequent == null) {
      return;
    }
    html.start("p", "class", "soft")
        .text("Always to say ")
        .name(report.classes().get(frequent.index()));
    html.text(
            " would have been right in "
                + Figures.share(frequent.share())
                + ", so accuracy says little here: look at precision, recall and ROC AUC.")
        .end();
  }

  private static double sum(List<Double> weights) {
    return weights.stream().mapToDouble(Double::doubleValue).sum();
  }

  private void segments(HtmlWriter html, List<SegmentQuality> segments) {
    if (segments.isEmpty()) {
      return;
    }
    html.element("h3", "By segment");
    html.start("div", "class", "scroll").start("table").start("thead").start("tr");
    html.element("th", "Segment", "scope", "col");
    html.element("th", "Items", "scope", "col", "class", "number");
    html.element("th", QualityWords.measure(measure), "scope", "col", "class", "number");
    html.end().end().start("tbody");
    for (SegmentQuality segment : segments) {
      Interval value = segment.measures().get(measure);
      html.start("tr").start("th", "scope", "row").name(segment.feature()).text(" = ");
      html.name(segment.value()).end();
      html.element("td", Figures.count(segment.items()), "class", "number");
      html.element("td", value == null ? "–" : Figures.interval(value), "class", "number").end();
    }
    html.end().end().end();
  }
}
