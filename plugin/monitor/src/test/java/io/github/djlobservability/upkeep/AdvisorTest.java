package io.github.djlobservability.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.drift.Check;
import io.github.djlobservability.drift.reference.DriftKind;
import io.github.djlobservability.quality.EstimatedQuality;
import io.github.djlobservability.quality.QualityReport;
import io.github.djlobservability.quality.measure.Task;
import io.github.djlobservability.quality.measure.WindowQuality;
import io.github.djlobservability.statistics.Interval;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AdvisorTest {
  private static final String SINCE = "2026-12-01T14:23:05Z";
  private static final long ONSET = Instant.parse(SINCE).toEpochMilli();
  private static final ChangedFeature MOVED = data("mean 26.2 -> 30.4", DriftKind.DATA, null);

  /** Begins a second after the windows of labels and estimates. */
  private static final ChangedFeature MOVED_WITHIN_THE_WINDOW =
      new ChangedFeature(
          "`bmi`",
          Set.of(Check.DISTRIBUTION),
          Set.of(DriftKind.DATA),
          "mean 1 -> 2",
          true,
          null,
          "2026-12-01T14:23:06Z",
          null);

  private static final ChangedFeature ERRORS =
      new ChangedFeature(
          "how often it is wrong",
          Set.of(Check.DISTRIBUTION),
          Set.of(DriftKind.CONCEPT),
          "20 % -> 30 %",
          true,
          null,
          SINCE,
          null);

  private final List<ChangedFeature> changed = new ArrayList<>();
  private @Nullable QualityReport quality = quality(0, null, List.of());
  private @Nullable String reference = "2026-03-01T00:00:00Z";
  private int failedWorkers;
  private @Nullable String problem;
  private boolean labels = true;
  private long failed;
  private long lost;
  private @Nullable String misfit;
  private @Nullable String worseVersion;

  @Test
  void nothingIsToBeDoneWhereNothingDiffers() {
    assertThat(advice()).isEmpty();
  }

  @Test
  void withoutAReferenceOneIsToBeTaken() {
    reference = null;
    assertThat(advice())
        .containsExactly(
            new Advice(
                "Take a reference",
                "There is none, so nothing is compared.",
                "POST /m/reference?version=2&items=5000"));
    problem = "line 3 is no JSON";
    assertThat(advice()).extracting(Advice::what).containsExactly("Mend the reference");
  }

  @Test
  void anotherUnitIsMendedAndNotLearnt() {
    changed.add(data("mean 26 -> 57", DriftKind.DATA, "values are about 2.205 times as large"));
    changed.add(MOVED);
    changed.add(ERRORS);
    assertThat(advice())
        .containsExactly(
            new Advice(
                "Mend the source of `bmi`",
                "`bmi`: values are about 2.205 times as large since 1 December 14:23 UTC, as by"
                    + " another unit. Training anew would learn the fault.",
                null));
  }

  @Test
  void emptyTextsAreMended() {
    changed.add(
        new ChangedFeature(
            "`note.script`",
            Set.of(Check.DISTRIBUTION),
            Set.of(DriftKind.DATA),
            "latin 100 % -> 68 %",
            true,
            null,
            SINCE,
            "looks like empty texts (31 % of the texts are empty)"));
    assertThat(advice())
        .containsExactly(
            new Advice(
                "Mend the source of `note.script`",
                "`note.script`: latin 100 % -> 68 % since 1 December 14:23 UTC, looks like empty"
                    + " texts (31 % of the texts are empty). Training anew would learn the fault.",
                null));
  }

  @Test
  void shorterArraysMayBeRight() {
    changed.add(
        new ChangedFeature(
            "`orders[2].price`",
            Set.of(Check.MISSING),
            Set.of(DriftKind.QUALITY),
            "missing: 43 % -> 100 %",
            true,
            null,
            SINCE,
            null));
    assertThat(advice())
        .containsExactly(
            new Advice(
                "Look at the source of `orders[2].price`",
                "`orders[2].price` is missing more often since 1 December 14:23 UTC: missing: 43 %"
                    + " -> 100 %. If shorter arrays are right, take another reference; if not,"
                    + " training anew would learn the fault.",
                null));
    changed.add(fault(Check.MISSING, "missing: 0 % -> 30 %"));
    assertThat(advice())
        .extracting(Advice::what)
        .containsExactly("Mend the source of `orders[2].price`, `bmi`");
  }

  @Test
  void missingValuesAreMended() {
    changed.add(fault(Check.UNSEEN_CATEGORY, "unseen category: 0 % -> 9 %"));
    changed.add(fault(Check.MISSING, "missing: 0 % -> 30 %"));
    changed.add(ERRORS);
    assertThat(advice())
        .containsExactly(
            new Advice(
                "Mend the source of `bmi`",
                "`bmi` is missing more often since 1 December 14:23 UTC: missing: 0 % -> 30 %."
                    + " Training anew would learn the fault.",
                null));
  }

  @Test
  void newValuesMayBeRightAndDoNotHideThatTheModelErrs() {
    changed.add(fault(Check.UNSEEN_CATEGORY, "unseen category: 0 % -> 9 %"));
    changed.add(ERRORS);
    assertThat(advice())
        .extracting(Advice::what)
        .containsExactly("Look at the source of `bmi`", "Train anew");
    assertThat(advice().get(0).why()).contains("never saw their like");
  }

  @Test
  void aWindowThatBeganBeforeTheChangeSaysNothingOfIt() {
    changed.add(MOVED_WITHIN_THE_WINDOW);
    quality = quality(0, new Interval(.81, .79, .83), List.of(window(.8)));
    assertThat(advice())
        .extracting(Advice::what)
        .containsExactly("Find out whether quality suffers");
  }

  @Test
  void withoutAnyLabelQualityIsToBeFoundOut() {
    changed.add(MOVED);
    assertThat(advice())
        .containsExactly(
            new Advice(
                "Find out whether quality suffers",
                "Inputs moved: `bmi`: mean 26.2 -> 30.4 since 1 December 14:23 UTC. About 419"
                    + " labels show a rise of the errors by 5 points.",
                "GET /m/feedback/wanted?version=2&items=419"));
    labels = false;
    assertThat(advice().get(0).how()).isEqualTo("observability.feedback=true");
    quality = null;
    assertThat(advice().get(0).why()).endsWith("No label tells whether the model is still right.");
  }

  @Test
  void anEstimateThatHoldsNeedsNoTraining() {
    changed.add(MOVED);
    quality = quality(0, new Interval(.81, .79, .83), List.of());
    assertThat(advice().get(0).what()).isEqualTo("Nothing to train");
    assertThat(advice().get(0).why())
        .contains("Estimated accuracy is 0.810 (0.790 to 0.830); in the reference 0.800.")
        .contains("the one in force is of 2026-03-01");
    quality = quality(0, new Interval(.7, .68, .72), List.of());
    assertThat(advice().get(0).what()).isEqualTo("Find out whether quality suffers");
    assertThat(advice().get(0).why()).contains("Estimated accuracy is 0.700");
  }

  @Test
  void labelsGoBeforeEstimates() {
    changed.add(MOVED);
    quality = quality(400, new Interval(.7, .68, .72), List.of(window(.8)));
    assertThat(advice()).extracting(Advice::what).containsExactly("Nothing to train");
    quality = quality(400, new Interval(.8, .78, .82), List.of(window(.6)));
    assertThat(advice())
        .containsExactly(
            new Advice(
                "Train anew",
                "Measured accuracy is 0.600 (0.580 to 0.620); in the reference 0.800. 1,400"
                    + " labelled items since then are there to train with.",
                null));
  }

  @Test
  void whatIsKnownIsNotToBeFoundOut() {
    changed.add(MOVED_WITHIN_THE_WINDOW);
    quality = quality(400, null, List.of(window(.6)));
    assertThat(advice()).extracting(Advice::what).containsExactly("Train anew");
  }

  @Test
  void labelsOfAReferenceWithoutAnyHaveNothingToBeComparedWith() {
    changed.add(MOVED);
    quality = ofNumbers(List.of(numbers(3.2)));
    assertThat(advice().get(0).why())
        .endsWith(
            "Measured mae is 3.200 (3.000 to 3.400). The reference has no labels to compare that"
                + " with: make the next one with them.");
    quality = ofNumbers(List.of());
    assertThat(advice().get(0).why())
        .endsWith("Too few labels have come since to tell whether the model is still right.");
  }

  @Test
  void whyRequestsFailIsToBeFoundOut() {
    failed = 100;
    assertThat(advice()).isEmpty();
    failed = 120;
    assertThat(advice())
        .containsExactly(
            new Advice(
                "Find out why requests fail",
                "120 of 1,000 failed, and nothing of those is compared.",
                null));
  }

  @Test
  void aWorseVersionIsStopped() {
    worseVersion = "Version 2 makes more errors than version 1";
    assertThat(advice())
        .containsExactly(
            new Advice("Stop the rollout", "Version 2 makes more errors than version 1.", null));
  }

  @Test
  void aChangedConceptIsLearnt() {
    changed.add(ERRORS);
    changed.add(MOVED);
    quality = quality(240, null, List.of(window(.7)));
    assertThat(advice())
        .containsExactly(
            new Advice(
                "Train anew",
                "Labels show a change. How often it is wrong: 20 % -> 30 % since 1 December"
                    + " 14:23 UTC. 1,240 labelled items since then are there to train with.",
                null));
  }

  @Test
  void fewerErrorsNeedNoTraining() {
    changed.add(
        new ChangedFeature(
            "how often it is wrong",
            Set.of(Check.DISTRIBUTION),
            Set.of(DriftKind.CONCEPT),
            "20 % -> 10 %",
            false,
            null,
            null,
            null));
    assertThat(advice()).extracting(Advice::what).containsExactly("Nothing to train");
  }

  @Test
  void labelsOfOtherClassesAreMended() {
    quality =
        new QualityReport(
            Task.BINARY,
            List.of(),
            null,
            1000,
            1000,
            0,
            List.of(window(0)),
            Map.of("accuracy", new Interval(.8, .78, .82)),
            new QualityReport.Estimates("", 0, List.of()),
            new QualityReport.Concept("profile", null, 0),
            List.of("labels and predictions share no class"));
    changed.add(ERRORS);
    assertThat(advice())
        .containsExactly(
            new Advice("Mend the labels", "Labels and predictions share no class.", null));
  }

  @Test
  void whatNeverFittedIsADifferenceOfTrainingAndServing() {
    changed.add(data("mean 26.2 -> 30.4", DriftKind.SKEW, null));
    assertThat(advice()).hasSize(1);
    assertThat(advice().get(0).what())
        .isEqualTo("Find what training and serving do differently with `bmi`");
    assertThat(advice().get(0).why()).startsWith("The requests never looked like the reference");
    misfit = "the requests have no field bmi";
    assertThat(advice().get(0).what()).startsWith("Send what the reference has");
  }

  @Test
  void whatIsNotLookedIntoIsSaidFirst() {
    changed.add(MOVED);
    lost = 90;
    assertThat(advice()).hasSize(1);
    lost = 340;
    assertThat(advice().get(0))
        .isEqualTo(
            new Advice(
                "Have more items looked into",
                "34 % of the items seen were not compared, or not whole. Most often the body is"
                    + " broken.",
                null));
  }

  @Test
  void aModelWithoutWorkersComesBeforeAllElse() {
    failedWorkers = 1;
    problem = "it is broken";
    assertThat(advice())
        .extracting(Advice::what)
        .containsExactly(
            "Find out why the workers ended, and load the model again", "Mend the reference");
  }

  @Test
  void namesAreFew() {
    for (int i = 0; i < 7; i++) {
      changed.add(data("x", DriftKind.SKEW, null));
    }
    assertThat(advice().get(0).what()).endsWith("`bmi`, `bmi`, `bmi` and 4 more");
  }

  private List<Advice> advice() {
    ModelState state =
        new ModelState(
            failedWorkers,
            reference,
            problem,
            changed,
            misfit,
            quality,
            labels,
            1000,
            failed,
            lost,
            "the body is broken",
            worseVersion);
    return Advisor.of(state, below -> "/m" + below + "?version=2");
  }

  private static ChangedFeature data(String change, DriftKind kind, @Nullable String scaled) {
    return new ChangedFeature(
        "`bmi`", Set.of(Check.DISTRIBUTION), Set.of(kind), change, true, scaled, SINCE, null);
  }

  private static ChangedFeature fault(Check check, String change) {
    return new ChangedFeature(
        "`bmi`", Set.of(check), Set.of(DriftKind.QUALITY), change, true, null, SINCE, null);
  }

  private static WindowQuality window(double accuracy) {
    Map<String, Interval> measures =
        Map.of("accuracy", new Interval(accuracy, accuracy - .02, accuracy + .02));
    return new WindowQuality(
        1, 1000, ONSET, ONSET + 1000, 1000, 1000, measures, List.of(), List.of(), List.of());
  }

  private static WindowQuality numbers(double error) {
    Map<String, Interval> measures = Map.of("mae", new Interval(error, error - .2, error + .2));
    return new WindowQuality(
        1, 1000, ONSET, ONSET + 1000, 1000, 1000, measures, List.of(), List.of(), List.of());
  }

  private static QualityReport ofNumbers(List<WindowQuality> windows) {
    return new QualityReport(
        Task.REGRESSION,
        List.of(),
        null,
        5000,
        5000,
        40,
        windows,
        Map.of(),
        new QualityReport.Estimates("", 0, List.of()),
        new QualityReport.Concept("first", null, 0),
        List.of());
  }

  private static QualityReport quality(
      long open, @Nullable Interval estimated, List<WindowQuality> windows) {
    List<EstimatedQuality> estimates =
        estimated == null
            ? List.of()
            : List.of(
                new EstimatedQuality(
                    1,
                    1000,
                    ONSET,
                    ONSET + 1000,
                    1000,
                    0,
                    Map.of("accuracy", estimated),
                    0,
                    Map.of(),
                    Map.of(),
                    Double.NaN,
                    Double.NaN));
    return new QualityReport(
        Task.BINARY,
        List.of("0", "1"),
        "1",
        5000,
        5000,
        open,
        windows,
        Map.of("accuracy", new Interval(.8, .78, .82)),
        new QualityReport.Estimates("", 1000, estimates),
        new QualityReport.Concept("profile", null, 0),
        List.of());
  }
}
