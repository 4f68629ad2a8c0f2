package io.github.djlobservability.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.console.overview.Health;
import io.github.djlobservability.console.overview.ModelSnapshot;
import io.github.djlobservability.console.overview.Overview;
import io.github.djlobservability.console.page.part.Assets;
import io.github.djlobservability.console.page.part.PageParts;
import io.github.djlobservability.console.page.part.Viewer;
import io.github.djlobservability.drift.FeatureEvaluation;
import io.github.djlobservability.drift.ModelEvaluation;
import io.github.djlobservability.drift.Status;
import io.github.djlobservability.history.HistoryReport;
import io.github.djlobservability.history.ModelHistory;
import io.github.djlobservability.history.QualityPoint;
import io.github.djlobservability.html.HtmlWriter;
import io.github.djlobservability.label.DelayReport;
import io.github.djlobservability.label.JoinReport;
import io.github.djlobservability.load.LoadReport;
import io.github.djlobservability.model.DurationSummary;
import io.github.djlobservability.model.GenerationStatistics;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.Phase;
import io.github.djlobservability.model.PoolReading;
import io.github.djlobservability.model.Trend;
import io.github.djlobservability.monitoring.FeedbackReport;
import io.github.djlobservability.monitoring.WatchReport;
import io.github.djlobservability.monitoring.comparison.CoverageReport;
import io.github.djlobservability.quality.EstimatedQuality;
import io.github.djlobservability.quality.QualityReport;
import io.github.djlobservability.quality.measure.SegmentQuality;
import io.github.djlobservability.quality.measure.Task;
import io.github.djlobservability.quality.measure.WindowQuality;
import io.github.djlobservability.statistics.Interval;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The sections of a model's page whose figures need labels, phases or payloads. */
class SectionsTest {
  private static final Pattern MARKUP = Pattern.compile("<[^>]*>");
  private static final Pattern HEADING = Pattern.compile("<h2[^>]*>([^<]*)");
  private static final Viewer MANAGER =
      new Viewer(true, true, true, Instant.ofEpochMilli(Snapshot.NOW_MILLIS), null);
  private static final Interval ACCURACY = new Interval(.783, .733, .826);

  private final HtmlWriter html = new HtmlWriter();

  @Test
  void sectionsStandInTheOrderInWhichPeopleAsk() {
    ModelSnapshot model = Snapshot.of("a", "bmi", 3);
    String page =
        new HtmlPages(new Assets(), Snapshot.NO_FAILURES)
            .model(model, Overview.Model.of(model), MANAGER);
    assertThat(HEADING.matcher(page).results().map((MatchResult found) -> found.group(1)))
        .containsExactly(
            "Not looked into since the model was loaded",
            "What to do",
            "Requests",
            "What happened",
            "Features",
            "Requests to look up",
            "Quality",
            "Labels",
            "Load",
            "The last request as it was read",
            "Reference");
  }

  @Test
  void whatToDoIsSaidWithItsReason() {
    page(Snapshot.of("a", "bmi", 1)).write(html);
    assertThat(text())
        .contains(
            "What to doHave more items looked into. 20 % of the items seen were not compared,")
        .contains("Most often the body is broken.")
        .contains("Find out whether quality suffers. Inputs moved: bmi0: mean 11.85 → 17.49 since")
        .contains("observability.feedback=true");
    HtmlWriter stable = new HtmlWriter();
    page(Snapshot.small(Snapshot.of("a", "bmi", 1))).write(stable);
    assertThat(stable.html()).doesNotContain("Find out whether");
  }

  @Test
  void qualityHasItsCourseItsIntervalItsReferenceAndWhatItSaid() {
    QualitySection.write(html, withQuality(), MANAGER);
    assertThat(text())
        .contains("accuracy, by windows of labelled items")
        .contains("accuracy, estimated without labels", "what labels showed")
        .contains("accuracy0.783 (0.733 to 0.826); reference 0.813")
        .contains("accuracy: share of the predictions that were right.")
        .contains("Right wassaid nosaid yes")
        .contains("no110 (70 %)47 (30 %)")
        .contains("town = Ulm1200.600 (0.500 to 0.700)")
        .doesNotContain("Always to say");
  }

