package io.github.djlobservability.monitoring;

import io.github.djlobservability.config.DriftSettings;
import io.github.djlobservability.config.FeedbackSettings;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one model's predictions for the labels that come later. Not thread-safe but for {@link
 * #report()}: one worker owns it.
 */
final class FeedbackWatch {
  private static final Logger LOGGER = LoggerFactory.getLogger(FeedbackWatch.class);
  private static final String FOLDER = "feedback";

  private final ModelId model;
  private final FeedbackSettings settings;
  private final LongSupplier epochMillis;
  private final LabelJoin join;
  private volatile FeedbackReport report;

  /**
   * Goes on where it was left.
   *
   * @param state the model's folder for what is kept
   * @param epochMillis the clock
   */
  FeedbackWatch(
      ModelId model,
      FeedbackSettings settings,
      Path state,
      JoinListener listener,
      LongSupplier epochMillis)
      throws IOException {
    this.model = model;
    this.settings = settings;
    this.epochMillis = epochMillis;
    join =
        new LabelJoin(
            state.resolve(FOLDER),
            new JoinSettings(settings.retention(), settings.lateness(), settings.maxBytes()),
            System.nanoTime(),
            prediction -> ItemIds.of(prediction.ids().request(), prediction.ids().trace()),
            listener,
            damage -> LOGGER.error("Model {}: feedback: {}", model, damage));
    report = FeedbackReport.of(model, settings, join.report());
  }

  /**
   * Keeps the predictions of a request.
   *
   * @param reference says which predictions are classes and what positions are called; null when
   *     there is none
   * @param told of each item that is kept
   */
  void predicted(
      Observation observation,
      List<Fields> sent,
      List<Fields> answered,
      DriftSettings drift,
      @Nullable ReferenceMonitor reference,
      Consumer<PredictedItem> told)
      throws IOException {
    Boolean classes = reference == null ? null : reference.predictsClasses();
    for (int i = 0; i < sent.size(); i++) {
      PredictedAnswer answer = PredictedAnswer.to(i, sent.size(), answered, drift, classes);
      if (answer != null) {
        Fields input = sent.get(i);
        Map<String, @Nullable Object> output =
            answered.size() == sent.size() ? answered.get(i).values() : Map.of();
        Prediction.Ids ids =
            new Prediction.Ids(
                observation.requestId(),
                i,
                sent.size(),
                observation.traceId(),
                key(input, output, reference));
        long item = join.nextItem();
        join.predicted(
            new Prediction(
                item,
                observation.epochMillis(),
                ids,
                answer.value(),
                answer.probabilities(),
                answer.score(),
                segments(input, reference)),
            epochMillis.getAsLong());
        told.accept(
            new PredictedItem(
                item, observation.epochMillis(), answer.value(), answer.probabilities()));
      }
    }
  }

  private @Nullable String key(
      Fields input, Map<String, @Nullable Object> output, @Nullable ReferenceMonitor reference) {
    String field = settings.keyField();
    if (field == null) {
      return null;
    }
    Object sent = value(input, field, reference);
    Object value = sent == null ? output.get(field) : sent;
    return value instanceof String text ? text : named(value);
  }

  private List<@Nullable String> segments(Fields input, @Nullable ReferenceMonitor reference) {
    List<@Nullable String> values = new ArrayList<>(settings.segments().size());
    for (String name : settings.segments()) {
      String value = named(value(input, name, reference));
      values.add(value);
    }
    return values;
  }

  private static @Nullable Object value(
      Fields input, String name, @Nullable ReferenceMonitor reference) {
    return reference == null ? input.values().get(name) : reference.value(input, name);
  }

  private static @Nullable String named(@Nullable Object value) {
    return value instanceof Double || value instanceof Boolean || value instanceof String
        ? ClassName.of(value)
        : null;
  }

  /** Joins labels, and says what became of each. */
  FeedbackReply label(List<SentLabel> labels) throws IOException {
    long now = epochMillis.getAsLong();
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
      return join.label(label, now);
    }
    join.invalid();
    return new LabelResult(JoinOutcome.INVALID, sent.problem());
  }

  /** Makes everything that came up to now outlive the process. */
  void flush() throws IOException {
    join.flush();
  }

  /** Does what is due by the clock, and has everything written to the disk. */
  void tick() throws IOException {
    join.tick(epochMillis.getAsLong());
    join.sync();
  }

  /** Remembers what was handed over. */
  void save() throws IOException {
    join.save(epochMillis.getAsLong());
  }

  /** Writes everything down and ends. */
  void close() throws IOException {
    join.close();
  }

  /** Makes what happened visible in the report. */
  void publish() {
    report = FeedbackReport.of(model, settings, join.report());
  }

  /** Returns how it stands; for any thread. */
  FeedbackReport report() {
    return report;
  }
}
