package io.github.djlobservability.label;

import io.github.djlobservability.statistics.SplitMix64;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The predictions of a stretch of time, in one file, and their labels in another. Found by hash in
 * memory, 12 bytes a slot, and read from the file. Deleted as a whole. Not thread-safe.
 */
final class Segment implements Closeable {
  private static final String PREDICTIONS = ".predictions";
  private static final String LABELS = ".labels";

  private final long number;
  private final Path folder;
  private final IdHash hash;
  private final HashTable byId = new HashTable();
  private HashTable labels = new HashTable();
  private final RecordBuffer buffer = new RecordBuffer();

  private @Nullable RecordFile predictionFile;
  private @Nullable RecordFile labelFile;
  private int count;
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
    int lastLabelled = 0;
    if (Files.exists(segment.path(LABELS))) {
      LabelIndex index = new LabelIndex(segment.labels);
      segment.labelFile = checked(RecordFile.open(segment.path(LABELS), index), damage);
      lastLabelled = index.lastPlace;
    }
    RecordFile.Opened predictions =
        RecordFile.open(
            segment.path(PREDICTIONS),
            (place, body) -> segment.reopened(place, PredictionRecord.read(body), visitor));
    RecordFile kept = checked(predictions, damage);
    segment.predictionFile = kept;
    if (lastLabelled >= kept.size()) {
      segment.forgetLabelsFrom(kept.size());
    }
    segment.byId.trim();
    return segment;
  }

  /**
   * Forgets labels of predictions that a crash or damage has cost: other predictions will be in
   * their places.
   */
  private void forgetLabelsFrom(long end) throws IOException {
    List<ByteBuffer> kept = new ArrayList<>();
    RecordFile.open(
            path(LABELS),
            (place, body) -> {
              if (StoredLabel.read(body.duplicate()).place() < end) {
                kept.add(body.duplicate());
              }
            })
        .file()
        .close();
    if (labelFile != null) {
      labelFile.close();
    }
    RecordFile file = RecordFile.create(path(LABELS));
    labelFile = file;
    labels = new HashTable();
    for (ByteBuffer body : kept) {
      int place = StoredLabel.read(body.duplicate()).place();
      labels.put(SplitMix64.mix(place), file.append(body));
    }
    file.force();
  }

  /** Finds labels by the place of their predictions. */
  private static final class LabelIndex implements RecordFile.Visitor {
    private final HashTable labels;
    private int lastPlace;

    LabelIndex(HashTable labels) {
      this.labels = labels;
    }

    @Override
    public void record(int place, ByteBuffer body) throws IOException {
      int prediction = StoredLabel.read(body).place();
      labels.put(SplitMix64.mix(prediction), place);
      lastPlace = Math.max(lastPlace, prediction);
    }
  }

  private static RecordFile checked(RecordFile.Opened opened, Consumer<String> damage) {
    if (!opened.damage().isEmpty()) {
      damage.accept(opened.damage());
    }
    return opened.file();
  }

  private void reopened(int place, Prediction prediction, Visitor visitor) throws IOException {
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
    return labels.size();
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
