package io.github.djlobservability.label;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The predictions of one model, and their labels, for as long as the retention says. They are on
 * disk, in segments of a stretch of time each; in memory there are 12 bytes a slot of the index, at
 * least one for each id of a prediction and one for its label, and at most a buffer for each file.
 * What is too old goes with its segment, and so does the oldest when there is no more room. Not
 * thread-safe.
 */
final class PredictionStore implements Closeable {
  /** As many segments share the retention, and as many the room: twice that at most. */
  private static final int PARTS = 16;

  private final Path folder;
  private final JoinSettings settings;
  private final IdHash hash;
  private final List<Segment> segments = new ArrayList<>();
  private long expired;
  private long evicted;
  private long syncedItem;
  private long lastItem;

  /**
   * Goes on with what was kept.
   *
   * @param folder exists, and is nobody else's
   * @param visitor is shown each prediction that was kept, in the order they came
   * @param damage told what was wrong with a file
   */
  PredictionStore(
      Path folder,
      JoinSettings settings,
      IdHash hash,
      Segment.Visitor visitor,
      Consumer<String> damage)
      throws IOException {
    this.folder = folder;
    this.settings = settings;
    this.hash = hash;
    for (long number : numbers(folder)) {
      Segment.Visitor counting =
          found -> {
            lastItem = Math.max(lastItem, found.prediction().item());
            visitor.kept(found);
          };
      segments.add(Segment.open(number, folder, hash, counting, damage));
    }
    syncedItem = lastItem;
  }

  private static List<Long> numbers(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(Segment::numberOf).filter(number -> number >= 0).sorted().toList();
    }
  }

  /** Keeps a prediction. */
  void add(Prediction prediction) throws IOException {
    Segment active = active();
    if (active == null || isFull(active, prediction.epochMillis())) {
      active = begin(active);
    }
    active.add(prediction);
    lastItem = Math.max(lastItem, prediction.item());
  }

  private Segment begin(@Nullable Segment before) throws IOException {
    if (before != null) {
      before.seal();
    }
    Segment begun = Segment.create(before == null ? 1 : before.number() + 1, folder, hash);
    segments.add(begun);
    return begun;
  }

  private boolean isFull(Segment segment, long now) {
    return segment.predictionBytes() >= settings.maxBytes() / PARTS
        || (segment.count() > 0
            && now - segment.firstMillis() >= settings.retention().toMillis() / PARTS);
  }

  private @Nullable Segment active() {
    return segments.isEmpty() ? null : segments.get(segments.size() - 1);
  }

  /** Finds the last prediction with this id and row, or {@link Label#NO_ROW}. */
  Segment.@Nullable Found find(String id, int row) throws IOException {
    // A row-less id is indexed as such; a request of a single item can be named with its row, too.
    long idHash = hash.of(id, row);
    for (int i = segments.size() - 1; i >= 0; i--) {
      Segment.Found found = segments.get(i).find(idHash, id, row);
      if (found != null) {
        return found;
      }
    }
    return row == 0 ? findSingle(id) : null;
  }

  private Segment.@Nullable Found findSingle(String id) throws IOException {
    long idHash = hash.of(id, Label.NO_ROW);
    for (int i = segments.size() - 1; i >= 0; i--) {
      Segment.Found found = segments.get(i).find(idHash, id, 0);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /**
   * Erases the predictions that go by an id, with their labels.
   *
   * @param gone is shown each
   */
  void erase(String id, Consumer<Prediction> gone) throws IOException {
    for (Segment segment : segments) {
      segment.erase(id, gone);
    }
  }

  /** Deletes what is too old or too much. */
  void tidy(long nowMillis) throws IOException {
    long oldest = nowMillis - settings.retention().toMillis();
    while (!segments.isEmpty() && isExpired(segments.get(0), oldest)) {
      expired += drop(segments.remove(0));
    }
    while (segments.size() > 1 && fileBytes() > settings.maxBytes()) {
      evicted += drop(segments.remove(0));
    }
  }

  /** Deletes the oldest until what finds the rest takes no more memory, or one segment is left. */
  void shrink(long maxMemoryBytes) throws IOException {
    while (segments.size() > 1 && memoryBytes() > maxMemoryBytes) {
      evicted += drop(segments.remove(0));
    }
  }

  private static boolean isExpired(Segment segment, long oldest) {
    return segment.count() > 0 && segment.lastMillis() < oldest;
  }

  /** Returns how many predictions are gone without ever having had a label. */
  private static int drop(Segment segment) throws IOException {
    segment.delete();
    return segment.count() - segment.labelled();
  }

  /** Hands everything to the operating system: the end of the process does no harm any more. */
  void flush() throws IOException {
    for (Segment segment : segments) {
      segment.flush();
    }
  }

  /** Has everything written to the disk. */
  void sync() throws IOException {
    long upTo = lastItem;
    for (Segment segment : segments) {
      segment.force();
    }
    syncedItem = upTo;
  }

  @Override
  public void close() throws IOException {
    sync();
    for (Segment segment : segments) {
      segment.close();
    }
    segments.clear();
  }

  /** Returns the number of the last item that was kept; 0 when there was none. */
  long lastItem() {
    return lastItem;
  }

  /** Returns the number of the last item that is on the disk; 0 when there is none. */
  long syncedItem() {
    return syncedItem;
  }

  long count() {
    return segments.stream().mapToLong(Segment::count).sum();
  }

  long labelled() {
    return segments.stream().mapToLong(Segment::labelled).sum();
  }

  long expired() {
    return expired;
  }

  long evicted() {
    return evicted;
  }

  long fileBytes() {
    return segments.stream().mapToLong(Segment::fileBytes).sum();
  }

  long memoryBytes() {
    return segments.stream().mapToLong(Segment::memoryBytes).sum();
  }
}
