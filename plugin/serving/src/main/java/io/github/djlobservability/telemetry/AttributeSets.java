package io.github.djlobservability.telemetry;

import io.opentelemetry.api.common.Attributes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Attribute sets that come again and again, made once. Thread-safe. Holds as many as an instrument
 * has series; past that it begins anew.
 *
 * @param <K> what a set is made from; compared by value
 */
public final class AttributeSets<K> {
  private static final int MAX_SETS = 2000;

  private final Map<K, Attributes> sets = new ConcurrentHashMap<>();
  private final Function<K, Attributes> make;

  /** Makes a set from its key by the function given. */
  public AttributeSets(Function<K, Attributes> make) {
    this.make = make;
  }

  /** Returns the set that belongs to a key. */
  public Attributes get(K key) {
    Attributes known = sets.get(key);
    if (known != null) {
      return known;
    }
    Attributes made = make.apply(key);
    if (sets.size() >= MAX_SETS) {
      // Most are of models that are gone.
      sets.clear();
    }
    sets.put(key, made);
    return made;
  }
}
