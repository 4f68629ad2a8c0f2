package io.github.djlobservability.history;

import io.github.djlobservability.drift.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lists the events of a model's life, newest first: a snapshot that any thread may read.
 *
 * @param verdicts the last ones, of whatever reference
 * @param incidents the changes that they belong to, of whatever reference
 * @param open what of that differs at the moment, by feature
 * @param happenings loads and new references
 * @param quality the last windows of labelled items
 * @param windows the last windows of items, oldest first
 * @param mutes features whose verdicts need nobody's attention for a while
 */
public record HistoryReport(
    List<Verdict> verdicts,
    List<ModelIncident> incidents,
    Map<String, OpenChange> open,
    List<Happening> happenings,
    List<QualityPoint> quality,
    List<MeasuredWindow> windows,
    List<Mute> mutes) {

  /** Nothing has happened. */
  public static final HistoryReport NOTHING =
      new HistoryReport(List.of(), List.of(), Map.of(), List.of(), List.of(), List.of(), List.of());

  /** Copies the lists. */
  public HistoryReport {
    verdicts = List.copyOf(verdicts);
    incidents = List.copyOf(incidents);
    open = Map.copyOf(open);
    happenings = List.copyOf(happenings);
    quality = List.copyOf(quality);
    windows = List.copyOf(windows);
    mutes = List.copyOf(mutes);
  }

  /** Returns an incident; null where it is not kept any more. */
  public @Nullable ModelIncident incident(long id) {
    for (ModelIncident incident : incidents) {
      if (incident.id() == id) {
        return incident;
      }
    }
    return null;
  }

  /** Returns the windows of a feature, oldest first. */
  public List<FeatureWindow> of(String feature) {
    List<FeatureWindow> own = new ArrayList<>();
    for (MeasuredWindow window : windows) {
      FeatureWindow found = window.of(feature);
      if (found != null) {
        own.add(found);
      }
    }
    return own;
  }
}
