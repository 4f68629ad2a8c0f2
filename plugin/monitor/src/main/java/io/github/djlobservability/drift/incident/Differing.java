package io.github.djlobservability.drift.incident;

import io.github.djlobservability.drift.chart.RecentRoom;
import io.github.djlobservability.drift.reference.FeatureReference;
import io.github.djlobservability.state.StateFormat;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How a feature's values differ from the reference, by its bins: whether enough to matter, how that
 * goes on, and whether it is over.
 *
 * <p>Not thread-safe. Memory: up to 100 bytes a bin.
 */
public final class Differing {

  /** Values are looked at as far back. */
  public static final int MOST_ITEMS = RecentBins.LENGTH;

  private final ReferenceBins reference;
  private final EffectFloor floor;
  private final IncidentCourse course;
  private final Recovery recovery;
  private final RecentBins recent;

  /** The values that were learnt after the last alarm, by bin. */
  private final long[] learnt;

  /** Watches a feature; changes that matter are at least so large. */
  public Differing(
      FeatureReference feature, ReferenceBins bins, MinEffect least, RecentRoom.Column room) {
    recent = new RecentBins(room);
    reference = bins;
    floor = EffectFloor.of(least, bins, feature.isNumeric(), feature.dependence());
    course = new IncidentCourse(bins, floor);
    recovery = new Recovery(bins, floor.distance(), feature.dependence());
    learnt = new long[bins.size()];
  }

  /**
   * Takes in a value.
   *
   * @param off whether the values are known to differ
   */
  public void add(long item, int bin, boolean off) {
    recent.put(item, bin);
    if (off) {
      recovery.add(bin);
    }
  }

  /** The item has no value. */
  public void skip(long item) {
    recent.putAbsent(item);
  }

  /**
   * Takes in a value by which later ones will be judged.
   *
   * @param told whether the last alarm was told, of which it shows more
   */
  public void learn(int bin, boolean told) {
    learnt[bin]++;
    if (told && course.isOpen()) {
      course.refine(bin);
    }
  }

  /** Returns the values from an item to another, by bin. */
  public long[] since(long from, long to) {
    return recent.counts(from, to, reference.size());
  }

  /**
   * Judges an alarm.
   *
   * @param since values from its onset on
   * @param category that has changed
   * @param again whether it differed before, so that it is judged by what was learnt
   * @param all whether it must be decided now
   */
  public Size size(long[] since, int category, boolean again, boolean all) {
    return floor.of(again ? learnt : reference.counts(), since, category, all);
  }

  /** Takes in the first alarm that matters. */
  public Incident begin(long item, long[] since) {
    return course.begin(item, since);
  }

  /** Begins with the values since the last look. */
  public Incident beginOfLatest(long item) {
    return course.begin(item, recovery.latest());
  }

  /**
   * Takes in one more alarm.
   *
   * @param always whether it is told in any case
   * @return null where there is nothing new to tell
   */
  public @Nullable Incident repeat(long[] since, boolean always) {
    Incident incident = course.repeat(since);
    return incident == null && always ? course.now() : incident;
  }

  /** Returns the incident of the last alarm that mattered. */
  public Incident incident() {
    return course.now();
  }

  /**
   * Begins to learn after an alarm of any size; and to look for the way back, from a state that is
   * new. Where nothing was told, or that the values are on their way back, all values since the
   * onset go on to count.
   */
  public void began(long[] since, long wanted, boolean told) {
    if (told && !course.isReturning()) {
      recovery.begin(since, wanted);
    }
    Arrays.fill(learnt, 0);
  }

  /** Returns whether there are enough values since the last look. */
  public boolean isDue() {
    return recovery.isDue();
  }

  /** Returns whether a change that was too small to matter is now large enough for sure. */
  public boolean hasGrown(int category) {
    return recovery.hasLatest()
        && floor.of(reference.counts(), recovery.latest(), category, false) == Size.ENOUGH;
  }

  /** Returns whether the values are the reference's again. */
  public boolean isOver() {
    return recovery.isOver();
  }

  /** Returns how many values {@link #isOver} was decided by. */
  public long looked() {
    return recovery.looked();
  }

  /** Ends the incident, with the values that {@link #isOver} was decided by. */
  public Incident end(long item) {
    return course.end(item, recent.first(recovery.looked(), item));
  }

  public void write(DataOutput out) throws IOException {
    recent.write(out);
    course.write(out);
    recovery.write(out);
    StateFormat.write(out, learnt);
  }

  public void read(DataInput in) throws IOException {
    recent.read(in, reference.size());
    course.read(in);
    recovery.read(in);
    StateFormat.readInto(in, learnt);
  }
}
