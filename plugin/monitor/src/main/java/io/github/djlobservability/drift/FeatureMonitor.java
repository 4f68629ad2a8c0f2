package io.github.djlobservability.drift;

import io.github.djlobservability.drift.FeatureEvaluation.CheckEvaluation;
import io.github.djlobservability.drift.chart.Levels;
import io.github.djlobservability.drift.chart.RecentRoom;
import io.github.djlobservability.drift.chart.bank.Overshoot;
import io.github.djlobservability.drift.chart.bank.RankTables;
import io.github.djlobservability.drift.incident.MinEffect;
import io.github.djlobservability.drift.incident.ReferenceBins;
import io.github.djlobservability.drift.reference.DriftKind;
import io.github.djlobservability.drift.reference.FeatureReference;
import io.github.djlobservability.drift.reference.Hazard;
import io.github.djlobservability.drift.reference.Item;
import io.github.djlobservability.drift.reference.NumericCells;
import io.github.djlobservability.drift.reference.QualityReference;
import io.github.djlobservability.drift.reference.UnseenShare;
import io.github.djlobservability.drift.reference.profiled.CategoryNeeds;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All checks and the open window of one feature. Not thread-safe. */
final class FeatureMonitor {

  private final FeatureReference reference;
  private final ReferenceBins bins;
  private final @Nullable NumericCells referenceCells;
  private final QualityReference rules;

  /** The same without the cycle, if there is one. */
  private final FeatureReference compared;

  private final ReferenceBins comparedBins;

  /** The cells of numbers without the cycle; null if there is none to be taken out. */
  private final @Nullable NumericCells withoutCycle;

  /** Whether categories that the reference lacks are left to the rule that tells of them. */
  private final boolean unseenAreRules;

  /** Whether the reference has enough for values to be compared with it. */
  private final boolean isKnown;

  private final DistributionCheck distribution;
  private final List<QualityCheck> qualities = new ArrayList<>();
  private final QualityCheck missing;
  private final QualityCheck wrongType;
  private final QualityCheck odd;
  private final WindowCounts window;
  private final ValueBars bars;
  private @Nullable WindowMeasures lastWindow;

  /** How many rules are broken more often than before, or may be. */
  private int rulesOff;

  /** The last item's cell among what it is compared with; -1 if it had no value. */
  private int referenceCell = -1;

  FeatureMonitor(
      FeatureReference reference,
      MonitorSettings settings,
      RankTables tables,
      RecentRoom.Column room) {
    this.reference = reference;
    bins = ReferenceBins.of(reference);
    referenceCells = reference.cells();
    rules = reference.quality();
    compared = reference.compared();
    withoutCycle = reference.hasCycle() ? compared.cells() : null;
    comparedBins = reference.hasCycle() ? ReferenceBins.of(compared) : bins;
    isKnown = CategoryNeeds.areMet(reference);
    distribution = new DistributionCheck(compared, comparedBins, settings, tables, room);
    window = new WindowCounts(bins, reference.summary().mean());
    bars = new ValueBars(reference);
    double values = reference.valueCount();
    double items = values + rules.missing() + rules.wrongType();
    MinEffect least = settings.minEffect();
    missing =
        quality(
            Check.MISSING, (double) rules.missing(), items, reference.missingDependence(), least);
    wrongType = quality(Check.WRONG_TYPE, (double) rules.wrongType(), items, 1, least);
    UnseenShare unseen = reference.unseen();
    // The range is that of the sample; of as many values more, about two lie outside.
    odd =
        reference.isNumeric()
            ? quality(
                Check.OUT_OF_RANGE, Math.min(2, values), values, reference.dependence(), least)
            : quality(
                Check.UNSEEN_CATEGORY,
                unseen.unseen(),
                unseen.items(),
                reference.unseenDependence(),
                least);
    unseenAreRules =
        !reference.isNumeric() && isChecked(Check.UNSEEN_CATEGORY) && reference.isClosed();
  }

  private QualityCheck quality(
      Check check, double broken, double total, double dependence, MinEffect least) {
    QualityCheck quality = new QualityCheck(check, broken, total, dependence, least);
    if (isChecked(check)) {
      qualities.add(quality);
    }
    return quality;
  }

