package io.github.djlobservability.monitoring.past;

import static java.time.temporal.ChronoUnit.SECONDS;

import io.github.djlobservability.drift.ModelEvaluation;
import io.github.djlobservability.drift.Verdict;
import io.github.djlobservability.drift.reference.DriftKind;
import io.github.djlobservability.history.Happening;
import io.github.djlobservability.history.HistoryReport;
import io.github.djlobservability.history.ModelHistory;
import io.github.djlobservability.history.ModelIncident;
import io.github.djlobservability.history.QualityPoint;
import io.github.djlobservability.history.TakenVerdict;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.monitoring.reference.ModelFiles;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.state.PrivateFiles;
import io.github.djlobservability.worker.Holding;
import io.github.djlobservability.worker.MemoryShare;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what happened to one model: its verdicts, incidents and measures, what is muted, and
 * whether all of it outlives the process. Not thread-safe, but for {@link #report}.
 */
public final class ModelPast {
  private static final Logger LOGGER = LoggerFactory.getLogger(ModelPast.class);
  private static final int VERDICTS_KEPT = 50;

  private final ModelId model;
  private final ModelFiles files;
  private final ModelHistory history = new ModelHistory();
  private final Deque<Verdict> verdicts = new ArrayDeque<>();
  private final UnsavedItems unsaved;
  private final Holding held;
  private volatile HistoryReport report = HistoryReport.NOTHING;
  private @Nullable HistoryReport saved;
  private boolean told;

  /**
   * Makes an empty past.
   *
   * @param memory what it holds is claimed of this
   */
  public ModelPast(ModelId model, ModelFiles files, MemoryShare memory) {
    this.model = model;
    this.files = files;
    this.unsaved = new UnsavedItems(files.state());
    this.held = new Holding(memory);
  }

  /** Goes on where it was saved; if that can't be read, it begins anew and says so. */
  public void open() {
    try {
      history.restore(files.history());
    } catch (IOException e) {
      LOGGER.error("Model {}: what happened to it can't be read, and begins anew", model, e);
    }
    sayWhatIsLost();
    happened(Happening.Kind.LOADED, "");
  }

  /** The process before this one may have ended without saving. */
  private void sayWhatIsLost() {
    try {
      Long lost = unsaved.left();
      if (lost != null) {
        Path kept = Files.exists(files.monitor()) ? files.monitor() : files.state();
        Instant savedAt = Files.getLastModifiedTime(kept).toInstant().truncatedTo(SECONDS);
        LOGGER.warn(
            "Model {}: the server stopped without saving: what it compared after {} is not in its"
                + " charts, {} items and those of its last second",
            model,
            savedAt,
            lost);
        happened(Happening.Kind.NOT_SAVED, lost + " since " + savedAt);
        unsaved.saved();
      }
    } catch (IOException e) {
      LOGGER.warn("Model {}: whether all of it was saved can't be read", model, e);
    }
  }

  private void happened(Happening.Kind kind, String text) {
    history.happened(new Happening(System.currentTimeMillis(), kind, text));
  }

  /**
   * Takes note of the reference that is in force from now on. Verdicts of before a restart are of
   * use as long as the reference is the same.
   *
   * @param anew whether nothing that was compared before counts any more
   */
  public void begin(ReferenceProfile reference, boolean anew) {
    verdicts.clear();
    if (anew) {
      history.endIncidents();
    }
    String name = reference.provenance().createdAt() + ", " + reference.rowCount() + " rows";
    Happening before =
        history.report().happenings().stream()
            .filter(happening -> happening.kind() == Happening.Kind.REFERENCE)
            .findFirst()
            .orElse(null);
    if (before == null || !before.text().equals(name)) {
      happened(Happening.Kind.REFERENCE, name);
      return;
    }
    history.report().verdicts().stream()
        .filter(verdict -> verdict.epochMillis() >= before.epochMillis())
        .filter(verdict -> verdict.kind() != DriftKind.CONFIGURATION)
        .limit(VERDICTS_KEPT)
        .forEach(verdicts::addLast);
  }

  /** Forgets the verdicts of a reference that is no longer in force. */
  public void endReference() {
    verdicts.clear();
  }

  /** Takes note of an item that was compared and is not saved. */
  public void compared() {
    unsaved.add();
  }

  /** Keeps a verdict, and returns what it says beside those before it. */
  public TakenVerdict add(Verdict verdict) {
    TakenVerdict taken = history.verdict(verdict);
    if (taken.kept()) {
      verdicts.addFirst(taken.verdict());
      if (verdicts.size() > VERDICTS_KEPT) {
        verdicts.removeLast();
      }
    }
    told |= taken.alone() || taken.summary() != null;
    return taken;
  }

  /** Returns the last verdicts of the reference in force, newest first. */
  public List<Verdict> verdicts() {
    return List.copyOf(verdicts);
  }

  /** Returns the incidents of which all is known by now, to be told. */
  public List<ModelIncident> settled(long nowMillis) {
    List<ModelIncident> settled = history.settled(nowMillis);
    told |= !settled.isEmpty();
    return settled;
  }

  /**
   * Mutes a feature.
   *
   * @param untilMillis the past ends that
   * @return whether it could be; false if too many are
   */
  public boolean mute(String feature, long untilMillis, long nowMillis) {
    return history.mute(feature, untilMillis, nowMillis);
  }

  /** Ends what is no longer muted, and returns whether something ended. */
  public boolean endMutes(long nowMillis) {
    return history.endMutes(nowMillis);
  }

  /** Keeps a window of items that were compared. */
  public void window(ModelEvaluation evaluation) {
    history.window(System.currentTimeMillis(), evaluation);
  }

  /** Keeps a window of labelled items. */
  public void measured(QualityPoint point) {
    history.quality(point);
  }

  /** Forgets the ids of items that are erased. */
  public void forget(Predicate<String> ids) {
    List<Verdict> without = verdicts.stream().map(verdict -> verdict.without(ids)).toList();
    verdicts.clear();
    verdicts.addAll(without);
    history.forget(ids);
  }

  /** Returns whether somebody was told something that isn't saved. */
  public boolean hasTold() {
    return told;
  }

  /** Writes down how much a crash would lose; once a second. */
  public void tick() throws IOException {
    unsaved.tick();
  }

  /** Saves it where it has changed; what is compared is saved by others. */
  @SuppressWarnings("ReferenceEquality") // the report is another object after each change
  public void save() throws IOException {
    told = false;
    if (history.report() != saved) {
      PrivateFiles.createFolders(files.state());
      history.save(files.history());
      saved = history.report();
    }
  }

  /** Takes note that what was compared is saved, too. */
  public void allSaved() throws IOException {
    unsaved.saved();
  }

  /** Makes visible to other threads what happened. */
  public void publish() {
    report = history.report();
    long unused = held.hold(history.heldBytes());
  }

  /** Returns what happened up to the last {@link #publish}; for any thread. */
  public HistoryReport report() {
    return report;
  }

  /** Lets go of its memory. */
  public void close() {
    held.close();
  }
}
