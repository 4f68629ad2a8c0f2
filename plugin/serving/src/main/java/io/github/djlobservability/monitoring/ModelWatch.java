package io.github.djlobservability.monitoring;

import io.github.djlobservability.governor.Thinning;
import io.github.djlobservability.label.ErasedPredictions;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.ModelStatistics;
import io.github.djlobservability.monitoring.items.ItemReader;
import io.github.djlobservability.monitoring.items.RequestItems;
import io.github.djlobservability.monitoring.reference.HeldFolders;
import io.github.djlobservability.monitoring.reference.ReferenceChange;
import io.github.djlobservability.monitoring.reference.Remains;
import io.github.djlobservability.observation.Observation;
import io.github.djlobservability.observation.Subject;
import io.github.djlobservability.state.FileTrouble;
import io.github.djlobservability.state.PrivateFiles;
import io.github.djlobservability.telemetry.Failures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands one model's items to its parts. Not thread-safe, except where a method says so: one worker
 * owns it.
 */
final class ModelWatch {
  private static final Logger LOGGER = LoggerFactory.getLogger(ModelWatch.class);

  /** An incident that is told is saved at the next tick, unless fewer ticks have passed since. */
  private static final int SAVE_APART = 5;

  private final ModelId model;
  private final ModelParts parts;
  private final ItemReader reader;
  private final Thinning thinning;
  private final RequestChooser chooser;
  private final ModelStatistics requests;
  private final HeldFolders.Use folder;
  private final FileProblems state;
  private final Failures failures;
  private final Succession succession = new Succession(this);

  /** The parts that could be opened. */
  private final List<Part> open = new CopyOnWriteArrayList<>();

  private boolean opened;

  /** Why labels are not taken, if they are asked for. */
  private volatile String withoutLabels = "the model isn't ready yet; send them later";

  /** Whether the parts that can be opened are open. */
  private volatile boolean ready;

  private int ticksUnsaved = SAVE_APART;

  /** Requests that come while the reference is still being read are watched, too. */
  private volatile boolean wanted = true;

  private volatile boolean wantsFailed = true;

  /**
   * @param reader finds items and predictions in payloads
   * @param thinning chooses the requests that are compared
   * @param requests those to the model; the failed ones of before are not of this watch, whose
   *     other counts begin now, too
   * @param folder where its state is kept, unless another server has it
   * @param state is told of state that can't be kept
   */
  ModelWatch(
      ModelId model,
      ModelParts parts,
      ItemReader reader,
      Thinning thinning,
      ModelStatistics requests,
      HeldFolders.Use folder,
      FileProblems state,
      Failures failures) {
    this.thinning = thinning;
    this.requests = requests;
    this.chooser = new RequestChooser(thinning, requests);
    this.model = model;
    this.parts = parts;
    this.reader = reader;
    this.folder = folder;
    this.state = state;
    this.failures = failures;
  }

  /**
   * Has it open after another has ended, which has the same folder: files have one owner at a time.
   * To be called before anyone else knows of it.
   */
  void follows(@Nullable ModelWatch other) {
    succession.follows(other);
  }

  /** Opens the parts, once; those that can't be are left out. */
  void open() {
    if (opened) {
      return;
    }
    opened = true;
    succession.endBefore();
    for (Part part : parts.all()) {
      try {
        part.open();
        open.add(part);
      } catch (IOException | RuntimeException | Error e) {
        if (part instanceof FeedbackWatch) {
          withoutLabels = e instanceof IOException trouble ? why(trouble) : part.withoutIt();
        }
        if (e instanceof IOException unusable) {
          LOGGER.error("Model {}: {}", model, part.withoutIt());
          notKept(part, unusable);
        } else {
          failures.caught(part.label(), e);
          LOGGER.error("Model {}: {}", model, part.withoutIt(), e);
        }
      }
    }
    ready = true;
    chooseBy();
    if (isActive()) {
      checkFolder();
    }
    wanted = isActive();
    wantsFailed = open.stream().anyMatch(Part::wantsFailed);
    publish();
  }

  /** Says at once that nothing can be kept, not at the first attempt. */
  private void checkFolder() {
    try {
      PrivateFiles.createFolders(parts.files().state());
    } catch (IOException e) {
      open.forEach(part -> notKept(part, e));
    }
  }

