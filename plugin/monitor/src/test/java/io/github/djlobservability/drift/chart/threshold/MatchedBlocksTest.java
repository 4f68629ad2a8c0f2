package io.github.djlobservability.drift.chart.threshold;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.drift.chart.bank.RankTables;
import io.github.djlobservability.drift.reference.DriftKind;
import io.github.djlobservability.drift.reference.FeatureReference;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MatchedBlocksTest {

  private static final long SEED = 3;
  private static final int ROWS = 2_000;
  private static final int CYCLE = 48;

  private static MatchedBlocks blocks() {
    double[] values = new double[ROWS];
    SplittableRandom random = new SplittableRandom(SEED);
    Arrays.setAll(
        values,
        row -> Math.sin(2 * Math.PI * row / CYCLE) + Math.sqrt(0.5) * random.nextGaussian());
    FeatureReference reference =
        FeatureReference.numeric("x", DriftKind.DATA, values).inTimeOrder(values);
    return new MatchedBlocks(
        List.of(BootstrapFeature.of(reference, values, new RankTables(), SEED).orElseThrow()),
        SEED);
  }

  @Test
  void drawsBlocksOfATenthOfTheRows() {
    int[] drawn = blocks().draw(10_000);

    for (int i = 1; i < drawn.length; i++) {
      if (i % (ROWS / 10) != 0) {
        assertThat(drawn[i]).isEqualTo(drawn[i - 1] + 1);
      }
    }
    assertThat(Arrays.stream(drawn).max().orElseThrow()).isBetween(1_800, ROWS - 1);
    assertThat(Arrays.stream(drawn).min().orElseThrow()).isBetween(0, 200);
  }

  @Test
  void whatIsDrawnNextDoesNotGoByHowFarAWalkWent() {
    MatchedBlocks one = blocks();
    MatchedBlocks other = blocks();
    one.draw(450);
    other.walk(450).next();

    assertThat(one.draw(700)).isEqualTo(other.draw(700));
  }

  /** A cycle would be off by a quarter on average if a block began anywhere. */
  @Test
  void aCycleGoesOnFromBlockToBlock() {
    int[] drawn = blocks().draw(20_000);
    double off = 0;
    int joins = 0;
    for (int i = ROWS / 10; i < drawn.length; i += ROWS / 10, joins++) {
      int jump = Math.floorMod(drawn[i] - drawn[i - 1] - 1, CYCLE);
      off += Math.min(jump, CYCLE - jump);
    }
    assertThat(off / joins).isLessThan(CYCLE / 16.0);
  }
}
