package io.github.djlobservability.monitoring.comparison;

import io.github.djlobservability.payload.document.NotRead;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How many of a model's items were compared with its reference, since the model was loaded.
 *
 * @param seen items; a request that can't be taken apart into items counts as one
 * @param estimated how many of them were not counted one by one, because requests of several items
 *     were left out unread; 0 where {@code seen} is exact
 * @param compared those that were compared, with their prediction or without, or taken into a
 *     reference
 * @param withoutPrediction how many of these were compared without their prediction
 * @param reasons why items were not compared, by the names in docs/payloads.md; {@code
 *     no_prediction} and those of streams count items of which only the prediction was not
 * @param codecs of the reason {@code type} the sound and images, by their coding that is not
 *     decoded
 * @param notes one sentence for each reason, and whatever else does not fit together
 * @param embeddings how the second model stands, that makes embeddings; null where none is named
 */
public record CoverageReport(
    long seen,
    long estimated,
    long compared,
    long withoutPrediction,
    Map<String, Long> reasons,
    Map<String, Long> codecs,
    List<String> notes,
    Embeddings.@Nullable Report embeddings) {

  /** Reports with what the reasons say of predictions. */
  CoverageReport(
      long seen,
      long estimated,
      long compared,
      Map<String, Long> reasons,
      Map<String, Long> codecs,
      List<String> notes,
      Embeddings.@Nullable Report embeddings) {
    this(seen, estimated, compared, ofPredictions(reasons), reasons, codecs, notes, embeddings);
  }

  /** Reports on a model without a second one, of which all items were counted. */
  public CoverageReport(
      long seen,
      long compared,
      Map<String, Long> reasons,
      Map<String, Long> codecs,
      List<String> notes) {
    this(seen, 0, compared, reasons, codecs, notes, null);
  }

  public static final CoverageReport NOTHING =
      new CoverageReport(0, 0, Map.of(), Map.of(), List.of());

  private static long ofPredictions(Map<String, Long> reasons) {
    long items = 0;
    for (NotRead reason : NotRead.values()) {
      items += reason.isOfPrediction() ? reasons.getOrDefault(reason.label(), 0L) : 0;
    }
    return items;
  }

  /** Returns how many items were compared with all that the reference has. */
  public long whole() {
    return compared - withoutPrediction;
  }

  /** Returns the same without what may name fields. */
  public CoverageReport withoutNotes() {
    return new CoverageReport(
        seen, estimated, compared, withoutPrediction, reasons, codecs, List.of(), embeddings);
  }

  /** Returns how many were left out because a fair sample stands for them. */
  public long sampled() {
    return count(NotRead.SAMPLED);
  }

  /** Returns how many requests failed. */
  public long failed() {
    return count(NotRead.FAILED);
  }

  /** Returns how many items were not compared, or not whole, for a reason that is to be mended. */
  public long lost() {
    return seen - whole() - sampled() - count(NotRead.DOCTOR);
  }

  private long count(NotRead reason) {
    return reasons.getOrDefault(reason.label(), 0L);
  }

  /** Copies the collections. */
  public CoverageReport {
    reasons = Map.copyOf(reasons);
    codecs = Collections.unmodifiableMap(new TreeMap<>(codecs));
    notes = List.copyOf(notes);
  }
}
