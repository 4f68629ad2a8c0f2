package io.github.djlobservability.monitoring.comparison;

import io.github.djlobservability.disclosure.HeldValues;
import io.github.djlobservability.drift.ModelEvaluation;
import io.github.djlobservability.drift.ModelMonitor;
import io.github.djlobservability.drift.MonitorFile;
import io.github.djlobservability.drift.MonitorSettings;
import io.github.djlobservability.drift.ValueSpread;
import io.github.djlobservability.drift.Verdict;
import io.github.djlobservability.drift.concept.ConceptMonitor;
import io.github.djlobservability.drift.reference.DriftKind;
import io.github.djlobservability.drift.reference.Item;
import io.github.djlobservability.drift.reference.profiled.NotWatched;
import io.github.djlobservability.drift.reference.profiled.ProfiledModel;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.monitoring.items.ItemIds;
import io.github.djlobservability.monitoring.reference.CapturedItem;
import io.github.djlobservability.monitoring.report.RecentRows;
import io.github.djlobservability.monitoring.report.ReportSource;
import io.github.djlobservability.observation.Observation;
import io.github.djlobservability.payload.Fields;
import io.github.djlobservability.payload.ItemPrediction;
import io.github.djlobservability.payload.document.NotReadException;
import io.github.djlobservability.privacy.differential.PrivateReleases;
import io.github.djlobservability.profile.FeatureRole;
import io.github.djlobservability.profile.FeatureType;
import io.github.djlobservability.profile.ItemRows;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.Row;
import io.github.djlobservability.profile.RowBuilder;
import io.github.djlobservability.quality.LabelledRows;
import io.github.djlobservability.quality.PredictionKind;
import io.github.djlobservability.state.CorruptFileException;
import io.github.djlobservability.state.OtherStateException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A reference, and all that compares items with it. Not thread-safe. */
public final class ReferenceMonitor {
  private static final Logger LOGGER = LoggerFactory.getLogger(ReferenceMonitor.class);
  private static final BitSet NONE = new BitSet();

  /** Predictions without a score from which on none is thought to come. */
  private static final int ENOUGH_TO_TELL = 30;

  private final ReferenceProfile profile;
  private final Set<String> classes;
  private final Counters counters;
  private final HeldValues values;
  private final ProfiledModel profiled;
  private final ItemRows rows;
  private final ModelMonitor monitor;
  private final Item item;
  private final RecentRows recent;
  private final long itemsBefore;

  /** Predictions and scores, as indexes of features. */
  private final BitSet outputs = new BitSet();

  private final BitSet scores = new BitSet();

  /** Whether a prediction was found in a response since the start. */
  private boolean predictionFound;

  /** Whether a score was. */
  private boolean scoreFound;

  private long withoutScore;

  /**
   * Goes on where the state that was kept ends.
   *
   * @param state the file of the monitor's state
   * @param recent keeps the last rows
   */
  public ReferenceMonitor(
      ModelId model, PreparedReference prepared, Path state, Counters counters, RecentRows recent)
      throws IOException {
    this.recent = recent;
    this.values = prepared.values();
    this.profile = prepared.profile();
    this.classes = profile.classes();
    this.counters = counters;
    profiled = new ProfiledModel(profile);
    rows = new ItemRows(new RowBuilder(profile, values));
    monitor = restored(model, prepared.settings(), state);
    item = monitor.newItem();
    profile.schema().indicesOf(FeatureRole.PREDICTION).forEach(outputs::set);
    profile.schema().indicesOf(FeatureRole.SCORE).forEach(scores::set);
    outputs.or(scores);
    itemsBefore = monitor.evaluate().itemCount();
  }

  private ModelMonitor restored(ModelId model, MonitorSettings settings, Path state)
      throws IOException {
    try {
      return new MonitorFile(state).restore(profiled.reference(), settings);
    } catch (OtherStateException e) {
      LOGGER.info(
          "Model {}: what was compared begins anew, since the reference or a setting changed",
          model);
      return new ModelMonitor(profiled.reference(), settings);
    } catch (CorruptFileException e) {
      LOGGER.error(
          "Model {}: the monitor's state can't be used and is set aside; it starts anew", model, e);
      return new ModelMonitor(profiled.reference(), settings);
    }
  }

  /** Returns whether an item has a field that the reference has as an input. */
  boolean knows(Fields fields) {
    return rows.hasInput(fields);
  }

  /** Says of an item without such a field what it has, and what the reference has. */
  NotReadException unknown(Fields fields) {
    return rows.unknown(fields);
  }

  /** Returns whether the reference has a prediction or a score. */
  boolean hasPrediction() {
    return !profile.schema().indicesOf(FeatureRole.PREDICTION).isEmpty()
        || !profile.schema().indicesOf(FeatureRole.SCORE).isEmpty();
  }

  /** Returns all that is not watched because the reference has too little of it. */
  public List<NotWatched> notWatched() {
    return profiled.notWatched();
  }

  /** Notes that items were seen and are not compared. */
  void leaveOut(long items) {
    monitor.leaveOut(items);
  }