  private boolean isChecked(Check check) {
    return rules.checked() && (isKnown || check != Check.UNSEEN_CATEGORY);
  }

  /**
   * Finds where a value lies. Called for all features before any {@link #update}: what a processor
   * has to wait for here does not depend on one another, and it can wait for several at a time.
   */
  void locate(double value, byte fault) {
    boolean absent = fault == Item.MISSING || fault == Item.WRONG_TYPE || fault == Item.UNTOLD;
    if (absent) {
      referenceCell = -1;
    } else {
      referenceCell = referenceCells == null ? (int) value : referenceCells.cell(value);
    }
  }

  /**
   * Takes in the value or fault that was located; tells what changes of status it causes.
   *
   * @param millis when the item was observed
   */
  void update(
      long item,
      long millis,
      double value,
      byte fault,
      boolean warm,
      Consumer<Transition> transitions) {
    if (fault == Item.UNTOLD) {
      skip(item);
      return;
    }
    take(item, millis, value, fault, warm, transitions);
    if (rulesOff > 0) {
      recoverRules(item, transitions);
    }
  }

  private void take(
      long item,
      long millis,
      double value,
      byte fault,
      boolean warm,
      Consumer<Transition> transitions) {
    window.countItem();
    if (fault == Item.MISSING || fault == Item.WRONG_TYPE) {
      distribution.skip(item);
      hit(fault == Item.MISSING ? missing : wrongType, item, warm, transitions);
      return;
    }
    boolean unseen = fault == Item.UNSEEN;
    if (unseen && distribution.tellsOfMore(referenceCell, item)) {
      window.countBroken(odd.check()); // it was told as one of the others
    } else if (unseen || rules.isOutOfRange(value)) {
      hit(odd, item, warm, transitions);
    }
    int bin = bins.bin(referenceCell);
    window.add(bin, value);
    bars.add(referenceCell);
    NumericCells cells = withoutCycle;
    if (!isKnown || (unseen && isLeftToRule())) {
      distribution.skip(item);
      return;
    }
    if (cells != null) {
      double adjusted = reference.adjusted(value, millis);
      referenceCell = cells.cell(adjusted);
      distribution.update(item, adjusted, referenceCell, comparedBins.bin(referenceCell));
    } else {
      distribution.update(item, value, referenceCell, bin);
    }
    if (distribution.isDue(item)) {
      tell(distribution.judge(item, warm), transitions);
    }
    if (distribution.mayBeBack()) {
      tell(distribution.recover(item), transitions);
    }
  }

  /**
   * Returns whether the rule alone tells of a category that the reference lacks: what is told once
   * is enough. Where such categories are to be expected they belong to the others, until there are
   * more of them than expected.
   */
  private boolean isLeftToRule() {
    return unseenAreRules
        || (isChecked(Check.UNSEEN_CATEGORY)
            && odd.isOff()
            && distribution.status().compareTo(Status.WARNING) < 0);
  }

  /** Takes in an item that has nothing to be compared, and is at no fault. */
  void skip(long item) {
    distribution.skip(item);
    referenceCell = -1;
  }

  /** Takes in an item that has not what it takes to be compared, and is counted as missing. */
  void lack(long item) {
    window.countItem();
    window.countBroken(Check.MISSING);
    skip(item);
  }

  private void hit(
      QualityCheck quality, long item, boolean warm, Consumer<Transition> transitions) {
    window.countBroken(quality.check());
    if (isChecked(quality.check())) {
      tell(quality.hit(item, warm), transitions);
      countRulesOff();
    }
  }

  private void recoverRules(long item, Consumer<Transition> transitions) {
    for (QualityCheck quality : qualities) {
      if (quality.isOff()) {
        tell(quality.recover(item), transitions);
      }
    }
    countRulesOff();
  }

  private void countRulesOff() {
    rulesOff = 0;
    for (QualityCheck quality : qualities) {
      rulesOff += quality.isOff() ? 1 : 0;
    }
  }

  private static void tell(@Nullable Transition transition, Consumer<Transition> transitions) {
    if (transition != null) {
      transitions.accept(transition);
    }
  }

