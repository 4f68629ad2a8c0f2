package io.github.djlobservability.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The values of settings that hold for the server or for one model. Immutable; reading one is a
 * look into a hash table.
 */
public final class Settings {
  /** Holds for those who have written nothing. */
  public static final Settings DEFAULTS = new Settings(Map.of());

  private final Map<Setting<?>, Object> values;

  private Settings(Map<Setting<?>, Object> values) {
    this.values = values;
  }

  /**
   * Returns the value of a setting that always has one.
   *
   * @throws IllegalArgumentException for a setting that may have none
   */
  public <T> T get(Setting<T> setting) {
    T value = find(setting);
    if (value == null) {
      throw new IllegalArgumentException(setting + " may have no value");
    }
    return value;
  }

  /** Returns the value of a setting; null if it has none. */
  public <T> @Nullable T find(Setting<T> setting) {
    // Only with() puts values in, each under its own setting.
    @SuppressWarnings("unchecked")
    T value = (T) values.get(setting);
    return value == null ? setting.otherwise() : value;
  }

  /** Returns these, with another value of one setting. */
  public <T> Settings with(Setting<T> setting, T value) {
    Map<Setting<?>, Object> changed = new HashMap<>(values);
    changed.put(setting, Objects.requireNonNull(value));
    return new Settings(changed);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Settings settings && values.equals(settings.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** Says which settings have a value of their own, never the values: some are secret. */
  @Override
  public String toString() {
    return "Settings" + values.keySet();
  }
}
