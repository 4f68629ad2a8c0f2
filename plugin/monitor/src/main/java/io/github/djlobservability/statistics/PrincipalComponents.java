package io.github.djlobservability.statistics;

/**
 * The directions in which rows vary, the largest variance first. Immutable and thread-safe.
 *
 * <p>By the eigenvectors of the products of columns or, where there are fewer rows than columns, of
 * rows, which are the same directions seen from the other side. Memory: the square of the smaller
 * number. Time: {@code O(n d min(n, d) + min(n, d)^3)}; for 384 under a second.
 *
 * <p>I. T. Jolliffe, <i>Principal Component Analysis</i>, 2002, sections 3.1 and 3.5.
 */
public final class PrincipalComponents {

  /** A direction with less of the variance is rounding. */
  private static final double NEGLIGIBLE = 1e-12;

  private final double[][] centred;
  private final boolean byColumns;
  private final SymmetricEigen eigen;
  private final double total;
  private final int count;

  private PrincipalComponents(double[][] centred, boolean byColumns, SymmetricEigen eigen) {
    this.centred = centred;
    this.byColumns = byColumns;
    this.eigen = eigen;
    double sum = 0;
    for (int i = 0; i < eigen.size(); i++) {
      sum += Math.max(0, eigen.value(i));
    }
    total = sum;
    int found = 0;
    while (found < eigen.size() && eigen.value(found) > NEGLIGIBLE * total) {
      found++;
    }
    count = found;
  }

  /**
   * Computes the components of rows whose columns have the mean 0.
   *
   * @param centred one row at least, all of one length; kept, and not to be changed
   */
  public static PrincipalComponents of(double[][] centred) {
    boolean byColumns = centred[0].length <= centred.length;
    double[][] products = byColumns ? ofColumns(centred) : ofRows(centred);
    return new PrincipalComponents(centred, byColumns, SymmetricEigen.of(products));
  }

  private static double[][] ofColumns(double[][] rows) {
    int columns = rows[0].length;
    double[][] products = new double[columns][columns];
    for (double[] row : rows) {
      for (int i = 0; i < columns; i++) {
        for (int j = 0; j <= i; j++) {
          products[i][j] += row[i] * row[j];
        }
      }
    }
    return mirrored(products);
  }

  private static double[][] ofRows(double[][] rows) {
    double[][] products = new double[rows.length][rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j <= i; j++) {
        products[i][j] = dot(rows[i], rows[j]);
      }
    }
    return mirrored(products);
  }

  private static double[][] mirrored(double[][] lower) {
    for (int i = 0; i < lower.length; i++) {
      for (int j = 0; j < i; j++) {
        lower[j][i] = lower[i][j];
      }
    }
    return lower;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** Returns how many directions there are in which the rows vary at all. */
  public int count() {
    return count;
  }

  /**
   * Returns a direction, of length 1.
   *
   * @param rank from 0, below {@link #count}
   */
  public double[] direction(int rank) {
    double[] vector = eigen.vector(rank);
    if (byColumns) {
      return vector.clone();
    }
    double length = Math.sqrt(eigen.value(rank));
    double[] direction = new double[centred[0].length];
    for (int i = 0; i < centred.length; i++) {
      for (int j = 0; j < direction.length; j++) {
        direction[j] += centred[i][j] * vector[i] / length;
      }
    }
    return direction;
  }

  /**
   * Returns how many of the first directions hold a share of the variance.
   *
   * @param share in (0, 1]
   */
  public int holding(double share) {
    int kept = 0;
    double held = 0;
    while (kept < count && held < share * total) {
      held += eigen.value(kept);
      kept++;
    }
    return kept;
  }
}
