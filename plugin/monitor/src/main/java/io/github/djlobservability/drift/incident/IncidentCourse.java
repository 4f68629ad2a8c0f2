package io.github.djlobservability.drift.incident;

import io.github.djlobservability.state.StateFormat;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows a check's incident, and says which of its alarms are worth telling: those after which the
 * values are unlike all that was told of it, and the first of each {@link Course}. What a state is
 * unlike differs from it by half of how far that was from the reference.
 *
 * <p>An alarm that comes sooner after the end than the incident had lasted is of the same incident.
 *
 * <p>Not thread-safe. Memory: at most {@value #MOST_TOLD} times 8 bytes a bin.
 */
final class IncidentCourse {

  private static final int MOST_TOLD = 6;
  private static final double UNLIKE = 0.5;
  private static final double MORE = 1.25;
  private static final double LESS = 0.8;

  private final long[] reference;
  private final BinDistance distance;

  /** States that were told, by bin, the last one last. */
  private final List<long[]> told = new ArrayList<>();

  private final Set<Course> courses = EnumSet.noneOf(Course.class);

  private Course course = Course.ENDED;
  private long began;
  private long ended;
  private int repeats;

  /** There has been none yet. */
  IncidentCourse(ReferenceBins reference, EffectFloor floor) {
    this.reference = reference.counts();
    this.distance = floor.distance();
  }

  /**
   * Takes in the first alarm after the reference held.
   *
   * @param now values from the onset to the alarm, by bin
   */
  Incident begin(long item, long[] now) {
    boolean again = began > 0 && item - ended < ended - began;
    if (!again) {
      began = item;
      repeats = 0;
      courses.clear();
    } else {
      repeats++;
    }
    told.clear();
    return tell(again ? Course.WORSENED : Course.BEGUN, now);
  }

  /**
   * Takes in one more alarm.
   *
   * @param now values from the onset to the alarm, by bin
   * @return null where there is nothing new to tell
   */
  @Nullable Incident repeat(long[] now) {
    repeats++;
    long[] last = told.get(told.size() - 1);
    double was = distance.of(reference, last);
    double is = distance.of(reference, now);
    boolean unlike = distance.of(last, now) >= UNLIKE * was;
    Course next =
        is >= MORE * was ? Course.WORSENED : is <= LESS * was ? Course.RETURNING : Course.CHANGED;
    return unlike && (isNew(now) || !courses.contains(next)) ? tell(next, now) : null;
  }

  private boolean isNew(long[] now) {
    return told.stream()
        .allMatch(state -> distance.of(state, now) >= UNLIKE * distance.of(reference, state));
  }

  private Incident tell(Course next, long[] now) {
    course = next;
    courses.add(next);
    if (told.size() == MOST_TOLD) {
      told.remove(0);
    }
    told.add(now.clone());
    return now();
  }

  /** Takes in a value soon after the alarm, which shows better what was told. */
  void refine(int bin) {
    told.get(told.size() - 1)[bin]++;
  }

  /** Returns whether it has begun and not ended. */
  boolean isOpen() {
    return !told.isEmpty();
  }

  /** Returns whether the values were on their way back when last told. */
  boolean isReturning() {
    return isOpen() && course == Course.RETURNING;
  }

  /** Returns how the incident stands. */
  Incident now() {
    return new Incident(began, course, repeats);
  }

  /**
   * Ends it, because the values agree with the reference again.
   *
   * @param over the item from which on they do
   */
  Incident end(long item, long over) {
    course = Course.ENDED;
    ended = item;
    told.clear();
    return new Incident(began, course, repeats, over);
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(told.size());
    for (long[] state : told) {
      StateFormat.write(out, state);
    }
    out.writeInt(courses.size());
    for (Course one : courses) {
      out.writeUTF(one.name());
    }
    out.writeUTF(course.name());
    StateFormat.write(out, new long[] {began, ended, repeats});
  }

  void read(DataInput in) throws IOException {
    told.clear();
    for (int left = StateFormat.size(in, 0, MOST_TOLD); left > 0; left--) {
      long[] state = new long[reference.length];
      StateFormat.readInto(in, state);
      told.add(state);
    }
    courses.clear();
    for (int left = StateFormat.size(in, 0, Course.values().length); left > 0; left--) {
      courses.add(StateFormat.readEnum(in, Course.class));
    }
    course = StateFormat.readEnum(in, Course.class);
    long[] numbers = new long[3];
    StateFormat.readInto(in, numbers);
    began = numbers[0];
    ended = numbers[1];
    repeats = (int) Math.max(0, Math.min(Integer.MAX_VALUE, numbers[2]));
  }
}
