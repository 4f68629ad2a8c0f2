package io.github.djlobservability.worker;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A map that forgets an entry for each one that it gets beyond the most that it may hold. Not
 * thread-safe.
 *
 * @param <K> what entries are found by
 * @param <V> what they hold
 */
public final class BoundedMap<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1L;
  private static final int FIRST_CAPACITY = 16;
  private static final float LOAD_FACTOR = 0.75f;

  private final int most;

  private BoundedMap(int most, boolean byUse) {
    super(FIRST_CAPACITY, LOAD_FACTOR, byUse);
    this.most = most;
  }

  /** Returns a map that forgets the entry that came first. */
  public static <K, V> BoundedMap<K, V> forgetsFirst(int most) {
    return new BoundedMap<>(most, false);
  }

  /** Returns a map that forgets the entry that was not asked for the longest time. */
  public static <K, V> BoundedMap<K, V> forgetsLeastUsed(int most) {
    return new BoundedMap<>(most, true);
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > most;
  }
}
