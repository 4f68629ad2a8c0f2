package io.github.djlobservability.monitoring.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.djlobservability.profile.Feature;
import io.github.djlobservability.profile.FeatureType;
import io.github.djlobservability.profile.Row;
import io.github.djlobservability.profile.RowBuilder;
import io.github.djlobservability.profile.Schema;
import io.github.djlobservability.worker.MemoryBudget;
import io.github.djlobservability.worker.MemoryShare;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentRowsTest {
  private static final Schema SCHEMA =
      new Schema(
          List.of(
              Feature.input("age", FeatureType.NUMERIC),
              Feature.input("town", FeatureType.CATEGORICAL)));

  @Test
  void theOldestGoFirst() {
    MemoryBudget budget = new MemoryBudget(100 << 20);
    RecentRows rows = new RecentRows(new RowShare(budget), true);
    for (int i = 0; i < 2_500; i++) {
      rows.add(row(i), i);
    }
    assertThat(rows.size()).isEqualTo(2_000);
    assertThat(rows.all().get(0).epochMillis()).isEqualTo(500);
    assertThat(rows.all().get(1_999).row().number(0)).isEqualTo(2_499);
    assertThat(budget.report().heldBytes()).isBetween(200_000L, 1L << 20);
    rows.clear();
    assertThat(budget.report().heldBytes()).isZero();
    assertThat(rows.size()).isZero();
  }

  @Test
  void allModelsTogetherHoldAnEighthOfTheMemoryInEqualParts() {
    MemoryBudget budget = new MemoryBudget(1 << 20);
    RowShare share = new RowShare(budget);
    RecentRows first = new RecentRows(share, true);
    RecentRows second = new RecentRows(share, true);
    for (int i = 0; i < 1_000; i++) {
      first.add(row(i), i);
    }
    int alone = first.size();
    for (int i = 0; i < 1_000; i++) {
      second.add(row(i), i);
      first.add(row(i), i);
    }
    assertThat(alone).isGreaterThan(200);
    assertThat(first.size()).isCloseTo(alone / 2, within(2));
    assertThat(second.size()).isCloseTo(alone / 2, within(2));
    assertThat(budget.report().heldBytes()).isLessThanOrEqualTo((1 << 20) / 8);
    assertThat(refused(budget)).as("making room is no loss").isZero();
    second.close();
    for (int i = 0; i < 1_000; i++) {
      first.add(row(i), i);
    }
    assertThat(first.size()).isEqualTo(alone);
  }

  @Test
  void whereOthersHoldTheMemoryThereAreNone() {
    MemoryBudget budget = new MemoryBudget(1 << 20);
    assertThat(budget.share("a", Long.MAX_VALUE).claim(1 << 19)).isTrue();
    assertThat(budget.share("b", Long.MAX_VALUE).claim(1 << 19)).isTrue();
    RecentRows rows = new RecentRows(new RowShare(budget), true);
    rows.add(row(1), 1);
    assertThat(rows.size()).isZero();
    assertThat(refused(budget)).isZero();
  }

  private static long refused(MemoryBudget budget) {
    return budget.report().shares().stream().mapToLong(MemoryShare.Report::refusedByShare).sum();
  }

  private static Row row(int number) {
    return new RowBuilder(SCHEMA).put(0, (double) number).put(1, "town " + number % 10).build();
  }
}
