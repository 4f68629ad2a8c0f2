package io.github.djlobservability.drift;

import io.github.djlobservability.drift.chart.Effect;
import io.github.djlobservability.drift.reference.FeatureReference;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A figure of whole rows that is watched as one more feature of the model. Not thread-safe. */
interface RowMeasure {

  /** Describes the figure in rows of the reference. */
  FeatureReference reference();

  /** Returns the figure of the next row. */
  double next(double[] scores);

  /**
   * Returns how the rows have changed of late, in words; null if the figure itself is all there is.
   *
   * @param transition that is to be told
   */
  default @Nullable Effect effect(Transition transition) {
    return null;
  }

  /** Writes what it remembers of the rows before. */
  default void write(DataOutput out) throws IOException {}

  /** Takes that over. */
  default void read(DataInput in) throws IOException {}
}
