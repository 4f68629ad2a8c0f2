package io.github.djlobservability.config;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One key that a user may write, with all that is to be known of it. The settings of each area are
 * the constants of one class; docs/configuration.md is made from them. Two settings are equal if
 * their keys are.
 *
 * @param key the key in a properties file
 * @param perModel whether a model may have a value of its own
 * @param notation the written form of its values
 * @param otherwise holds where nobody has written the key; null for nothing
 * @param otherwiseText says what holds then, as Markdown for one cell of a table
 * @param meaning says what it does, as Markdown for one cell of a table
 * @param since the first version that has it
 * @param untilRead says what holds where what was written can't be read; null where that is the
 *     next value in line
 * @param <T> the type of its values
 */
public record Setting<T>(
    String key,
    boolean perModel,
    Notation<T> notation,
    @Nullable T otherwise,
    String otherwiseText,
    String meaning,
    String since,
    @Nullable String untilRead) {

  /** Every key of ours begins with this. */
  static final String PREFIX = "observability.";

  /** Every variable of ours begins with this: DJL Serving's own begin with SERVING_. */
  static final String ENVIRONMENT_PREFIX = "SERVING_OBSERVABILITY_";

  private static final String FIRST_VERSION = "0.1.0";

  /** Makes a setting of the server that always has a value. */
  static <T> Setting<T> ofServer(String key, Notation<T> notation, T otherwise, String meaning) {
    return new Setting<>(
        key,
        false,
        notation,
        otherwise,
        written(notation, otherwise),
        meaning,
        FIRST_VERSION,
        null);
  }

  /** Makes a setting of the server that may have no value. */
  static <T> Setting<T> optionalOfServer(
      String key, Notation<T> notation, String otherwise, String meaning) {
    return new Setting<>(key, false, notation, null, otherwise, meaning, FIRST_VERSION, null);
  }

  /** Makes a setting of the server and its models that always has a value. */
  static <T> Setting<T> ofModel(String key, Notation<T> notation, T otherwise, String meaning) {
    return new Setting<>(
        key, true, notation, otherwise, written(notation, otherwise), meaning, FIRST_VERSION, null);
  }

  /** Makes a setting of the server and its models that may have no value. */
  static <T> Setting<T> optionalOfModel(
      String key, Notation<T> notation, String otherwise, String meaning) {
    return new Setting<>(key, true, notation, null, otherwise, meaning, FIRST_VERSION, null);
  }

  /**
   * Returns this setting for which a value that can't be read isn't passed over, since the next one
   * in line may show what was to be hidden.
   *
   * @param untilRead says what holds instead; the class of its area sees to it, by {@link
   *     Settings#isUnreadable(Setting)}
   */
  Setting<T> careful(String untilRead) {
    return new Setting<>(
        key, perModel, notation, otherwise, otherwiseText, meaning, since, untilRead);
  }

  private static <T> String written(Notation<T> notation, T value) {
    return "`" + notation.writer().apply(value) + "`";
  }

  /** Returns the name in the environment. */
  String environmentName() {
    return ENVIRONMENT_PREFIX
        + key.substring(PREFIX.length())
            .toUpperCase(Locale.ROOT)
            .replace('.', '_')
            .replace('-', '_');
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Setting<?> setting && key.equals(setting.key);
  }

  @Override
  public int hashCode() {
    return key.hashCode();
  }

  @Override
  public String toString() {
    return key;
  }
}