  @Test
  void accuracyThatIsNoBetterThanTheFrequentClassIsSaid() {
    ModelSnapshot rare = withQuality(List.of(List.of(290.0, 2.0), List.of(8.0, 0.0)));
    QualitySection.write(html, rare, MANAGER);
    assertThat(text()).contains("Always to say no would have been right in 97 %");
  }

  @Test
  void labelsHaveTheirCoverageTheirDelayAndTheLastThatFoundNoUse() {
    LabelSection.write(html, labels(), MANAGER);
    assertThat(text())
        .contains("Predictions with a label50 %: 500 of 1,000")
        .contains("How long labels takehalf of them up to 2 s, 99 % up to 9 s")
        .contains("found their prediction500", "came before it, and waited7")
        .contains("and is unknown: no prediction has the id");
  }

  @Test
  void untilTheFirstLabelsAreComparedSaysWhenThatIs() {
    ModelSnapshot model = withLabels(Snapshot.of("a", "bmi", 1), Status.STABLE);
    ModelSnapshot labelled =
        new ModelSnapshot(
            model.model(),
            model.figures(),
            model.trend(),
            null,
            null,
            null,
            model.drift(),
            model.spreads(),
            model.history(),
            model.lastRequest(),
            model.quality(),
            labels(),
            null,
            0,
            model.seriesLeftOut());
    QualitySection.write(html, labelled, MANAGER);
    assertThat(text())
        .contains(
            "0 items were compared with their label so far; that is done 1 s after an item"
                + " (observability.feedback.lateness).");
  }

  @Test
  void theTimeOfARequestIsOneBarOfItsPhases() {
    Map<Phase, DurationSummary> phases = new LinkedHashMap<>();
    phases.put(Phase.QUEUE, new DurationSummary(10, .003, .002, .004, .008, .01));
    phases.put(Phase.INFERENCE, new DurationSummary(10, .001, .001, .001, .002, .01));
    LoadSection.write(html, phases, null);
    assertThat(html.html())
        .contains("class=\"phase-queue\" x=\"0\" y=\"0\" width=\"750\"")
        .contains("class=\"phase-inference\" x=\"750\" y=\"0\" width=\"250\"");
    assertThat(text()).contains("queue 3 ms, 99 % within 8 ms", "inference 1 ms");
  }

  @Test
  void theLastRequestHasNamesAndKindsAndNoValue() {
    ModelSnapshot model = Snapshot.of("a", "bmi", 1);
    LastRequestSection.write(
        html, model.lastRequest(), Objects.requireNonNull(model.drift()), MANAGER);
    assertThat(text())
        .contains("has 2 items. In the response a prediction was found (class) and a score.")
        .contains("Missing, as the reference has them: bmi")
        .contains("bmi number", "bmi text, not in the reference");
  }

  @Test
  void withoutAReferenceSaysThatNothingIsReadAndHowToGetOne() {
    WatchReport drift = report(null, null, new CoverageReport(0, 0, Map.of(), Map.of(), List.of()));
    LastRequestSection.write(html, null, drift, MANAGER);
    assertThat(text())
        .contains("Requests are not read, nor counted as seen, without a reference")
        .contains("observability.reference.capture=1000");
  }

  @Test
  void aFairSampleIsNoAlarmAndTheFirstWindowIsAnnounced() {
    WatchReport whole = Objects.requireNonNull(Snapshot.of("a", "bmi", 1).drift());
    ModelEvaluation early =
        new ModelEvaluation(
            320, 0, Status.WARMING_UP, 1e6, Objects.requireNonNull(whole.evaluation()).features());
    WatchReport drift =
        report(
            whole.reference(),
            early,
            new CoverageReport(1_301, 642, Map.of("sampled", 659L), Map.of(), List.of()));
    page(withDrift(Snapshot.of("a", "bmi", 1), drift)).write(html);
    assertThat(text())
        .contains("A random sample was compared: 642 of 1,301 items.")
        .contains("a window has 500 items, and 320 have come so far")
        .doesNotContain("Not looked into");
  }

