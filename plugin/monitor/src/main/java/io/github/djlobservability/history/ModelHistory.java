package io.github.djlobservability.history;

import io.github.djlobservability.drift.ModelEvaluation;
import io.github.djlobservability.drift.Verdict;
import io.github.djlobservability.drift.VerdictFormat;
import io.github.djlobservability.state.StateFile;
import io.github.djlobservability.state.StateFormat;
import io.github.djlobservability.statistics.Interval;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/**
 * Remembers what happened to a model: verdicts and their incidents, loads, new references, and what
 * windows measured. Restarts and new references go by; it holds the last {@value #MOST_VERDICTS}
 * verdicts and as many windows as {@value #WINDOW_BYTES} bytes hold, {@value #MOST_WINDOWS} at
 * most.
 *
 * <p>Not thread-safe: who observes owns it. Memory: about 1.4 MB at most, where every text is as
 * long as it may be; 100 kB where texts are as usual.
 */
public final class ModelHistory {
  static final int MOST_VERDICTS = 100;
  static final int MOST_HAPPENINGS = 50;
  static final int MOST_QUALITY = 200;
  static final int MOST_WINDOWS = 120;
  static final int MOST_FEATURES = 2_000;
  static final int WINDOW_BYTES = 64 << 10;

  private static final long MAGIC = 0x444A4C4849535430L; // DJLHIST0
  private static final int VERSION = 7;
  private static final int FEATURE_BYTES = 13;
  private static final int VERDICT_BYTES = 3_000;
  private static final int ENTRY_BYTES = 200;

  private final Deque<Verdict> verdicts = new ArrayDeque<>();
  private final Deque<Happening> happenings = new ArrayDeque<>();
  private final Deque<QualityPoint> quality = new ArrayDeque<>();
  private final Deque<MeasuredWindow> windows = new ArrayDeque<>();
  private final Mutes mutes = new Mutes();
  private final ModelIncidents incidents = new ModelIncidents();
  private boolean changed = true;
  private HistoryReport report = HistoryReport.NOTHING;

  /**
   * Takes note of a verdict, and returns it with its incident. Of an incident of many features the
   * verdicts of the first are kept, so that it leaves room for others.
   */
  public TakenVerdict verdict(Verdict verdict) {
    TakenVerdict taken = incidents.take(verdict);
    changed = true;
    if (taken.kept()) {
      addFirst(verdicts, taken.verdict(), MOST_VERDICTS);
    }
    return taken;
  }

  /** Returns the incidents that have grown since they were told, and don't grow any more. */
  public List<ModelIncident> settled(long nowMillis) {
    List<ModelIncident> settled = incidents.settled(nowMillis);
    changed |= !settled.isEmpty();
    return settled;
  }

  /** Ends all incidents: items are compared and counted anew, so nothing tells how they go on. */
  public void endIncidents() {
    incidents.drop();
    changed = true;
  }

  /** Takes note of something else. */
  public void happened(Happening happening) {
    addFirst(
        happenings,
        new Happening(
            happening.epochMillis(), happening.kind(), VerdictFormat.cut(happening.text())),
        MOST_HAPPENINGS);
  }

  /** Takes note of a window of labelled items. */
  public void quality(QualityPoint point) {
    addFirst(quality, point, MOST_QUALITY);
  }

  /**
   * Mutes a feature.
   *
   * @param untilMillis when that ends; a moment that is past ends it at once
   * @return false where too many are muted already
   */
  public boolean mute(String feature, long untilMillis, long nowMillis) {
    changed = true;
    return mutes.set(feature, untilMillis, nowMillis);
  }

  /** Forgets what is no longer muted; returns whether there was such. */
  public boolean endMutes(long nowMillis) {
    boolean ended = mutes.forgetEnded(nowMillis);
    changed |= ended;
    return ended;
  }

  /** Takes note of the window of items that was full last. */
  public void window(long epochMillis, ModelEvaluation evaluation) {
    add(MeasuredWindow.of(epochMillis, evaluation, knownFeatures(), MOST_FEATURES));
  }