  /**
   * Compares an item.
   *
   * @param subject whose it is, for releases with noise; null where that isn't known
   * @param unread whether nobody looked into its response, which may have a prediction
   */
  List<Verdict> observe(
      CapturedItem captured, Observation observation, @Nullable String subject, boolean unread) {
    Row row = rows.make(captured.fields(), captured.prediction());
    item.start(observation.epochMillis(), ItemIds.of(observation));
    if (!predictionFound && !captured.prediction().equals(ItemPrediction.NONE)) {
      predictionFound = true;
      // Of those before it would be said that their predictions are missing.
      recent.clear();
    }
    recent.add(row, observation.epochMillis());
    look(row);
    BitSet untold = unread ? outputs : untold();
    counters.count(row, untold, subject);
    profiled.fill(item, row, untold);
    return monitor.observe(item);
  }

  private void look(Row row) {
    if (!scoreFound && predictionFound) {
      scoreFound = scores.stream().anyMatch(index -> !row.isMissing(index));
      withoutScore++;
    }
  }

  /** Where none was ever found the form of the responses is not known, and coverage says so. */
  private BitSet untold() {
    return !predictionFound ? outputs : scoreFound ? NONE : scores;
  }

  /**
   * Says, after the item by which that is sure, that the responses have predictions and no score;
   * null after every other.
   */
  @Nullable String lackOfScore() {
    if (scores.isEmpty() || scoreFound || withoutScore != ENOUGH_TO_TELL) {
      return null;
    }
    return "the reference has the score "
        + String.join(
            ", ", scores.stream().mapToObj(i -> profile.schema().feature(i).name()).toList())
        + " and the responses have none, so it is not compared";
  }

  /** Says which inputs few items have all of, so that whole rows are compared of few; or null. */
  @Nullable String fewWholeRows() {
    return monitor.fewWholeRows();
  }

  /** Returns what predictions are; null when the reference has none. */
  public @Nullable PredictionKind predictionKind() {
    List<Integer> predictions = profile.schema().indicesOf(FeatureRole.PREDICTION);
    return predictions.isEmpty()
        ? null
        : LabelledRows.kindOf(profile.schema().feature(predictions.get(0)).type());
  }

  /**
   * Returns a class, predicted or of a label, as it is held; null where the reference has none to
   * tell.
   */
  @Nullable String heldClass(String name) {
    List<Integer> predictions = profile.schema().indicesOf(FeatureRole.PREDICTION);
    if (predictions.isEmpty()
        || profile.schema().feature(predictions.get(0)).type() != FeatureType.CATEGORICAL) {
      return null;
    }
    return values.held(profile.schema().feature(predictions.get(0)).name(), name);
  }

  /** Returns whether the reference has classes, and this is none of them. */
  boolean lacksClass(String name) {
    String held = heldClass(name);
    return held != null && !classes.isEmpty() && !classes.contains(held);
  }

  /** Returns a value of a categorical feature as it is held; null for another feature. */
  @Nullable String heldCategory(String feature, String name) {
    int index = profile.schema().indexOf(feature);
    return index >= 0 && profile.schema().feature(index).type() == FeatureType.CATEGORICAL
        ? values.held(feature, name)
        : null;
  }

  /** Leaves the labels their share of the false alarms. */
  public void shareWithLabels() {
    monitor.takeShare(1 - ConceptMonitor.SHARE);
  }

  /** Returns the kinds of drift of inputs and predictions at the moment. */
  public Set<DriftKind> drifting() {
    return monitor.drifting();
  }

  public ReferenceProfile profile() {
    return profile;
  }

  public ModelEvaluation evaluate() {
    return monitor.evaluate();
  }

  /** Returns how many of the items compared came before the model was loaded. */
  public long itemsBefore() {
    return itemsBefore;
  }

  /** Returns how many rows are kept for a report. */
  public int recentRows() {
    return recent.size();
  }

  /** Returns all that a report is made of. */
  public ReportSource reportSource(ModelId model, String pluginVersion) {
    long compared = evaluate().itemCount() - itemsBefore;
    return new ReportSource(model, pluginVersion, profile, values, recent, untold(), compared);
  }

  /** Forgets the ids of items that are erased, and all rows: nobody knows whose they are. */
  public void forget(Predicate<String> ids) {
    monitor.forget(ids);
    recent.clear();
  }

  /** How the values of each feature are spread. */
  public List<ValueSpread> spreads() {
    return monitor.spreads();
  }

  /** How many full windows were measured. */
  public long windowCount() {
    return monitor.windowCount();
  }

  public ValueCounter.@Nullable Reading values() {
    ValueCounter values = counters.values();
    if (values != null && counters.releases() != null) {
      values.take(counters.releases()::totals);
    }
    return values == null ? null : values.read();
  }

  public Map<String, Long> extras() {
    return counters.violations().extras();
  }

  public void save(Path state) throws IOException {
    new MonitorFile(state).save(monitor);
  }

  /** Counts the rows as they are. */
  public record Counters(
      ViolationCounter violations,
      @Nullable ValueCounter values,
      @Nullable PrivateReleases releases) {
    /**
     * Counts a row. Where values are released with noise nothing else counts them.
     *
     * @param untold features of which nothing is known
     */
    void count(Row row, BitSet untold, @Nullable String subject) {
      violations.count(row, untold);
      if (releases != null) {
        releases.count(row, subject);
      } else if (values != null) {
        values.count(row);
      }
    }
  }

  /** Stops counting, and lets go of the rows. */
  public void close() {
    recent.close();
    if (counters.values() != null) {
      counters.values().close();
    }
  }
}
