package io.github.djlobservability.drift.concept;

import io.github.djlobservability.drift.MonitorSettings;
import java.util.List;

/**
 * How labels are watched.
 *
 * @param monitor as for inputs and predictions; the labels have two thirds of the model's false
 *     alarms
 * @param regression whether labels are numbers; otherwise classes
 * @param segments names of the features that split the model's quality
 * @param referenceItems how many of the first labelled items are the reference where there is no
 *     other, at least {@value #MIN_REFERENCE}
 */
public record ConceptSettings(
    MonitorSettings monitor, boolean regression, List<String> segments, int referenceItems) {

  /** Fewer labelled items tell too little. */
  public static final int MIN_REFERENCE = 100;

  /** Copies the list, checks the range. */
  public ConceptSettings {
    segments = List.copyOf(segments);
    if (referenceItems < MIN_REFERENCE) {
      throw new IllegalArgumentException("referenceItems " + referenceItems);
    }
  }
}
