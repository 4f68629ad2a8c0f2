package io.github.djlobservability.statistics.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Rows that are rebuilt from a reference, and rows that are not. */
class PcaReconstructionTest {

  private static final long SEED = 20_260_105;

  @Test
  void rowsOnTheReferencesLineAreRebuiltAndOthersNot() {
    SplittableRandom random = new SplittableRandom(SEED);
    double[][] line = new double[100][];
    for (int i = 0; i < line.length; i++) {
      double along = random.nextGaussian();
      line[i] = new double[] {along, 2 * along + 5, -along};
    }

    PcaReconstruction pca = PcaReconstruction.fit(line, 0.65);

    assertThat(pca.componentCount()).isEqualTo(1);
    assertThat(pca.error(new double[] {3, 11, -3})).isCloseTo(0, within(1e-9));
    assertThat(pca.error(new double[] {3, 11, 3})).isGreaterThan(1);
    assertThat(pca.error(new double[] {3, 11, Double.NaN})).isNaN();
    assertThat(pca.error(new double[] {3, 11, Double.NEGATIVE_INFINITY})).isNaN();
  }

  @Test
  void keepsAsManyComponentsAsTheShareAsksFor() {
    SplittableRandom random = new SplittableRandom(SEED);
    double[][] rows = new double[500][4];
    for (double[] row : rows) {
      for (int j = 0; j < row.length; j++) {
        row[j] = random.nextGaussian();
      }
    }

    assertThat(PcaReconstruction.fit(rows, 0.2).componentCount()).isEqualTo(1);
    assertThat(PcaReconstruction.fit(rows, 0.65).componentCount()).isEqualTo(3);
    assertThat(PcaReconstruction.fit(rows, 1).error(rows[0])).isCloseTo(0, within(1e-9));
  }

  @Test
  void aConstantReferenceKeepsNoComponentAndMeasuresTheDistanceToIt() {
    PcaReconstruction pca = PcaReconstruction.fit(new double[][] {{1, 2}, {1, 2}, {1, 2}}, 0.65);

    assertThat(pca.componentCount()).isZero();
    assertThat(pca.error(new double[] {4, 6})).isEqualTo(5);
  }
}
