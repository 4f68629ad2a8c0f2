package io.github.djlobservability.monitoring.comparison;

import io.github.djlobservability.config.PayloadSetting;
import io.github.djlobservability.config.PrivacySetting;
import io.github.djlobservability.config.Settings;
import io.github.djlobservability.config.value.ReleasePolicy;
import io.github.djlobservability.drift.Verdict;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.monitoring.items.RequestItems;
import io.github.djlobservability.monitoring.reference.CapturedItem;
import io.github.djlobservability.observation.Observation;
import io.github.djlobservability.payload.document.FieldPath;
import io.github.djlobservability.payload.document.NotReadException;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Compares a model's items with the reference in force, or says why one can't be. Not thread-safe.
 */
public final class ItemComparison {
  private final Settings settings;
  private final boolean names;
  private final @Nullable ReleasePolicy releases;
  private final Coverage coverage;
  private final Consumer<Verdict> verdicts;
  private ConfigurationCheck configuration;
  private @Nullable ReferenceMonitor monitor;

  /**
   * Compares with nothing as yet.
   *
   * @param verdicts takes what is found
   */
  public ItemComparison(ModelId model, Settings settings, Consumer<Verdict> verdicts) {
    this.settings = settings;
    this.names = PrivacySetting.values(settings).showsAll();
    this.releases = PrivacySetting.releases(settings);
    this.coverage = new Coverage(model, names);
    this.configuration = new ConfigurationCheck(names);
    this.verdicts = verdicts;
  }

  /**
   * Compares with another reference from now on.
   *
   * @param notes on the reference, by topic; those on the one before are forgotten
   */
  public void begin(ReferenceMonitor with, Map<String, String> notes) {
    monitor = with;
    configuration = new ConfigurationCheck(names);
    coverage.forgetNotes();
    notes.forEach(coverage::note);
  }

  /** Compares with nothing until another reference is in force. */
  public void end() {
    monitor = null;
  }

  /** Compares an item of a request; returns false where it can't be, and counts that. */
  public boolean compare(CapturedItem item, RequestItems request) {
    if (monitor == null) {
      return false;
    }
    if (!monitor.knows(item.fields())) {
      notCompared(monitor.unknown(item.fields()), request.observation());
      return false;
    }
    compare(monitor, item, request);
    return true;
  }

  private void compare(ReferenceMonitor with, CapturedItem item, RequestItems request) {
    NotReadException notPredicted = request.notPredicted();
    if (notPredicted != null && with.hasPrediction()) {
      coverage.withoutPrediction(notPredicted);
    } else {
      coverage.compared();
    }
    tell(configuration.compared(coverage.seen(), request.observation().epochMillis()));
    boolean unread = notPredicted != null && notPredicted.reason().isOfStream();
    with.observe(item, request.observation(), subject(item), unread).forEach(verdicts);
    noteWhatLacks(with, item);
  }

  private void noteWhatLacks(ReferenceMonitor with, CapturedItem item) {
    if (item.prediction().value() != null && !with.hasPrediction()) {
      coverage.note(
          "reference",
          "the responses have predictions and the reference has none, so they are not compared;"
              + " make the reference with --prediction");
    }
    String lack = with.lackOfScore();
    if (lack != null) {
      FieldPath set = settings.find(PayloadSetting.SCORE);
      String remedy =
          set == null
              ? "; set " + PayloadSetting.SCORE.key() + " to where it is"
              : "; " + PayloadSetting.SCORE.key() + "=" + set + " leads to no number in them";
      coverage.note("score", lack + remedy);
    }
    String fewRows = with.fewWholeRows();
    if (fewRows != null) {
      coverage.note("rows", fewRows);
    }
  }

  private @Nullable String subject(CapturedItem item) {
    Object value =
        releases == null || releases.subject() == null
            ? null
            : item.fields().values().get(releases.subject());
    return value instanceof String || value instanceof Number ? value.toString() : null;
  }

  /** Counts an item, or a request that can't be taken apart into items, that isn't compared. */
  public void notCompared(NotReadException why, Observation observation) {
    coverage.notCompared(why);
    tell(configuration.notCompared(why, coverage.seen(), observation.epochMillis()));
  }

  private void tell(@Nullable Verdict verdict) {
    if (verdict != null) {
      verdicts.accept(verdict);
    }
  }

  /** Counts an item that is taken into the first reference. */
  public void taken() {
    coverage.compared();
  }

  /**
   * Counts items that were seen, and that a fair choice has left out.
   *
   * @param exact whether they were counted; if not, it is an estimate
   */
  public void leftOut(long items, boolean exact) {
    coverage.sampled(items, exact);
    if (monitor != null) {
      monitor.leaveOut(items);
    }
  }

  /** Counts requests that failed: what they had is compared with nothing. */
  public void failed(long requests) {
    coverage.failed(requests);
  }

  /** Notes something on the reference, once for a topic. */
  public void note(String topic, String sentence) {
    coverage.note(topic, sentence);
  }

  /** Notes something that holds with every reference, once for a topic. */
  public void noteForGood(String topic, String sentence) {
    coverage.noteForGood(topic, sentence);
  }

  /** Returns whether requests and reference don't fit together at the moment. */
  public boolean isFailing() {
    return configuration.isFailing();
  }

  /**
   * Returns how many items were compared, and why others were not.
   *
   * @param embeddings of a second model; null where there is none
   */
  public CoverageReport report(Embeddings.@Nullable Report embeddings) {
    return coverage.report(embeddings);
  }
}