  /** Measures the window and opens the next. */
  void endWindow(long item, boolean warm) {
    lastWindow = window.measure(reference.isNumeric());
    for (QualityCheck quality : qualities) {
      quality.endWindow(item, warm);
    }
    window.clear();
    bars.endWindow();
  }

  /** How the values are spread. */
  ValueSpread spread() {
    return bars.spread();
  }

  /** Sets the level of evidence that is an alarm. */
  void setLevel(double evidence) {
    double own = evidence / reference.alarmShare().weight();
    distribution.setLevels(Levels.ofDrift(own));
    for (QualityCheck quality : qualities) {
      quality.setLevels(Levels.ofDrift(own / quality.weight()));
    }
  }

  /** Adds the part of each check of the feature in the model's rate of false alarms. */
  void addHazards(List<List<Hazard>> hazards, Overshoot overshoot) {
    if (isKnown) {
      hazards.add(shared(distribution.hazards(overshoot)));
    }
    for (QualityCheck quality : qualities) {
      hazards.add(shared(quality.hazards(overshoot)));
    }
  }

  private List<Hazard> shared(List<Hazard> hazards) {
    return hazards.stream().map(reference.alarmShare()::of).toList();
  }

  /** The level has changed by a factor; the evidence keeps its share of it. */
  void scale(double factor) {
    distribution.scale(factor);
    qualities.forEach(quality -> quality.scale(factor));
  }

  int referenceCell() {
    return referenceCell;
  }

  String name() {
    return reference.name();
  }

  Status status() {
    Status worst = distribution.status();
    for (QualityCheck quality : qualities) {
      worst = quality.status().compareTo(worst) > 0 ? quality.status() : worst;
    }
    return worst;
  }

  /** Adds what of the feature drifts at the moment. */
  void addDrifting(Set<DriftKind> kinds) {
    if (distribution.status() == Status.DRIFT) {
      kinds.add(distribution.kind());
    }
    for (QualityCheck quality : qualities) {
      if (quality.status() == Status.DRIFT) {
        kinds.add(DriftKind.QUALITY);
      }
    }
  }

  /** Returns how strongly the feature speaks for drift. */
  Contribution evidence() {
    double statistic = distribution.statistic();
    double share = statistic / distribution.threshold();
    for (QualityCheck quality : qualities) {
      double other = quality.statistic() / quality.threshold();
      if (other > share) {
        share = other;
        statistic = quality.statistic();
      }
    }
    return new Contribution(name(), statistic, share);
  }

  /**
   * Returns how it stands.
   *
   * @param item number of the latest
   * @param figures whether its own figures say how its values differ
   */
  FeatureEvaluation evaluate(long item, boolean figures) {
    List<CheckEvaluation> checks = new ArrayList<>();
    checks.add(
        new CheckEvaluation(
            Check.DISTRIBUTION,
            distribution.kind(),
            distribution.status(),
            distribution.statistic(),
            distribution.threshold(),
            distribution.incident(),
            figures ? distribution.effect(item) : null));
    for (QualityCheck quality : qualities) {
      checks.add(
          new CheckEvaluation(
              quality.check(),
              DriftKind.QUALITY,
              quality.status(),
              quality.statistic(),
              quality.threshold(),
              quality.incident(),
              quality.effect()));
    }
    return new FeatureEvaluation(name(), status(), checks, lastWindow);
  }

  /** Differs for another reference. */
  String fingerprint() {
    return reference.fingerprint();
  }

  void write(DataOutput out) throws IOException {
    out.writeUTF(name());
    distribution.write(out);
    for (QualityCheck quality : qualities) {
      quality.write(out);
    }
    window.write(out);
    out.writeBoolean(lastWindow != null);
    if (lastWindow != null) {
      lastWindow.write(out);
    }
  }

  void read(DataInput in) throws IOException {
    String name = in.readUTF();
    if (!name.equals(name())) {
      throw new IOException("feature " + name + ", expected " + name());
    }
    distribution.read(in);
    for (QualityCheck quality : qualities) {
      quality.read(in);
    }
    countRulesOff();
    window.read(in);
    lastWindow = in.readBoolean() ? WindowMeasures.read(in) : null;
  }
}
