package io.github.djlobservability.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.drift.Check;
import io.github.djlobservability.drift.ExpectedRunTime;
import io.github.djlobservability.drift.ModelMonitor;
import io.github.djlobservability.drift.MonitorSettings;
import io.github.djlobservability.drift.Onset;
import io.github.djlobservability.drift.Status;
import io.github.djlobservability.drift.Verdict;
import io.github.djlobservability.drift.Window;
import io.github.djlobservability.drift.chart.DriftShape;
import io.github.djlobservability.drift.chart.Effect;
import io.github.djlobservability.drift.incident.Course;
import io.github.djlobservability.drift.incident.Incident;
import io.github.djlobservability.drift.reference.DriftKind;
import io.github.djlobservability.drift.reference.FeatureReference;
import io.github.djlobservability.drift.reference.Item;
import io.github.djlobservability.drift.reference.ModelReference;
import io.github.djlobservability.drift.reference.RowFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelIncidentsTest {

  private static final int FEATURES = 60;

  @TempDir Path folder;

  private final ModelHistory history = new ModelHistory();

  /** One cause, sixty features: some are seen after ten items, some after hundreds. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void aChangeOfManyFeaturesIsOneIncident(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<FeatureReference> references = new ArrayList<>();
    for (int i = 0; i < FEATURES; i++) {
      double[] values = new double[1_000];
      Arrays.setAll(values, j -> random.nextGaussian());
      references.add(FeatureReference.numeric("pixel " + i, DriftKind.DATA, values));
    }
    ModelMonitor monitor =
        new ModelMonitor(
            ModelReference.of(references),
            MonitorSettings.defaults()
                .withExpectedRunTime(ExpectedRunTime.ofItems(1e7))
                .withWindow(Window.ofItems(500)));
    Item item = monitor.newItem();
    List<TakenVerdict> taken = new ArrayList<>();
    Set<String> drifted = new LinkedHashSet<>();
    for (int count = 1; count <= 1_500; count++) {
      item.start(1_000L * count, null);
      for (int i = 0; i < FEATURES; i++) {
        item.number(i, random.nextGaussian() + (count <= 1_000 ? 0 : 0.5 + 2.0 * i / FEATURES));
      }
      for (Verdict verdict : monitor.observe(item)) {
        taken.add(history.verdict(verdict));
        if (verdict.status() == Status.DRIFT) {
          drifted.add(verdict.feature());
        }
      }
    }

    assertThat(drifted).as("seed %d", seed).hasSizeGreaterThan(FEATURES - 5);
    List<ModelIncident> incidents = history.report().incidents();
    ModelIncident incident = incidents.get(incidents.size() - 1);
    assertThat(incident.concerned()).isGreaterThanOrEqualTo(drifted.size() - 2);
    assertThat(incidents.size()).isLessThanOrEqualTo(4);
    assertThat(incident.onset()).isNotNull();
    assertThat(incident.onset().item()).isBetween(995L, 1_010L);
    assertThat(incident.features()).hasSize(ModelIncident.MOST_NAMED);
    assertThat(incident.features().get(0).evidencePerItem())
        .isGreaterThan(incident.features().get(9).evidencePerItem());
    long lines = taken.stream().filter(one -> one.alone() || one.summary() != null).count();
    assertThat(lines).as("lines of %d verdicts", taken.size()).isLessThanOrEqualTo(9);
    assertThat(history.report().verdicts()).hasSizeLessThanOrEqualTo(100);
    assertThat(history.report().open()).hasSizeGreaterThanOrEqualTo(drifted.size());
  }

  @Test
  void whatIsNamedIsTheMostAffectedAndTheRestIsCounted() {
    history.verdict(drift("a", 100, 90, 90));
    for (int i = 0; i < 60; i++) {
      history.verdict(drift("f" + i, 101 + i, 90, 90));
    }
    ModelIncident incident = history.report().incidents().get(0);
    assertThat(incident.names(3)).isEqualTo("a, f0, f1 and 58 more");
    assertThat(incident.verb()).isEqualTo("have changed together");
    assertThat(history.report().verdicts())
        .hasSize(IncidentInProgress.MOST_FEATURES_KEPT)
        .allMatch(verdict -> verdict.incidentId() == incident.id());
  }

  @Test
  void fewFeaturesAreAllNamed() {
    history.verdict(drift("a", 100, 90, 90));
    history.verdict(drift("b", 105, 90, 90));
    assertThat(history.report().incidents().get(0).names(5)).isEqualTo("a, b");
  }

  @Test
  void anotherTimeIsAnotherIncident() {
    assertThat(history.verdict(drift("a", 100, 90, 90)).verdict().incidentId()).isEqualTo(1);
    assertThat(history.verdict(drift("b", 400, 390, 395)).verdict().incidentId()).isEqualTo(2);
    assertThat(history.verdict(drift("c", 300, 60, 95)).verdict().incidentId()).isEqualTo(1);
  }

  /** The first goes on for long; what comes meanwhile has nothing to do with it. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void faultsOfDifferentTimesAreDifferentIncidents(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<FeatureReference> references = new ArrayList<>();
    for (String name : List.of("pressure", "wind", "temperature")) {
      double[] values = new double[3_000];
      Arrays.setAll(
          values, j -> random.nextInt(1_000) == 0 ? Double.NaN : 10 + random.nextGaussian());
      references.add(FeatureReference.numeric(name, DriftKind.DATA, values));
    }
    ModelMonitor monitor =
        new ModelMonitor(
            ModelReference.of(references),
            MonitorSettings.defaults()
                .withExpectedRunTime(ExpectedRunTime.ofItems(1e7))
                .withWindow(Window.ofItems(500)));
    Item item = monitor.newItem();
    for (int count = 1; count <= 4_500; count++) {
      item.start(1_000L * count, null);
      boolean lost = count > 3_000 && count <= 3_300;
      item.number(0, lost ? Double.NaN : 10 + random.nextGaussian());
      item.number(1, count > 3_300 ? Double.NaN : 10 + random.nextGaussian());
      item.number(2, (count > 1_500 ? 14 : 10) + random.nextGaussian());
      monitor.observe(item).forEach(history::verdict);
    }

    List<ModelIncident> incidents = history.report().incidents();
    for (String feature : List.of("pressure", "wind", "temperature")) {
      assertThat(incidents)
          .as("seed %d, %s", seed, feature)
          .filteredOn(one -> one.names(10).contains(feature))
          .isNotEmpty()
          .allMatch(
              one ->
                  List.of("pressure", "wind", "temperature").stream()
                          .filter(one.names(10)::contains)
                          .count()
                      == 1);
    }
  }

  @Test
  void whatOnlyWarnedAndBeginsLaterIsAnotherIncident() {
    history.verdict(drift("a", 100, 90, 90));
    history.verdict(warning("b", 105, 92));
    history.verdict(drift("b", 5_000, 4_990, 4_992));
    assertThat(history.report().incidents())
        .extracting(incident -> incident.names(5))
        .containsExactly("b", "a");
  }

  @Test
  void anIncidentSaysHowTheLatestValuesDiffer() {
    history.verdict(drift("a", 100, 90, 90));
    history.verdict(drift(Check.MISSING, "b", 100));
    history.verdict(drift(Check.OUT_OF_RANGE, "c", 100));
    Map<Check, Map<String, String>> now =
        Map.of(
            Check.DISTRIBUTION,
            Map.of("a", "mean 1 -> 3", "b", "mean 1 -> 4"),
            Check.OUT_OF_RANGE,
            Map.of("c", "out of range: 0 % -> 100 %"));
    assertThat(history.report().incidents().get(0).now(now).features())
        .extracting(ConcernedFeature::change)
        .as("of the check that it has, not of another")
        .containsExactlyInAnyOrder("mean 1 -> 3", "mean 1 -> 2", "out of range: 0 % -> 100 %");
  }

  @Test
  void labelsTellAStoryOfTheirOwn() {
    history.verdict(drift("a", 100, 90, 90));
    Verdict errors = verdict("(errors)", DriftKind.CONCEPT, Status.DRIFT, 120, 90, null);
    assertThat(history.verdict(errors).verdict().incidentId()).isEqualTo(2);
  }

  @Test
  void itIsOverWhenAllOfItsFeaturesAre() {
    history.verdict(drift("a", 100, 90, 90));
    history.verdict(drift("b", 105, 90, 90));
    TakenVerdict first = history.verdict(end("a", 200, 100));
    assertThat(first.alone()).isFalse();
    assertThat(first.summary()).isNull();
    assertThat(history.report().open()).containsOnlyKeys("b");
    ModelIncident over = history.verdict(end("b", 210, 105)).summary();
    assertThat(over).isNotNull();
    assertThat(over.course()).isEqualTo(Course.ENDED);
    assertThat(over.verb()).isEqualTo("are as in the reference again, since item 210");
    assertThat(over.concerned()).isEqualTo(2);

    Verdict again =
        verdict("a", DriftKind.DATA, Status.DRIFT, 220, 215, new Incident(100, Course.WORSENED, 1));
    assertThat(history.verdict(again).verdict().incidentId()).isEqualTo(1);
    Verdict other =
        verdict("b", DriftKind.DATA, Status.DRIFT, 900, 890, new Incident(900, Course.BEGUN, 0));
    assertThat(history.verdict(other).verdict().incidentId()).isEqualTo(2);
  }

  @Test
  void whatOnlyWarnedBesideOthersIsForgotten() {
    history.verdict(drift("a", 100, 90, 90));
    history.verdict(verdict("b", DriftKind.DATA, Status.WARNING, 105, 92, null));
    assertThat(history.report().incidents().get(0).concerned()).isEqualTo(2);
    history.verdict(verdict("b", DriftKind.DATA, Status.STABLE, 150, 0, null));
    assertThat(history.report().incidents().get(0).concerned()).isEqualTo(1);
  }

  @Test
  void itIsToldAgainWhenItHasGrownAndIsQuiet() {
    history.verdict(drift("a", 100, 90, 90));
    assertThat(history.verdict(drift("b", 101, 90, 90)).summary()).isNull();
    assertThat(history.settled(1_000)).isEmpty();
    assertThat(history.settled(60_999)).isEmpty();
    assertThat(history.settled(61_000))
        .singleElement()
        .extracting(ModelIncident::concerned)
        .isEqualTo(2);
    assertThat(history.settled(900_000)).isEmpty();
  }

  @Test
  void whatAllVerdictsHaveToldIsNotToldAgain() {
    assertThat(history.verdict(warning("a", 100, 90)).alone()).isTrue();
    assertThat(history.verdict(drift("b", 101, 90, 90)).alone()).isTrue();
    assertThat(history.settled(1_000)).isEmpty();
    assertThat(history.settled(61_000)).isEmpty();
  }

  @Test
  void whatWasToldIsNotToldAgainAfterARestart() throws IOException {
    history.verdict(drift("a", 100, 90, 90));
    history.verdict(drift("b", 101, 90, 90));
    assertThat(history.settled(1_000)).isEmpty();
    HistoryReport before = history.report();
    assertThat(history.settled(61_000)).hasSize(1);
    assertThat(history.report()).as("it is saved again").isNotSameAs(before);
    history.save(folder.resolve("history.state"));
    ModelHistory again = new ModelHistory();
    again.restore(folder.resolve("history.state"));
    assertThat(again.settled(900_000)).isEmpty();
  }

  @Test
  void itBeganWhenTheFirstThatWasNoticedDidHoweverItGoesOn() {
    history.verdict(warning("w", 100, 20));
    history.verdict(drift("a", 101, 60, 95));
    history.verdict(drift("b", 102, 80, 90));
    for (String feature : List.of("a", "b")) {
      Incident goesOn = new Incident(0, Course.WORSENED, 1);
      history.verdict(verdict(feature, DriftKind.DATA, Status.DRIFT, 400, 390, goesOn));
    }
    ModelIncident incident = history.report().incidents().get(0);
    assertThat(incident.onset()).isNotNull();
    assertThat(incident.onset().item()).isEqualTo(95);
    OpenChange open = Objects.requireNonNull(history.report().open().get("b"));
    assertThat(Objects.requireNonNull(open.onset()).item()).isEqualTo(90);
  }

  @Test
  void whatSaysHowValuesChangedComesBeforeWhatIsOutOfRange() {
    history.verdict(drift(Check.OUT_OF_RANGE, "a", 91));
    history.verdict(drift(Check.OUT_OF_RANGE, "b", 92));
    history.verdict(drift(Check.DISTRIBUTION, "b", 200));
    history.verdict(drift(Check.DISTRIBUTION, RowFeature.DISTANCES, 92));
    ModelIncident incident = history.report().incidents().get(0);
    assertThat(incident.names(5)).isEqualTo("b, a, (rows)");
    assertThat(incident.features().get(0).kind()).isEqualTo(DriftKind.DATA);
    assertThat(incident.features().get(1).kind()).isEqualTo(DriftKind.QUALITY);
  }

  @Test
  void goesOnAfterARestart() throws IOException {
    history.verdict(drift("a", 100, 90, 90));
    history.verdict(drift("b", 101, 90, 90));
    history.save(folder.resolve("history.state"));
    ModelHistory again = new ModelHistory();
    again.restore(folder.resolve("history.state"));
    assertThat(again.report().incidents()).isEqualTo(history.report().incidents());
    assertThat(again.report().verdicts()).isEqualTo(history.report().verdicts());
    assertThat(again.verdict(drift("c", 102, 90, 90)).verdict().incidentId()).isEqualTo(1);
    assertThat(again.verdict(drift("d", 900, 890, 890)).verdict().incidentId()).isEqualTo(2);
  }

  @Test
  void whatIsComparedAnewEndsAll() {
    history.verdict(drift("a", 100, 90, 90));
    history.endIncidents();
    assertThat(history.report().incidents().get(0).status()).isEqualTo(Status.STABLE);
    assertThat(history.verdict(drift("b", 95, 90, 90)).verdict().incidentId()).isEqualTo(2);
  }

  @Test
  void isBounded() {
    for (int i = 0; i < 5_000; i++) {
      history.verdict(drift("f" + i, 100, 90, 90));
    }
    assertThat(history.report().incidents().get(0).concerned()).isEqualTo(5_000);
    assertThat(history.report().open()).hasSize(ModelIncidents.MOST_MEMBERS);
    for (int i = 0; i < 50; i++) {
      history.verdict(drift("g" + i, 1_000L * i, 1_000L * i - 5, 1_000L * i - 5));
    }
    assertThat(history.report().incidents()).hasSize(ModelIncidents.MOST);
  }

  private static Verdict drift(String feature, long item, long earliest, long latest) {
    Verdict verdict = verdict(feature, DriftKind.DATA, Status.DRIFT, item, latest, null);
    return verdict.onset() == null || earliest == latest
        ? verdict
        : verdict(
            feature,
            DriftKind.DATA,
            Status.DRIFT,
            item,
            new Onset(latest, earliest, latest, 1_000 * latest),
            null);
  }

  private static Verdict warning(String feature, long item, long onset) {
    return verdict(feature, DriftKind.DATA, Status.WARNING, item, onset, null);
  }

  private static Verdict drift(Check check, String feature, long item) {
    DriftKind kind = check == Check.DISTRIBUTION ? DriftKind.DATA : DriftKind.QUALITY;
    return verdict(check, feature, kind, Status.DRIFT, item, new Onset(90, 90, 90, 90_000), null);
  }

  private static Verdict end(String feature, long item, long began) {
    return verdict(
        feature, DriftKind.DATA, Status.STABLE, item, 0, new Incident(began, Course.ENDED, 0));
  }

  private static Verdict verdict(
      String feature,
      DriftKind kind,
      Status status,
      long item,
      long onset,
      @Nullable Incident incident) {
    return verdict(
        feature,
        kind,
        status,
        item,
        status == Status.STABLE ? null : new Onset(onset, onset, onset, 1_000 * onset),
        incident);
  }

  private static Verdict verdict(
      String feature,
      DriftKind kind,
      Status status,
      long item,
      @Nullable Onset onset,
      @Nullable Incident incident) {
    return verdict(Check.DISTRIBUTION, feature, kind, status, item, onset, incident);
  }

  private static Verdict verdict(
      Check check,
      String feature,
      DriftKind kind,
      Status status,
      long item,
      @Nullable Onset onset,
      @Nullable Incident incident) {
    return new Verdict(
        item,
        1_000 * item,
        feature,
        check,
        kind,
        status == Status.STABLE ? Status.DRIFT : Status.STABLE,
        status,
        status,
        status == Status.DRIFT ? DriftShape.SUDDEN : null,
        onset,
        10,
        9,
        new Effect("mean 1 -> 2", 1, 2),
        List.of(),
        List.of(),
        null,
        null,
        incident,
        0);
  }
}
