package io.github.djlobservability.label;

import io.github.djlobservability.label.record.RecordBuffer;
import io.github.djlobservability.label.record.RecordFile;
import io.github.djlobservability.label.record.RecordSeal;
import io.github.djlobservability.statistics.SplitMix64;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The predictions of a stretch of time, in one file, and their labels in another. Found by hash in
 * memory, 12 bytes a slot, and read from the file. Deleted as a whole. Not thread-safe.
 */
final class Segment implements Closeable {
  private static final String PREDICTIONS = ".predictions";
  private static final String LABELS = ".labels";

  /** Requests of more items are found by their first ones, too. */
  private static final int MOST_ROWS = 10_000;

  private final long number;
  private final Path folder;
  private final IdHash hash;
  private final HashTable byId = new HashTable();
  private HashTable labels = new HashTable();
  private final RecordBuffer buffer = new RecordBuffer();

  private @Nullable RecordFile predictionFile;
  private @Nullable RecordFile labelFile;
  private int count;

  /** Is the place of the last prediction that had a label when it was opened. */
  private int lastLabelled;

  /** The table of labels still leads to these, though nothing asks for them. */
  private int erasedLabels;

  private long firstMillis = Long.MAX_VALUE;
  private long lastMillis = Long.MIN_VALUE;

  private Segment(long number, Path folder, IdHash hash) {
    this.number = number;
    this.folder = folder;
    this.hash = hash;
  }

  /** Begins an empty one. */
  static Segment create(long number, Path folder, IdHash hash) throws IOException {
    Segment segment = new Segment(number, folder, hash);
    segment.predictionFile = RecordFile.create(segment.path(PREDICTIONS));
    return segment;
  }

  /**
   * Goes on with one that was kept.
   *
   * @param visitor is shown each prediction with its label
   * @param damage told what was wrong with a file
   */
  static Segment open(
      long number, Path folder, IdHash hash, Visitor visitor, Consumer<String> damage)
      throws IOException {
    Segment segment = new Segment(number, folder, hash);
    segment.sealPlain();
    if (Files.exists(segment.path(LABELS))) {
      RecordFile.Opened labels =
          RecordFile.open(
              segment.path(LABELS), (place, body) -> segment.reopenedLabel(place, body));
      segment.labelFile = segment.checked(labels, damage);
    }
    RecordFile.Opened predictions =
        RecordFile.open(
            segment.path(PREDICTIONS), (place, body) -> segment.reopened(place, body, visitor));
    RecordFile kept = segment.checked(predictions, damage);
    segment.predictionFile = kept;
    segment.forgetLabelsFrom(kept.size());
    segment.byId.trim();
    return segment;
  }

  /**
   * Encrypts files that are not, if there is a key for them. The predictions go first; they tell
   * where they stood before, so that the labels, which name them by their place, find them also
   * after a crash in between.
   */
  private void sealPlain() throws IOException {
    RecordSeal.seal(path(PREDICTIONS), body -> body);
    if (!Files.exists(path(LABELS))) {
      return;
    }
    Map<Integer, Integer> moved = new HashMap<>();
    if (RecordSeal.isSealed(path(PREDICTIONS)) && !RecordSeal.isSealed(path(LABELS))) {
      int[] number = {0};
      try (RecordFile file =
          RecordFile.open(
                  path(PREDICTIONS),
                  (place, body) -> moved.put(place - RecordSeal.shift(number[0]++), place))
              .file()) {
        RecordSeal.seal(path(LABELS), body -> moved(body, moved));
      }
    } else {
      RecordSeal.seal(path(LABELS), body -> body);
    }
  }

  private static ByteBuffer moved(ByteBuffer label, Map<Integer, Integer> places) {
    int place = label.getInt(label.position());
    ByteBuffer copy = ByteBuffer.allocate(label.remaining()).put(label.duplicate()).flip();
    return copy.putInt(0, places.getOrDefault(place, place));
  }

  private RecordFile checked(RecordFile.Opened opened, Consumer<String> damage) {
    if (!opened.damage().isEmpty()) {
      damage.accept(opened.damage());
    }
    return opened.file();
  }

  private void reopenedLabel(int place, ByteBuffer body) throws IOException {
    if (!RecordFile.isBlank(body)) {
      int prediction = StoredLabel.read(body).place();
      labels.put(SplitMix64.mix(prediction), place);
      lastLabelled = Math.max(lastLabelled, prediction);
    }
  }

  /**
   * Forgets labels of predictions that a crash or damage has cost: other predictions will be in
   * their places.
   */
  private void forgetLabelsFrom(long end) throws IOException {
    if (labelFile == null || lastLabelled < end) {
      return;
    }
    HashTable kept = new HashTable();
    Set<Integer> stray = new HashSet<>();
    labelFile.visit(
        (place, body) -> {
          if (RecordFile.isBlank(body)) {
            return;
          }
          int prediction = body.getInt(body.position());
          if (prediction < end) {
            kept.put(SplitMix64.mix(prediction), place);
          } else {
            stray.add(place);
          }
        });
    labels = kept;
    labelFile = labelFile.blanked(stray);
  }

  private void reopened(int place, ByteBuffer body, Visitor visitor) throws IOException {
    if (RecordFile.isBlank(body)) {
      return;
    }
    Prediction prediction = PredictionRecord.read(body);
    index(prediction, place);
    visitor.kept(new Found(this, place, prediction));
  }