  /** Forgets the ids of items that are erased; their verdicts stay. */
  public void forget(Predicate<String> ids) {
    List<Verdict> all = verdicts.stream().map(verdict -> verdict.without(ids)).toList();
    verdicts.clear();
    verdicts.addAll(all);
    changed = true;
  }

  private void add(MeasuredWindow window) {
    windows.addLast(window);
    int most = WINDOW_BYTES / (FEATURE_BYTES * Math.max(1, window.features().size()));
    while (windows.size() > Math.max(2, Math.min(MOST_WINDOWS, most))) {
      windows.removeFirst();
    }
    changed = true;
  }

  private List<String> knownFeatures() {
    return windows.isEmpty() ? List.of() : windows.getLast().features();
  }

  private <T> void addFirst(Deque<T> kept, T next, int most) {
    kept.addFirst(next);
    if (kept.size() > most) {
      kept.removeLast();
    }
    changed = true;
  }

  /** Returns roughly how many bytes it holds, with texts as long as they may be. */
  public long heldBytes() {
    int features = windows.isEmpty() ? 0 : windows.getLast().features().size();
    return (long) VERDICT_BYTES * verdicts.size()
        + (long) ENTRY_BYTES * (happenings.size() + quality.size())
        + incidents.heldBytes()
        + windows.size() * (ENTRY_BYTES + (long) FEATURE_BYTES * features);
  }

  /** Returns what happened; for any thread, made by the one that observes. */
  public HistoryReport report() {
    if (changed) {
      changed = false;
      report =
          new HistoryReport(
              List.copyOf(verdicts),
              incidents.report(),
              incidents.open(),
              List.copyOf(happenings),
              List.copyOf(quality),
              List.copyOf(windows),
              mutes.all());
    }
    return report;
  }

  /** Writes it down in place of what was there; the folder exists. */
  public void save(Path file) throws IOException {
    new StateFile(file, MAGIC, VERSION).save(0, this::write);
  }

  /**
   * Goes on where what was saved ends; with nothing where nothing was.
   *
   * @throws io.github.djlobservability.state.CorruptFileException for what can't be used; it is set
   *     aside, and the history is empty
   */
  public void restore(Path file) throws IOException {
    try {
      new StateFile(file, MAGIC, VERSION).restore(0, this::read);
    } catch (IOException e) {
      verdicts.clear();
      happenings.clear();
      quality.clear();
      windows.clear();
      mutes.clear();
      incidents.clear();
      throw e;
    } finally {
      changed = true;
    }
  }

  private void write(DataOutput out) throws IOException {
    out.writeInt(verdicts.size());
    for (Verdict verdict : verdicts) {
      VerdictFormat.write(out, verdict);
    }
    out.writeInt(happenings.size());
    for (Happening happening : happenings) {
      out.writeLong(happening.epochMillis());
      out.writeUTF(happening.kind().name());
      out.writeUTF(happening.text());
    }
    out.writeInt(quality.size());
    for (QualityPoint point : quality) {
      out.writeLong(point.epochMillis());
      out.writeLong(point.items());
      out.writeUTF(point.measure());
      point.value().write(out);
    }
    out.writeInt(windows.size());
    for (MeasuredWindow window : windows) {
      window.write(out);
    }
    mutes.write(out);
    incidents.write(out);
  }

  private void read(DataInput in) throws IOException {
    for (int left = StateFormat.size(in, 0, MOST_VERDICTS); left > 0; left--) {
      verdicts.addLast(VerdictFormat.read(in));
    }
    for (int left = StateFormat.size(in, 0, MOST_HAPPENINGS); left > 0; left--) {
      long epochMillis = in.readLong();
      Happening.Kind kind = StateFormat.readEnum(in, Happening.Kind.class);
      happenings.addLast(new Happening(epochMillis, kind, in.readUTF()));
    }
    for (int left = StateFormat.size(in, 0, MOST_QUALITY); left > 0; left--) {
      quality.addLast(
          new QualityPoint(in.readLong(), in.readLong(), in.readUTF(), Interval.read(in)));
    }
    for (int left = StateFormat.size(in, 0, MOST_WINDOWS); left > 0; left--) {
      windows.addLast(MeasuredWindow.read(in, knownFeatures(), MOST_FEATURES));
    }
    mutes.read(in);
    incidents.read(in);
  }
}
