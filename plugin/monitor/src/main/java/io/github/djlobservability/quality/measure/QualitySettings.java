package io.github.djlobservability.quality.measure;

import io.github.djlobservability.drift.MonitorSettings;
import io.github.djlobservability.drift.Window;
import io.github.djlobservability.drift.concept.ConceptSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a model's quality is measured.
 *
 * @param window when a window is full, at {@value #MAX_WINDOW} items at the latest
 * @param positiveClass of two classes the one that precision and recall are of; null for the last
 *     in order
 * @param scoreClass the class that a single score is the probability of
 * @param segments names of the features by whose values quality is split
 * @param transcripts whether predictions and labels are transcripts, whatever the reference says
 * @param monitor how labels are monitored for drift
 */
public record QualitySettings(
    Window window,
    @Nullable String positiveClass,
    ScoreClass scoreClass,
    List<String> segments,
    boolean transcripts,
    MonitorSettings monitor) {

  /** Measures classes or numbers, as they come. */
  public QualitySettings(
      Window window,
      @Nullable String positiveClass,
      ScoreClass scoreClass,
      List<String> segments,
      MonitorSettings monitor) {
    this(window, positiveClass, scoreClass, segments, false, monitor);
  }

  /** The largest window. */
  public static final int MAX_WINDOW = 100_000;

  /** Number of the labelled items that are the reference where the profile has no labels. */
  static final int CONCEPT_REFERENCE = 1_000;

  /** Copies the list, and bounds the window. */
  public QualitySettings {
    segments = List.copyOf(segments);
    window = window.atMost(MAX_WINDOW);
  }

  /** Returns the defaults: windows of 1,000 items, no segments. */
  public static QualitySettings defaults() {
    return new QualitySettings(
        Window.ofItems(1_000), null, ScoreClass.PREDICTED, List.of(), MonitorSettings.defaults());
  }

  /** Returns how labels are watched for a change of what is right. */
  public ConceptSettings concept(boolean regression) {
    return new ConceptSettings(monitor, regression, segments, CONCEPT_REFERENCE);
  }
}
