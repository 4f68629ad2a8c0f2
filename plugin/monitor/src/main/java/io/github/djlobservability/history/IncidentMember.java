package io.github.djlobservability.history;

import io.github.djlobservability.drift.Check;
import io.github.djlobservability.drift.Onset;
import io.github.djlobservability.drift.Status;
import io.github.djlobservability.drift.Verdict;
import io.github.djlobservability.drift.VerdictFormat;
import io.github.djlobservability.drift.cause.LikelyCause;
import io.github.djlobservability.drift.incident.Course;
import io.github.djlobservability.drift.reference.DriftKind;
import io.github.djlobservability.drift.reference.RowFeature;
import io.github.djlobservability.state.StateFormat;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A check of a feature in an incident, as its last verdict says.
 *
 * @param onset when it began: of its first alarm, or of a warning before there is one
 * @param began number of the item that names the check's own course; 0 where it only warned
 * @param drifted whether it ever was more than a warning
 */
record IncidentMember(
    String feature,
    Check check,
    DriftKind kind,
    Status status,
    Course course,
    long began,
    boolean drifted,
    String change,
    String cause,
    @Nullable Onset onset,
    double evidencePerItem) {
  static final int BYTES = 1_000;
  private static final int MOST_LETTERS = 200;

  /** Begins with a verdict. */
  static IncidentMember of(Verdict verdict) {
    LikelyCause cause = verdict.cause();
    return new IncidentMember(
        verdict.feature(),
        verdict.check(),
        verdict.kind(),
        verdict.status(),
        course(verdict),
        verdict.incident() == null ? 0 : verdict.incident().began(),
        verdict.status() == Status.DRIFT,
        cut(verdict.effect().description()),
        cause == null ? "" : cut(cause.brief()),
        verdict.onset(),
        evidencePerItem(verdict));
  }

  /** Goes on with a verdict: one that ends it tells nothing of how it was. */
  IncidentMember with(Verdict verdict) {
    IncidentMember now = of(verdict);
    boolean tells = now.isOpen() && now.onset != null;
    boolean begins = onset == null || (now.drifted && !drifted);
    return new IncidentMember(
        feature,
        check,
        now.kind,
        now.status,
        now.course,
        now.began == 0 ? began : now.began,
        drifted || now.drifted,
        tells ? now.change : change,
        now.cause.isEmpty() ? cause : now.cause,
        tells && begins ? now.onset : onset,
        tells ? now.evidencePerItem : evidencePerItem);
  }

  private static String cut(String text) {
    return text.length() <= MOST_LETTERS ? text : text.substring(0, MOST_LETTERS) + "…";
  }

  private static Course course(Verdict verdict) {
    if (verdict.status() == Status.STABLE) {
      return Course.ENDED;
    }
    return verdict.incident() == null ? Course.BEGUN : verdict.incident().course();
  }

  private static double evidencePerItem(Verdict verdict) {
    Onset onset = verdict.onset();
    long items = onset == null ? 0 : Math.max(0, verdict.item() - onset.item());
    return verdict.statistic() / (items + 1.0);
  }

  /** Returns whether it differs from the reference, or may. */
  boolean isOpen() {
    return status != Status.STABLE;
  }

  /**
   * Returns whether it says what has changed and how: that values lie past the reference's range
   * says less of a number than its distribution does, and whole rows less than their columns.
   */
  boolean saysHow() {
    return check != Check.OUT_OF_RANGE
        && !feature.equals(RowFeature.DISTANCES)
        && !feature.equals(RowFeature.CORRELATIONS);
  }

  /** Returns it as one that is over. */
  IncidentMember ended() {
    return new IncidentMember(
        feature,
        check,
        kind,
        Status.STABLE,
        Course.ENDED,
        0,
        drifted,
        change,
        cause,
        onset,
        evidencePerItem);
  }

  ConcernedFeature concerned() {
    return new ConcernedFeature(
        feature, check, status, kind, change, cause.isEmpty() ? null : cause, evidencePerItem);
  }

  void write(DataOutput out) throws IOException {
    out.writeUTF(VerdictFormat.cut(feature));
    out.writeUTF(check.name());
    out.writeUTF(kind.name());
    out.writeUTF(status.name());
    out.writeUTF(course.name());
    out.writeLong(began);
    out.writeBoolean(drifted);
    out.writeUTF(change);
    out.writeUTF(cause);
    VerdictFormat.write(out, onset);
    out.writeDouble(evidencePerItem);
  }

  static IncidentMember read(DataInput in) throws IOException {
    return new IncidentMember(
        in.readUTF(),
        StateFormat.readEnum(in, Check.class),
        StateFormat.readEnum(in, DriftKind.class),
        StateFormat.readEnum(in, Status.class),
        StateFormat.readEnum(in, Course.class),
        in.readLong(),
        in.readBoolean(),
        in.readUTF(),
        in.readUTF(),
        VerdictFormat.readOnset(in),
        in.readDouble());
  }
}
