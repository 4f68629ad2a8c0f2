package io.github.djlobservability.label;

import io.github.djlobservability.payload.text.Transcript;
import io.github.djlobservability.payload.text.TranscriptErrors;
import io.github.djlobservability.quality.measure.LabelledItem;
import io.github.djlobservability.state.CorruptFileException;
import io.github.djlobservability.state.PrivateFiles;
import io.github.djlobservability.state.ReplacedFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Joins a model's labels to its predictions. Predictions wait on disk; see {@link PredictionStore}.
 * Not thread-safe.
 */
public final class LabelJoin implements Closeable {
  /** Stands for the time of a prediction that there isn't. */
  public static final long NEVER = Long.MIN_VALUE;

  private static final String STATE_FILE = "join.state";

  private final Path stateFile;
  private final JoinListener listener;
  private final Function<Prediction, @Nullable String> names;
  private final UnaryOperator<String> classes;
  private final long retentionMillis;
  private final long waitMillis;
  private final LabelDelays delays = new LabelDelays();
  private final WaitingLabels waiting;
  private final Map<JoinOutcome, Long> received = new EnumMap<>(JoinOutcome.class);
  private final PredictionStore store;
  private final EventOrder order;
  private final LabelBacklog backlog;
  private long nextSequence;
  private long nextItem;
  private long unmatched;

  /** How far the time by which predictions expire is behind the wall clock. */
  private long behindMillis;

  /**
   * Goes on where it was left. What is still to be handed over is with the next call of anything
   * that takes the time, when whoever takes it is ready.
   *
   * @param folder nobody else's; made if it isn't there
   * @param seed of the hashes, to be different each time
   * @param names what a verdict names an item by
   * @param classes names a class as it is held
   * @param damage told what was wrong with a file that was kept; such a file is set aside
   * @throws IOException if what was kept can't be read, or nothing be kept
   */
  public LabelJoin(
      Path folder,
      JoinSettings settings,
      long seed,
      Function<Prediction, @Nullable String> names,
      JoinListener listener,
      UnaryOperator<String> classes,
      Consumer<String> damage)
      throws IOException {
    PrivateFiles.createFolders(folder);
    this.stateFile = folder.resolve(STATE_FILE);
    this.names = names;
    this.classes = classes;
    this.listener = listener;
    this.retentionMillis = settings.retention().toMillis();
    this.waitMillis = settings.grace().toMillis();
    this.waiting = new WaitingLabels(waitMillis);
    JoinState state = readState(damage);
    order = new EventOrder(settings.lateness().toMillis(), listener::item, state.passed());
    backlog = new LabelBacklog(state, delays);
    store = new PredictionStore(folder, settings, new IdHash(seed), backlog, damage);
    nextSequence = Math.max(state.nextSequence(), backlog.lastSequence() + 1);
    nextItem = Math.max(state.lastItem(), store.lastItem()) + 1;
  }

  private JoinState readState(Consumer<String> damage) throws IOException {
    try {
      return JoinState.read(stateFile);
    } catch (CorruptFileException e) {
      Path aside = ReplacedFile.setAside(stateFile);
      damage.accept(e.getMessage() + ", set aside as " + aside.getFileName());
      return JoinState.START;
    }
  }

  /** Returns the number for the next prediction. */
  public long nextItem() {
    return nextItem;
  }

  /** Keeps a prediction; labels that came before it are joined at once. */
  public void predicted(Prediction prediction, long nowMillis) throws IOException {
    handOverKept(nowMillis);
    nextItem = prediction.item() + 1;
    store.add(prediction);
    delays.predicted(prediction);
    for (Label label : waiting.take(prediction.ids())) {
      label(label, nowMillis);
    }
  }

  /** Joins a label to its prediction, and says what became of it. */
  public LabelResult label(Label label, long nowMillis) throws IOException {
    return label(label, nowMillis, true);
  }