  /** Returns the number in a segment's file name; negative for another file. */
  static long numberOf(Path file) {
    String name = file.getFileName().toString();
    if (!name.endsWith(PREDICTIONS)) {
      return -1;
    }
    try {
      return Long.parseLong(name.substring(0, name.length() - PREDICTIONS.length()));
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  void add(Prediction prediction) throws IOException {
    PredictionRecord.write(prediction, buffer.start());
    index(prediction, predictions().append(buffer.finish()));
  }

  private void index(Prediction prediction, int place) {
    Prediction.Ids ids = prediction.ids();
    int row = ids.rows() == 1 ? Label.NO_ROW : ids.row();
    index(ids.request(), row, place);
    index(ids.trace(), row, place);
    index(ids.key(), Label.NO_ROW, place);
    count++;
    firstMillis = Math.min(firstMillis, prediction.epochMillis());
    lastMillis = Math.max(lastMillis, prediction.epochMillis());
  }

  private void index(@Nullable String id, int row, int place) {
    if (id != null) {
      byId.put(hash.of(id, row), place);
    }
  }

  /** Finds the last prediction with this id and row; null when there is none. */
  @Nullable Found find(long idHash, String id, int row) throws IOException {
    int place = byId.get(idHash);
    if (place == HashTable.NONE) {
      return null;
    }
    Prediction prediction = prediction(place);
    return prediction.ids().isNamedBy(id, row) ? new Found(this, place, prediction) : null;
  }

  /** Returns the prediction at a place. */
  Prediction prediction(int place) throws IOException {
    return PredictionRecord.read(predictions().read(place));
  }

  /** Returns the label of a prediction; null when it has none. */
  @Nullable StoredLabel label(int place) throws IOException {
    int at = labels.get(SplitMix64.mix(place));
    if (at == HashTable.NONE || labelFile == null) {
      return null;
    }
    ByteBuffer body = labelFile.read(at);
    return StoredLabel.read(body);
  }

  /** Gives a prediction its label, or another one. */
  void setLabel(StoredLabel label) throws IOException {
    if (labelFile == null) {
      labelFile = RecordFile.create(path(LABELS));
    }
    label.write(buffer.start());
    labels.put(SplitMix64.mix(label.place()), labelFile.append(buffer.finish()));
  }

  /**
   * Erases the predictions that go by an id, with their labels.
   *
   * @param gone is shown each
   */
  void erase(String id, Consumer<Prediction> gone) throws IOException {
    if (!mayHave(id)) {
      return;
    }
    Set<Integer> places = new HashSet<>();
    predictions()
        .visit(
            (place, body) -> {
              if (RecordFile.isBlank(body)) {
                return;
              }
              Prediction prediction = PredictionRecord.read(body);
              if (prediction.ids().hasId(id)) {
                places.add(place);
                gone.accept(prediction);
              }
            });
    if (!places.isEmpty()) {
      predictionFile = predictions().blanked(places);
      count -= places.size();
      eraseLabels(places);
    }
  }

  private boolean mayHave(String id) {
    for (int row = Label.NO_ROW; row < MOST_ROWS; row++) {
      if (byId.get(hash.of(id, row)) != HashTable.NONE) {
        return true;
      }
    }
    return false;
  }

  private void eraseLabels(Set<Integer> predictions) throws IOException {
    if (labelFile == null) {
      return;
    }
    Set<Integer> places = new HashSet<>();
    Set<Integer> labelled = new HashSet<>();
    labelFile.visit(
        (place, body) -> {
          if (!RecordFile.isBlank(body) && predictions.contains(body.getInt(body.position()))) {
            places.add(place);
            labelled.add(body.getInt(body.position()));
          }
        });
    if (!places.isEmpty()) {
      labelFile = labelFile.blanked(places);
      erasedLabels += labelled.size();
    }
  }

  /** Nothing more is added but labels. */
  void seal() throws IOException {
    predictions().rest();
    byId.trim();
  }

  /** Hands what was added to the operating system. */
  void flush() throws IOException {
    predictions().flush();
    if (labelFile != null) {
      labelFile.flush();
    }
  }

  /** Has what was added written to the disk. */
  void force() throws IOException {
    predictions().force();
    if (labelFile != null) {
      labelFile.force();
    }
  }

  int count() {
    return count;
  }

  int labelled() {
    return labels.size() - erasedLabels;
  }

  long firstMillis() {
    return firstMillis;
  }

  long lastMillis() {
    return lastMillis;
  }

  long number() {
    return number;
  }

  long predictionBytes() {
    return predictions().size();
  }

  long fileBytes() {
    return predictions().size() + (labelFile == null ? 0 : labelFile.size());
  }

  long memoryBytes() {
    return byId.bytes() + labels.bytes();
  }

  private RecordFile predictions() {
    if (predictionFile == null) {
      throw new IllegalStateException("segment " + number + " is not open");
    }
    return predictionFile;
  }

  private Path path(String suffix) {
    return folder.resolve(String.format("%010d%s", number, suffix));
  }

  @Override
  public void close() throws IOException {
    try (RecordFile first = predictionFile;
        RecordFile second = labelFile) {
      predictionFile = null;
    }
  }

  void delete() throws IOException {
    predictions().delete();
    if (labelFile != null) {
      labelFile.delete();
    }
  }

  /** A prediction, and where it is. */
  record Found(Segment segment, int place, Prediction prediction) {
    @Nullable StoredLabel label() throws IOException {
      return segment.label(place);
    }
  }

  /** Is shown what was kept. */
  @FunctionalInterface
  interface Visitor {
    void kept(Found found) throws IOException;
  }
}