  /** Takes the next items as the reference. */
  ReferenceChange capture(long items) {
    open();
    if (!open.contains(parts.drift())) {
      open.add(parts.drift());
    }
    ReferenceChange change = parts.drift().capture(items);
    changed();
    return change;
  }

  /** Looks at items, or at none any more, after the reference has changed. */
  void changed() {
    chooseBy();
    wanted = isActive();
  }

  /** Returns whether items are to be handed over. For any thread. */
  boolean isWanted() {
    return wanted;
  }

  /** Returns whether requests that failed are to be handed over. For any thread. */
  boolean wantsFailed() {
    return wantsFailed;
  }

  /** Returns whether its inferences are logged. For any thread. */
  boolean logsInferences() {
    return open.stream().anyMatch(part -> part instanceof CaptureWatch log && log.isLogging());
  }

  private boolean isActive() {
    for (Part part : open) {
      if (part.isActive()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Looks into a request; reports show it once they are published.
   *
   * @param choice what is to be done with it
   */
  void observe(Observation observation, RequestChoice choice) {
    boolean chosen = choice == RequestChoice.COMPARED;
    if (chosen) {
      thinning.waitsNoMore();
    }
    // A request may overtake the command that opens the parts.
    open();
    if (!isActive()) {
      return;
    }
    if (observation.completion().isFailed()) {
      Observation failed = shown(observation);
      each(part -> part.failed(failed));
      return;
    }
    if (chosen) {
      compare(shown(observation), chooser.counts(observation));
    } else {
      leaveOut(observation, choice);
    }
    chooseBy();
  }

  private void chooseBy() {
    chooser.chooseBy(need(), open.contains(parts.drift()) && parts.drift().isActive());
  }

  /** An id that looks personal is hashed; that takes time, so who needs no id goes without. */
  private Observation shown(Observation observation) {
    return observation.shown(parts.drift().names()::id);
  }

  /** Reads a request for all parts. */
  private void compare(Observation observation, boolean counted) {
    if (!counted) {
      read(observation, request -> each(part -> part.observe(request)));
      return;
    }
    // What is read for others is not read for drift.
    boolean forOthers = need() == Part.Need.ITEMS;
    if (!forOthers) {
      thinning.begins();
    }
    read(
        observation,
        request -> {
          if (forOthers) {
            thinning.begins();
          }
          each(part -> part.observe(request));
          thinning.compared(request.size(), observation.input().heldBytes());
        });
  }

  /** Tells those parts of a request that need to know of each. */
  private void leaveOut(Observation observation, RequestChoice choice) {
    Part.Need need = need();
    boolean counted = choice != RequestChoice.READ;
    if (!counted && need != Part.Need.ITEMS) {
      thinning.leavesOut(observation.input().heldBytes());
    }
    switch (need) {
      case NOTHING -> {}
      case REQUEST -> others(RequestItems.unread(shown(observation)));
      case ITEMS ->
          read(
              shown(observation),
              request -> {
                if (!counted) {
                  parts.drift().leftOut(Math.max(1, request.size()), true);
                }
                others(request);
              });
    }
  }

  private void others(RequestItems request) {
    each(
        part -> {
          if (part.need() != Part.Need.NOTHING) {
            part.observe(request);
          }
        });
  }

  private Part.Need need() {
    Part.Need most = Part.Need.NOTHING;
    for (Part part : open) {
      most = part.need().compareTo(most) > 0 ? part.need() : most;
    }
    return most;
  }

  private void read(Observation observation, Consumer<RequestItems> use) {
    reader.expect(parts.drift().expected());
    reader.read(observation, use);
  }

  /** Erases the predictions and labels that go by an id. */
  ErasedPredictions erasePredictions(String id) throws IOException {
    open();
    FeedbackWatch feedback = feedback();
    return feedback == null ? ErasedPredictions.NONE : feedback.erase(id);
  }

  /**
   * Erases what else is kept of somebody's requests, but for the inference log.
   *
   * @return how many files that nobody goes on with are gone
   */
  int erase(Subject subject) throws IOException {
    open.forEach(part -> part.erase(subject));
    save();
    publish();
    Set<String> ids = new HashSet<>(subject.requests());
    ids.add(subject.id());
    Path unused = parts.files().state().resolve(FeedbackWatch.FOLDER);
    return Remains.erase(parts.files(), feedback() == null ? List.of(unused) : List.of(), ids);
  }

  /** Returns the field that labels name items by; null where there is none. */
  @Nullable String key() {
    return parts.feedback().key();
  }

  /** Returns the folder of the inference log. */
  Path logFolder() {
    return parts.files().state().resolve(CaptureWatch.FOLDER);
  }

  /** Makes what was taken outlive the process, and visible. */
  void publish() {
    chooser.settle(parts.drift());
    each(Part::flush);
    each(Part::publish);
  }

  /** Does what is due by the clock. */
  void tick() {
    each(Part::tick);
    ticksUnsaved++;
    if (ticksUnsaved >= SAVE_APART && open.stream().anyMatch(Part::hasTold)) {
      save();
    }
  }

  /** Writes the state of all parts down. */
  void save() {
    ticksUnsaved = 0;
    each(
        part -> {
          part.save();
          if (folder.problem() == null) {
            state.kept(model, part.label());
          }
        });
  }

  /** Takes note that the model is unloaded, once a second; returns whether it is time to end. */
  boolean isDone() {
    return succession.isDone(requests.work().inFlight());
  }

  /**
   * Writes everything down and ends, once.
   *
   * @param next takes the folder over, and what still comes; null where nobody does
   */
  void end(@Nullable ModelWatch next) {
    succession.handOver(next);
    if (!succession.hasEnded()) {
      publish();
      save();
      close();
    }
  }

  /** Returns who takes what was handed over to it; null where it has ended and nobody does. */
  @Nullable ModelWatch owner() {
    return succession.owner();
  }

  /** Ends all parts. */
  void close() {
    opened = true;
    succession.ended();
    succession.endBefore();
    each(Part::close);
    open.clear();
    try {
      folder.close();
    } catch (IOException e) {
      failures.caught("drift", e);
    }
  }

  private void each(Step step) {
    for (Part part : open) {
      try {
        step.run(part);
      } catch (IOException e) {
        notKept(part, e);
      } catch (RuntimeException | Error e) {
        failures.caught(part.label(), e);
      }
    }
  }

  /** Counts a failure of files, and says what is wrong: where in the code it was helps nobody. */
  private void notKept(Part part, IOException e) {
    failures.told(part.label());
    state.notKept(model, part.label(), folder.folder(), why(e));
  }

  private String why(IOException e) {
    String problem = folder.problem();
    return problem == null ? FileTrouble.sentence(e) : problem;
  }

  /**
   * Returns why labels are not taken though they are asked for; null where they are taken, or not
   * asked for. For any thread.
   */
  @Nullable String withoutLabels() {
    return asksForLabels() && feedback() == null ? withoutLabels : null;
  }

  /** Returns whether labels can be joined now, or perhaps once it is open. For any thread. */
  boolean mayTakeLabels() {
    return feedback() != null || (!ready && asksForLabels());
  }

  private boolean asksForLabels() {
    return parts.all().contains(parts.feedback());
  }

  /** Returns why what is kept is another server's; null where it isn't. For any thread. */
  @Nullable String keptElsewhere() {
    return folder.problem();
  }

  /** Returns the part that compares items with the reference; null when it is switched off. */
  @Nullable DriftWatch drift() {
    return parts.all().contains(parts.drift()) ? parts.drift() : null;
  }

  /** Returns the part that compares items with the reference, switched on or off. */
  DriftWatch driftPart() {
    return parts.drift();
  }

  /** Returns the part that keeps predictions for labels; null when none does. For any thread. */
  @Nullable FeedbackWatch feedback() {
    return open.contains(parts.feedback()) ? parts.feedback() : null;
  }

  /** Returns the part that measures how right the model is; null when none does. */
  @Nullable QualityWatch quality() {
    return open.contains(parts.quality()) ? parts.quality() : null;
  }

  /** Returns what says which requests there is time for. */
  Thinning thinning() {
    return thinning;
  }

  /** Returns what chooses the requests that are compared. */
  RequestChooser chooser() {
    return chooser;
  }

  @FunctionalInterface
  private interface Step {
    void run(Part part) throws IOException;
  }
}