  @Test
  void whatFewItemsLackIsNoAlarm() {
    WatchReport whole = Objects.requireNonNull(Snapshot.of("a", "bmi", 1).drift());
    for (long broken : new long[] {50, 51}) {
      CoverageReport coverage =
          new CoverageReport(
              1_000, 1_000 - broken, Map.of("malformed", broken), Map.of(), List.of("a note"));
      HtmlWriter written = new HtmlWriter();
      page(withDrift(
              Snapshot.of("a", "bmi", 1), report(whole.reference(), whole.evaluation(), coverage)))
          .write(written);
      assertThat(written.html())
          .contains("class=\"notice " + (broken == 50 ? "unsure" : "bad") + "\" id=\"left-out\"");
    }
  }

  @Test
  void timesOfTokensAreADashWhereNothingWasStreamedLately() {
    DurationSummary none = new DurationSummary(0, 0, 0, 0, 0, 0);
    DurationSummary some = new DurationSummary(1, 0.5, 0.5, 0.5, 0.5, 0.5);
    TokenSection.write(html, new GenerationStatistics.Summary(7, 0, 4, 9, some, none));
    assertThat(text()).contains("First token after500 ms, 99 % within 500 msEach further one–");
  }

  /** Whoever is on call sees one thing that has happened, and which features show it most. */
  @Test
  void aChangeOfManyFeaturesIsOneIncidentAtTheTopAndInTheList() {
    ModelHistory history = new ModelHistory();
    List<FeatureEvaluation> features = new ArrayList<>();
    ModelSnapshot model = Snapshot.of("a", "bmi", 1);
    WatchReport whole = Objects.requireNonNull(model.drift());
    for (int i = 0; i < 64; i++) {
      history.verdict(Snapshot.verdict("pixel" + i, "x"));
      features.add(Snapshot.evaluation("pixel" + i, Status.DRIFT));
    }
    ModelEvaluation evaluation = new ModelEvaluation(12_000, 24, Status.DRIFT, 1e6, features);
    WatchReport drift = report(whole.reference(), evaluation, whole.coverage());
    page(with(model, model.trend(), model.load(), drift, history.report(), model.quality()))
        .write(html);
    assertThat(text())
        .contains("64 features changed together since 03:02 UTC, most of all:")
        .contains("and 54 more")
        .contains("pixel0, pixel1, pixel2, pixel3, pixel4 and 59 more have changed together")
        .contains("most of all pixel0: category")
        .contains("Feature by feature");
    assertThat(text().split("have changed together", -1)).hasSize(2);
  }

  @Test
  void whereNothingIsComparedPageAndJsonCallItAlike() {
    WatchReport whole = Objects.requireNonNull(Snapshot.of("a", "bmi", 1).drift());
    ModelEvaluation none = new ModelEvaluation(0, 0, Status.WARMING_UP, 1e6, List.of());
    CoverageReport misfit = new CoverageReport(40, 0, Map.of("no_field", 40L), Map.of(), List.of());
    ModelSnapshot model =
        withDrift(Snapshot.of("a", "bmi", 1), report(whole.reference(), none, misfit));
    assertThat(Health.of(model)).isEqualTo(Health.NOT_COMPARED);
    assertThat(Snapshot.overview(List.of(model)).models().get(0).drift())
        .extracting(Overview.Drift::status)
        .isEqualTo("NOT_COMPARED");
    CoverageReport byTheDoctor =
        new CoverageReport(1, 0, Map.of("doctor", 1L), Map.of(), List.of());
    assertThat(Health.of(withDrift(model, report(whole.reference(), none, byTheDoctor))))
        .isEqualTo(Health.WARMING_UP);
    CoverageReport inputs =
        new CoverageReport(40, 40, Map.of("no_prediction", 40L), Map.of(), List.of());
    assertThat(Health.of(withDrift(model, report(whole.reference(), none, inputs))))
        .isEqualTo(Health.WARMING_UP);
  }

