package io.github.djlobservability.drift.chart.threshold;

import io.github.djlobservability.statistics.UniformNoise;
import java.util.Arrays;
import java.util.List;

/**
 * Draws rows of a reference in blocks of rows that follow each other, such that a block goes on
 * about where the one before it ended: of some blocks drawn at random, the one before which the
 * rows were most like the last rows drawn. So neither a cycle nor a memory breaks off between
 * blocks.
 *
 * <p>E. Carlstein, K. Do, P. Hall, T. Hesterberg and H. R. Künsch, <i>Matched-Block Bootstrap for
 * Dependent Data</i>, Bernoulli 4, 1998. Not thread-safe.
 */
final class MatchedBlocks {

  /** A cycle that the reference holds ten times is in a block. */
  private static final int BLOCKS = 10;

  private static final int CANDIDATES = 50;

  /** A block is compared in this many parts. */
  private static final int PARTS = 5;

  private final List<BootstrapFeature> features;
  private final int rows;
  private final int block;
  private final int compared;
  private final long seed;
  private long draws;

  /**
   * Matches blocks of these features' rows.
   *
   * @param features which have to do with the rows before
   */
  MatchedBlocks(List<BootstrapFeature> features, long seed) {
    this.features = features;
    this.seed = seed;
    rows = features.get(0).rows();
    block = Math.max(1, rows / BLOCKS);
    compared = block / PARTS;
  }

  /** Draws the numbers of {@code count} rows. */
  int[] draw(int count) {
    Walk walk = walk(count);
    int[] drawn = new int[count];
    Arrays.setAll(drawn, i -> walk.next());
    return drawn;
  }

  /** Returns a walk that draws {@code most} rows at most, each when it is asked for. */
  Walk walk(int most) {
    Walk walk = new Walk(draws);
    // However far it goes, the next walk has the same random numbers.
    draws += 1 + (long) CANDIDATES * ((most + block - 1) / block);
    return walk;
  }

  /** Rows that are drawn one by one. */
  final class Walk {
    private long draw;
    private int start;
    private int done;

    private Walk(long draw) {
      this.draw = draw;
      start = anywhere();
    }

    /** Returns the number of the next row. */
    int next() {
      if (done == block) {
        start = after(start + block);
        done = 0;
      }
      return start + done++;
    }

    private int anywhere() {
      double place = UniformNoise.at(seed, draw++);
      return compared + (int) (place * (rows - block - compared + 1));
    }

    /** Returns the beginning of a block that may come in place of the row with this number. */
    private int after(int row) {
      int best = anywhere();
      double least = distance(best, row);
      for (int candidate = 1; candidate < CANDIDATES; candidate++) {
        int place = anywhere();
        double distance = distance(place, row);
        if (distance < least) {
          least = distance;
          best = place;
        }
      }
      return best;
    }
  }

  private double distance(int row, int other) {
    double sum = 0;
    for (BootstrapFeature feature : features) {
      for (int before = 1; before <= compared; before++) {
        sum += feature.distance(row - before, other - before);
      }
    }
    return sum;
  }
}
