package io.github.djlobservability.monitoring.comparison;

import io.github.djlobservability.config.PrivacySetting;
import io.github.djlobservability.config.QualitySetting;
import io.github.djlobservability.config.Settings;
import io.github.djlobservability.disclosure.ValuePolicy;
import io.github.djlobservability.payload.text.Transcript;
import io.github.djlobservability.privacy.Privacy;
import io.github.djlobservability.privacy.ShownQuality;
import io.github.djlobservability.quality.QualityReport;
import org.jspecify.annotations.Nullable;

/**
 * Holds what items and labels name as the reference in force holds its categories, so that they
 * meet; without one, as privacy asks. Not thread-safe.
 */
public final class HeldNames {
  private final Privacy privacy;
  private final ValuePolicy policy;
  private final @Nullable String positiveClass;
  private @Nullable ReferenceMonitor monitor;

  public HeldNames(Privacy privacy, Settings settings) {
    this.privacy = privacy;
    this.policy = PrivacySetting.values(settings);
    this.positiveClass = settings.find(QualitySetting.POSITIVE_CLASS);
  }

  /** Follows another reference; null for none. */
  public void follow(@Nullable ReferenceMonitor inForce) {
    monitor = inForce;
  }

  /** Returns a transcript, of a prediction or of a label, as it is held. */
  public Transcript transcript(Object said) {
    return said instanceof String text ? Transcript.of(privacy.words(text)) : Transcript.of(said);
  }

  /** Returns a class, predicted or of a label, as it is held. */
  public String ofClass(String name) {
    String held = monitor == null ? null : monitor.heldClass(name);
    return held == null ? privacy.heldClass(name) : held;
  }

  /** Returns whether a class is none of those that the reference in force knows. */
  public boolean lacksClass(String name) {
    return monitor != null && monitor.lacksClass(name);
  }

  /** Returns a value by which quality is split as it is held. */
  public String segment(String feature, String value) {
    String held = monitor == null ? null : monitor.heldCategory(feature, value);
    return held == null ? privacy.heldSegment(feature, value, policy) : held;
  }

  /** Returns an id that a label can name an item by, as it is held. */
  public String id(String id) {
    return privacy.id(id);
  }

  /** Returns a report of quality as it may be seen. */
  public QualityReport shown(QualityReport quality) {
    return shownQuality().of(quality);
  }

  /** Returns a class that is held as it may be seen. */
  public String shownClass(String held) {
    return shownQuality().className(held);
  }

  private ShownQuality shownQuality() {
    boolean told = monitor != null && monitor.heldClass("") != null;
    return new ShownQuality(policy, positiveClass, told);
  }
}