  @Test
  void aModelOfWhichMostRequestsFailNeedsALookMost() {
    ModelSnapshot whole = Snapshot.of("a", "bmi", 1);
    List<Trend.Point> failing = Collections.nCopies(20, new Trend.Point(0, 2, 1.9, 0.1, 0.2));
    ModelSnapshot model = withTrend(whole, failing);
    assertThat(Health.of(model)).isEqualTo(Health.FAILING);
    page(model).write(html);
    assertThat(text()).contains("Most requests of the last minutes have failed.");
  }

  @Test
  void aModelWithoutWorkersIsDown() {
    LoadReport load =
        new LoadReport(
            false,
            60,
            0,
            0,
            0,
            0,
            0,
            new LoadReport.Queue(0, 0, 100),
            List.of(new PoolReading.Workers("cpu", 0, 0, 0, 0, 1, 1)),
            null,
            null,
            null,
            List.of(),
            null,
            List.of());
    ModelSnapshot whole = Snapshot.of("a", "bmi", 1);
    ModelSnapshot model =
        with(whole, whole.trend(), load, whole.drift(), whole.history(), whole.quality());
    assertThat(Health.of(model)).isEqualTo(Health.DOWN);
    page(model).write(html);
    assertThat(text())
        .contains("No worker of it runs any more, so its requests fail.")
        .contains("Its worker has ended by an error, so requests fail until then.");
  }

  @Test
  void aModelWhoseLabelsHaveChangedNeedsALook() {
    ModelSnapshot whole = Snapshot.of("a", "bmi", 1);
    WatchReport was = Objects.requireNonNull(whole.drift());
    ModelEvaluation stable = new ModelEvaluation(9_000, 18, Status.STABLE, 1e6, List.of());
    ModelSnapshot model = withDrift(whole, report(was.reference(), stable, was.coverage()));
    assertThat(Health.of(withLabels(model, Status.STABLE))).isEqualTo(Health.of(model));
    ModelSnapshot concept = withLabels(model, Status.DRIFT);
    assertThat(Health.of(concept)).isEqualTo(Health.CONCEPT_DRIFT);
    assertThat(Objects.requireNonNull(Overview.Model.of(concept).drift()).status())
        .as("JSON")
        .isEqualTo("DRIFT");
    assertThat(Health.of(withLabels(whole, Status.DRIFT))).isIn(Health.DRIFT, Health.FAILING);
    page(withLabels(model, Status.DRIFT)).write(html);
    assertThat(text()).contains("Labels say that what is right has changed:");
  }

  private static ModelSnapshot withLabels(ModelSnapshot model, Status status) {
    QualityReport.Concept concept =
        new QualityReport.Concept(
            "profile", new ModelEvaluation(3_000, 6, status, 1e6, List.of()), 0);
    QualityReport quality =
        new QualityReport(
            null,
            List.of(),
            null,
            0,
            0,
            0,
            List.of(),
            Map.of(),
            new QualityReport.Estimates(QualityReport.ASSUMPTION, 0, List.of()),
            concept,
            List.of());
    return with(model, model.trend(), null, model.drift(), model.history(), quality);
  }

  private static WatchReport report(
      WatchReport.@Nullable Reference reference,
      @Nullable ModelEvaluation evaluation,
      CoverageReport coverage) {
    return new WatchReport(
        new ModelId("a", null),
        null,
        reference,
        evaluation,
        0,
        0,
        Map.of(),
        List.of(),
        List.of(),
        List.of(),
        coverage,
        null,
        null);
  }

  private static ModelSnapshot withDrift(ModelSnapshot model, WatchReport drift) {
    return with(model, model.trend(), model.load(), drift, model.history(), model.quality());
  }

