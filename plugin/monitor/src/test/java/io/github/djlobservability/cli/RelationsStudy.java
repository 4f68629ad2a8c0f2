package io.github.djlobservability.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** False alarms of {@code check} over 200 seeds: {@code -Dtest=RelationsStudy}. */
class RelationsStudy {

  private static final int SEEDS = 200;

  @TempDir Path folder;

  @Test
  void falseAlarms() throws IOException {
    for (RelationsTable table : RelationsTable.values()) {
      int alarms = new RelationsTrial(folder, table).alarms(1, SEEDS);
      System.out.printf("%s, seeds 1 to %d: %d false alarms at level 0.05%n", table, SEEDS, alarms);
    }
  }
}
