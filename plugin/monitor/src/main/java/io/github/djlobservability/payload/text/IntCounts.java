package io.github.djlobservability.payload.text;

import java.util.Arrays;

/** Counts by keys that are above 0: open addressing, 8 bytes a slot. Not thread-safe. */
final class IntCounts {
  private static final int SPREAD = 0x9e3779b9;

  private int[] keys;
  private int[] counts;
  private int size;

  IntCounts() {
    keys = new int[64];
    counts = new int[64];
  }

  int get(int key) {
    int slot = slot(key);
    return keys[slot] == 0 ? 0 : counts[slot];
  }

  void add(int key, int count) {
    int slot = slot(key);
    if (keys[slot] == 0) {
      if (2 * (size + 1) > keys.length) {
        grow();
        slot = slot(key);
      }
      keys[slot] = key;
      size++;
    }
    counts[slot] += count;
  }

  private int slot(int key) {
    int mask = keys.length - 1;
    int slot = ((key * SPREAD) >>> 7) & mask;
    while (keys[slot] != 0 && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    int[] oldKeys = keys;
    int[] oldCounts = counts;
    keys = new int[2 * oldKeys.length];
    counts = new int[keys.length];
    size = 0;
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != 0) {
        add(oldKeys[i], oldCounts[i]);
      }
    }
  }

  int size() {
    return size;
  }

  /** Returns the keys, ascending. */
  int[] keys() {
    return Arrays.stream(keys).filter(key -> key != 0).sorted().toArray();
  }
}
