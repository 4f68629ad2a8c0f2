package io.github.djlobservability.monitoring;

import io.github.djlobservability.config.FeedbackSetting;
import io.github.djlobservability.config.PrivacySetting;
import io.github.djlobservability.config.Settings;
import io.github.djlobservability.label.ErasedPredictions;
import io.github.djlobservability.label.JoinListener;
import io.github.djlobservability.label.JoinOutcome;
import io.github.djlobservability.label.Label;
import io.github.djlobservability.label.LabelJoin;
import io.github.djlobservability.label.LabelResult;
import io.github.djlobservability.label.Prediction;
import io.github.djlobservability.label.SentLabel;
import io.github.djlobservability.label.wanted.DrawnItem;
import io.github.djlobservability.label.wanted.DrawnItems;
import io.github.djlobservability.label.wanted.WantedLabels;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.monitoring.comparison.HeldNames;
import io.github.djlobservability.monitoring.items.ItemIds;
import io.github.djlobservability.monitoring.items.PredictedValue;
import io.github.djlobservability.monitoring.items.RequestItems;
import io.github.djlobservability.monitoring.rollout.Rollouts;
import io.github.djlobservability.observation.Observation;
import io.github.djlobservability.payload.ClassName;
import io.github.djlobservability.payload.Fields;
import io.github.djlobservability.payload.document.FieldPath;
import io.github.djlobservability.payload.document.NotReadException;
import io.github.djlobservability.quality.PredictionKind;
import io.github.djlobservability.quality.measure.PredictedItem;
import io.github.djlobservability.state.ExpiryClock;
import io.github.djlobservability.statistics.UniformNoise;
import io.github.djlobservability.upkeep.MeasuredQuality;
import io.github.djlobservability.worker.Holding;
import io.github.djlobservability.worker.MemoryBudget;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one model's predictions for the labels that come later. */
final class FeedbackWatch implements Part {
  private static final Logger LOGGER = LoggerFactory.getLogger(FeedbackWatch.class);
  static final String FOLDER = "feedback";
  private static final long SEED = 6;

  private final ModelId model;
  private final Settings settings;
  private final @Nullable FieldPath key;
  private final Path state;
  private final DriftWatch reference;
  private final HeldNames names;
  private final QualityWatch quality;
  private final JoinListener listener;
  private final InstantSource clock;
  private final ExpiryClock expiry = new ExpiryClock(System::nanoTime);
  private final Holding index;
  private final WantedLabels wanted;

  /** Whether something differed from the reference at the last tick. */
  private boolean changed;

  private @Nullable LabelJoin join;
  private FeedbackReport.@Nullable Refused lastRefused;
  private volatile @Nullable FeedbackReport report;

  /** Whether a prediction was found since the start. */
  private boolean predicted;

  private final AbsentFields absent = new AbsentFields();

  /** Why none was found as yet; null before the first request. */
  private @Nullable NotReadException notPredicted;

  /**
   * @param state the model's folder for what is kept
   * @param reference says which predictions are classes
   * @param quality takes the items and their labels
   * @param rollouts compares them with those of other versions
   * @param memory bounds what finds the predictions
   */
  FeedbackWatch(
      ModelId model,
      Settings settings,
      Path state,
      DriftWatch reference,
      QualityWatch quality,
      FeedbackTelemetry telemetry,
      Rollouts rollouts,
      MemoryBudget memory) {
    this.model = model;
    this.settings = settings;
    String field = settings.find(FeedbackSetting.KEY);
    this.key = field == null ? null : FieldPath.ofPathOrName(field);
    this.state = state;
    this.reference = reference;
    this.names = reference.names();
    this.quality = quality;
    this.listener =
        telemetry.of(
            model,
            quality::labelled,
            (ids, item) -> rollouts.labelled(model, ids.request(), ids.row(), item));
    this.clock = InstantSource.system();
    this.wanted = new WantedLabels(UniformNoise.seed(SEED, model.toString()));
    this.index = new Holding(memory.share("predictions", Long.MAX_VALUE));
  }

  @Override
  public String label() {
    return "feedback";
  }

  @Override
  public String withoutIt() {
    return "predictions can't be kept, so labels aren't taken";
  }

  @Override
  public void open() throws IOException {
    join =
        new LabelJoin(
            state.resolve(FOLDER),
            FeedbackSetting.join(settings),
            System.nanoTime(),
            prediction -> ItemIds.of(prediction.ids().request(), prediction.ids().trace()),
            listener,
            names::ofClass,
            damage -> LOGGER.error("Model {}: feedback: {}", model, damage));
    quality.feed();
    publish();
  }

