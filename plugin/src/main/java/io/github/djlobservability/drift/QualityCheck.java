package io.github.djlobservability.drift;

import io.github.djlobservability.drift.detector.Status;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether a rule of the schema is broken more often than in the reference.
 *
 * <p>Two Shiryaev-Roberts charts as in {@link LikelihoodBank}, for odds that grow by {@value
 * #SMALL} and {@value #LARGE} times. An item that keeps the rule costs nothing: the charts are
 * brought up to date when one breaks it. So the evidence only grows at items that break the rule.
 *
 * <p>Not thread-safe. Memory: 400 bytes.
 */
final class QualityCheck {

  /** Share of a feature's alarms that a rule is given. */
  static final double WEIGHT = 0.02;

  private static final double SMALL = 4;
  private static final double LARGE = 30;
  private static final double[] ODDS = {SMALL, LARGE};
  private static final int HITS = 32;
  private static final double AGREES = 0.01;

  private final Check check;
  private final double dependence;
  private final long referenceBroken;
  private final long referenceTotal;
  private final double[] evidence = new double[ODDS.length];

  /** Numbers of the last items that broke the rule. */
  private final long[] hits = new long[HITS];

  private long hitCount;
  private long broken;
  private long lastItem;
  private long seen;
  private long lastAlarm;
  private Status status = Status.WARMING_UP;
  private Levels levels = Levels.UNREACHED;

  /**
   * @param referenceBroken items of the reference that break the rule
   * @param referenceTotal items of the reference
   * @param dependence how many items are worth one independent item, see {@link RankAlternatives}
   */
  QualityCheck(Check check, long referenceBroken, long referenceTotal, double dependence) {
    this.dependence = dependence;
    this.check = check;
    this.referenceBroken = referenceBroken;
    this.referenceTotal = referenceTotal;
  }

  /** Probability that the next item breaks the rule, from reference and stream. */
  private double share() {
    return (referenceBroken + broken + 0.5) / (referenceTotal + seen + 1.0);
  }

  private static double after(double share, double odds) {
    return odds * share / (1 - share + odds * share);
  }

  /** Takes in an item that breaks the rule and changes the status if the evidence says so. */
  @Nullable Transition hit(long item, boolean warm) {
    seen += item - 1 - lastItem; // those since the last hit kept the rule
    double share = share();
    for (int i = 0; i < ODDS.length; i++) {
      double after = after(share, ODDS[i]);
      double kept = Math.pow((1 - after) / (1 - share), 1 / dependence);
      double decay = Math.pow(kept, (double) (item - 1 - lastItem));
      double before = decay * evidence[i] + kept * (1 - decay) / (1 - kept);
      evidence[i] = (1 + before) * Math.pow(after / share, 1 / dependence);
    }
    hits[(int) (hitCount++ % HITS)] = item;
    broken++;
    seen++;
    lastItem = item;
    return warm ? judge(item) : null;
  }

  private @Nullable Transition judge(long item) {
    if (status == Status.WARMING_UP) {
      status = Status.STABLE;
    }
    double all = total();
    if (all >= levels.drift()) {
      Transition transition = rise(Status.DRIFT, item);
      Arrays.fill(evidence, 0);
      lastAlarm = item;
      return transition.previous() == Status.DRIFT ? null : transition;
    }
    boolean warns = status == Status.STABLE && all >= levels.warning();
    return warns ? rise(Status.WARNING, item) : null;
  }

  private double total() {
    return (evidence[0] + evidence[1]) / ODDS.length;
  }

  /**
   * At the end of a window: a WARNING that has faded, or a DRIFT whose window looks like the
   * reference, becomes STABLE.
   */
  @Nullable Transition endWindow(long item, long brokenInWindow, long seenInWindow, boolean warm) {
    if (warm && status == Status.WARMING_UP) {
      status = Status.STABLE;
    }
    boolean faded = status == Status.WARNING && brokenInWindow == 0;
    boolean recovered =
        status == Status.DRIFT
            && item - lastAlarm >= seenInWindow
            && agrees(brokenInWindow, seenInWindow);
    if (!faded && !recovered) {
      return null;
    }
    Arrays.fill(evidence, 0);
    Effect now = effect(brokenInWindow, seenInWindow);
    return transition(Status.STABLE, null, now);
  }

  private boolean agrees(long brokenNow, long seenNow) {
    Bins reference = Bins.ofCounts(referenceBroken, referenceTotal - referenceBroken);
    long[] current = {brokenNow, seenNow - brokenNow};
    boolean fewer = brokenNow * (double) referenceTotal <= referenceBroken * (double) seenNow;
    return fewer || new BinnedComparison(reference, current).pValue(1) >= AGREES;
  }

  private Transition rise(Status next, long item) {
    ChangePoint change = changePoint();
    long recent = Arrays.stream(hits).filter(hit -> hit >= change.item()).count();
    return transition(next, change, effect(recent, item - change.item() + 1));
  }

  private Transition transition(Status next, @Nullable ChangePoint change, Effect effect) {
    Status previous = status;
    status = next;
    return new Transition(
        check,
        DriftKind.QUALITY,
        previous,
        next,
        next == Status.DRIFT ? DriftShape.SUDDEN : null,
        change,
        statistic(),
        threshold(),
        effect,
        change == null ? List.of() : recentHits());
  }

  private Effect effect(long brokenNow, long seenNow) {
    String rule = check.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    double before = referenceTotal == 0 ? Double.NaN : (double) referenceBroken / referenceTotal;
    return EffectSize.shares(rule, before, (double) brokenNow / seenNow);
  }

  private List<Long> recentHits() {
    int size = (int) Math.min(StrongestItems.MOST, hitCount);
    List<Long> found = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      found.add(hits[(int) ((hitCount - 1 - i) % HITS)]);
    }
    return found;
  }

  /** The hit from which on a higher share explains the hits best; the evidence grows only there. */
  private ChangePoint changePoint() {
    double share = share();
    double after = after(share, evidence[1] > evidence[0] ? LARGE : SMALL);
    double hit = Math.log(after / share) / dependence;
    double kept = Math.log((1 - after) / (1 - share)) / dependence;
    int size = (int) Math.min(HITS, hitCount);
    double log = 0;
    double best = Double.NEGATIVE_INFINITY;
    ChangePoint point = new ChangePoint(lastItem, lastItem, lastItem);
    long next = lastItem + 1;
    for (int i = 0; i < size; i++) {
      long item = hits[(int) ((hitCount - 1 - i) % HITS)];
      log += hit + kept * (next - item - 1);
      if (log > best) {
        best = log;
        long previous = i + 1 < size ? hits[(int) ((hitCount - 2 - i) % HITS)] : item - 1;
        point = new ChangePoint(item, Math.min(item, previous + 1), item);
      }
      next = item;
    }
    return point;
  }

  void setLevels(Levels levels) {
    this.levels = levels;
  }

  Check check() {
    return check;
  }

  Status status() {
    return status;
  }

  /** Logarithm of the evidence at the last item that broke the rule, at least 0. */
  double statistic() {
    return Math.log(Math.max(1, total()));
  }

  double threshold() {
    return Math.log(levels.drift());
  }

  /** What the charts add to the rate of false alarms. */
  List<Hazard> hazards(Overshoot overshoot) {
    double share = share();
    return Arrays.stream(ODDS)
        .mapToObj(odds -> overshoot.hazard(share, odds, WEIGHT / ODDS.length))
        .toList();
  }

  void write(DataOutput out) throws IOException {
    StateFormat.write(out, evidence);
    StateFormat.write(out, hits);
    StateFormat.write(out, new long[] {hitCount, broken, lastItem, seen, lastAlarm});
    out.writeUTF(status.name());
  }

  void read(DataInput in) throws IOException {
    StateFormat.readInto(in, evidence);
    StateFormat.readInto(in, hits);
    long[] counts = new long[5];
    StateFormat.readInto(in, counts);
    hitCount = counts[0];
    broken = counts[1];
    lastItem = counts[2];
    seen = counts[3];
    lastAlarm = counts[4];
    status = StateFormat.readEnum(in, Status.class);
  }
}
