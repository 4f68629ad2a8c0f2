package io.github.djlobservability.label;

/**
 * A table from hashes to places in a file, in flat arrays: 12 bytes a slot, at most {@value
 * #MAX_LOAD} of the slots in use. Open addressing with linear probing; nothing is ever removed.
 * Hashes that are equal are taken for the same id. Not thread-safe.
 */
final class HashTable {
  /** Stands for a hash that the table lacks. */
  static final int NONE = 0;

  private static final double MAX_LOAD = 0.8;
  private static final double GROWTH = 1.5;
  private static final int FIRST_CAPACITY = 64;
  private static final int SLOT_BYTES = Long.BYTES + Integer.BYTES;

  private long[] hashes = new long[FIRST_CAPACITY];
  private int[] places = new int[FIRST_CAPACITY];
  private int size;

  /**
   * Adds a hash, or gives it another place.
   *
   * @param place above 0
   */
  void put(long hash, int place) {
    if (size >= MAX_LOAD * hashes.length) {
      resize((int) (GROWTH * hashes.length) + 1);
    }
    insert(hash, place);
  }

  private void insert(long hash, int place) {
    int slot = slot(hash);
    if (places[slot] == NONE) {
      hashes[slot] = hash;
      size++;
    }
    places[slot] = place;
  }

  /** Returns the place of a hash, or {@link #NONE}. */
  int get(long hash) {
    return places[slot(hash)];
  }

  /** Gives back the room that isn't needed when nothing more comes. */
  void trim() {
    resize(Math.max(1, (int) Math.ceil(size / MAX_LOAD)) + 1);
  }

  private void resize(int capacity) {
    long[] oldHashes = hashes;
    int[] oldPlaces = places;
    hashes = new long[capacity];
    places = new int[capacity];
    size = 0;
    for (int i = 0; i < oldHashes.length; i++) {
      if (oldPlaces[i] != NONE) {
        insert(oldHashes[i], oldPlaces[i]);
      }
    }
  }

  /** Returns the slot that holds a hash, or the free one that would. */
  private int slot(long hash) {
    // The high half of the product spreads the hash over any capacity.
    int slot = (int) Math.multiplyHigh(hash >>> 1, 2L * hashes.length);
    while (places[slot] != NONE && hashes[slot] != hash) {
      slot = slot + 1 == hashes.length ? 0 : slot + 1;
    }
    return slot;
  }

  int size() {
    return size;
  }

  /** Returns how many bytes it takes. */
  long bytes() {
    return (long) SLOT_BYTES * hashes.length;
  }
}