  private LabelJoin join() {
    return Objects.requireNonNull(join, "not open");
  }

  @Override
  public boolean isActive() {
    return true;
  }

  /** A label may come for any item. */
  @Override
  public Need need() {
    return Need.ITEMS;
  }

  /** Keeps the predictions of a request. */
  @Override
  public void observe(RequestItems request) throws IOException {
    PredictionKind kind = reference.predictionKind();
    if (!predicted && request.size() > 0) {
      notPredicted = request.notPredicted();
      predicted = notPredicted == null;
    }
    for (int i = 0; i < request.size(); i++) {
      PredictedValue prediction = PredictedValue.of(request.predictions().get(i), kind);
      if (prediction != null) {
        predicted(
            request,
            i,
            kind == PredictionKind.TRANSCRIPT
                ? prediction.transcript(names::transcript)
                : prediction.held(names::ofClass));
      }
    }
  }

  private void predicted(RequestItems request, int row, PredictedValue prediction)
      throws IOException {
    Observation observation = request.observation();
    Fields input = request.items().get(row);
    Prediction.Ids ids =
        new Prediction.Ids(
            observation.requestId(), row, request.size(), observation.traceId(), key(request, row));
    long item = join().nextItem();
    Prediction kept =
        new Prediction(
            item,
            observation.epochMillis(),
            ids,
            prediction.value(),
            prediction.probabilities(),
            prediction.score(),
            segments(input));
    long now = clock.millis();
    join().predicted(kept, now);
    PredictedItem predicted =
        new PredictedItem(
            item, observation.epochMillis(), prediction.value(), prediction.probabilities());
    wanted.predicted(kept, quality.expectedError(predicted), changed, now);
    quality.predicted(predicted);
  }

  private @Nullable String key(RequestItems request, int row) {
    String field = settings.find(FeedbackSetting.KEY);
    if (field == null || key == null) {
      return null;
    }
    Object sent = request.items().get(row).values().get(field);
    Object value = sent == null ? request.received(key, row) : sent;
    absent.take(FeedbackSetting.KEY.key(), field, value != null);
    String name = value instanceof String text ? text : named(value);
    return name == null ? null : names.id(name);
  }

  private List<@Nullable String> segments(Fields input) {
    List<@Nullable String> values = new ArrayList<>();
    for (String name : FeedbackSetting.segments(settings)) {
      String value = named(input.values().get(name));
      absent.take(FeedbackSetting.SEGMENTS.key(), name, value != null);
      values.add(value == null ? null : names.segment(name, value));
    }
    return values;
  }

  /**
   * Counts the items up to the first that has a field which a setting names, and says so where
   * there are too many of them.
   */
  private final class AbsentFields {
    private static final int ITEMS = 100;

    private final Map<String, Integer> without = new HashMap<>();

    void take(String setting, String field, boolean isThere) {
      int items = without.getOrDefault(field, 0);
      if (items > ITEMS) {
        return;
      }
      // What was there once is known for good.
      without.put(field, isThere ? ITEMS + 1 : items + 1);
      if (!isThere && items + 1 == ITEMS) {
        without.put(field, ITEMS + 1);
        reference.note(
            setting + ", " + field,
            setting + ": none of the first " + ITEMS + " items has a field " + field);
      }
    }
  }

  private static @Nullable String named(@Nullable Object value) {
    return value instanceof Number || value instanceof Boolean || value instanceof String
        ? ClassName.of(value)
        : null;
  }

  /**
   * Joins a label, and says what became of it.
   *
   * @param counted whether it counts here that no prediction is found
   */
  LabelResult label(SentLabel sent, long now, boolean counted) throws IOException {
    LabelResult result = joined(sent, now, counted);
    if (counted) {
      note(result, now);
    }
    return result;
  }

  /** Returns when the prediction of a label was made; {@link LabelJoin#NEVER} if there is none. */
  long predictedAt(SentLabel sent) throws IOException {
    Label label = sent.label();
    return label == null ? LabelJoin.NEVER : join().predictedAt(label.named(names::id));
  }

  /** Returns how long a label waits for its prediction, in milliseconds. */
  long waitMillis() {
    return settings.get(FeedbackSetting.WAIT).toMillis();
  }

  /** Returns why labels can't join, or what to look at in them; null where all is well. */
  @Nullable String warning(List<SentLabel> labels) {
    String warning = warning();
    return warning == null ? unknownClasses(labels) : warning;
  }

