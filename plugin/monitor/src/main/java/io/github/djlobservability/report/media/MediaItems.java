package io.github.djlobservability.report.media;

import io.github.djlobservability.profile.Row;
import io.github.djlobservability.statistics.SplitMix64;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Remembers where the recordings and images are whose figures were read: all of them, or of very
 * many {@value #MOST} drawn at random. Equal files give equal draws.
 *
 * <p>Not thread-safe. Memory: about 1 kB for each.
 */
public final class MediaItems {
  static final int MOST = 10_000;

  private static final long SEED = 42;

  private final SplitMix64 random = new SplitMix64(SEED);
  private final List<MediaItem> items = new ArrayList<>();
  private long seen;

  /**
   * Takes in one.
   *
   * @param file null for a row that is neither, which is left out
   */
  public void offer(@Nullable Path file, Row row) {
    seen++;
    if (file == null) {
      return;
    }
    MediaItem item = new MediaItem(seen, file, row);
    if (items.size() < MOST) {
      items.add(item);
      return;
    }
    int place = random.nextInt((int) Math.min(Integer.MAX_VALUE, seen));
    if (place < MOST) {
      items.set(place, item);
    }
  }

  /** Returns those that are remembered, in the order they were read. */
  public List<MediaItem> all() {
    return from(1);
  }

  /** Returns those from a row on. */
  public List<MediaItem> from(long number) {
    return items.stream()
        .filter(item -> item.number() >= number)
        .sorted(Comparator.comparingLong(MediaItem::number))
        .toList();
  }
}
