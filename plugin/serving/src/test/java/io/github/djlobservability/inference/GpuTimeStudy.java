package io.github.djlobservability.inference;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * Whether waiting for the device waits: to be run where there is a GPU, as {@code mvn -Pgpu -pl
 * plugin -am test -Dtest=GpuTimeStudy -Dsurefire.failIfNoSpecifiedTests=false}.
 *
 * <p>Work is given to the GPU, then the device is waited for, then it is waited for once more. The
 * first wait must take most of the time, the second, of a device with nothing left to do, next to
 * none.
 */
class GpuTimeStudy {
  private static final int ROUNDS = 20;
  private static final int PRODUCTS = 50;
  private static final int SIZE = 4096;

  @Test
  void theFirstWaitTakesTheTimeAndTheSecondNone() {
    try (NDManager manager = NDManager.newBaseManager(Device.gpu(0), "PyTorch")) {
      NDArray matrix = manager.randomUniform(0, 1, new Shape(SIZE, SIZE), DataType.FLOAT32);
      double[] handOver = new double[ROUNDS];
      double[] first = new double[ROUNDS];
      double[] second = new double[ROUNDS];
      for (int round = -2; round < ROUNDS; round++) {
        try (NDManager ofRound = manager.newSubManager()) {
          NDArray product = matrix.duplicate();
          product.attach(ofRound);
          long start = System.nanoTime();
          for (int i = 0; i < PRODUCTS; i++) {
            product = product.matMul(matrix);
          }
          long handedOver = System.nanoTime();
          ComputeMeter.awaitDevice(new NDList(product));
          long waited = System.nanoTime();
          ComputeMeter.awaitDevice(new NDList(product));
          long waitedAgain = System.nanoTime();
          // The first two rounds warm the device up.
          if (round >= 0) {
            handOver[round] = (handedOver - start) / 1e6;
            first[round] = (waited - handedOver) / 1e6;
            second[round] = (waitedAgain - waited) / 1e6;
          }
        }
      }
      System.out.printf(
          "%d products of %d x %d: handed over in %.3f ms, first wait %.3f ms, second %.3f ms%n",
          PRODUCTS, SIZE, SIZE, median(handOver), median(first), median(second));
      assertThat(median(second)).isLessThan(median(first) / 10);
    }
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
