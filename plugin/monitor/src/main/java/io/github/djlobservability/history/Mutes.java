package io.github.djlobservability.history;

import io.github.djlobservability.state.StateFormat;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Holds which features are muted until when, {@value #MOST} at most. Not thread-safe. */
final class Mutes {
  static final int MOST = 100;

  /** A longer name can't be written down. */
  private static final int LONGEST_NAME = 10_000;

  private final Map<String, Long> untilMillis = new LinkedHashMap<>();

  /**
   * Mutes a feature until then, or no longer; false where too many are muted already, or its name
   * is too long.
   */
  boolean set(String feature, long until, long nowMillis) {
    forgetEnded(nowMillis);
    if (until <= nowMillis) {
      untilMillis.remove(feature);
      return true;
    }
    boolean room = untilMillis.size() < MOST || untilMillis.containsKey(feature);
    if (!room || feature.length() > LONGEST_NAME) {
      return false;
    }
    untilMillis.put(feature, until);
    return true;
  }

  /** Forgets those that have ended; returns whether there were any. */
  boolean forgetEnded(long nowMillis) {
    return untilMillis.values().removeIf(until -> until <= nowMillis);
  }

  void clear() {
    untilMillis.clear();
  }

  List<Mute> all() {
    return untilMillis.entrySet().stream()
        .map(mute -> new Mute(mute.getKey(), Instant.ofEpochMilli(mute.getValue()).toString()))
        .toList();
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(untilMillis.size());
    for (Map.Entry<String, Long> mute : untilMillis.entrySet()) {
      out.writeUTF(mute.getKey());
      out.writeLong(mute.getValue());
    }
  }

  void read(DataInput in) throws IOException {
    for (int left = StateFormat.size(in, 0, MOST); left > 0; left--) {
      untilMillis.put(in.readUTF(), in.readLong());
    }
  }
}
