package io.github.djlobservability.drift;

import io.github.djlobservability.drift.chart.ChangePoint;
import io.github.djlobservability.drift.chart.Effect;
import io.github.djlobservability.drift.reference.FeatureReference;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A figure of whole rows that is watched as one more feature of the model. Not thread-safe. */
interface RowMeasure {

  /** Describes the figure in rows of the reference. */
  FeatureReference reference();

  /** Returns the figure of the next row. */
  double next(double[] scores);

  /**
   * Returns how the rows have changed, in words; null if the figure itself is all there is.
   *
   * @param since scores of the rows since then, as far as they are known
   */
  default @Nullable Effect effect(List<double[]> since) {
    return null;
  }

  /**
   * Finds again when a change began, by more than the figure; that itself if nothing tells more.
   *
   * @param recent scores of the latest rows
   */
  default ChangePoint onset(ChangePoint told, RecentScores recent) {
    return told;
  }

  /**
   * Says in words that the rows are as before; null if the figure itself is all there is.
   *
   * @param figure how that has moved
   */
  default @Nullable Effect over(Effect figure) {
    return null;
  }

  /** Writes what it remembers of the rows before. */
  default void write(DataOutput out) throws IOException {}

  /** Takes that over. */
  default void read(DataInput in) throws IOException {}
}
