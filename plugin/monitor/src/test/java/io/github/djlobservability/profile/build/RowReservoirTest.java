package io.github.djlobservability.profile.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.djlobservability.profile.Feature;
import io.github.djlobservability.profile.FeatureType;
import io.github.djlobservability.profile.RowBuilder;
import io.github.djlobservability.profile.RowSample;
import io.github.djlobservability.profile.SampledRow;
import io.github.djlobservability.profile.Schema;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RowReservoirTest {
  private static final Schema SCHEMA = new Schema(List.of(Feature.input("x", FeatureType.NUMERIC)));

  @Test
  void keepsAllWhileThereIsRoomInOrder() {
    RowSample sample = new RowSample(filled(100, 50, 0, 1).kept());
    assertThat(sample.size()).isEqualTo(50);
    assertThat(sample.numbers(SCHEMA.series().get(0)))
        .containsExactly(IntStream.range(0, 50).asDoubleStream().toArray());
    assertThat(sample.rowNumber(49)).isEqualTo(49);
  }

  @Test
  void everyRowIsAsLikelyToStay() {
    int[] kept = new int[100];
    for (int seed = 0; seed < 4000; seed++) {
      for (SampledRow row : filled(20, 100, 0, seed).kept()) {
        kept[(int) row.rowNumber()]++;
      }
    }
    // 800 expected, with a standard deviation of 25.
    for (int count : kept) {
      assertThat((double) count).isCloseTo(800, within(110.0));
    }
  }

  @Test
  void twoNeighboursStayTogetherAsOftenAsAnyTwo() {
    int together = 0;
    for (int seed = 0; seed < 4000; seed++) {
      List<Long> numbers =
          filled(20, 100, 0, seed).kept().stream().map(SampledRow::rowNumber).toList();
      together += numbers.contains(40L) && numbers.contains(41L) ? 1 : 0;
    }
    // 20/100 * 19/99 of 4000 are 153.5, with a standard deviation of 12.
    assertThat((double) together).isCloseTo(153.5, within(55.0));
  }

  @Test
  void mergedItIsASampleOfAll() {
    int fromSecond = 0;
    for (int seed = 0; seed < 1000; seed++) {
      RowReservoir merged = new RowReservoir(20, 0);
      merged.merge(new RowSample(filled(20, 300, 0, 2L * seed).kept()), 300);
      merged.merge(new RowSample(filled(20, 100, 300, 2L * seed + 1).kept()), 100);
      assertThat(merged.kept()).hasSize(20);
      for (SampledRow row : merged.kept()) {
        assertThat(row.row().number(0)).isEqualTo((double) row.rowNumber());
        fromSecond += row.rowNumber() >= 300 ? 1 : 0;
      }
    }
    // A quarter of 20,000, with a standard deviation of about 60.
    assertThat((double) fromSecond).isCloseTo(5000, within(260.0));
  }

  @Test
  void theOrderOfMergingDecidesNoRow() {
    RowSample a = new RowSample(filled(20, 300, 0, 1).kept());
    RowSample b = new RowSample(filled(20, 100, 0, 2).kept());
    RowSample c = new RowSample(filled(20, 15, 0, 3).kept());
    RowReservoir abc = new RowReservoir(20, 0);
    abc.merge(a, 300);
    abc.merge(b, 100);
    abc.merge(c, 15);
    RowReservoir cba = new RowReservoir(20, 0);
    cba.merge(c, 15);
    cba.merge(b, 100);
    cba.merge(a, 300);
    assertThat(abc.kept().stream().map(SampledRow::priority))
        .containsExactlyInAnyOrderElementsOf(
            cba.kept().stream().map(SampledRow::priority).toList());
  }

  @Test
  void aSmallerSampleLimitsTheWhole() {
    RowReservoir merged = new RowReservoir(20, 0);
    merged.merge(new RowSample(filled(20, 300, 0, 1).kept()), 300);
    merged.merge(new RowSample(filled(5, 100, 0, 2).kept()), 100);
    assertThat(merged.kept()).hasSize(5);
  }

  private static RowReservoir filled(int capacity, int rows, int from, long seed) {
    RowReservoir reservoir = new RowReservoir(capacity, seed);
    RowBuilder builder = new RowBuilder(SCHEMA);
    for (int i = 0; i < rows; i++) {
      reservoir.offer(builder.put(0, from + i).build(), () -> SampledRow.NO_TIME);
    }
    return reservoir;
  }
}