  private static ModelSnapshot with(
      ModelSnapshot model,
      List<Trend.Point> trend,
      @Nullable LoadReport load,
      @Nullable WatchReport drift,
      HistoryReport history,
      @Nullable QualityReport quality) {
    return new ModelSnapshot(
        model.model(),
        model.figures(),
        trend,
        model.generations(),
        model.hardware(),
        load,
        drift,
        model.spreads(),
        history,
        model.lastRequest(),
        quality,
        model.labels(),
        null,
        0,
        model.seriesLeftOut());
  }

  private static ModelSnapshot withTrend(ModelSnapshot model, List<Trend.Point> trend) {
    return with(model, trend, model.load(), model.drift(), model.history(), model.quality());
  }

  private static ModelPage page(ModelSnapshot model) {
    return new ModelPage(
        model, Overview.Model.of(model), MANAGER, new PageParts(Snapshot.NO_FAILURES));
  }

  private String text() {
    return MARKUP.matcher(html.html()).replaceAll("").replace("&#39;", "'");
  }

  private static ModelSnapshot withQuality() {
    return withQuality(List.of(List.of(110.0, 47.0), List.of(18.0, 125.0)));
  }

  private static ModelSnapshot withQuality(List<List<Double>> confusion) {
    ModelSnapshot model = Snapshot.of("a", "bmi", 1);
    List<QualityPoint> points =
        List.of(
            new QualityPoint(Snapshot.NOW_MILLIS, 300, "accuracy", ACCURACY),
            new QualityPoint(Snapshot.NOW_MILLIS - 60_000, 300, "accuracy", ACCURACY));
    WindowQuality window =
        new WindowQuality(
            0,
            299,
            0,
            Snapshot.NOW_MILLIS,
            300,
            300,
            Map.of("accuracy", ACCURACY),
            List.of(),
            confusion,
            List.of(
                new SegmentQuality(
                    "town", "Ulm", 120, Map.of("accuracy", new Interval(.6, .5, .7)))));
    EstimatedQuality estimate =
        new EstimatedQuality(
            0,
            299,
            0,
            Snapshot.NOW_MILLIS,
            300,
            0,
            Map.of("accuracy", ACCURACY),
            300,
            Map.of("accuracy", .77),
            Map.of("accuracy", .01),
            .78,
            0);
    QualityReport quality =
        new QualityReport(
            Task.BINARY,
            List.of("no", "yes"),
            "yes",
            600,
            300,
            0,
            List.of(window),
            Map.of("accuracy", new Interval(.813, .8, .82)),
            new QualityReport.Estimates(QualityReport.ASSUMPTION, 5_000, List.of(estimate)),
            new QualityReport.Concept("profile", null, 0),
            List.of());
    return new ModelSnapshot(
        model.model(),
        model.figures(),
        model.trend(),
        null,
        null,
        null,
        model.drift(),
        model.spreads(),
        new HistoryReport(List.of(), List.of(), Map.of(), List.of(), points, List.of(), List.of()),
        model.lastRequest(),
        quality,
        null,
        null,
        0,
        model.seriesLeftOut());
  }

  private static FeedbackReport labels() {
    DelayReport.Summary none = new DelayReport.Summary(0, Double.NaN, Double.NaN, Double.NaN, null);
    return new FeedbackReport(
        new ModelId("a", null),
        new FeedbackReport.InForce(null, 1, 1, 1, List.of()),
        .5,
        new JoinReport.Predictions(1_000, 500, 500, 0, 0, 0, 0, 0, 0),
        new JoinReport.Labels(Map.of("matched", 500L, "waiting", 7L), 0, 0, 0, 0),
        new DelayReport("accuracy", new DelayReport.Delays(2, 5, 9), none, none, List.of(), null),
        new FeedbackReport.Refused("2026-01-02T03:02:00Z", "unknown", "no prediction has the id"));
  }
}
