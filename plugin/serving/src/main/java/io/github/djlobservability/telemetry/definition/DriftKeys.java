package io.github.djlobservability.telemetry.definition;

import io.github.djlobservability.drift.Check;
import io.github.djlobservability.drift.ConceptChange;
import io.github.djlobservability.drift.Moved;
import io.github.djlobservability.drift.Status;
import io.github.djlobservability.drift.cause.Cause;
import io.github.djlobservability.drift.chart.DriftShape;
import io.github.djlobservability.drift.incident.Course;
import io.github.djlobservability.drift.reference.DriftKind;
import io.github.djlobservability.profile.QualityRule;
import io.opentelemetry.api.common.AttributeKey;
import java.util.List;

/** The attributes of features and of their drift. */
public final class DriftKeys {
  @Meaning(
      value = "name of the feature; of a text or a tensor also the aspect",
      events = Event.DRIFT_STATUS_CHANGED)
  public static final AttributeKey<String> FEATURE = AttributeKey.stringKey("djl.serving.feature");

  @Meaning(
      "`(-inf,12.5)`, `[12.5,20)`, `[5,5]` for one value, the category, `(other)` categories,"
          + " `(missing)`, `(wrong type)`, `(not finite)`")
  public static final AttributeKey<String> BIN = AttributeKey.stringKey("djl.serving.feature.bin");

  @Meaning("the same wherever the reference is the same")
  public static final AttributeKey<String> REFERENCE_ID =
      AttributeKey.stringKey("djl.serving.reference.id");

  @Meaning(value = "the rule that was broken", valuesOf = QualityRule.class)
  public static final AttributeKey<String> RULE =
      AttributeKey.stringKey("djl.serving.quality.rule");

  @Meaning(
      value = "the check of the feature",
      events = Event.DRIFT_STATUS_CHANGED,
      valuesOf = Check.class)
  public static final AttributeKey<String> CHECK =
      AttributeKey.stringKey("djl.serving.drift.check");

  @Meaning(
      value = "the kind of drift",
      events = Event.DRIFT_STATUS_CHANGED,
      valuesOf = DriftKind.class)
  public static final AttributeKey<String> KIND = AttributeKey.stringKey("djl.serving.drift.kind");

  @Meaning(
      value = "the status of the check, or the worst of the incident",
      events = {Event.DRIFT_STATUS_CHANGED, Event.DRIFT_INCIDENT},
      valuesOf = Status.class)
  public static final AttributeKey<String> STATUS =
      AttributeKey.stringKey("djl.serving.drift.status");

  @Meaning(
      value = "the status before",
      events = Event.DRIFT_STATUS_CHANGED,
      valuesOf = Status.class)
  public static final AttributeKey<String> PREVIOUS_STATUS =
      AttributeKey.stringKey("djl.serving.drift.previous_status");

  @Meaning(
      value = "how the change came about",
      events = Event.DRIFT_STATUS_CHANGED,
      valuesOf = DriftShape.class)
  public static final AttributeKey<String> SHAPE =
      AttributeKey.stringKey("djl.serving.drift.shape");

  @Meaning(
      value = "how it goes on, with the check or with most features of the incident",
      events = {Event.DRIFT_STATUS_CHANGED, Event.DRIFT_INCIDENT},
      valuesOf = Course.class)
  public static final AttributeKey<String> COURSE =
      AttributeKey.stringKey("djl.serving.drift.course");

  @Meaning(
      value = "number of the model's incident: all verdicts of one change have the same",
      events = {Event.DRIFT_STATUS_CHANGED, Event.DRIFT_INCIDENT})
  public static final AttributeKey<Long> INCIDENT =
      AttributeKey.longKey("djl.serving.drift.incident");

  @Meaning(value = "how many features the incident concerns", events = Event.DRIFT_INCIDENT)
  public static final AttributeKey<Long> INCIDENT_FEATURES =
      AttributeKey.longKey("djl.serving.drift.incident.feature_count");

  @Meaning(
      value = "those that it concerns most, the most affected first, at most 10",
      events = Event.DRIFT_INCIDENT)
  public static final AttributeKey<List<String>> INCIDENT_MOST_AFFECTED =
      AttributeKey.stringArrayKey("djl.serving.drift.incident.most_affected");

  @Meaning(
      value = "how large it is, in the feature's own terms: `mean 41.2 -> 37.9`",
      events = Event.DRIFT_STATUS_CHANGED)
  public static final AttributeKey<String> EFFECT =
      AttributeKey.stringKey("djl.serving.drift.effect");

  @Meaning(value = "as the metric", events = Event.DRIFT_STATUS_CHANGED)
  public static final AttributeKey<Double> STATISTIC =
      AttributeKey.doubleKey("djl.serving.drift.statistic");

  @Meaning(value = "as the metric", events = Event.DRIFT_STATUS_CHANGED)
  public static final AttributeKey<Double> THRESHOLD =
      AttributeKey.doubleKey("djl.serving.drift.threshold");

  @Meaning(
      value = "number of the item at which it was noticed",
      events = Event.DRIFT_STATUS_CHANGED)
  public static final AttributeKey<Long> ITEM = AttributeKey.longKey("djl.serving.drift.item");

  @Meaning(
      value = "number of the item from which on it is estimated to hold",
      events = {Event.DRIFT_STATUS_CHANGED, Event.DRIFT_INCIDENT})
  public static final AttributeKey<Long> ONSET_ITEM =
      AttributeKey.longKey("djl.serving.drift.onset_item");

  @Meaning(
      value = "request ids of the items that moved the statistic most",
      events = Event.DRIFT_STATUS_CHANGED)
  public static final AttributeKey<List<String>> REQUEST_IDS =
      AttributeKey.stringArrayKey("djl.serving.drift.request_ids");

  @Meaning(
      value = "their trace ids, as far as they were traced",
      events = Event.DRIFT_STATUS_CHANGED)
  public static final AttributeKey<List<String>> TRACE_IDS =
      AttributeKey.stringArrayKey("djl.serving.drift.trace_ids");

  @Meaning(
      value = "what has moved, as far as it can be told; of kind `concept` alone",
      events = Event.DRIFT_STATUS_CHANGED,
      valuesOf = Moved.class)
  public static final AttributeKey<List<String>> MOVED =
      AttributeKey.stringArrayKey("djl.serving.drift.moved");

  @Meaning(
      value = "what a change of recordings, images or texts looks like; the newest counts",
      events = Event.DRIFT_STATUS_CHANGED,
      valuesOf = Cause.class)
  public static final AttributeKey<String> CAUSE =
      AttributeKey.stringKey("djl.serving.drift.cause");

  @Meaning(
      value = "what tells it; of kind `concept` alone",
      events = Event.DRIFT_STATUS_CHANGED,
      valuesOf = ConceptChange.Basis.class)
  public static final AttributeKey<String> BASIS =
      AttributeKey.stringKey("djl.serving.drift.basis");

  @Meaning(
      "`compared`; why an item was not: `empty`, `size`, `memory`, `type`, `malformed`,"
          + " `path`, `positions`, `no_field`, `budget`, `sampled`, `version`, `failed`,"
          + " `doctor`;"
          + " `no_prediction`, `stream`, `stream_size`, `stream_memory` if only its inputs were")
  public static final AttributeKey<String> OUTCOME =
      AttributeKey.stringKey("djl.serving.coverage.outcome");

  private DriftKeys() {}
}
