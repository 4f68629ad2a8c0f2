package io.github.djlobservability.drift;

import io.github.djlobservability.drift.chart.DriftShape;
import io.github.djlobservability.drift.chart.Effect;
import io.github.djlobservability.drift.incident.Course;
import io.github.djlobservability.drift.incident.Incident;
import io.github.djlobservability.drift.reference.DriftKind;
import io.github.djlobservability.state.StateFormat;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads verdicts: all that people look at. The other features that contributed, and what
 * a drift of labels concerns, are left out. Stateless.
 */
public final class VerdictFormat {
  private static final int MOST_IDS = 10;
  private static final int MOST_LETTERS = 600;

  private VerdictFormat() {}

  /** Cuts what strangers may make as long as they like. */
  public static String cut(String text) {
    return text.length() <= MOST_LETTERS ? text : text.substring(0, MOST_LETTERS) + "…";
  }

  /** Writes a verdict without its likely cause. */
  public static void write(DataOutput out, Verdict verdict) throws IOException {
    out.writeLong(verdict.item());
    out.writeLong(verdict.epochMillis());
    out.writeUTF(cut(verdict.feature()));
    out.writeUTF(verdict.check().name());
    out.writeUTF(verdict.kind().name());
    out.writeUTF(verdict.previousStatus().name());
    out.writeUTF(verdict.status().name());
    out.writeUTF(verdict.modelStatus().name());
    DriftShape shape = verdict.shape();
    out.writeUTF(shape == null ? "" : shape.name());
    write(out, verdict.onset());
    out.writeDouble(verdict.statistic());
    out.writeDouble(verdict.threshold());
    out.writeUTF(cut(verdict.effect().description()));
    out.writeDouble(verdict.effect().reference());
    out.writeDouble(verdict.effect().current());
    Incident incident = verdict.incident();
    out.writeBoolean(incident != null);
    if (incident != null) {
      out.writeLong(incident.began());
      out.writeUTF(incident.course().name());
      out.writeInt(incident.repeats());
      out.writeLong(incident.over());
    }
    out.writeLong(verdict.incidentId());
    int ids = Math.min(MOST_IDS, verdict.itemIds().size());
    out.writeInt(ids);
    for (int i = 0; i < ids; i++) {
      out.writeUTF(cut(verdict.itemIds().get(i)));
    }
  }

  /** Reads a verdict that was written. */
  public static Verdict read(DataInput in) throws IOException {
    long item = in.readLong();
    long epochMillis = in.readLong();
    String feature = in.readUTF();
    Check check = StateFormat.readEnum(in, Check.class);
    DriftKind kind = StateFormat.readEnum(in, DriftKind.class);
    Status previous = StateFormat.readEnum(in, Status.class);
    Status status = StateFormat.readEnum(in, Status.class);
    Status model = StateFormat.readEnum(in, Status.class);
    String shape = in.readUTF();
    Onset onset = readOnset(in);
    double statistic = in.readDouble();
    double threshold = in.readDouble();
    Effect effect = new Effect(in.readUTF(), in.readDouble(), in.readDouble());
    Incident incident =
        in.readBoolean()
            ? new Incident(
                in.readLong(), StateFormat.readEnum(in, Course.class), in.readInt(), in.readLong())
            : null;
    long incidentId = in.readLong();
    List<String> ids = new ArrayList<>();
    for (int left = StateFormat.size(in, 0, MOST_IDS); left > 0; left--) {
      ids.add(in.readUTF());
    }
    return new Verdict(
        item,
        epochMillis,
        feature,
        check,
        kind,
        previous,
        status,
        model,
        shape.isEmpty() ? null : shape(shape),
        onset,
        statistic,
        threshold,
        effect,
        List.of(),
        ids,
        null,
        null,
        incident,
        incidentId);
  }

  /** Writes when a change began. */
  public static void write(DataOutput out, @Nullable Onset onset) throws IOException {
    out.writeBoolean(onset != null);
    if (onset != null) {
      out.writeLong(onset.item());
      out.writeLong(onset.earliest());
      out.writeLong(onset.latest());
      out.writeLong(onset.epochMillis());
    }
  }

  /** Reads when a change began; null where that was not known. */
  public static @Nullable Onset readOnset(DataInput in) throws IOException {
    return in.readBoolean()
        ? new Onset(in.readLong(), in.readLong(), in.readLong(), in.readLong())
        : null;
  }

  private static DriftShape shape(String name) throws IOException {
    try {
      return DriftShape.valueOf(name);
    } catch (IllegalArgumentException e) {
      throw new IOException("unknown shape " + name, e);
    }
  }
}
