package io.github.djlobservability.history;

import io.github.djlobservability.drift.FeatureEvaluation;
import io.github.djlobservability.drift.ModelEvaluation;
import io.github.djlobservability.drift.Status;
import io.github.djlobservability.drift.VerdictFormat;
import io.github.djlobservability.drift.WindowMeasures;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Holds the measures of all features in one window. Immutable. Memory: 13 bytes a feature. */
final class MeasuredWindow {
  private static final int FIGURES = 3;
  private static final List<Status> STATUS = List.of(Status.values());

  private final long epochMillis;

  /** Shared by all windows of the same reference. */
  private final List<String> features;

  private final byte[] status;
  private final float[] figures;

  private MeasuredWindow(long epochMillis, List<String> features, byte[] status, float[] figures) {
    this.epochMillis = epochMillis;
    this.features = features;
    this.status = status;
    this.figures = figures;
  }

  /**
   * Returns the measures of the window that was full last.
   *
   * @param known the names of the features before; used if they are the same
   * @param most how many features are kept at most
   */
  static MeasuredWindow of(
      long epochMillis, ModelEvaluation evaluation, List<String> known, int most) {
    List<FeatureEvaluation> measured =
        evaluation.features().stream().filter(f -> f.window() != null).limit(most).toList();
    List<String> names = measured.stream().map(FeatureEvaluation::feature).toList();
    byte[] status = new byte[measured.size()];
    float[] figures = new float[FIGURES * measured.size()];
    for (int i = 0; i < measured.size(); i++) {
      FeatureEvaluation feature = measured.get(i);
      status[i] = (byte) STATUS.indexOf(feature.status());
      WindowMeasures window = feature.window();
      if (window != null) {
        figures[FIGURES * i] = (float) window.mean();
        figures[FIGURES * i + 1] = (float) window.missing();
        figures[FIGURES * i + 2] = (float) window.jensenShannon();
      }
    }
    return new MeasuredWindow(epochMillis, names.equals(known) ? known : names, status, figures);
  }

  List<String> features() {
    return features;
  }

  /** Returns what it measured of a feature; null for one that it doesn't have. */
  @Nullable FeatureWindow of(String feature) {
    int i = features.indexOf(feature);
    return i < 0
        ? null
        : new FeatureWindow(
            epochMillis,
            STATUS.get(status[i]),
            figures[FIGURES * i],
            figures[FIGURES * i + 1],
            figures[FIGURES * i + 2]);
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(epochMillis);
    out.writeInt(features.size());
    for (int i = 0; i < status.length; i++) {
      out.writeUTF(VerdictFormat.cut(features.get(i)));
      out.writeByte(status[i]);
      for (int k = 0; k < FIGURES; k++) {
        out.writeFloat(figures[FIGURES * i + k]);
      }
    }
  }

  static MeasuredWindow read(DataInput in, List<String> known, int most) throws IOException {
    long epochMillis = in.readLong();
    int size = in.readInt();
    if (size < 0 || size > most) {
      throw new IOException(size + " features");
    }
    List<String> names = new ArrayList<>();
    byte[] status = new byte[size];
    float[] figures = new float[FIGURES * size];
    for (int i = 0; i < size; i++) {
      names.add(in.readUTF());
      status[i] = in.readByte();
      if (status[i] < 0 || status[i] >= STATUS.size()) {
        throw new IOException("status " + status[i]);
      }
      for (int k = 0; k < FIGURES; k++) {
        figures[FIGURES * i + k] = in.readFloat();
      }
    }
    return new MeasuredWindow(epochMillis, names.equals(known) ? known : names, status, figures);
  }
}
