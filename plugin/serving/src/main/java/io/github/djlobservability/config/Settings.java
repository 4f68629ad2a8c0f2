package io.github.djlobservability.config;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The values of settings that hold for the server or for one model. Immutable; reading one is a
 * look into a hash table.
 */
public final class Settings {
  /** Holds for those who have written nothing. */
  public static final Settings DEFAULTS = new Settings(Map.of(), Set.of());

  private final Map<Setting<?>, Object> values;

  private final Set<Setting<?>> unreadable;

  private Settings(Map<Setting<?>, Object> values, Set<Setting<?>> unreadable) {
    this.values = values;
    this.unreadable = unreadable;
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
    Set<Setting<?>> left = new HashSet<>(unreadable);
    left.remove(setting);
    return new Settings(changed, left);
  }

  /** Returns these, with note that what was written for a careful setting can't be read. */
  Settings withUnreadable(Setting<?> setting) {
    Set<Setting<?>> more = new HashSet<>(unreadable);
    more.add(setting);
    return new Settings(values, more);
  }

  /**
   * Returns whether what was written for a {@linkplain Setting#careful careful} setting can't be
   * read.
   */
  boolean isUnreadable(Setting<?> setting) {
    return unreadable.contains(setting);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Settings settings
        && values.equals(settings.values)
        && unreadable.equals(settings.unreadable);
  }

  @Override
  public int hashCode() {
    return Objects.hash(values, unreadable);
  }

  /** Says which settings have a value of their own, never the values: some are secret. */
  @Override
  public String toString() {
    return "Settings" + values.keySet();
  }
}