  /** Returns what to look at where labels have classes that the reference lacks; null otherwise. */
  private @Nullable String unknownClasses(List<SentLabel> labels) {
    if (reference.predictionKind() != PredictionKind.CLASS) {
      return null;
    }
    List<String> unknown = new ArrayList<>();
    for (SentLabel sent : labels) {
      Label label = sent.label();
      String name = label == null ? null : named(label.value());
      if (name != null && names.lacksClass(name)) {
        unknown.add(name);
      }
    }
    return unknown.isEmpty()
        ? null
        : "labels with a class that the reference lacks: "
            + unknown.size()
            + ", such as "
            + unknown.get(0)
            + "; each counts as an error where the prediction is another class";
  }

  /** Where no response has a prediction that can be found, the sender would wait in vain. */
  private @Nullable String warning() {
    NotReadException why = notPredicted;
    return why == null
        ? null
        : "no prediction was found in the responses, so labels have nothing to be joined to: "
            + why.advised(PrivacySetting.values(settings).showsAll());
  }

  /** The sender is told all; the page has no more than what may be shown. */
  private void note(LabelResult result, long now) {
    boolean unusable =
        switch (result.outcome()) {
          case UNKNOWN, EXPIRED, INVALID -> true;
          case MATCHED, WAITING, DUPLICATE, CORRECTED -> false;
        };
    if (unusable) {
      boolean shown =
          result.outcome() != JoinOutcome.INVALID || PrivacySetting.values(settings).showsAll();
      lastRefused =
          new FeedbackReport.Refused(
              Instant.ofEpochMilli(now).toString(),
              result.outcome().label(),
              shown ? result.reason() : null);
    }
  }

  private LabelResult joined(SentLabel sent, long now, boolean counted) throws IOException {
    Label label = sent.label();
    if (label != null) {
      Label held = label.named(names::id);
      boolean transcript = reference.predictionKind() == PredictionKind.TRANSCRIPT;
      return join()
          .label(transcript ? held.valued(names.transcript(label.value())) : held, now, counted);
    }
    join().invalid();
    return new LabelResult(JoinOutcome.INVALID, sent.problem());
  }

  /** Returns the name of the field that labels name items by; null where there is none. */
  @Nullable String key() {
    String field = settings.find(FeedbackSetting.KEY);
    return field == null ? null : field.substring(field.lastIndexOf('.') + 1);
  }

  /** Erases the predictions and labels that go by an id, and says whose requests they were. */
  ErasedPredictions erase(String id) throws IOException {
    ErasedPredictions erased = join().erase(id, clock.millis());
    Set<Long> gone = new HashSet<>();
    for (DrawnItem item : wanted.all()) {
      if (!join().holds(item.item(), item.id(), item.row())) {
        gone.add(item.item());
      }
    }
    wanted.forget(gone);
    return erased;
  }

  /**
   * Returns the items that are wanted labelled.
   *
   * @param items how many are drawn, at most {@link WantedLabels#MOST}
   */
  WantedReport wanted(int items) throws IOException {
    DrawnItems drawn = wanted.draw(items, clock.millis());
    List<DrawnItem> waiting = new ArrayList<>();
    for (DrawnItem item : drawn.items()) {
      if (join().awaitsLabel(item.item(), item.id(), item.row())) {
        waiting.add(item);
      }
    }
    double errorRate = new MeasuredQuality(quality.report()).errorRate();
    return WantedReport.of(model, drawn, waiting, names::shownClass, errorRate);
  }

  @Override
  public void flush() throws IOException {
    join().flush();
  }

  /** Does what is due by the clock, and has everything written to the disk. */
  @Override
  public void tick() throws IOException {
    long now = clock.millis();
    join().tick(now, expiry.millis(now));
    join().sync();
    holdIndex();
    changed = !reference.drifting().isEmpty();
  }

  /** Lets the oldest predictions go where their index would take more memory than there is. */
  private void holdIndex() throws IOException {
    long drawn = wanted.memoryBytes();
    long bytes = join().memoryBytes() + drawn;
    long claimed = index.hold(bytes);
    if (claimed < bytes) {
      join().shrink(Math.max(0, claimed - drawn));
      long unused = index.hold(join().memoryBytes() + drawn);
    }
  }

  @Override
  public void save() throws IOException {
    join().save(clock.millis());
  }

  @Override
  public void close() throws IOException {
    index.close();
    join().close();
  }

  @Override
  public void publish() {
    report = FeedbackReport.of(model, settings, join().report(), lastRefused);
  }

  /** Returns how the labels stand, null before it is open; for any thread. */
  @Nullable FeedbackReport report() {
    return report;
  }
}