  /**
   * Joins a label that may be for another version's prediction.
   *
   * @param counted whether it counts here that no prediction is found
   */
  public LabelResult label(Label label, long nowMillis, boolean counted) throws IOException {
    handOverKept(nowMillis);
    Segment.Found found = find(label);
    if (found == null && !counted) {
      return missing(label, nowMillis, false);
    }
    LabelResult result =
        found == null ? missing(label, nowMillis, true) : join(label, found, nowMillis);
    received.merge(result.outcome(), 1L, Long::sum);
    if (result.outcome() != JoinOutcome.MATCHED) {
      listener.label(result.outcome(), 0);
    }
    return result;
  }

  /**
   * Returns when the prediction of a label was made, or the first of a request of several items
   * where the label says no row; {@link #NEVER} when there is none.
   */
  public long predictedAt(Label label) throws IOException {
    Segment.Found found = find(label);
    Segment.Found first = found == null ? findFirst(label) : found;
    return first == null ? NEVER : first.prediction().epochMillis();
  }

  private Segment.@Nullable Found findFirst(Label label) throws IOException {
    return label.row() == Label.NO_ROW ? store.find(label.id(), 0) : null;
  }

  private Segment.@Nullable Found find(Label label) throws IOException {
    Segment.Found found = store.find(label.id(), label.row());
    Label.RowId rowId = label.rowId();
    return found == null && rowId != null ? store.find(rowId.id(), rowId.row()) : found;
  }

  private LabelResult missing(Label label, long nowMillis, boolean counted) throws IOException {
    Segment.Found first = findFirst(label);
    if (first != null) {
      int last = first.prediction().ids().rows() - 1;
      return LabelResult.invalid(
          "the request has several items, so row is needed; allowed: 0 to " + last);
    }
    int gone = waiting.add(label, nowMillis, counted);
    if (gone < 0) {
      return new LabelResult(JoinOutcome.UNKNOWN, "no prediction has this id");
    }
    unmatched += gone;
    return new LabelResult(
        JoinOutcome.WAITING,
        "no prediction has this id yet; the label is kept for "
            + waitMillis / 1000.0
            + " s (observability.feedback.wait)");
  }

  private LabelResult join(Label label, Segment.Found found, long nowMillis) throws IOException {
    Prediction prediction = found.prediction();
    if (prediction.epochMillis() < nowMillis - behindMillis - retentionMillis) {
      return new LabelResult(JoinOutcome.EXPIRED, "its prediction is older than the retention");
    }
    Object value = LabelValue.of(label.value(), prediction.value(), classes);
    if (value == null) {
      return LabelResult.invalid(LabelValue.refusal(label.value(), prediction.value()));
    }
    StoredLabel before = found.label();
    if (before != null && before.saysTheSameAs(value, label.weight())) {
      return LabelResult.DUPLICATE;
    }
    long knownAt = label.epochMillis() == null ? nowMillis : label.epochMillis();
    long sequence = nextSequence++;
    StoredLabel stored =
        new StoredLabel(
            found.place(),
            sequence,
            before == null ? sequence : before.firstSequence(),
            value,
            knownAt,
            label.weight());
    found.segment().setLabel(stored);
    delays.labelled(prediction, stored, 1);
    if (before != null) {
      delays.labelled(prediction, before, -1);
      order.replace(item(prediction, stored));
      return LabelResult.CORRECTED;
    }
    listener.label(JoinOutcome.MATCHED, Math.max(0, knownAt - prediction.epochMillis()));
    LabelledItem item = item(prediction, stored);
    listener.matched(prediction.ids(), item);
    order.add(item, sequence, nowMillis);
    return LabelResult.MATCHED;
  }

  private LabelledItem item(Prediction prediction, StoredLabel label) {
    TranscriptErrors errors =
        prediction.value() instanceof Transcript written && label.value() instanceof Transcript said
            ? TranscriptErrors.between(written, said)
            : null;
    return new LabelledItem(
        prediction.item(),
        names.apply(prediction),
        prediction.epochMillis(),
        label.epochMillis(),
        errors == null ? prediction.value() : errors,
        prediction.probabilities(),
        errors == null ? label.value() : errors,
        label.weight(),
        prediction.segments());
  }

