package io.github.djlobservability.drift.concept;

import io.github.djlobservability.drift.ConceptChange;
import io.github.djlobservability.drift.ModelEvaluation;
import io.github.djlobservability.drift.ModelMonitor;
import io.github.djlobservability.drift.Moved;
import io.github.djlobservability.drift.Onset;
import io.github.djlobservability.drift.Status;
import io.github.djlobservability.drift.Verdict;
import io.github.djlobservability.drift.chart.Effect;
import io.github.djlobservability.drift.chart.EffectSize;
import io.github.djlobservability.drift.chart.RecentRanks;
import io.github.djlobservability.drift.reference.DriftKind;
import io.github.djlobservability.drift.reference.Item;
import io.github.djlobservability.state.StateFormat;
import io.github.djlobservability.statistics.UniformNoise;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Watches a model's labels as they come: whether it errs more (or less), for all items, for those
 * of each class that it says, and for those of each segment. Errors of a class can move while all
 * errors together stay as many; that is seen as well.
 *
 * <p>The checks compare with the reference's labels or, where it has none, with the first labelled
 * items. They have {@link #SHARE} of the model's false alarms; {@link ModelMonitor#takeShare}
 * leaves them that. A verdict's items are those whose labels it is from, by the model's numbers.
 *
 * <p>Not thread-safe. Memory: about 20 kB a check, of which there are at most 17 and 20 a segment
 * feature.
 */
public final class ConceptMonitor {

  /**
   * Share of the model's false alarms, two thirds: errors are what changes of inputs may lead to.
   */
  public static final double SHARE = 2.0 / 3;

  private static final int MAX_REFERENCE = 100_000;

  private final ConceptSettings settings;

  /** The first labelled items, when they are the reference; otherwise empty. */
  private final List<ConceptOutcome> first = new ArrayList<>();

  private boolean ownReference;
  private @Nullable Watch watch;

  /** A monitor whose reference are the first labelled items. */
  public ConceptMonitor(ConceptSettings settings) {
    this.settings = settings;
    ownReference = true;
  }

  /**
   * A monitor with a reference.
   *
   * @param reference at least {@link ConceptSettings#MIN_REFERENCE} outcomes
   * @param timeOrdered whether they are in the order of time
   */
  public ConceptMonitor(
      ConceptSettings settings, List<ConceptOutcome> reference, boolean timeOrdered) {
    this.settings = settings;
    watch = new Watch(settings, reference, timeOrdered);
  }

  /**
   * Takes in an item whose label has come and says what changes of status it causes.
   *
   * @param drifting what of inputs and predictions drifts at the moment
   */
  public List<Verdict> observe(ConceptOutcome outcome, Set<DriftKind> drifting) {
    if (watch != null) {
      return watch.observe(outcome, drifting);
    }
    first.add(outcome);
    if (first.size() >= settings.referenceItems()) {
      watch = new Watch(settings, first, true);
    }
    return List.of();
  }

  /** Returns how the labels stand; null as long as the reference is being taken. */
  public @Nullable ModelEvaluation evaluate() {
    return watch == null ? null : watch.monitor.evaluate();
  }

  /** Differs for another reference or other settings; the first labelled items don't count. */
  public long fingerprint() {
    long hash = UniformNoise.seed(4, settings.toString());
    return ownReference || watch == null
        ? hash
        : UniformNoise.seed(hash, Long.toString(watch.monitor.fingerprint()));
  }

  /** Forgets the ids of items that are erased. */
  public void forget(Predicate<String> ids) {
    if (watch != null) {
      watch.monitor.forget(ids);
      watch.alarm = watch.alarm == null ? null : watch.alarm.without(ids);
    }
  }

  /** Writes all that {@link #read} needs to go on as if nothing had happened. */
  public void write(DataOutput out) throws IOException {
    out.writeInt(first.size());
    for (ConceptOutcome outcome : first) {
      write(out, outcome);
    }
    out.writeBoolean(watch != null);
    if (watch != null) {
      watch.write(out);
    }
  }

  /** Takes over the state of a monitor with the same reference and settings. */
  public void read(DataInput in) throws IOException {
    int size = StateFormat.size(in, 0, MAX_REFERENCE);
    first.clear();
    for (int i = 0; i < size; i++) {
      first.add(readOutcome(in));
    }
    if (in.readBoolean()) {
      if (ownReference) {
        watch = new Watch(settings, first, true);
      }
      if (watch == null) {
        throw new IOException("no reference");
      }
      watch.read(in);
    }
  }

  private static void write(DataOutput out, ConceptOutcome outcome) throws IOException {
    out.writeUTF(outcome.prediction());
    out.writeUTF(outcome.label());
    out.writeDouble(outcome.residual());
    out.writeInt(outcome.segments().size());
    for (String segment : outcome.segments()) {
      out.writeBoolean(segment != null);
      if (segment != null) {
        out.writeUTF(segment);
      }
    }
  }

  private static ConceptOutcome readOutcome(DataInput in) throws IOException {
    String prediction = in.readUTF();
    String label = in.readUTF();
    double residual = in.readDouble();
    List<@Nullable String> segments = new ArrayList<>();
    int size = StateFormat.size(in, 0, MAX_REFERENCE);
    for (int i = 0; i < size; i++) {
      segments.add(in.readBoolean() ? in.readUTF() : null);
    }
    return new ConceptOutcome(0, 0, null, prediction, label, residual, Double.NaN, segments);
  }

  /** The checks, once there is a reference. */
  private static final class Watch {

    private final List<ConceptCheck> checks;
    private final List<RecentErrors> recent = new ArrayList<>();
    private final ModelMonitor monitor;
    private final List<String> predictions = new ArrayList<>();
    private final ConceptMemory memory;
    private final Item item;
    private final int signature;
    private long count;

    /** The model's numbers of the last labelled items. */
    private final long[] numbers = new long[RecentRanks.LENGTH];

    /** The last alarm, while its shape may turn out to be another; not saved. */
    private @Nullable Verdict alarm;

    Watch(ConceptSettings settings, List<ConceptOutcome> outcomes, boolean timeOrdered) {
      ConceptChecks made = new ConceptChecks(settings, outcomes, timeOrdered);
      checks = made.checks();
      checks.forEach(check -> recent.add(new RecentErrors()));
      monitor = new ModelMonitor(made.reference(), settings.monitor().withRowCheck(false));
      monitor.takeShare(SHARE);
      item = monitor.newItem();
      for (ConceptCheck check : checks) {
        if (check.prediction() != null) {
          predictions.add(check.prediction());
        }
      }
      signature = settings.monitor().window().items();
      memory = new ConceptMemory(signature(outcomes));
    }

    /** Errors and others of each class that is said, the rest last. */
    private long[] signature(List<ConceptOutcome> outcomes) {
      long[] counts = new long[2 * (predictions.size() + 1)];
      for (ConceptOutcome outcome : outcomes) {
        counts[2 * group(outcome) + (outcome.isError() ? 0 : 1)]++;
      }
      return counts;
    }

    private int group(ConceptOutcome outcome) {
      int found = predictions.indexOf(outcome.prediction());
      return found < 0 ? predictions.size() : found;
    }

    List<Verdict> observe(ConceptOutcome outcome, Set<DriftKind> drifting) {
      count++;
      numbers[(int) (count & (numbers.length - 1))] = outcome.item();
      item.start(outcome.epochMillis(), outcome.id());
      for (int i = 0; i < checks.size(); i++) {
        checks.get(i).fill(item, i, outcome);
        if (checks.get(i).isOf(outcome)) {
          recent.get(i).add(count, outcome.isError(), outcome.expectedError());
        }
      }
      List<Verdict> verdicts = new ArrayList<>();
      for (Verdict verdict : monitor.observe(item)) {
        Verdict told =
            signed(verdict)
                .of(change(verdict, drifting), outcome.item(), numbered(verdict.onset()));
        verdicts.add(told);
        if (told.status() == Status.DRIFT) {
          alarm = told;
          memory.restart(signature);
        }
      }
      boolean settled = memory.add(group(outcome), outcome.isError());
      if (settled && memory.settle() && alarm != null) {
        verdicts.add(alarm.recurring(outcome.item(), outcome.epochMillis()));
      }
      return verdicts;
    }

    /** A residual is prediction minus label, which not everyone knows. */
    private Verdict signed(Verdict verdict) {
      Effect effect = verdict.effect();
      boolean mean =
          checks.get(place(verdict.feature())).sees() == ConceptCheck.Sees.RESIDUALS
              && effect.description().startsWith(EffectSize.MEAN)
              && verdict.status() != Status.STABLE;
      if (mean && effect.current() > Math.max(0, effect.reference())) {
        return verdict.saying("predictions are too high");
      }
      return mean && effect.current() < Math.min(0, effect.reference())
          ? verdict.saying("predictions are too low")
          : verdict;
    }

    private @Nullable Onset numbered(@Nullable Onset onset) {
      return onset == null
          ? null
          : new Onset(
              number(onset.item()),
              number(onset.earliest()),
              number(onset.latest()),
              onset.epochMillis());
    }

    /** Returns the model's number of a labelled item; the earliest known for one of long ago. */
    private long number(long labelled) {
      long known = Math.max(labelled, count - numbers.length + 1);
      return numbers[(int) (known & (numbers.length - 1))];
    }

    private ConceptChange change(Verdict verdict, Set<DriftKind> drifting) {
      int place = place(verdict.feature());
      ConceptCheck check = checks.get(place);
      Onset onset = verdict.onset();
      long from = onset == null ? Math.max(1, count - signature + 1) : onset.item();
      RecentErrors.Summary errors = recent.get(place).since(from);
      boolean classes = check.sees() != ConceptCheck.Sees.RESIDUALS;
      boolean scored = classes && !Double.isNaN(errors.expectedRate());
      boolean inputs = drifting.contains(DriftKind.DATA) || drifting.contains(DriftKind.SKEW);
      List<Moved> moved = new ArrayList<>();
      if (inputs) {
        moved.add(Moved.INPUTS);
      }
      if (drifting.contains(DriftKind.PREDICTION)) {
        moved.add(Moved.PREDICTIONS);
      }
      if (verdict.status() != Status.STABLE && (scored ? errors.isSurprise() : !inputs)) {
        moved.add(Moved.LABELS_GIVEN_INPUTS);
      }
      ConceptChange.Basis basis =
          scored
              ? ConceptChange.Basis.SCORES
              : inputs ? ConceptChange.Basis.NONE : ConceptChange.Basis.STABLE_INPUTS;
      return new ConceptChange(
          check.prediction(),
          check.segmentName(),
          check.segmentValue(),
          classes ? errors.rate() : Double.NaN,
          scored ? errors.expectedRate() : Double.NaN,
          moved,
          basis);
    }

    private int place(String name) {
      for (int i = 0; i < checks.size(); i++) {
        if (checks.get(i).name().equals(name)) {
          return i;
        }
      }
      throw new IllegalStateException(name);
    }

    void write(DataOutput out) throws IOException {
      out.writeLong(count);
      StateFormat.write(out, numbers);
      for (RecentErrors errors : recent) {
        errors.write(out);
      }
      memory.write(out);
      monitor.write(out);
    }

    void read(DataInput in) throws IOException {
      count = in.readLong();
      StateFormat.readInto(in, numbers);
      for (RecentErrors errors : recent) {
        errors.read(in);
      }
      memory.read(in);
      monitor.read(in);
    }
  }
}
