package io.github.djlobservability.config;

import io.github.djlobservability.config.problem.ConfigurationProblem;
import io.github.djlobservability.config.value.ReleasePolicy;
import io.github.djlobservability.disclosure.ValuePolicy;
import io.github.djlobservability.state.FileKeys;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The settings of what may be seen of values. */
public final class PrivacySetting {
  private static final int MAX_FEATURES = 1_000;
  private static final double LEAST_EPSILON = 0.01;
  private static final double MOST_EPSILON = 100;
  private static final int MOST_RELEASES = 86_400;

  public static final Setting<ValuePolicy.Mode> VALUES =
      Setting.ofModel(
              "observability.values",
              Notation.oneOf(ValuePolicy.Mode.class),
              ValuePolicy.DEFAULTS.mode(),
              "which values logs, telemetry, pages and files show; `listed`: the shipped"
                  + " reference's categories of at least 10 rows, and the features listed; see"
                  + " [privacy.md](privacy.md)")
          .careful("no value is shown");

  public static final Setting<List<String>> VALUES_FEATURES =
      Setting.optionalOfModel(
          "observability.values.features",
          Notation.names(
              "the names of 1 to %d features, with commas between them".formatted(MAX_FEATURES),
              MAX_FEATURES),
          "none",
          "features whose values, and whose names, are no secret");

  public static final Setting<String> ENCRYPTION_KEY =
      Setting.optionalOfServer(
          "observability.encryption.key",
          new Notation<>(SecretReading.KEY, SecretReading::key, String::valueOf, true),
          "none",
          "the key that all files of the plugin are encrypted with; see"
              + " [security.md](security.md)");

  public static final Setting<List<String>> ENCRYPTION_OLD_KEYS =
      Setting.optionalOfServer(
          "observability.encryption.old-keys",
          new Notation<>(
              SecretReading.KEY + ", with commas between several",
              SecretReading::keys,
              String::valueOf,
              true),
          "none",
          "keys that files may still be read with");

  public static final Setting<Double> EPSILON =
      Setting.optionalOfModel(
              "observability.privacy.epsilon",
              Notation.number(LEAST_EPSILON, MOST_EPSILON),
              "none",
              "the epsilon of differential privacy, a day and subject: bins and means of features"
                  + " are exported and shown with noise. See"
                  + " [privacy.md](privacy.md#differential-privacy)")
          .careful("there is as much noise as can be had");

  public static final Setting<Long> RELEASES =
      Setting.ofModel(
          "observability.privacy.releases",
          Notation.whole("a number of releases a day", 1, MOST_RELEASES),
          4L,
          "releases a day, which share its epsilon");

  public static final Setting<String> SUBJECT =
      Setting.optionalOfModel(
          "observability.privacy.subject",
          Notation.text("the name of a field of the request"),
          "each item is a subject of its own",
          "the field that names the subject, of whom one item counts in a release");

  private PrivacySetting() {}

  /** Returns how bins and means are released with noise; null where they are exact. */
  public static @Nullable ReleasePolicy releases(Settings settings) {
    Double epsilon =
        settings.isUnreadable(EPSILON) ? Double.valueOf(LEAST_EPSILON) : settings.find(EPSILON);
    return epsilon == null
        ? null
        : new ReleasePolicy(
            epsilon, Math.toIntExact(settings.get(RELEASES)), settings.find(SUBJECT));
  }

  /** Returns the keys of files; null where there is none, and files are written as they are. */
  public static @Nullable FileKeys fileKeys(Settings settings) {
    String key = settings.find(ENCRYPTION_KEY);
    List<String> old = settings.find(ENCRYPTION_OLD_KEYS);
    if (key == null) {
      return old == null ? null : FileKeys.forReading(old);
    }
    return unusableKey(settings) != null
        ? FileKeys.missing()
        : FileKeys.of(key, old == null ? List.of() : old);
  }

  /** Says that a key is asked for that is none, so that nothing is written; null if all is well. */
  public static @Nullable ConfigurationProblem unusableKey(Settings settings) {
    return SecretReading.UNUSABLE.equals(settings.find(ENCRYPTION_KEY))
        ? new ConfigurationProblem(
            "server",
            ENCRYPTION_KEY.key(),
            "(hidden)",
            SecretReading.KEY + "; until then no file is written")
        : null;
  }

  /** Returns which values may be seen. */
  public static ValuePolicy values(Settings settings) {
    List<String> features = settings.find(VALUES_FEATURES);
    ValuePolicy.Mode mode =
        settings.isUnreadable(VALUES) ? ValuePolicy.Mode.NONE : settings.get(VALUES);
    return new ValuePolicy(mode, features == null ? Set.of() : Set.copyOf(features));
  }
}
