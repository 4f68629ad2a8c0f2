package io.github.djlobservability.monitoring;

import io.github.djlobservability.config.DriftSettings;
import io.github.djlobservability.config.FeedbackSettings;
import io.github.djlobservability.config.ModelSettings;
import io.github.djlobservability.label.FeedbackReply;
import io.github.djlobservability.label.JoinListener;
import io.github.djlobservability.label.JoinOutcome;
import io.github.djlobservability.label.JoinSettings;
import io.github.djlobservability.label.Label;
import io.github.djlobservability.label.LabelJoin;
import io.github.djlobservability.label.LabelResult;
import io.github.djlobservability.label.Prediction;
import io.github.djlobservability.label.SentLabel;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.observation.Fields;
import io.github.djlobservability.observation.Observation;
import io.github.djlobservability.payload.ClassName;
import io.github.djlobservability.quality.PredictedItem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one model's predictions for the labels that come later. */
final class FeedbackWatch implements Part {
  private static final Logger LOGGER = LoggerFactory.getLogger(FeedbackWatch.class);
  private static final String FOLDER = "feedback";

  private final ModelId model;
  private final DriftSettings drift;
  private final FeedbackSettings settings;
  private final Path state;
  private final DriftWatch reference;
  private final QualityWatch quality;
  private final JoinListener listener;
  private final InstantSource clock;
  private @Nullable LabelJoin join;
  private volatile @Nullable FeedbackReport report;

  /**
   * @param state the model's folder for what is kept
   * @param reference says which predictions are classes and how positions are named
   * @param quality takes the items and their labels
   */
  FeedbackWatch(
      ModelId model,
      ModelSettings settings,
      Path state,
      DriftWatch reference,
      QualityWatch quality,
      FeedbackTelemetry telemetry) {
    this.model = model;
    this.drift = settings.drift();
    this.settings = settings.feedback();
    this.state = state;
    this.reference = reference;
    this.quality = quality;
    this.listener = telemetry.of(model, quality::labelled);
    this.clock = InstantSource.system();
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
            new JoinSettings(settings.retention(), settings.lateness(), settings.maxBytes()),
            System.nanoTime(),
            prediction -> ItemIds.of(prediction.ids().request(), prediction.ids().trace()),
            listener,
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

  /** Keeps the predictions of a request. */
  @Override
  public void observe(RequestItems request) throws IOException {
    ReferenceMonitor monitor = reference.monitor();
    Boolean classes = monitor == null ? null : monitor.predictsClasses();
    for (int i = 0; i < request.size(); i++) {
      PredictedAnswer prediction =
          PredictedAnswer.to(i, request.size(), request.received(), drift, classes);
      if (prediction != null) {
        predicted(request, i, prediction);
      }
    }
  }

  private void predicted(RequestItems request, int row, PredictedAnswer prediction)
      throws IOException {
    Observation observation = request.observation();
    Fields input = request.sent().get(row);
    Prediction.Ids ids =
        new Prediction.Ids(
            observation.requestId(),
            row,
            request.size(),
            observation.traceId(),
            key(input, output(request, row)));
    long item = join().nextItem();
    join()
        .predicted(
            new Prediction(
                item,
                observation.epochMillis(),
                ids,
                prediction.value(),
                prediction.probabilities(),
                prediction.score(),
                segments(input)),
            clock.millis());
    quality.predicted(
        new PredictedItem(
            item, observation.epochMillis(), prediction.value(), prediction.probabilities()));
  }

  private static Map<String, @Nullable Object> output(RequestItems request, int row) {
    return request.received().size() == request.size()
        ? request.received().get(row).values()
        : Map.of();
  }

  private @Nullable String key(Fields input, Map<String, @Nullable Object> output) {
    String field = settings.keyField();
    if (field == null) {
      return null;
    }
    Object sent = value(input, field);
    Object value = sent == null ? output.get(field) : sent;
    return value instanceof String text ? text : named(value);
  }

  private List<@Nullable String> segments(Fields input) {
    List<@Nullable String> values = new ArrayList<>(settings.segments().size());
    for (String name : settings.segments()) {
      values.add(named(value(input, name)));
    }
    return values;
  }

  private @Nullable Object value(Fields input, String name) {
    ReferenceMonitor monitor = reference.monitor();
    return monitor == null ? input.values().get(name) : monitor.value(input, name);
  }

  private static @Nullable String named(@Nullable Object value) {
    return value instanceof Double || value instanceof Boolean || value instanceof String
        ? ClassName.of(value)
        : null;
  }

  /** Joins labels, and says what became of each. */
  FeedbackReply label(List<SentLabel> labels) throws IOException {
    long now = clock.millis();
    Map<String, Integer> outcomes = new LinkedHashMap<>();
    List<FeedbackReply.Item> items = new ArrayList<>(labels.size());
    for (SentLabel sent : labels) {
      LabelResult result = label(sent, now);
      String outcome = result.outcome().label();
      outcomes.merge(outcome, 1, Integer::sum);
      items.add(new FeedbackReply.Item(sent.id(), sent.row(), outcome, result.reason()));
    }
    return new FeedbackReply(labels.size(), outcomes, items);
  }

  private LabelResult label(SentLabel sent, long now) throws IOException {
    Label label = sent.label();
    if (label != null) {
      return join().label(label, now);
    }
    join().invalid();
    return new LabelResult(JoinOutcome.INVALID, sent.problem());
  }

  @Override
  public void flush() throws IOException {
    join().flush();
  }

  /** Does what is due by the clock, and has everything written to the disk. */
  @Override
  public void tick() throws IOException {
    join().tick(clock.millis());
    join().sync();
  }

  @Override
  public void save() throws IOException {
    join().save(clock.millis());
  }

  @Override
  public void close() throws IOException {
    join().close();
  }

  @Override
  public void publish() {
    report = FeedbackReport.of(model, settings, join().report());
  }

  /** Returns how the labels stand, null before it is open; for any thread. */
  @Nullable FeedbackReport report() {
    return report;
  }
}