  /**
   * Erases all that goes by an id: of a request, of a trace, or of a business. What was handed over
   * before is not here any more.
   */
  public ErasedPredictions erase(String id, long nowMillis) throws IOException {
    handOverKept(nowMillis);
    Set<Long> items = new HashSet<>();
    Set<String> requests = new HashSet<>();
    store.erase(
        id,
        prediction -> {
          Prediction.Ids ids = prediction.ids();
          items.add(prediction.item());
          String named = ids.request() == null ? ids.trace() : ids.request();
          requests.add(named == null ? id : named);
        });
    order.erase(items);
    int labels = waiting.erase(id);
    if (!items.isEmpty()) {
      save(nowMillis);
    }
    return new ErasedPredictions(items.size(), labels, requests);
  }

  /**
   * Returns whether a prediction waits for its label and is found by a name.
   *
   * @param item its number; a later one that goes by the same name is another
   */
  public boolean awaitsLabel(long item, String id, int row) throws IOException {
    Segment.Found found = find(item, id, row);
    return found != null && found.label() == null;
  }

  /** Returns whether a prediction is kept and found by a name, labelled or not. */
  public boolean holds(long item, String id, int row) throws IOException {
    return find(item, id, row) != null;
  }

  private Segment.@Nullable Found find(long item, String id, int row) throws IOException {
    Segment.Found found = store.find(id, row);
    return found != null && found.prediction().item() == item ? found : null;
  }

  /** Counts a label that could not be read. */
  public void invalid() {
    received.merge(JoinOutcome.INVALID, 1L, Long::sum);
    listener.label(JoinOutcome.INVALID, 0);
  }

  /** Hands over what is due and lets go of what is too old; to be called now and then. */
  public void tick(long nowMillis) throws IOException {
    tick(nowMillis, nowMillis);
  }

  /**
   * Does the same, where the wall clock may be wrong.
   *
   * @param expiryMillis the time by which predictions are too old
   */
  public void tick(long nowMillis, long expiryMillis) throws IOException {
    behindMillis = nowMillis - expiryMillis;
    handOverKept(nowMillis);
    order.release(nowMillis);
    unmatched += waiting.expire(nowMillis);
    store.tidy(expiryMillis);
  }

  /** Returns how many bytes of memory the index of the predictions takes. */
  public long memoryBytes() {
    return store.memoryBytes();
  }

  /**
   * Lets the oldest predictions go until their index takes no more memory; the newest stretch stays
   * in any case.
   */
  public void shrink(long maxMemoryBytes) throws IOException {
    store.shrink(maxMemoryBytes);
  }

  /** Makes everything that came up to now outlive the process, if not the machine. */
  public void flush() throws IOException {
    store.flush();
  }

  /** Has everything that came up to now written to the disk. */
  public void sync() throws IOException {
    store.sync();
  }

  /** Remembers what was handed over; to be called when those who took it save their state. */
  public void save(long nowMillis) throws IOException {
    handOverKept(nowMillis);
    store.sync();
    Set<Long> held = order.heldSequences().boxed().collect(Collectors.toSet());
    new JoinState(nextSequence, nextItem - 1, order.passed(), held).write(stateFile);
  }

  /** Returns how it stands. */
  public JoinReport report() {
    long kept = store.count();
    long labelled = store.labelled();
    Map<String, Long> byOutcome = new LinkedHashMap<>();
    for (JoinOutcome outcome : JoinOutcome.values()) {
      byOutcome.put(outcome.label(), received.getOrDefault(outcome, 0L));
    }
    return new JoinReport(
        kept == 0 ? Double.NaN : (double) labelled / kept,
        new JoinReport.Predictions(
            kept,
            labelled,
            kept - labelled,
            store.expired(),
            store.evicted(),
            nextItem - 1,
            store.syncedItem(),
            store.fileBytes(),
            store.memoryBytes()),
        new JoinReport.Labels(byOutcome, waiting.size(), unmatched, order.size(), order.late()),
        delays.report());
  }

  /** Has everything written to the disk, and ends. */
  @Override
  public void close() throws IOException {
    store.close();
  }

  /** Hands over what was kept and had not been handed over for good, in the order predicted. */
  private void handOverKept(long nowMillis) throws IOException {
    for (Segment.Found kept = backlog.poll(); kept != null; kept = backlog.poll()) {
      StoredLabel label = kept.label();
      if (label != null) {
        order.add(item(kept.prediction(), label), label.firstSequence(), nowMillis);
      }
    }
  }
}
