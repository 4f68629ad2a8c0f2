package io.github.djlobservability.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The eigen decomposition against its definition, and the components of rows. */
class PrincipalComponentsTest {

  private static final long SEED = 20_260_105;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 60})
  void eigenvectorsAreWhatTheMatrixOnlyStretches(int size) {
    double[][] matrix = symmetric(size);

    SymmetricEigen eigen = SymmetricEigen.of(matrix);

    for (int rank = 0; rank < size; rank++) {
      double[] vector = eigen.vector(rank);
      assertThat(dot(vector, vector)).isCloseTo(1, within(1e-12));
      for (int i = 0; i < size; i++) {
        assertThat(dot(matrix[i], vector))
            .as("seed %d", SEED)
            .isCloseTo(eigen.value(rank) * vector[i], within(1e-11 * size));
      }
      if (rank > 0) {
        assertThat(eigen.value(rank)).isLessThanOrEqualTo(eigen.value(rank - 1));
        assertThat(dot(vector, eigen.vector(rank - 1))).isCloseTo(0, within(1e-11));
      }
    }
  }

  @Test
  void equalAndZeroEigenvaluesAreOrdinary() {
    double[][] matrix = {{2, 0, 0, 0}, {0, 2, 0, 0}, {0, 0, 0, 0}, {0, 0, 0, 0}};

    SymmetricEigen eigen = SymmetricEigen.of(matrix);

    assertThat(new double[] {eigen.value(0), eigen.value(1), eigen.value(2), eigen.value(3)})
        .containsExactly(2, 2, 0, 0);
  }

  /** Fewer rows than columns: the directions come from the products of rows, and are the same. */
  @ParameterizedTest
  @ValueSource(ints = {5, 12, 40})
  void componentsOfWideRowsAreThoseOfTheirColumns(int columns) {
    double[][] rows = centred(12, columns);

    PrincipalComponents components = PrincipalComponents.of(rows);

    assertThat(components.count()).isEqualTo(Math.min(columns, 11));
    double last = Double.POSITIVE_INFINITY;
    for (int rank = 0; rank < components.count(); rank++) {
      double[] direction = components.direction(rank);
      assertThat(dot(direction, direction)).isCloseTo(1, within(1e-9));
      double[] image = new double[columns];
      double variance = 0;
      for (double[] row : rows) {
        double along = dot(row, direction);
        variance += along * along;
        for (int j = 0; j < columns; j++) {
          image[j] += along * row[j];
        }
      }
      assertThat(variance).isLessThanOrEqualTo(last * (1 + 1e-9));
      last = variance;
      for (int j = 0; j < columns; j++) {
        assertThat(image[j]).isCloseTo(variance * direction[j], within(1e-8 * variance + 1e-9));
      }
    }
  }

  @Test
  void rowsThatDoNotVaryHaveNoComponents() {
    assertThat(PrincipalComponents.of(new double[3][5]).count()).isZero();
    assertThat(PrincipalComponents.of(new double[5][3]).count()).isZero();
  }

  private static double[][] centred(int size, int columns) {
    SplittableRandom random = new SplittableRandom(SEED);
    double[][] rows = new double[size][columns];
    double[] means = new double[columns];
    for (double[] row : rows) {
      for (int j = 0; j < columns; j++) {
        row[j] = random.nextGaussian() * (1 + j);
        means[j] += row[j] / size;
      }
    }
    for (double[] row : rows) {
      for (int j = 0; j < columns; j++) {
        row[j] -= means[j];
      }
    }
    return rows;
  }

  private static double[][] symmetric(int size) {
    SplittableRandom random = new SplittableRandom(SEED);
    double[][] matrix = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        matrix[i][j] = random.nextGaussian();
        matrix[j][i] = matrix[i][j];
      }
    }
    return matrix;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
