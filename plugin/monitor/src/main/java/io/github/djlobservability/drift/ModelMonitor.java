package io.github.djlobservability.drift;

import io.github.djlobservability.drift.cause.CauseFinder;
import io.github.djlobservability.drift.chart.ChangePoint;
import io.github.djlobservability.drift.chart.RecentRoom;
import io.github.djlobservability.drift.chart.bank.Overshoot;
import io.github.djlobservability.drift.chart.bank.RankTables;
import io.github.djlobservability.drift.chart.threshold.BootstrapCalibration;
import io.github.djlobservability.drift.chart.threshold.Thresholds;
import io.github.djlobservability.drift.reference.DriftKind;
import io.github.djlobservability.drift.reference.FeatureReference;
import io.github.djlobservability.drift.reference.Hazard;
import io.github.djlobservability.drift.reference.Item;
import io.github.djlobservability.drift.reference.ModelReference;
import io.github.djlobservability.drift.reference.RowFeature;
import io.github.djlobservability.state.StateFormat;
import io.github.djlobservability.statistics.UniformNoise;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Watches one model: each feature's values, their faults, and whole rows, against the reference and
 * the stream's own past.
 *
 * <p>However many features there are, the model's mean time to a false alarm is the expected run
 * time of the settings, if the items are independent of one another; docs/drift.md says what
 * dependence does.
 *
 * <p>Not thread-safe: one thread observes. {@link #evaluate()} gives a snapshot for others. Memory:
 * at most 32 kB a feature.
 */
public final class ModelMonitor {

  /** Share of a column's false alarms that each check of whole rows has. */
  private static final double ROWS_SHARE = 0.5;

  /** Thresholds are set anew when the expected run time in items has changed by this factor. */
  private static final double RECALIBRATE = 1.1;

  private final FeatureReference[] references;
  private final List<FeatureMonitor> features = new ArrayList<>();
  private final MonitorSettings settings;
  private final WholeRows rows;
  private final RecentItems recent = new RecentItems();
  private final CauseFinder causes;
  private final Verdicts verdictOf;
  private final Traffic traffic = new Traffic();
  private final BootstrapCalibration rehearsal;
  private final Overshoot overshoot = new Overshoot();
  private final List<Transition> transitions = new ArrayList<>();
  private final Consumer<Transition> telling = transitions::add;

  private long item;
  private long windowCount;
  private long windowItem;
  private long windowLeftOut;
  private long windowStart;
  private long lastWindowItems;
  private double runTime;
  private double level;

  /** Share of the model's false alarms that is this monitor's. */
  private double budget = 1;

  /** A monitor that has seen nothing of the stream yet. */
  public ModelMonitor(ModelReference reference, MonitorSettings settings) {
    this.settings = settings;
    ModelReference weighted = settings.weights().of(reference);
    references = weighted.features().toArray(new FeatureReference[0]);
    causes = new CauseFinder(references);
    verdictOf = new Verdicts(features, recent, causes);
    RankTables tables = new RankTables();
    ModelReference compared = weighted.compared();
    rows =
        settings.rowCheck() ? new WholeRows(compared) : new WholeRows(ModelReference.of(List.of()));
    RecentRoom room = new RecentRoom(references.length + rows.measures().size());
    for (FeatureReference feature : references) {
      features.add(new FeatureMonitor(feature, settings, tables, room.next()));
    }
    for (RowMeasure measure : rows.measures()) {
      FeatureReference figure = measure.reference();
      double weight = ROWS_SHARE * settings.weights().of(figure.name());
      features.add(new FeatureMonitor(figure.withWeight(weight), settings, tables, room.next()));
    }
    rehearsal = BootstrapCalibration.of(compared, tables, settings.seed());
    calibrate();
  }

  /** Returns a new item to fill for {@link #observe}, whose features are those of the reference. */
  public Item newItem() {
    return new Item(references);
  }

  /** Forgets the ids of items that are erased; what the items were counted for stays. */
  public void forget(Predicate<String> ids) {
    recent.forget(ids);
    verdictOf.forget(ids);
  }

  /**
   * Notes that items were seen and are not compared, by a choice that does not look at them: they
   * count in a run time that is given in items.
   */
  public void leaveOut(long items) {
    windowLeftOut += items;
  }

  /** Takes in an item and says what changes of status it causes; usually none. */
  public List<Verdict> observe(Item next) {
    item++;
    recent.put(item, next.epochMillis, next.id);
    causes.observe(next.values, next.faults);
    measureTraffic(next.epochMillis);
    boolean warm = item >= settings.minSamples();
    List<Verdict> verdicts = List.of();
    for (int i = 0; i < references.length; i++) {
      features.get(i).locate(next.values[i], next.faults[i]);
    }
    for (int i = 0; i < references.length; i++) {
      features.get(i).update(item, next.epochMillis, next.values[i], next.faults[i], warm, telling);
      verdicts = tell(features.get(i), verdicts);
    }
    if (!rows.measures().isEmpty()) {
      verdicts = observeRow(next.epochMillis, warm, verdicts);
    }
    verdicts = verdictOf.again(item, verdicts);
    windowItem++;
    if (settings.window().isFull(windowItem, windowStart, next.epochMillis)) {
      endWindow(warm);
    }
    return verdicts;
  }

  /** Measures the traffic of a window when the next begins; of the first window now and then. */
  private void measureTraffic(long now) {
    if (windowItem == 0) {
      if (windowCount > 0) {
        traffic.window(lastWindowItems, windowLeftOut, now - windowStart);
        recalibrate();
      }
      windowStart = now;
      windowLeftOut = 0;
    } else if (windowCount == 0 && Long.bitCount(windowItem) == 1) {
      traffic.gaps(windowItem, windowLeftOut, now - windowStart);
      recalibrate();
    }
  }

  private void recalibrate() {
    double wanted = runTimeWanted();
    if (wanted > runTime * RECALIBRATE || wanted < runTime / RECALIBRATE) {
      calibrate();
    }
  }

  private List<Verdict> observeRow(long millis, boolean warm, List<Verdict> before) {
    double[] scores = rows.scores(item, features);
    List<Verdict> verdicts = before;
    for (int i = 0; i < rows.measures().size(); i++) {
      RowMeasure measure = rows.measures().get(i);
      FeatureMonitor feature = features.get(references.length + i);
      if (scores == null) {
        feature.lack(item);
        continue;
      }
      double value = measure.next(scores);
      feature.locate(value, (byte) 0);
      feature.update(item, millis, value, (byte) 0, warm, telling);
      if (!transitions.isEmpty()) {
        transitions.replaceAll(transition -> ofRows(transition, measure));
      }
      verdicts = tell(feature, verdicts);
    }
    return verdicts;
  }

  private Transition ofRows(Transition transition, RowMeasure measure) {
    ChangePoint told = transition.change();
    if (told == null) {
      return transition.withEffect(measure.over(transition.effect()));
    }
    // What came before one more alarm is no reference any more.
    boolean first = transition.previous() != Status.DRIFT;
    ChangePoint change = first ? rows.onset(measure, told) : told;
    return transition.withChange(change).withEffect(rows.effect(measure, change.item()));
  }

  private void endWindow(boolean warm) {
    for (FeatureMonitor feature : features) {
      feature.endWindow(item, warm);
    }
    lastWindowItems = windowItem;
    windowItem = 0;
    windowCount++;
  }

  private List<Verdict> tell(FeatureMonitor feature, List<Verdict> before) {
    if (transitions.isEmpty()) {
      return before;
    }
    List<Verdict> verdicts = new ArrayList<>(before);
    for (Transition transition : transitions) {
      verdicts.add(verdictOf.of(item, feature, transition));
    }
    transitions.clear();
    return verdicts;
  }

  private double runTimeWanted() {
    return settings.expectedRunTime().items(traffic.millisPerItem(), traffic.seenPerItem())
        / budget;
  }

  /**
   * Takes only a share of the model's false alarms, because another monitor takes the rest.
   *
   * @param share in (0, 1]
   */
  public void takeShare(double share) {
    if (share != budget) {
      budget = share;
      calibrate();
    }
  }

  /** Returns the kinds of drift that hold at the moment. */
  public Set<DriftKind> drifting() {
    Set<DriftKind> kinds = EnumSet.noneOf(DriftKind.class);
    features.forEach(feature -> feature.addDrifting(kinds));
    return kinds;
  }

  private void calibrate() {
    runTime = runTimeWanted();
    if (features.isEmpty()) {
      return;
    }
    List<List<Hazard>> hazards = new ArrayList<>();
    for (FeatureMonitor feature : features) {
      feature.addHazards(hazards, overshoot);
    }
    double logLevel = new Thresholds(hazards).logLevel(runTime);
    double before = level;
    setLevel(Math.exp(logLevel + rehearsal.correction(runTime)));
    if (before > 0) {
      // Evidence is a share of the level, whatever the level was while it was gathered.
      features.forEach(feature -> feature.scale(level / before));
    }
  }

  private void setLevel(double evidence) {
    level = evidence;
    for (FeatureMonitor feature : features) {
      feature.setLevel(level);
    }
  }

  /** Returns how the model stands now; for any thread, made by the one that observes. */
  public ModelEvaluation evaluate() {
    return new ModelEvaluation(
        item, windowCount, status(), runTime * traffic.seenPerItem(), evaluations());
  }

  /** Returns the worst status of all features and checks, as {@link #evaluate()} does. */
  public Status status() {
    return Verdicts.worst(features);
  }

  private List<FeatureEvaluation> evaluations() {
    List<FeatureEvaluation> evaluations = new ArrayList<>();
    for (FeatureMonitor feature : features) {
      boolean figures = !feature.name().equals(RowFeature.CORRELATIONS);
      evaluations.add(feature.evaluate(item, figures));
    }
    return evaluations;
  }

  /** How each feature's values are spread, whole rows last; for any thread, made by the one. */
  public List<ValueSpread> spreads() {
    return features.stream().map(FeatureMonitor::spread).toList();
  }

  /**
   * Says which inputs few items have all of, so that whole rows are compared of few; null where
   * that was not so since this was made.
   */
  public @Nullable String fewWholeRows() {
    return rows.few();
  }

  /** Returns how many full windows were measured. */
  public long windowCount() {
    return windowCount;
  }

  /** Names of the features, in the order in which an item holds them. */
  public List<String> featureNames() {
    List<String> names = new ArrayList<>();
    for (FeatureReference reference : references) {
      names.add(reference.name());
    }
    return names;
  }

  /** Differs for another reference or other settings. */
  public long fingerprint() {
    long hash = UniformNoise.seed(2, settings.toString());
    for (FeatureMonitor feature : features) {
      hash = UniformNoise.seed(hash, feature.fingerprint());
    }
    return hash;
  }

  /** Writes all that {@link #read} needs to go on as if nothing had happened. */
  public void write(DataOutput out) throws IOException {
    StateFormat.write(
        out,
        new long[] {item, windowCount, windowItem, windowStart, lastWindowItems, windowLeftOut});
    out.writeDouble(runTime);
    out.writeDouble(level);
    out.writeDouble(budget);
    traffic.write(out);
    recent.write(out);
    verdictOf.write(out);
    rows.write(out);
    for (FeatureMonitor feature : features) {
      feature.write(out);
    }
  }

  /** Takes over the state of a monitor with the same reference and settings. */
  public void read(DataInput in) throws IOException {
    long[] counts = new long[6];
    StateFormat.readInto(in, counts);
    item = counts[0];
    windowCount = counts[1];
    windowItem = counts[2];
    windowStart = counts[3];
    lastWindowItems = counts[4];
    windowLeftOut = counts[5];
    runTime = in.readDouble();
    setLevel(in.readDouble());
    budget = in.readDouble();
    traffic.read(in);
    recent.read(in, item);
    verdictOf.read(in);
    rows.read(in);
    for (FeatureMonitor feature : features) {
      feature.read(in);
    }
  }
}
