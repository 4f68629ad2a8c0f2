package io.github.djlobservability.drift.incident;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * How a rule is broken more often than before: whether enough to matter, how that goes on, and
 * whether it is over. Not thread-safe. Memory: 500 bytes.
 */
public final class BrokenRule {

  private static final int BROKEN = 0;
  private static final int KEPT = 1;
  private static final int BINS = 2;

  /** Items that are looked at together, at least. */
  private static final int LOOK = 100;

  private final ReferenceBins before;
  private final EffectFloor floor;
  private final IncidentCourse course;
  private final Recovery recovery;

  /** Whether the last alarm was told. */
  private boolean told;

  private BrokenRule(ReferenceBins before, double dependence, MinEffect least) {
    this.before = before;
    floor = EffectFloor.ofRule(least, dependence);
    course = new IncidentCourse(before, floor);
    recovery = new Recovery(before, floor.distance(), dependence);
  }

  /**
   * Begins at the first alarm.
   *
   * @param broken items before the onset that broke the rule, the reference's too
   * @param kept items before that kept it
   * @param dependence how many items are worth one independent item
   */
  public static BrokenRule of(double broken, double kept, double dependence, MinEffect least) {
    return new BrokenRule(
        ReferenceBins.ofCounts(Math.round(broken), Math.round(kept)), dependence, least);
  }

  private static long[] counts(long broken, long items) {
    long[] counts = new long[BINS];
    counts[BROKEN] = broken;
    counts[KEPT] = items - broken;
    return counts;
  }

  /** Judges an alarm by the items from its onset on. */
  public Size size(long broken, long items) {
    return floor.of(before.counts(), counts(broken, items), BROKEN, false);
  }

  /** Judges one more alarm by the items that were learnt since the last. */
  public Size sizeAgain(long learntBroken, long learntKept, long broken, long items) {
    long[] learnt = counts(learntBroken, learntBroken + learntKept);
    return floor.of(learnt, counts(broken, items), BROKEN, false);
  }

  /** Returns whether a change that was too small to matter is now large enough for sure. */
  public boolean hasGrown() {
    return recovery.hasLatest()
        && floor.of(before.counts(), recovery.latest(), BROKEN, false) == Size.ENOUGH;
  }

  /** Returns how many items came since the last look. */
  public long latest() {
    return recovery.latest()[BROKEN] + recovery.latest()[KEPT];
  }

  /** Begins with the items since the last look. */
  public Incident beginOfLatest(long item) {
    return course.begin(item, recovery.latest());
  }

  /** Takes in the first alarm that matters. */
  public Incident begin(long item, long broken, long items) {
    return course.begin(item, counts(broken, items));
  }

  /** Takes in one more alarm; null where there is nothing new to tell. */
  public @Nullable Incident repeat(long broken, long items) {
    return course.repeat(counts(broken, items));
  }

  /**
   * After an alarm the next items are learnt; after one that was told, a way back is looked for.
   */
  public void began(long broken, long items, boolean told) {
    this.told = told;
    if (told && !course.isReturning()) {
      recovery.begin(counts(broken, items), Math.max(LOOK, 2 * items));
    }
  }

  /**
   * Takes in items that kept the rule.
   *
   * @param learnt how many of them are learnt, which show better what was told
   */
  public void kept(long items, long learnt) {
    for (long i = 0; i < items; i++) {
      recovery.add(KEPT);
    }
    for (long i = 0; i < learnt; i++) {
      refine(KEPT);
    }
  }

  /** Takes in an item that broke it. */
  public void broken(boolean learnt) {
    recovery.add(BROKEN);
    if (learnt) {
      refine(BROKEN);
    }
  }

  private void refine(int bin) {
    if (told && course.isOpen()) {
      course.refine(bin);
    }
  }

  /** Returns whether there are enough items since the last look. */
  public boolean isDue() {
    return recovery.isDue();
  }

  /** Returns whether the rule is broken as rarely as before. */
  public boolean isOver() {
    return recovery.isOver();
  }

  /** Returns how many items {@link #isOver} was decided by. */
  public long looked() {
    return recovery.looked();
  }

  /** Returns how many items there are from the onset on. */
  public long sinceOnset() {
    return recovery.sinceOnset();
  }

  /** Returns how many items have broken it from the onset on. */
  public long brokenSinceOnset() {
    return recovery.sinceOnset(BROKEN);
  }

  /** Returns the incident. */
  public Incident incident() {
    return course.now();
  }

  /** Ends it, with the items that {@link #isOver} was decided by. */
  public Incident end(long item) {
    return course.end(item, item - recovery.looked() + 1);
  }

  public void write(DataOutput out) throws IOException {
    out.writeLong(before.count(BROKEN));
    out.writeLong(before.count(KEPT));
    course.write(out);
    recovery.write(out);
    out.writeBoolean(told);
  }

  /** Reads one that was written. */
  public static BrokenRule read(DataInput in, double dependence, MinEffect least)
      throws IOException {
    BrokenRule rule = of((double) in.readLong(), (double) in.readLong(), dependence, least);
    rule.course.read(in);
    rule.recovery.read(in);
    rule.told = in.readBoolean();
    return rule;
  }
}
