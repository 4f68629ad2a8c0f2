package io.github.djlobservability.drift;

import io.github.djlobservability.state.StateFormat;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Holds the measures of one feature in a window of items against the reference. Always given, also
 * when nothing has changed; without drift all measures are above zero by the noise of the window.
 *
 * @param itemCount items of the window, those without a value included
 * @param valueCount items with a value of the right type
 * @param missing share of items without a value
 * @param wrongType share of items with a value of a wrong type
 * @param outOfRange share of items with a number out of range
 * @param unseen share of items with a category that the reference does not have
 * @param mean mean of the finite numbers; NaN for categories
 * @param standardDeviation standard deviation of the finite numbers; NaN for categories
 * @param populationStabilityIndex PSI on the reference's tenths, or on the categories
 * @param jensenShannon distance, base 2, 0 to 1
 * @param totalVariation 0 to 1
 */
public record WindowMeasures(
    long itemCount,
    long valueCount,
    double missing,
    double wrongType,
    double outOfRange,
    double unseen,
    double mean,
    double standardDeviation,
    double populationStabilityIndex,
    double jensenShannon,
    double totalVariation) {
  void write(DataOutput out) throws IOException {
    StateFormat.write(out, new long[] {itemCount, valueCount});
    StateFormat.write(
        out,
        new double[] {
          missing,
          wrongType,
          outOfRange,
          unseen,
          mean,
          standardDeviation,
          populationStabilityIndex,
          jensenShannon,
          totalVariation
        });
  }

  static WindowMeasures read(DataInput in) throws IOException {
    long[] n = new long[2];
    double[] x = new double[9];
    StateFormat.readInto(in, n);
    StateFormat.readInto(in, x);
    return new WindowMeasures(n[0], n[1], x[0], x[1], x[2], x[3], x[4], x[5], x[6], x[7], x[8]);
  }
}
