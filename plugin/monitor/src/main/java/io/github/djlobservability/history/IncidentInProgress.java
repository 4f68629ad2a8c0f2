package io.github.djlobservability.history;

import io.github.djlobservability.drift.Onset;
import io.github.djlobservability.drift.Status;
import io.github.djlobservability.drift.Verdict;
import io.github.djlobservability.drift.incident.Course;
import io.github.djlobservability.drift.incident.Incident;
import io.github.djlobservability.state.StateFormat;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows one incident of a model: which checks it concerns, and what of it has been told.
 *
 * <p>Not thread-safe. Memory: {@value IncidentMember#BYTES} bytes a check at most.
 */
final class IncidentInProgress {
  /** Verdicts are kept and exported one by one of as many of its features. */
  static final int MOST_FEATURES_KEPT = 20;

  /** Changes that are this many items apart may have one cause, however sure their onsets are. */
  private static final long LEAST_SLACK = 20;

  /** It is told again when it concerns this many times the features. */
  private static final int GROWTH = 4;

  /** It is told again when nothing was added for as long. */
  private static final long QUIET_MILLIS = 60_000;

  private final long id;
  private final Family family;
  private final long noticedMillis;
  private final long began;
  private final long noticed;
  private final long from;
  private final long to;

  /** By feature and check, in the order in which they were noticed. */
  private final Map<String, IncidentMember> members = new LinkedHashMap<>();

  private final Set<Course> toldCourses = EnumSet.noneOf(Course.class);
  private int notListed;
  private int toldFeatures;
  private boolean grew;
  private long quietSince;
  private boolean alarmed;

  /** The item since which all is as in the reference again, or a later one; 0 of none. */
  private long over;

  /** Says which verdicts may have one cause: labels tell another story than values. */
  enum Family {
    VALUES,
    LABELS,
    CONFIGURATION;

    static Family of(Verdict verdict) {
      return switch (verdict.kind()) {
        case CONCEPT -> LABELS;
        case CONFIGURATION -> CONFIGURATION;
        case DATA, PREDICTION, SKEW, QUALITY -> VALUES;
      };
    }
  }

  /** Begins with a verdict; {@link #add} takes it in. */
  IncidentInProgress(long id, Verdict first) {
    this.id = id;
    family = Family.of(first);
    noticedMillis = first.epochMillis();
    Onset onset = first.onset();
    noticed = first.item();
    began = onset == null ? noticed : onset.item();
    long slack = Math.max(LEAST_SLACK, slack(noticed, began));
    from = (onset == null ? began : onset.earliest()) - slack;
    to = (onset == null ? began : onset.latest()) + slack;
  }

  /** Returns whether a verdict goes on with one of its checks. */
  boolean goesOnWith(Verdict verdict) {
    IncidentMember member = members.get(key(verdict.feature(), verdict.check()));
    if (member == null || family != Family.of(verdict)) {
      return false;
    }
    return (member.isOpen() && (member.drifted() || !several() || !isElsewhere(verdict)))
        || (verdict.incident() != null
            && member.began() > 0
            && verdict.incident().began() == member.began());
  }

  /** Returns how far an onset may be off: what is noticed late came slowly, or is small. */
  private static long slack(long noticed, long began) {
    return (noticed - began) / 2;
  }

  /**
   * Returns whether a verdict is of a change that began at another time: the intervals of the
   * onsets don't meet, and it was not noticed with this.
   */
  private boolean isElsewhere(Verdict verdict) {
    Onset onset = verdict.onset();
    if (onset == null) {
      return false;
    }
    long slack = slack(verdict.item(), onset.item());
    boolean meets = onset.earliest() - slack <= to && onset.latest() + slack >= from;
    if (meets) {
      return false;
    }
    return verdict.item() > noticed + LEAST_SLACK || onset.earliest() > noticed;
  }

  /** Returns whether a verdict of something else may have the same cause. */
  boolean mayHold(Verdict verdict) {
    return family != Family.CONFIGURATION
        && family == Family.of(verdict)
        && isOpen()
        && verdict.onset() != null
        && !isElsewhere(verdict);
  }

  /** Forgets what only warned of a check that another incident has now. */
  void leave(Verdict verdict) {
    String key = key(verdict.feature(), verdict.check());
    IncidentMember member = members.get(key);
    if (member != null && member.isOpen() && !member.drifted() && several()) {
      members.remove(key);
    }
  }

  /** Returns how many items lie between the beginnings of a verdict's change and of this. */
  long distance(Verdict verdict) {
    return verdict.onset() == null ? 0 : Math.abs(verdict.onset().item() - began);
  }

  private static String key(String feature, Enum<?> check) {
    return check.name() + ' ' + feature;
  }

  /**
   * Takes in a verdict.
   *
   * @param listed whether there is room for one more check
   */
  TakenVerdict add(Verdict verdict, boolean listed) {
    String key = key(verdict.feature(), verdict.check());
    boolean reopened = !members.isEmpty() && !isOpen();
    IncidentMember before = members.get(key);
    boolean isNew = before == null;
    if (isNew && !listed) {
      notListed += verdict.previousStatus().compareTo(Status.WARNING) < 0 ? 1 : 0;
    } else if (before != null
        && verdict.status() == Status.STABLE
        && !before.drifted()
        && several()) {
      // What only warned beside others is of no interest any more.
      members.remove(key);
    } else {
      members.put(key, before == null ? IncidentMember.of(verdict) : before.with(verdict));
    }
    if (reopened) {
      toldCourses.clear();
      over = 0;
    }
    if (verdict.status() == Status.STABLE) {
      over = Math.max(over, over(verdict));
    }
    grew |= isNew;
    boolean firstAlarm = verdict.status() == Status.DRIFT && !alarmed;
    alarmed |= firstAlarm;
    boolean alone = firstAlarm || !several();
    toldFeatures += alone && isNew ? 1 : 0;
    return new TakenVerdict(
        verdict.inIncident(id),
        alone,
        places().indexOf(verdict.feature()) < MOST_FEATURES_KEPT && (listed || !isNew),
        alone || !isWorthTelling() ? null : told());
  }

  /** Returns since which item a check is as in the reference again, as far as a verdict says. */
  private long over(Verdict verdict) {
    Incident own = verdict.incident();
    return own == null || own.over() == 0 || family == Family.LABELS ? verdict.item() : own.over();
  }

  private List<String> places() {
    return members.values().stream().map(IncidentMember::feature).distinct().toList();
  }

  private boolean several() {
    return concerned() > 1;
  }

  private boolean isWorthTelling() {
    Course course = course();
    boolean isOther = course != Course.BEGUN && course != Course.CHANGED;
    return (isOther && !toldCourses.contains(course)) || concerned() >= GROWTH * toldFeatures;
  }

  private ModelIncident told() {
    toldCourses.add(course());
    toldFeatures = concerned();
    return report();
  }

  /** Returns it where it has grown since it was told, and not for a while; else null. */
  @Nullable ModelIncident settled(long nowMillis) {
    if (grew) {
      grew = false;
      quietSince = nowMillis;
    }
    return isOpen() && concerned() > toldFeatures && nowMillis - quietSince >= QUIET_MILLIS
        ? told()
        : null;
  }

  boolean isOpen() {
    return members.values().stream().anyMatch(IncidentMember::isOpen);
  }

  /** Ends it: nothing tells any more how it goes on. */
  void drop() {
    members.replaceAll((key, member) -> member.ended());
  }

  /** Returns how many checks it holds. */
  int size() {
    return members.size();
  }

  private int concerned() {
    return places().size() + notListed;
  }

  /** Returns how it goes on with most of the checks that still differ. */
  private Course course() {
    Map<Course, Integer> counts = new EnumMap<>(Course.class);
    members.values().stream()
        .filter(IncidentMember::isOpen)
        .forEach(member -> counts.merge(member.course(), 1, Integer::sum));
    return counts.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(Course.ENDED);
  }

  /** Returns how it stands. */
  ModelIncident report() {
    List<IncidentMember> sorted = sorted();
    Status status =
        sorted.stream()
            .map(IncidentMember::status)
            .max(Comparator.naturalOrder())
            .orElse(Status.STABLE);
    return new ModelIncident(
        id,
        status,
        course(),
        noticedMillis,
        onset(sorted),
        status == Status.STABLE ? over : 0,
        cause(),
        sorted.stream().limit(ModelIncident.MOST_NAMED).map(IncidentMember::concerned).toList(),
        concerned());
  }

  /**
   * Returns when it began: as the feature tells that was noticed first, of several the most
   * affected. What only warned tells it where nothing did more.
   */
  private static @Nullable Onset onset(List<IncidentMember> members) {
    boolean drifted = members.stream().anyMatch(IncidentMember::drifted);
    return members.stream()
        .filter(member -> member.drifted() == drifted && member.onset() != null)
        .min(Comparator.comparingLong(IncidentMember::began))
        .map(IncidentMember::onset)
        .orElse(null);
  }

  private @Nullable String cause() {
    for (IncidentMember member : members.values()) {
      if (!member.cause().isEmpty()) {
        return member.cause();
      }
    }
    return null;
  }

  /** Returns what of it still differs. */
  List<OpenChange> open() {
    return sorted().stream()
        .filter(IncidentMember::isOpen)
        .map(member -> new OpenChange(id, member.concerned(), member.onset(), cause()))
        .toList();
  }

  /** Returns for each feature its check that is worst, the most affected first. */
  private List<IncidentMember> sorted() {
    Map<String, IncidentMember> worst = new LinkedHashMap<>();
    for (IncidentMember member : members.values()) {
      worst.merge(member.feature(), member, IncidentInProgress::worse);
    }
    List<IncidentMember> sorted = new ArrayList<>(worst.values());
    sorted.sort(MOST_AFFECTED);
    return sorted;
  }

  private static final Comparator<IncidentMember> MOST_AFFECTED =
      Comparator.comparing(IncidentMember::isOpen)
          .thenComparing(IncidentMember::drifted)
          .thenComparing(IncidentMember::saysHow)
          .thenComparing(IncidentMember::evidencePerItem)
          .reversed();

  private static IncidentMember worse(IncidentMember one, IncidentMember other) {
    return MOST_AFFECTED.compare(one, other) <= 0 ? one : other;
  }

  void write(DataOutput out) throws IOException {
    StateFormat.write(
        out,
        new long[] {
          id,
          noticedMillis,
          began,
          from,
          to,
          notListed,
          toldFeatures,
          quietSince,
          alarmed ? 1 : 0,
          over,
          noticed
        });
    out.writeUTF(family.name());
    out.writeInt(toldCourses.size());
    for (Course course : toldCourses) {
      out.writeUTF(course.name());
    }
    out.writeInt(members.size());
    for (IncidentMember member : members.values()) {
      member.write(out);
    }
  }

  IncidentInProgress(DataInput in, int most) throws IOException {
    long[] numbers = new long[11];
    StateFormat.readInto(in, numbers);
    id = numbers[0];
    noticedMillis = numbers[1];
    began = numbers[2];
    from = numbers[3];
    to = numbers[4];
    notListed = (int) Math.max(0, Math.min(Integer.MAX_VALUE / 2, numbers[5]));
    toldFeatures = (int) Math.max(0, Math.min(Integer.MAX_VALUE / 2 / GROWTH, numbers[6]));
    quietSince = numbers[7];
    alarmed = numbers[8] != 0;
    over = numbers[9];
    noticed = numbers[10];
    family = StateFormat.readEnum(in, Family.class);
    for (int left = StateFormat.size(in, 0, Course.values().length); left > 0; left--) {
      toldCourses.add(StateFormat.readEnum(in, Course.class));
    }
    for (int left = StateFormat.size(in, 0, most); left > 0; left--) {
      IncidentMember member = IncidentMember.read(in);
      members.put(key(member.feature(), member.check()), member);
    }
  }
}
