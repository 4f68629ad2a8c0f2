package io.github.djlobservability.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.drift.chart.RecentRanks;
import io.github.djlobservability.drift.reference.ModelReference;
import io.github.djlobservability.drift.reference.NumericCells;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The promise of docs/performance.md: 1,000 features in less than 40 MB. */
class ModelMonitorMemoryTest {

  private static final int FEATURES = 1_000;
  private static final int REFERENCE_ROWS = 1_100;
  private static final long MOST_BYTES = 40_000_000;

  /** Bounds the memory that a feature collects after an alarm and gives up again. */
  private static final long LEARNING_BYTES = 8_000;

  @Test
  void aThousandFeaturesWithTheirReferences() {
    long before = used();
    Columns columns = Columns.normal(FEATURES);
    SplittableRandom random = new SplittableRandom(1);
    ModelReference reference =
        ModelReference.of(columns.reference(REFERENCE_ROWS, random).features());
    ModelMonitor monitor = new ModelMonitor(reference, MonitorSettings.defaults());
    monitor.observe(columns.fill(monitor.newItem(), 1, random));
    long bytes = used() - before;
    // Both are in use until here.
    assertThat(monitor.featureNames()).hasSameSizeAs(reference.features());
    System.out.printf("1,000 features: %,d bytes%n", bytes);
    // Less than the last ranks and the cuts would mean that nothing was measured.
    assertThat(bytes)
        .isBetween(
            FEATURES * (2L * RecentRanks.LENGTH + 4L * NumericCells.MAX_CUTS),
            MOST_BYTES - FEATURES * LEARNING_BYTES);
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
