package io.github.djlobservability.profile.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.profile.FeatureType;
import io.github.djlobservability.profile.LeftOut;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class TypeEvidenceTest {

  private static TypeEvidence of(int count, IntFunction<Object> values) {
    TypeEvidence evidence = new TypeEvidence();
    for (int i = 0; i < count; i++) {
      evidence.add(values.apply(i), true);
    }
    return evidence;
  }

  @Test
  void infinitiesAreNumbers() {
    TypeEvidence evidence = of(100, i -> i % 10 == 0 ? "inf" : i % 10 == 1 ? "-Infinity" : "" + i);
    assertThat(evidence.type()).isEqualTo(FeatureType.NUMERIC);
    assertThat(evidence.isWhole()).isFalse();
  }

  @Test
  void zerosInFrontMakeCodes() {
    assertThat(of(200, i -> i % 9 == 0 ? "0" + i : "" + i).type())
        .isEqualTo(FeatureType.CATEGORICAL);
    assertThat(of(200, i -> i % 9 == 0 ? "0" : "0." + i).type()).isEqualTo(FeatureType.NUMERIC);
    assertThat(of(1000, i -> i == 7 ? "07" : "" + i).type()).isEqualTo(FeatureType.NUMERIC);
  }

  @Test
  void idsAndClocksNeverComeAgain() {
    Random random = new Random(4);
    assertThat(of(300, i -> 50_000 + 2 * i).leftOut("x")).isEqualTo(LeftOut.ROW_NUMBER);
    assertThat(of(300, i -> 900 - i).leftOut("x")).isEqualTo(LeftOut.ROW_NUMBER);
    assertThat(of(300, i -> (i * 78) % 301).leftOut("x")).isEqualTo(LeftOut.ROW_NUMBER);
    assertThat(of(300, i -> 1_790_000_000_000L + i * 60_000L).leftOut("ts"))
        .isEqualTo(LeftOut.CLOCK);
    assertThat(of(300, i -> 1_790_000_000.25 + random.nextInt(9999)).leftOut("x"))
        .isEqualTo(LeftOut.CLOCK);
    assertThat(of(300, i -> "2026-02-" + (1 + i % 28) + "T10:00:00Z").leftOut("x"))
        .isEqualTo(LeftOut.CLOCK);
    assertThat(of(300, i -> (1 + i % 12) + "/17/2025").leftOut("x")).isEqualTo(LeftOut.CLOCK);
    assertThat(of(300, i -> Long.toHexString(random.nextLong() | 1L << 63)).leftOut("x"))
        .isEqualTo(LeftOut.IDENTIFIER);
    assertThat(of(300, i -> (i * 7919L) % 100_003).leftOut("customerId"))
        .isEqualTo(LeftOut.IDENTIFIER);
  }

  @Test
  void measuredNumbersAndNamesDoComeAgain() {
    Random random = new Random(5);
    System.out.println("TypeEvidenceTest: seeds 4 and 5");
    assertThat(of(300, i -> random.nextGaussian()).leftOut("id")).isNull();
    assertThat(of(300, i -> (i * 7919L) % 100_003).leftOut("income")).isNull();
    assertThat(of(300, i -> (i * 7919L) % 100_003).leftOut("paid")).isNull();
    assertThat(of(300, i -> i % 90).leftOut("age")).isNull();
    assertThat(of(300, i -> "city " + i % 90).leftOut("city")).isNull();
    assertThat(of(20, i -> i).leftOut("few")).isNull();
    assertThat(of(300, i -> (double) i * i * 1000).leftOut("sorted")).isNull();
    assertThat(of(300, i -> "the parcel number " + i + " never came").leftOut("text")).isNull();
  }
}
