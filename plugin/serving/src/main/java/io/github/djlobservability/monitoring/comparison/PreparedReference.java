package io.github.djlobservability.monitoring.comparison;

import io.github.djlobservability.config.DriftSetting;
import io.github.djlobservability.config.PrivacySetting;
import io.github.djlobservability.config.QualitySetting;
import io.github.djlobservability.config.Settings;
import io.github.djlobservability.drift.MonitorSettings;
import io.github.djlobservability.monitoring.reference.ReferenceStore;
import io.github.djlobservability.privacy.HeldCategories;
import io.github.djlobservability.privacy.Privacy;
import io.github.djlobservability.profile.ReferenceProfile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A reference that is ready to be compared with.
 *
 * @param profile with its categories as they are held
 * @param values says how categories are held
 * @param settings say how items are compared
 * @param notes what of it can't be compared, and which settings don't fit it, by topic
 */
public record PreparedReference(
    ReferenceProfile profile,
    HeldCategories values,
    MonitorSettings settings,
    Map<String, String> notes) {
  private static final String OLD_TEXTS =
      "the reference was made before texts were measured by scripts, characters and spelling, so"
          + " only their length, words and main script are compared; make a new one";
  private static final String OTHER_KEY =
      "take a new reference, or start the server with the values.key of the state folder that this"
          + " one was taken in";

  /**
   * Prepares a reference by a model's settings.
   *
   * @throws IllegalArgumentException if nothing of it can be compared, since all of it is hashed
   *     with the key of another state folder
   */
  public static PreparedReference of(
      ReferenceStore.InForce found, Settings settings, Privacy privacy) {
    ReferenceProfile usable = usable(found.profile(), privacy);
    HeldCategories values =
        new HeldCategories(
            privacy,
            PrivacySetting.values(settings),
            settings.find(QualitySetting.POSITIVE_CLASS),
            usable,
            !found.captured());
    ReferenceProfile held = usable.held(values);
    MonitorSettings monitor = DriftSetting.monitor(settings);
    Map<String, String> notes = new LinkedHashMap<>();
    noteWhatIsLost(usable, notes);
    String unknown = monitor.weights().unknown(held.schema());
    if (unknown != null) {
      notes.put("weights", DriftSetting.WEIGHTS.key() + ": " + unknown);
    }
    String unknownClass = QualitySetting.unknownClass(settings, held, privacy::hash);
    if (unknownClass != null) {
      notes.put("positive-class", unknownClass);
    }
    return new PreparedReference(held, values, monitor, notes);
  }

  private static ReferenceProfile usable(ReferenceProfile profile, Privacy privacy) {
    try {
      return profile.withoutOtherKeys(privacy.keyId());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(e.getMessage() + "; " + OTHER_KEY, e);
    }
  }

  private static void noteWhatIsLost(ReferenceProfile usable, Map<String, String> notes) {
    if (usable.hasOldTexts()) {
      notes.put("texts", OLD_TEXTS);
    }
    List<String> otherKeys = usable.otherKeys();
    if (!otherKeys.isEmpty()) {
      notes.put(
          "key",
          "not compared, because the reference's categories are hashed with the key of another"
              + " state folder: "
              + String.join(", ", otherKeys)
              + "; "
              + OTHER_KEY);
    }
  }
}
