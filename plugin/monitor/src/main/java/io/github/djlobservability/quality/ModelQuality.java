package io.github.djlobservability.quality;

import io.github.djlobservability.drift.Verdict;
import io.github.djlobservability.drift.concept.ConceptMonitor;
import io.github.djlobservability.drift.concept.ConceptOutcome;
import io.github.djlobservability.drift.concept.ConceptSettings;
import io.github.djlobservability.drift.concept.FairLabels;
import io.github.djlobservability.drift.reference.DriftKind;
import io.github.djlobservability.payload.ClassName;
import io.github.djlobservability.payload.text.TranscriptErrors;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.quality.measure.ClassList;
import io.github.djlobservability.quality.measure.LabelledItem;
import io.github.djlobservability.quality.measure.NumericValues;
import io.github.djlobservability.quality.measure.PredictedItem;
import io.github.djlobservability.quality.measure.QualitySettings;
import io.github.djlobservability.quality.measure.ScoreClass;
import io.github.djlobservability.quality.measure.Task;
import io.github.djlobservability.quality.measure.WindowMeasurement;
import io.github.djlobservability.quality.measure.WindowQuality;
import io.github.djlobservability.state.CorruptFileException;
import io.github.djlobservability.state.StateFile;
import io.github.djlobservability.statistics.Interval;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How right one model is: measured with labels as they come, estimated without them, and watched
 * for a change of what is right.
 *
 * <p>Not thread-safe: one thread tells it of items, in the order of time. {@link #report()} gives a
 * snapshot for others. Memory: the items of an open window and the labels of estimated windows, 200
 * bytes each, and 20 kB a check of {@link ConceptMonitor}.
 */
public final class ModelQuality {

  private static final long MAGIC = 0x444A4C5155414C54L; // DJLQUALT
  private static final int VERSION = 7;

  /** In the order of their numbers in the saved state, from 1. */
  private static final List<PredictionKind> KINDS =
      List.of(PredictionKind.NUMBER, PredictionKind.CLASS, PredictionKind.TRANSCRIPT);

  private final QualitySettings settings;

  /** Says whether the reference has labels enough to compare with; they themselves aren't kept. */
  private final boolean hasReference;

  private final String profileId;
  private final Map<String, Interval> referenceMeasures;
  private final LabelledWindows labelled;
  private final @Nullable ScoreCalibration calibration;
  private final @Nullable EstimatedWindows estimated;

  private final SharedClasses shared = new SharedClasses();
  private final FairLabels fair = new FairLabels();

  /** Says that the score is of another class than it is read as; null if it isn't. */
  private final @Nullable String scoreWarning;

  private ClassList classes;
  private @Nullable PredictionKind kind;
  private @Nullable ConceptMonitor concept;
  private long predictedItems;
  private long labelledItems;

  /** Measures a model with this reference, or with none. */
  public ModelQuality(QualitySettings settings, @Nullable ReferenceProfile profile) {
    this.settings = settings;
    ReferenceLabels reference = ReferenceLabels.of(profile, settings.segments());
    hasReference = reference.items().size() >= ConceptSettings.MIN_REFERENCE;
    scoreWarning =
        profile != null && settings.scoreClass() == ScoreClass.PREDICTED
            ? ScoreMeaning.warning(profile)
            : null;
    profileId = profile == null ? "" : profile.provenance().createdAt() + " " + profile.rowCount();
    kind = settings.transcripts() ? PredictionKind.TRANSCRIPT : reference.kind();
    classes = ClassList.of(List.of(), settings);
    if (isClassifier()) {
      for (LabelledItem item : reference.items()) {
        learn(item);
      }
      for (String name :
          reference.beyond() == null ? List.<String>of() : reference.beyond().classes()) {
        classes = classes.with(name);
      }
    }
    labelled = new LabelledWindows(settings);
    calibration =
        isClassifier() ? ScoreCalibration.of(classes, reference.items(), reference.beyond()) : null;
    estimated = calibration == null ? null : new EstimatedWindows(settings, calibration);
    concept = kind == null ? null : concept(reference);
    referenceMeasures =
        hasReference
            ? new WindowMeasurement(task(), classes, settings).of(reference.items()).measures()
            : Map.of();
  }

  private boolean isClassifier() {
    return kind == PredictionKind.CLASS;
  }

  private ConceptMonitor concept(ReferenceLabels reference) {
    return hasReference
        ? new ConceptMonitor(
            settings.concept(!isClassifier()),
            reference.items().stream().map(this::outcome).toList(),
            reference.timeOrdered())
        : conceptOfLabels();
  }

  /** Returns one that compares with the first labels. */
  private ConceptMonitor conceptOfLabels() {
    return new ConceptMonitor(settings.concept(!isClassifier()));
  }

  private void learn(LabelledItem item) {
    String prediction = ClassName.of(item.prediction());
    String label = ClassName.of(item.label());
    classes = classes.with(prediction).with(label);
    shared.add(prediction, label);
  }

  /** Forgets the ids of items that are erased; the figures that they are part of stay. */
  public void forget(Predicate<String> ids) {
    labelled.forget(ids);
    if (estimated != null) {
      estimated.forget(ids);
    }
    if (concept != null) {
      concept.forget(ids);
    }
  }

  /** Returns the number of the next item, for those who number items by what is told here. */
  public long nextItem() {
    return predictedItems + 1;
  }

  /** Takes in an item as it is predicted; whether it fills a window of estimates. */
  public boolean predicted(PredictedItem item) {
    predictedItems++;
    return estimated != null && estimated.predicted(item);
  }

  /**
   * Returns how probable it is that a prediction is wrong: by the calibrated scores or, without a
   * calibration, by the score as it is; NaN where nothing tells.
   */
  public double expectedError(PredictedItem item) {
    ScoreCalibration.Expected expected =
        calibration == null ? null : calibration.expected(item.prediction(), item.probabilities());
    if (expected != null) {
      return 1 - expected.right();
    }
    Double said = item.prediction() instanceof String name ? item.probabilities().get(name) : null;
    if (said == null) {
      return Double.NaN;
    }
    boolean ofEither =
        settings.scoreClass() == ScoreClass.POSITIVE && item.probabilities().size() == 1;
    return ofEither ? Math.min(said, 1 - said) : 1 - said;
  }

  /**
   * Takes in an item whose label has come.
   *
   * @param drifting what of inputs and predictions drifts at the moment
   */
  public Accepted accept(LabelledItem item, Set<DriftKind> drifting) {
    if (kind == null) {
      kind = kindOf(item);
    }
    boolean transcript = item.label() instanceof TranscriptErrors;
    if (transcript != (kind == PredictionKind.TRANSCRIPT)) {
      // It was predicted before a setting, or the reference, made the others what they are.
      return Accepted.NOTHING;
    }
    if (concept == null) {
      concept = conceptOfLabels();
    }
    labelledItems++;
    if (isClassifier()) {
      learn(item);
    } else if (Double.isNaN(residual(item))) {
      return Accepted.NOTHING;
    }
    if (estimated != null) {
      estimated.labelled(item, classes);
    }
    WindowQuality window = labelled.add(item, task(), classes);
    // The reference is of all items alike, so what is compared with it has to be, too.
    boolean compared = !hasReference || fair.chooses(item.item(), item.weight());
    return new Accepted(compared ? concept.observe(outcome(item), drifting) : List.of(), window);
  }

  /**
   * Holds the changes that a labelled item has caused.
   *
   * @param verdicts changes of a status
   * @param window the window that it has filled; null if it hasn't
   */
  public record Accepted(List<Verdict> verdicts, @Nullable WindowQuality window) {
    static final Accepted NOTHING = new Accepted(List.of(), null);
  }

  private ConceptOutcome outcome(LabelledItem item) {
    boolean classifier = isClassifier();
    ScoreCalibration.Expected expected =
        calibration == null ? null : calibration.expected(item.prediction(), item.probabilities());
    List<@Nullable String> segments = new ArrayList<>();
    for (int i = 0; i < settings.segments().size(); i++) {
      segments.add(i < item.segments().size() ? item.segments().get(i) : null);
    }
    return new ConceptOutcome(
        item.item(),
        item.predictedAtMillis(),
        item.id(),
        classifier ? ClassName.of(item.prediction()) : "",
        classifier ? ClassName.of(item.label()) : "",
        classifier ? Double.NaN : residual(item),
        expected == null ? Double.NaN : 1 - expected.right(),
        segments);
  }

  private PredictionKind kindOf(LabelledItem item) {
    PredictionKind its = PredictionKind.of(item);
    return its == PredictionKind.NUMBER && settings.positiveClass() != null
        ? PredictionKind.CLASS
        : its;
  }

  /** Returns the prediction minus the label, as in bias, or a transcript's share of wrong words. */
  private static double residual(LabelledItem item) {
    return item.label() instanceof TranscriptErrors errors
        ? errors.share()
        : NumericValues.number(item.prediction()) - NumericValues.number(item.label());
  }

  private Task task() {
    if (kind == PredictionKind.TRANSCRIPT) {
      return Task.TRANSCRIPTION;
    }
    if (!isClassifier()) {
      return Task.REGRESSION;
    }
    return classes.size() <= 2 ? Task.BINARY : Task.MULTICLASS;
  }

  /** Returns whether quality is estimated. */
  public boolean estimates() {
    return estimated != null;
  }

  /** Returns how right the model is now; for any thread, made by the one that tells of items. */
  public QualityReport report() {
    int positive = classes.positive();
    return new QualityReport(
        kind == null ? null : task(),
        classes.names(),
        positive < 0 ? null : classes.name(positive),
        predictedItems,
        labelledItems,
        labelled.openItems(),
        labelled.closed(),
        referenceMeasures,
        new QualityReport.Estimates(
            QualityReport.ASSUMPTION,
            calibration == null ? 0 : calibration.rows(),
            estimated == null ? List.of() : estimated.closed(classes)),
        new QualityReport.Concept(
            hasReference ? "profile" : "first labels",
            concept == null ? null : concept.evaluate(),
            fair.leftOut()),
        warnings());
  }

  private List<String> warnings() {
    if (scoreWarning == null) {
      return shared.warnings();
    }
    List<String> warnings = new ArrayList<>(shared.warnings());
    warnings.add(scoreWarning);
    return warnings;
  }

  /** Writes the state down in place of what was there; the folder exists. */
  public void save(Path file) throws IOException {
    new StateFile(file, MAGIC, VERSION).save(fingerprint(), this::write);
  }

  /**
   * Returns a model's quality that goes on where the saved one was, or a new one if nothing was
   * saved.
   *
   * @throws CorruptFileException if what was saved is damaged; it is set aside
   * @throws io.github.djlobservability.state.OtherStateException if it is of other settings or
   *     another reference; it stays
   */
  public static ModelQuality restore(
      Path file, QualitySettings settings, @Nullable ReferenceProfile profile) throws IOException {
    ModelQuality quality = new ModelQuality(settings, profile);
    new StateFile(file, MAGIC, VERSION).restore(quality.fingerprint(), quality::read);
    return quality;
  }

  /**
   * Takes over what another state has measured by labels, which needs no reference: full windows,
   * the items of the open one, and how many items there were. Of another kind of predictions it
   * takes nothing.
   *
   * @throws IOException if that state is damaged
   */
  public void takeMeasured(Path file) throws IOException {
    new StateFile(file, MAGIC, VERSION).readOther(this::readMeasured);
  }

  /** Takes over what another has measured by labels, likewise. */
  public void takeMeasured(ModelQuality other) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    other.write(new DataOutputStream(bytes));
    readMeasured(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
  }

  private void readMeasured(DataInput in) throws IOException {
    ModelQuality other = new ModelQuality(settings, null);
    other.readHead(in);
    boolean fits = kind == null || other.kind == null || kind == other.kind;
    if (!fits) {
      return;
    }
    LabelledWindows windows = new LabelledWindows(settings);
    windows.read(in);
    kind = kind == null ? other.kind : kind;
    concept = concept == null && kind != null ? conceptOfLabels() : concept;
    predictedItems = Math.max(predictedItems, other.predictedItems);
    labelledItems = other.labelledItems;
    labelled.take(windows);
    if (isClassifier()) {
      labelled.open().forEach(this::learn);
    }
  }

  private long fingerprint() {
    return 31L * settings.toString().hashCode() + profileId.hashCode();
  }

  private void write(DataOutput out) throws IOException {
    out.writeLong(predictedItems);
    out.writeLong(labelledItems);
    out.writeByte(kind == null ? 0 : KINDS.indexOf(kind) + 1);
    out.writeInt(classes.size());
    for (String name : classes.names()) {
      out.writeUTF(name);
    }
    labelled.write(out);
    if (estimated != null) {
      estimated.write(out, classes);
    }
    if (concept != null) {
      concept.write(out);
    }
    fair.write(out);
  }

  private void read(DataInput in) throws IOException {
    readHead(in);
    labelled.read(in);
    if (estimated != null) {
      estimated.read(in);
    }
    concept = concept == null && kind != null ? conceptOfLabels() : concept;
    if (concept != null) {
      concept.read(in);
    }
    fair.read(in);
  }

  private void readHead(DataInput in) throws IOException {
    predictedItems = in.readLong();
    labelledItems = in.readLong();
    int known = StateLimits.size(in.readByte(), KINDS.size());
    kind = known == 0 ? null : KINDS.get(known - 1);
    int size = StateLimits.size(in.readInt(), ClassList.MOST + 1);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      names.add(in.readUTF());
    }
    classes = ClassList.of(names, settings);
  }
}
