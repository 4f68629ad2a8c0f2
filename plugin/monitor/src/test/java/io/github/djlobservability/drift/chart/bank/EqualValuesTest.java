package io.github.djlobservability.drift.chart.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EqualValuesTest {

  private static final RankAlternatives TABLE = new RankAlternatives(1);

  private static long[] counts() {
    // Three that are frequent, one that isn't, and hundreds that came once.
    long[] counts = new long[500];
    Arrays.fill(counts, 1);
    counts[10] = 300;
    counts[11] = 100;
    counts[400] = 20;
    counts[450] = 8;
    return counts;
  }

  private static EqualValues of(int left) {
    return Objects.requireNonNull(EqualValues.of(new SequentialRanks(counts()), left, TABLE));
  }

  @ParameterizedTest(name = "without cell {0}")
  @ValueSource(ints = {-1, 10})
  void densitiesHaveMeanOne(int left) {
    EqualValues equal = of(left);
    double[] sums = new double[TABLE.size()];
    int steps = 100_000;
    for (int i = 0; i < steps; i++) {
      double rank = (i + 0.5) / steps;
      int place = equal.place(rank);
      int offset = place < 0 ? TABLE.offset(rank) : place * sums.length;
      double[] densities = place < 0 ? TABLE.densities() : equal.means();
      for (int chart = 0; chart < sums.length; chart++) {
        sums[chart] += densities[offset + chart];
      }
    }
    for (double sum : sums) {
      assertThat(sum / steps).isCloseTo(1, within(1e-3));
    }
  }

  @Test
  void whereverAmongEqualValuesARankIsDrawnTheDensitiesAreTheSame() {
    EqualValues equal = of(-1);
    SequentialRanks past = new SequentialRanks(counts());
    assertThat(equal.place(past.peek(10, 0.01)))
        .isEqualTo(equal.place(past.peek(10, 0.99)))
        .isZero();
    assertThat(equal.place(past.peek(11, 0.5))).isEqualTo(1);
    assertThat(equal.place(past.peek(450, 0.5))).isEqualTo(-1);
    assertThat(EqualValues.of(new SequentialRanks(new long[] {1, 1, 1}), -1, TABLE)).isNull();
  }

  @Test
  void aValueThatBecomesFrequentLacksAnInterval() {
    EqualValues equal = of(-1);
    SequentialRanks past = new SequentialRanks(counts());
    past.next(450, 0.5);
    assertThat(EqualValues.lacks(equal, past, past.middle(), 1)).isFalse();
    int items = 0;
    do {
      past.next(450, 0.5);
      items++;
    } while (!EqualValues.lacks(equal, past, past.middle(), 1));
    assertThat(items).isBetween(1, 5);
    equal = Objects.requireNonNull(EqualValues.of(past, -1, TABLE));
    assertThat(EqualValues.lacks(equal, past, past.middle(), 1)).isFalse();
    assertThat(equal.isDue(past)).isFalse();
  }

  @Test
  void goesOnAsSaved() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    EqualValues.write(new DataOutputStream(bytes), of(-1));
    EqualValues.write(new DataOutputStream(bytes), null);
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    EqualValues read = Objects.requireNonNull(EqualValues.read(in, TABLE));
    assertThat(read.means()).isEqualTo(of(-1).means());
    assertThat(EqualValues.read(in, TABLE)).isNull();
  }
}
